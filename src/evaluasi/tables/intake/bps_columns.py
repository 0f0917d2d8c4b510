"""What each column of a BPS table holds: indicator, year, month, unit; or why it is not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evaluasi.tables.intake import bps_words
from evaluasi.tables.intake.bps_header import Frame, Heading
from evaluasi.tables.intake.bps_values import meaning, split
from evaluasi.tables.intake.bps_words import Indicator
from evaluasi.text import _, listing

# Words of a heading that name neither an indicator nor a part of the population.
_NEUTRAL = frozenset(
    (
        *("nilai", "capaian", "realisasi", "data", "angka", "indeks", "jumlah", "total"),
        *("persen", "persentase", "%", "jiwa", "orang", "rupiah", "rp", "ribu", "juta", "kapita"),
        *("kabupaten", "kota", "provinsi", "jawa", "timur", "menurut", "metode", "baru", "bulan"),
    )
)

_TOTAL = re.compile(r"\b(jumlah|total)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of values.

    Attributes
    ----------
    place : int
        Index in the rows of the grid.
    heading : str
        As printed, on one line.
    indicators : frozenset of str
        Codes that it may hold: one where it is clear.
    year : int
    month : str
        Reference month as printed, "" where none is.
    factor : Decimal
        From the printed unit to that of the catalogue.
    note : str
        What the mark behind the year stands for.
    """

    place: int
    heading: str
    indicators: frozenset[str]
    year: int
    month: str = ""
    factor: Decimal = Decimal(1)
    note: str = ""

    @property
    def entry(self) -> Indicator | None:
        """The indicator, where it is clear."""
        return _only(self.indicators)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that are taken.

    Attributes
    ----------
    taken : tuple of Column
    notes : tuple of str
        Sentences about the others.
    partial : bool
        Whether the title is about a part of the population, and no column is about all.
    """

    taken: tuple[Column, ...]
    notes: tuple[str, ...] = ()
    partial: bool = False


def of(frame: Frame, asked: str | None) -> Columns:
    """Read the headings of a table.

    Parameters
    ----------
    frame : Frame
    asked : str or None
        Indicator that the user named.
    """
    read = [_column(heading, frame, asked) for heading in frame.headings]
    found = [column for column in read if column is not None]
    left = [h.text for h, column in zip(frame.headings, read, strict=True) if column is None]
    notes = [_("kolom yang tidak diambil: {columns}").format(columns=_quoted(left))] if left else []
    partial = bps_words.says("bagian", frame.title)
    if partial and any(bps_words.says("bagian", heading) for heading in left):
        # "Laki-laki, Perempuan, Jumlah": the last is about all.
        whole = [c for c in found if bps_words.named(c.heading) or _TOTAL.search(c.heading)]
        found, partial = whole or found, not whole
    return _one_month_a_year(Columns(tuple(found), tuple(notes), partial))


def _column(heading: Heading, frame: Frame, asked: str | None) -> Column | None:
    """Read one heading; None where it is about something else."""
    text = heading.text
    if bps_words.says("bagian", text) or bps_words.says("ukuran_lain", text):
        return None
    years = set(bps_words.years(text)) or _year_of(frame.title)
    own = bps_words.named(text)
    indicators = own or (frozenset({asked}) if asked else _of_title(frame.title))
    if len(own) > 1:
        # "IPM" in the heading, "hasil Long Form SP2020" in the title.
        indicators = (own & bps_words.named(f"{text} {frame.title}")) or own
        indicators = _of_series(indicators, asked) or indicators
    if len(years) != 1 or (not own and not _is_neutral(text)):
        return None
    months = bps_words.months(text) or bps_words.months(frame.title)
    marks = (split(part)[1] for part in heading.parts if bps_words.years(part))
    mark = next(filter(None, marks), "")
    return Column(
        place=heading.column,
        heading=text,
        indicators=indicators,
        year=years.pop(),
        month=months[0] if len(months) == 1 else "",
        factor=_factor(_only(indicators), text, frame.title),
        note=meaning(mark) if mark else "",
    )


def _of_series(indicators: frozenset[str], asked: str | None) -> frozenset[str]:
    """Take the answer, or what rests on the same census: with ipm_baru goes uhh_baru."""
    _name, _mark, series = (asked or "").partition("_")
    return frozenset(kode for kode in indicators if asked and kode.endswith(f"_{series}"))


def _of_title(title: str) -> frozenset[str]:
    """Give what a title names, unless it is about a change, a rank, or an error of it."""
    return frozenset() if bps_words.says("ukuran_lain", title) else bps_words.named(title)


def _year_of(title: str) -> set[int]:
    """Give the one year that a title names."""
    years = set(bps_words.years(title))
    return years if len(years) == 1 and not bps_words.is_span(title) else set()


def _is_neutral(text: str) -> bool:
    """Whether a heading says nothing beyond time, unit and place."""
    rest = bps_words.folded(bps_words.without_time(text)).replace("/", " ").split()
    return _NEUTRAL.issuperset(rest)


def _factor(entry: Indicator | None, text: str, title: str) -> Decimal:
    if entry is None:
        return Decimal(1)
    own = entry.factor(text)
    # A title over several indicators names several units.
    if own is None and len(bps_words.named(title)) <= 1:
        own = entry.factor(title)
    return Decimal(1) if own is None else own


def _only(indicators: frozenset[str]) -> Indicator | None:
    return bps_words.indicators()[next(iter(indicators))] if len(indicators) == 1 else None


def _one_month_a_year(columns: Columns) -> Columns:
    """Where a year is printed for several months, keep the month that the series refers to."""
    kept: list[Column] = []
    dropped: list[Column] = []
    for column in columns.taken:
        (dropped if _is_of_other_month(column, columns.taken) else kept).append(column)
    if not dropped:
        return columns
    sentence = _("kolom {columns} tidak diambil: seri itu mengacu pada bulan {month}")
    told = sentence.format(
        columns=_quoted(column.heading for column in dropped), month=_reference(dropped[0])
    )
    return replace(columns, taken=tuple(kept), notes=(*columns.notes, told))


def _is_of_other_month(column: Column, columns: Sequence[Column]) -> bool:
    """Whether the reference month of the same value stands beside a column of another month."""
    reference = _reference(column)
    return contradicts(column) and any(
        (other.indicators, other.year, other.month) == (column.indicators, column.year, reference)
        for other in columns
    )


def _reference(column: Column) -> str:
    """Give the month that the series refers to in the year of a column; "" where any will do."""
    entry = column.entry
    return entry.month if entry and column.year >= entry.since else ""


def contradicts(column: Column) -> bool:
    """Whether a column is of another month than the series."""
    reference = _reference(column)
    return bool(column.month and reference and column.month != reference)


def _quoted(headings: Iterable[str]) -> str:
    return listing([f"“{heading}”" for heading in headings])
