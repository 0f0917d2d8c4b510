"""The same question read otherwise: what the answer rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evaluasi.reports.impact.question import Question, excluded_cells, months, values_of
from evaluasi.reports.impact.treatment import CERTAIN, STRICT
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.text import _, listing

EARLIER = (1, 2)
"""Years by which an award's innovations are taken to be older."""


def variants(question: Question) -> list[tuple[str, Question]]:
    """Return the other readings of a question, each with its label; none where nothing differs."""
    return [*_readings(question), *_starts(question), *_values(question), *_regions(question)]


def _readings(question: Question) -> Iterator[tuple[str, Question]]:
    words = {
        CERTAIN: _("Hanya baris yang pasti"),
        STRICT: _("Hanya wilayah yang tercatat (pembanding: yang belum mulai)"),
    }
    for reading in question.treatment.readings():
        if reading != question.reading and reading in words:
            yield words[reading], replace(question, reading=reading)


def _starts(question: Question) -> Iterator[tuple[str, Question]]:
    if question.treatment.recognition:
        for n in EARLIER:
            yield _("Mulai {n} tahun lebih awal").format(n=n), replace(question, earlier=n)


def _values(question: Question) -> Iterator[tuple[str, Question]]:
    """Other years and cells: one reference month, after a missing year, doubtful cells too."""
    years = [int(year) for year in values_of(question).columns]
    since = _same_month_since(question, years)
    if since > years[0]:
        kept = tuple(year for year in years if year >= since)
        told = _("Hanya {first}–{last} (satu bulan acuan: {month})")
        label = told.format(first=since, last=years[-1], month=months(question)[since])
        yield label, replace(question, years=kept)
    whole = _after_gap(question)
    if whole and whole[0] > years[0]:
        told = _("Hanya {first}–{last} (sesudah tahun tanpa nilai)")
        yield told.format(first=whole[0], last=whole[-1]), replace(question, years=whole)
    doubtful = excluded_cells(question)
    if len(doubtful):
        told = _("Nilai yang diragukan ikut dipakai ({n} sel)").format(n=len(doubtful))
        yield told, replace(question, doubtful=True)


def _regions(question: Question) -> Iterator[tuple[str, Question]]:
    """Other regions: without those that have doubtful cells, one type only."""
    touched = set(excluded_cells(question)["kode"])
    if touched and len(touched) < len(question.units):
        listed = question.ds.wilayah.set_index("kode")["nama"]
        kept = tuple(code for code in question.units if code not in touched)
        told = _("Tanpa {names}").format(names=listing(listed[code] for code in sorted(touched)))
        yield told, replace(question, units=kept)
    kinds = question.ds.wilayah.set_index("kode")["tingkat"]
    for kind in SECOND_LEVEL:
        kept = tuple(code for code in question.units if kinds[code] == kind)
        if 0 < len(kept) < len(question.units):
            yield _("Hanya {kind}").format(kind=kind), replace(question, units=kept)


def _same_month_since(question: Question, years: list[int]) -> int:
    """Return the first year of the last stretch with one reference month."""
    known = months(question)
    since = years[0]
    for year in reversed([year for year in years if year in known]):
        if known[year] != known[max(known)]:
            break
        since = year
    return since


def _after_gap(question: Question) -> tuple[int, ...]:
    """Return the years after the last one without any value."""
    wide = values_of(question)
    years = [int(year) for year in wide.columns.to_numpy()]
    filled = wide.notna().any().to_numpy()
    gaps = [year for year, there in zip(years, filled, strict=True) if not there]
    return tuple(year for year in years if year > max(gaps)) if gaps else ()
