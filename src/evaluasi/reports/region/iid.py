"""The Indeks Inovasi Daerah: what is on file for the region, on which scale, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import bullets, paragraphs
from evaluasi.tables import series
from evaluasi.text import _, listing, number

POINTS = "poin"


def editions(subject: Subject) -> list[int]:
    """Return the editions up to the reporting year that the dataset knows anything of."""
    data = subject.data
    return sorted({int(year) for year in [*data.iid_nasional["tahun"], *data.skor_iid["tahun"]]})


def rows(subject: Subject) -> pd.DataFrame:
    """Return the region's rows of published scores, oldest first."""
    scores = subject.data.skor_iid
    own = scores[scores["kode"] == subject.kode]
    return own.sort_values(["tahun", "sumber"], ignore_index=True)


def table(subject: Subject) -> pd.DataFrame:
    """Table of what is on file, one row per published figure."""
    own = rows(subject)
    shown = pd.DataFrame(
        {
            _("Tahun"): own["tahun"],
            _("Skor"): [_score(value) for value in own["skor"]],
            _("Skala"): own["skala"].str.replace("0-100", "0–100"),
            _("Predikat"): own["predikat"],
            _("Peringkat (lingkup)"): [
                _rank(rank, scope)
                for rank, scope in zip(own["peringkat"], own["lingkup_peringkat"], strict=True)
            ],
            _("Jumlah inovasi"): own["jumlah_inovasi"],
            _("Keputusan"): own["keputusan"],
            _("Keyakinan"): own["keyakinan"],
            _("Sumber"): own["sumber"].map(subject.publisher),
        }
    )
    return subject.stamped(shown, own["sumber"])


def notes(subject: Subject) -> str:
    """List what the sources' rows say about themselves."""
    own = rows(subject).dropna(subset=["catatan"])
    return bullets(
        f"{year} ({escape(subject.publisher(source))}): {escape(note)}."
        for year, source, note in zip(own["tahun"], own["sumber"], own["catatan"], strict=True)
    )


def sentences(subject: Subject) -> str:
    """Say what is on file and how it may be read, and what is not on file."""
    known = editions(subject)
    if not known:
        return _(
            "Dataset ini belum memuat edisi Indeks Inovasi Daerah sampai tahun {year}."
        ).format(year=subject.year)
    own = rows(subject)
    if own.empty:
        return _nothing(subject, known)
    return paragraphs(
        " ".join(score_sentences(subject)),
        _without_score(subject, own),
        _not_on_file(subject, own, known),
        withheld_sentence(subject),
        scale_sentence(own),
        predicate_sentence(own),
    )


def score_sentences(subject: Subject) -> list[str]:
    """Say each score with scale, predicate, quoted rank, decree and source."""
    own = rows(subject).dropna(subset=["skor"])
    return [_score_sentence(subject, row) for row in own.to_dict("records")]


def withheld_sentence(subject: Subject) -> str:
    """Name the editions of which rows of low confidence are not shown."""
    years = _withheld_years(subject)
    if not years:
        return ""
    return _(
        "Baris lain untuk {years} berkeyakinan rendah (bertentangan, belum terkonfirmasi, atau "
        "bukan nilai keputusan), sehingga tidak ditampilkan."
    ).format(years=listing(years))


def scale_sentence(own: pd.DataFrame) -> str:
    """Say which scores can't be set side by side."""
    scored = own.dropna(subset=["skor"])
    points = sorted({int(year) for year in scored[scored["skala"] == POINTS]["tahun"]})
    if not points:
        return ""
    told = _(
        "Skor {years} memakai poin tanpa batas atas: tidak dapat dibandingkan dengan skor 0–100 "
        "sejak 2021, dan poin antartahunnya pun tidak sebanding."
    )
    return told.format(years=listing(points))


