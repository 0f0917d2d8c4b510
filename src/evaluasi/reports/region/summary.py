"""The first page: a few plain sentences that can be read aloud, and the numbers of the index."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region import (
    aftermath,
    awards,
    balance,
    events,
    followups,
    iid,
    innovations,
    outcomes,
    profile,
)
from evaluasi.reports.region.positions import headlines, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import bullets, called
from evaluasi.tables import schemas
from evaluasi.tables.series import SERIES
from evaluasi.text import _, listing, number

KEY = ("p0", "ipm_baru", "tpt")
"""Outcomes that stand for the region in the index, at one year so that they can be sorted."""

KeyValue = float | tuple[float, str] | None
"""A key figure, with a note where its label leaves the year open."""

ABOUT_INNOVATIONS = ("inovasi", "verifikasi", "tindak_lanjut")


def sentences(subject: Subject, tanggal: str = "") -> str:
    """Say who the region is, where it stands, what is on file of its innovation, and how sure.

    Parameters
    ----------
    subject : Subject
    tanggal : str
        Date of the report (ISO), which visits are counted to.
    """
    found = positions(subject)
    first = [outcomes.brief_sentence(subject, position) for position in headlines(found)[:1]]
    told = {
        _("Wilayah"): profile.place_sentence(subject),
        _("Letak"): " ".join(first) or outcomes.sentences(subject),
        _("Perubahan"): balance.brief(found),
        _("Indeks Inovasi Daerah"): _innovation(subject),
        _("Inovasi"): innovations.brief(subject),
        _("Keberlanjutan"): followups.brief(subject, tanggal),
        _("Penghargaan"): _awards(subject),
        _("Seberapa yakin"): _certainty(subject),
    }
    lines = bullets(f"**{about}.** {said}" for about, said in told.items() if said)
    return lines.replace("PDRB", _("produk domestik regional bruto (PDRB)"), 1)


def key_figures(subject: Subject) -> dict[str, KeyValue]:
    """Return the numbers for the index: each outcome's latest year in the dataset, if on file.

    The IID score comes with its edition, which differs from region to region; provisional scores
    are left out.
    """
    figures: dict[str, KeyValue] = {}
    for code in KEY:
        values = subject.data.series(code, trend=True).dropna(axis="columns", how="all")
        if values.empty:
            continue
        year = max(int(y) for y in values.columns)
        own = values.T.get(subject.kode)
        label = _("{name}, {year} ({unit})").format(
            name=called(SERIES[code]), year=year, unit=SERIES[code].satuan
        )
        figures[label] = None if own is None or own.isna()[year] else float(own[year])
    scores = subject.data.series("iid", years=_same_scale(subject))
    if not scores.empty:
        figures[_("Skor IID terakhir (skala 0–100)")] = _last_score(subject, scores)
    return figures


def _last_score(subject: Subject, scores: pd.DataFrame) -> KeyValue:
    if subject.kode not in scores.index:
        return None
    own = iid.rows(subject)
    early = own[iid.provisional(own)]["tahun"]
    known = scores.T[subject.kode].dropna().drop(early, errors="ignore")
    return None if known.empty else (float(known.iloc[-1]), str(known.index[-1]))


def _same_scale(subject: Subject) -> list[int]:
    first = max(gap.end for gap in SERIES["iid"].breaks)
    return [year for year in iid.editions(subject) if year >= first]


def _innovation(subject: Subject) -> str:
    scores, result = iid.score_sentences(subject)[-1:], iid.last_result(subject)
    if result and not scores:
        scores = [_("Skor IID {name} belum ada data.").format(name=subject.said)]
    said = " ".join([*scores, result]).rstrip()
    cases = subject.data.kasus
    counts = cases[(cases["kode"] == subject.kode) & (cases["ukuran"] == "jumlah_inovasi")]
    if said:
        return said
    if counts.empty:
        return iid.sentences(subject).split("\n\n", 1)[0]
    last = counts.sort_values("tahun").iloc[-1]
    return _(
        "Skor IID {name} tidak tercatat dalam dataset ini; yang tercatat hanya jumlah inovasinya, "
        "{n} pada {year} (sumber: {publisher}, keyakinan {confidence})."
    ).format(
        name=subject.said,
        n=number(float(last["nilai"])),
        year=last["tahun"],
        publisher=escape(subject.publisher(last["sumber"])),
        confidence=last["keyakinan"],
    )


def _awards(subject: Subject) -> str:
    told = [awards.recorded_sentence(subject)]
    if not aftermath.comparison(subject).reason:
        told.append(
            _(
                "Perubahan kemiskinan sesudahnya hanya digambarkan, tidak ditafsirkan sebagai "
                "buah penghargaan itu."
            )
        )
    if len(events.skk_winners(subject)):
        told.append(events.skk_sentence(subject))
    return " ".join(told)


def _certainty(subject: Subject) -> str:
    absent = [name for name in ABOUT_INNOVATIONS if subject.rows_of(name).empty]
    told = []
    if positions(subject):
        told.append(
            _(
                "Angka capaian adalah angka terbitan; galat survei kemiskinan dan pengangguran "
                "tidak tercatat, sehingga selisih kecil belum tentu perubahan nyata."
            )
        )
    if absent:
        titles = [schemas.get(name).title.lower() for name in absent]
        told.append(
            _(
                "Data {tables} belum dimuat, sehingga laporan ini belum dapat menjawab inovasi "
                "mana yang bertahan dan apa yang diubahnya."
            ).format(tables=listing(titles))
        )
    return " ".join(told)
