"""The first page: a few plain sentences that can be read aloud, and the numbers of the index."""

from __future__ import annotations

from evaluasi.reports.display import escape
from evaluasi.reports.region import aftermath, awards, balance, events, iid, outcomes, profile
from evaluasi.reports.region.positions import headlines, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import bullets, called
from evaluasi.tables import schemas
from evaluasi.tables.series import SERIES
from evaluasi.text import _, listing, number

KEY = ("p0", "ipm_baru", "tpt")
"""Outcomes that stand for the region in the index, at one year so that they can be sorted."""

ABOUT_INNOVATIONS = ("inovasi", "verifikasi", "tindak_lanjut")


def sentences(subject: Subject) -> str:
    """Say who the region is, where it stands, what is on file of its innovation, and how sure."""
    found = positions(subject)
    first = [outcomes.brief_sentence(subject, position) for position in headlines(found)[:1]]
    told = {
        _("Wilayah"): profile.place_sentence(subject),
        _("Letak"): " ".join(first) or outcomes.sentences(subject),
        _("Perubahan"): balance.brief(found),
        _("Indeks Inovasi Daerah"): _innovation(subject),
        _("Penghargaan"): _awards(subject),
        _("Seberapa yakin"): _certainty(subject),
    }
    return bullets(f"**{about}.** {said}" for about, said in told.items() if said)


def key_figures(subject: Subject) -> dict[str, float | None]:
    """Return the numbers for the index: each outcome's latest year in the dataset, if on file."""
    figures: dict[str, float | None] = {}
    for code in KEY:
        values = subject.data.series(code)
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
        own = scores.T.get(subject.kode)
        known = None if own is None else own.dropna()
        label = _("Skor IID terakhir (skala 0–100)")
        figures[label] = None if known is None or known.empty else float(known.iloc[-1])
    return figures


def _same_scale(subject: Subject) -> list[int]:
    first = max(gap.end for gap in SERIES["iid"].breaks)
    return [year for year in iid.editions(subject) if year >= first]


def _innovation(subject: Subject) -> str:
    told = iid.score_sentences(subject)
    cases = subject.data.kasus
    counts = cases[(cases["kode"] == subject.kode) & (cases["ukuran"] == "jumlah_inovasi")]
    if told:
        return told[-1]
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