def predicate_sentence(own: pd.DataFrame) -> str:
    """Name the changes of limits that lie between the predicates on file."""
    years = [int(year) for year in own.dropna(subset=["predikat"])["tahun"]]
    if not years:
        return ""
    crossed = [
        _("antara {start} dan {end} {why}").format(start=gap.start, end=gap.end, why=gap.mengapa)
        for gap in series.get("predikat").breaks
        if min(years) <= gap.start and gap.end <= max(years)
    ]
    if not crossed:
        return ""
    return _("Predikat yang tercatat tidak sebanding antartahun, karena {breaks}.").format(
        breaks=listing(crossed)
    )


def _score_sentence(subject: Subject, row: Mapping[Any, Any]) -> str:
    parts = [
        _("Pada {year} skor IID {name} {score} ({scale})").format(
            year=row["tahun"],
            name=subject.said,
            score=_score(row["skor"]),
            scale=_("poin") if row["skala"] == POINTS else _("skala 0–100"),
        )
    ]
    if pd.notna(row["predikat"]):
        parts.append(_("predikat {predicate}").format(predicate=row["predikat"]))
    if pd.notna(row["peringkat"]):
        parts.append(
            _("diumumkan pada {rank}").format(
                rank=_spoken_rank(row["peringkat"], row["lingkup_peringkat"])
            )
        )
    if pd.notna(row["keputusan"]):
        parts.append(_("menurut {decree}").format(decree=escape(row["keputusan"])))
    return _("{told} (sumber: {publisher}, keyakinan {confidence}).").format(
        told=", ".join(parts),
        publisher=escape(subject.publisher(row["sumber"])),
        confidence=row["keyakinan"],
    )


def _without_score(subject: Subject, own: pd.DataFrame) -> str:
    scored = set(own.dropna(subset=["skor"])["tahun"])
    years = sorted({int(year) for year in own["tahun"]} - {int(year) for year in scored})
    if not years:
        return ""
    return _(
        "Skor IID {name} untuk {years} belum ada data; keterangan lain yang tercatat ada pada "
        "tabel."
    ).format(name=subject.said, years=listing(years))


def _not_on_file(subject: Subject, own: pd.DataFrame, known: Iterable[int]) -> str:
    years = [year for year in known if year not in set(own["tahun"])]
    if not years:
        return ""
    return _("Hasil IID {name} untuk edisi {years} tidak tercatat dalam dataset ini.").format(
        name=subject.said, years=listing(years)
    )


def _nothing(subject: Subject, known: list[int]) -> str:
    words = {"name": subject.said, "first": known[0], "last": known[-1]}
    low = _withheld_years(subject)
    told = _(
        "Skor, predikat, dan peringkat IID {name} tidak tercatat dalam dataset ini untuk edisi "
        "{first}–{last}."
    )
    if low:
        told = _(
            "Untuk IID {name} edisi {first}–{last} hanya ada baris berkeyakinan rendah ({years}: "
            "bertentangan, belum terkonfirmasi, atau bukan nilai keputusan), sehingga skor, "
            "predikat, dan peringkatnya tidak ditampilkan."
        )
        words["years"] = listing(low)
    return (
        told.format(**words)
        + " "
        + _(
            "Itu tidak berarti daerah ini tidak dinilai: hanya sebagian kecil hasil IID yang "
            "tersedia untuk umum."
        )
    )


def _withheld_years(subject: Subject) -> list[int]:
    low = subject.data.withheld("skor_iid")
    return sorted({int(year) for year in low[low["kode"] == subject.kode]["tahun"]})


def _score(value: Any) -> str | None:
    return None if pd.isna(value) else number(float(value))


def _rank(rank: Any, scope: Any) -> str | None:
    if pd.isna(rank):
        return None
    return f"{rank} – {scope}" if pd.notna(scope) else str(rank)


def _spoken_rank(rank: Any, scope: Any) -> str:
    told = _("peringkat {rank}").format(rank=rank)
    if pd.isna(scope):
        return told
    return _("{rank} lingkup {scope}").format(rank=told, scope=escape(scope))
