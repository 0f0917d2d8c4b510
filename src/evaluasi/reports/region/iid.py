"""The Indeks Inovasi Daerah: what is on file for the region, on which scale, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import bullets, paragraphs, stretches
from evaluasi.tables import series
from evaluasi.text import _, listing, number

POINTS = "poin"
LISTED = "(urutan daftar)"
"""How a scope says that a rank is the place on a printed list, which need not be one."""

PROVISIONAL = "skor sementara"


def editions(subject: Subject) -> list[int]:
    """Return the editions up to the reporting year that the dataset knows anything of."""
    data = subject.data
    known = {int(year) for year in [*data.iid_nasional["tahun"], *data.skor_iid["tahun"]]}
    return sorted(year for year in known if year >= subject.founded)


def rows(subject: Subject) -> pd.DataFrame:
    """Return the region's rows of published scores, oldest first."""
    scores = subject.data.skor_iid
    own = scores[scores["kode"] == subject.kode]
    return own.sort_values(["tahun", "sumber"], ignore_index=True)


def provisional(own: pd.DataFrame) -> pd.Series[bool]:
    """Tell per row whether its score was published before the final one."""
    found: pd.Series[bool] = own["catatan"].fillna("").str.contains(PROVISIONAL).astype(bool)
    return found


def news_years(subject: Subject) -> list[int]:
    """Return the editions of which a score is on file among the dated facts only."""
    cases = subject.data.kasus
    told = cases[(cases["kode"] == subject.kode) & (cases["ukuran"] == "skor_iid")]["tahun"]
    return sorted({int(year) for year in told} - set(rows(subject)["tahun"]))


def table(subject: Subject) -> pd.DataFrame:
    """Table of what is on file, one row per published figure."""
    own = rows(subject)
    shown = pd.DataFrame(
        {
            _("Tahun"): own["tahun"],
            _("Skor"): [
                _cell(value, early)
                for value, early in zip(own["skor"], provisional(own), strict=True)
            ],
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
        _from_news(subject),
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
        "Untuk {years} ada baris berkeyakinan rendah (bertentangan, belum terkonfirmasi, atau "
        "bukan nilai keputusan), yang tidak ditampilkan."
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


def last_result(subject: Subject) -> str:
    """Say the latest predicate or rank, where there is one after the latest score."""
    own = rows(subject)
    scored = own.dropna(subset=["skor"])["tahun"]
    found = own.dropna(subset=["predikat", "peringkat"], how="all")
    if len(scored):
        found = found[found["tahun"] > scored.max()]
    if found.empty:
        return ""
    row = found.iloc[-1].to_dict()
    return _("Predikat atau peringkat terakhir yang tercatat ({year}): {told}.").format(
        year=row["tahun"], told=_with_source(subject, row, _result_parts(row))
    )


def _score_sentence(subject: Subject, row: Mapping[Any, Any]) -> str:
    words = _("Pada {year} skor IID {name} {score} ({scale})")
    if PROVISIONAL in str(row["catatan"]):
        words = _("Pada {year} skor sementara IID {name} (sebelum sidang pleno) {score} ({scale})")
    head = words.format(
        year=row["tahun"],
        name=subject.said,
        score=_score(row["skor"]),
        scale=_("poin") if row["skala"] == POINTS else _("skala 0–100"),
    )
    told = _with_source(subject, row, [head, *_result_parts(row)])
    if PROVISIONAL in str(row["catatan"]):
        return _("{told}. Skor akhirnya tidak tercatat dalam dataset ini.").format(told=told)
    return f"{told}."


def _result_parts(row: Mapping[Any, Any]) -> list[str]:
    """Say predicate, quoted rank and decree of a row, as far as they are on file."""
    parts = []
    if pd.notna(row["predikat"]):
        parts.append(_("predikat {predicate}").format(predicate=row["predikat"]))
    if pd.notna(row["peringkat"]):
        rank = _spoken_rank(row["peringkat"], row["lingkup_peringkat"])
        parts.append(rank)
    if pd.notna(row["keputusan"]):
        parts.append(_("menurut {decree}").format(decree=escape(row["keputusan"])))
    return parts


def _with_source(subject: Subject, row: Mapping[Any, Any], parts: Iterable[str]) -> str:
    return _("{told} (sumber: {publisher}, keyakinan {confidence})").format(
        told=", ".join(parts),
        publisher=escape(subject.publisher(row["sumber"])),
        confidence=row["keyakinan"],
    )


def _without_score(subject: Subject, own: pd.DataFrame) -> str:
    scored = set(own.dropna(subset=["skor"])["tahun"])
    years = sorted({int(year) for year in own["tahun"]} - {int(year) for year in scored})
    if not years:
        return ""
    told = _(
        "Skor IID {name} untuk {years} belum ada data; keterangan lain ada pada tabel Hasil IID."
    ).format(name=subject.said, years=listing(years))
    return " ".join(part for part in (told, last_result(subject)) if part)


def _not_on_file(subject: Subject, own: pd.DataFrame, known: Iterable[int]) -> str:
    told = {*own["tahun"], *_withheld_years(subject), *news_years(subject)}
    years = [year for year in known if year not in told]
    if not years:
        return ""
    return _("Hasil IID {name} untuk edisi {years} tidak tercatat dalam dataset ini.").format(
        name=subject.said, years=listing(years)
    )


def _from_news(subject: Subject) -> str:
    years = news_years(subject)
    if not years:
        return ""
    return _("Skor {years} hanya tercatat dari berita; lihat tabel Peristiwa.").format(
        years=listing(years)
    )


def _nothing(subject: Subject, known: list[int]) -> str:
    news = news_years(subject)
    low = [year for year in _withheld_years(subject) if year not in news]
    words = {
        "name": subject.said,
        "editions": stretches(year for year in known if year not in news),
    }
    told = _(
        "Skor, predikat, dan peringkat IID {name} tidak tercatat dalam dataset ini untuk edisi "
        "{editions}."
    )
    if low:
        told = _(
            "Untuk IID {name} edisi {editions} hanya ada baris berkeyakinan rendah ({years}: "
            "bertentangan, belum terkonfirmasi, atau bukan nilai keputusan), sehingga skor, "
            "predikat, dan peringkatnya tidak ditampilkan."
        )
        words["years"] = listing(low)
    rest = _(
        "Itu tidak berarti daerah ini tidak dinilai: hanya sebagian kecil hasil IID yang tersedia "
        "untuk umum."
    )
    return " ".join(part for part in (told.format(**words), _from_news(subject), rest) if part)


def _withheld_years(subject: Subject) -> list[int]:
    low = subject.data.withheld("skor_iid")
    return sorted({int(year) for year in low[low["kode"] == subject.kode]["tahun"]})


def _cell(score: Any, early: bool) -> str | None:
    told = _score(score)
    return _("{score} (sementara)").format(score=told) if told and early else told


def _score(value: Any) -> str | None:
    return None if pd.isna(value) else number(float(value))


def _rank(rank: Any, scope: Any) -> str | None:
    if pd.isna(rank):
        return None
    if pd.isna(scope):
        return str(rank)
    if LISTED in scope:
        return _listed_place(rank, scope)
    return f"{rank} – {scope}"


def _spoken_rank(rank: Any, scope: Any) -> str:
    told = _("diumumkan pada peringkat {rank}").format(rank=rank)
    if pd.isna(scope):
        return told
    if LISTED in scope:
        return _("diumumkan dengan {place}").format(place=escape(_listed_place(rank, scope)))
    return _("{rank} lingkup {scope}").format(rank=told, scope=escape(scope))


def _listed_place(rank: Any, scope: str) -> str:
    return _("urutan {rank} pada daftar {scope}").format(
        rank=rank, scope=scope.replace(LISTED, "").strip()
    )
