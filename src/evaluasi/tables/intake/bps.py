"""Tables of BPS as downloaded: regions down, years or indicators across, one row per value.

Nothing is supposed: a series that the table does not name is asked for, a number with two
readings is a fault, and a sign for a missing value is never zero.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from evaluasi import regions
from evaluasi.tables import series
from evaluasi.tables.faults import Fault, Reason, shown
from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import (
    bps_columns,
    bps_header,
    bps_rows,
    bps_values,
    bps_words,
    layouts,
    plain,
)
from evaluasi.tables.intake.across import NOTHING
from evaluasi.tables.intake.bps_columns import Column, Columns
from evaluasi.tables.intake.bps_header import Frame
from evaluasi.tables.intake.bps_rows import Line, Lines
from evaluasi.tables.intake.bps_values import Value
from evaluasi.tables.intake.bps_words import Indicator
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import COLUMN_NUMBER, ORIGIN, Extract, Skipped, Spot
from evaluasi.tables.intake.numbers import Mark
from evaluasi.tables.reading import PLACE
from evaluasi.text import _, listing, number

TABLE = "capaian"
LAYOUT = _("tabel BPS, tahun atau indikator ke samping")
_CONFIDENCE = "sedang"
_FEWEST_SHARES = 3
_COLUMNS = (
    *(
        "kode",
        layouts.PROVINCE,
        "tahun",
        "indikator",
        "nilai",
        "satuan",
        "seri",
        "acuan_waktu",
        "sumber",
    ),
    *("keyakinan", "catatan", ORIGIN, COLUMN_NUMBER),
)


def read(grid: Grid, context: Context) -> Extract | None:
    """Read a sheet as a table of BPS.

    Parameters
    ----------
    grid : Grid
    context : Context
        `indicator` names the series where the table does not; `source` says where it is from.

    Returns
    -------
    Extract or None
        None where the sheet is no such table: no column of regions, or no year.
    """
    frame = bps_header.find(grid)
    if frame is None:
        return None
    columns = bps_columns.of(frame, context.indicator)
    lines = bps_rows.read(grid, frame, context)
    if not columns.taken or not lines.regions:
        return None
    cells = [
        (line.cells[column.place], column.entry, column.factor)
        for line in lines.regions
        for column in columns.taken
    ]
    values = _Values(grid, context, lines.province, bps_values.decimal_mark(cells))
    for line in lines.regions:
        before = len(values.records)
        for column in columns.taken:
            values.take(line, column)
        if len(values.records) == before:
            values.skipped.append(Skipped(grid.file, grid.sheet, line.number, NOTHING))
    return Extract(
        table=TABLE,
        layout=LAYOUT,
        rows=values.frame(),
        headings={"kode": bps_rows.name_heading(frame)},
        skipped=tuple(sorted([*lines.skipped, *values.skipped], key=lambda entry: entry.baris)),
        faults=(
            *_undecided(grid, frame, columns, context),
            *_unread(grid, lines),
            *values.fractions(),
            *values.faults,
        ),
        notes=(*columns.notes, *lines.notes, *values.notes()),
        spots={"kode": Spot(frame.names + 1)},
        made="nilai",
    )


class _Values:
    """The values of a table, gathered cell by cell."""

    def __init__(self, grid: Grid, context: Context, province: str, decimal: Mark | None) -> None:
        self.records: list[tuple[Any, ...]] = []
        self.places: list[tuple[str, str, int]] = []
        self.faults: list[Fault] = []
        self.skipped: list[Skipped] = []
        self._grid = grid
        self._source = context.source or _("BPS: {file}").format(file=grid.file)
        # A name that is not clear is to be read inside the table's province.
        self._province = regions.get(province).nama if province else None
        self._decimal = decimal
        self._missing: Counter[str] = Counter()
        self._shares: list[tuple[str, Decimal]] = []

    def take(self, line: Line, column: Column) -> None:
        """Take one cell, unless it is blank or stands for a missing value."""
        cell = line.cells[column.place]
        no_value = (line.index, column.place) in self._grid.no_value
        if bps_values.is_missing(cell):
            self._missing[plain.text(cell)] += 1
            return
        if not plain.text(cell) and not no_value:
            return
        kode = column.entry.kode if column.entry else ""
        value = Value()
        if no_value:
            sentence = _("sel berisi rumus yang hasilnya tidak tersimpan dalam berkas")
            value = Value(reason=Reason.NO_VALUE, sentence=sentence)
        elif column.entry and not plain.text(cell).startswith("#"):
            value = _checked(cell, column, column.entry, self._decimal)
        if kode and series.SERIES[kode].satuan == "persen" and bps_values.is_stored_number(cell):
            self._shares.append((kode, Decimal(repr(cell))))
        if value.reason is not None:
            self._tell(line, column, value, plain.text(cell))
        self._add(line, column, kode, cell, value)

    def notes(self) -> list[str]:
        """Say how many cells stood for missing values."""
        if not self._missing:
            return []
        signs = listing(f"“{sign}” {number(n)}" for sign, n in sorted(self._missing.items()))
        total = sum(self._missing.values())
        sentence = _("{n} sel tanpa data tidak dijadikan nol ({signs})")
        return [sentence.format(n=number(total), signs=signs)]

    def fractions(self) -> Iterator[Fault]:
        """Tell indicators in percent whose values are all fractions: 0.1365 shown as 13,65%."""
        shares: dict[str, list[Decimal]] = {}
        for kode, value in self._shares:
            shares.setdefault(kode, []).append(abs(value))
        for kode, found in shares.items():
            if len(found) >= _FEWEST_SHARES and max(found) <= 1:
                sentence = _("semua nilai {kode} paling besar 1; tampaknya pecahan, bukan persen")
                told = sentence.format(kode=kode)
                yield Fault(self._grid.file, Reason.UNIT, told, lembar=self._grid.sheet)

    def frame(self) -> pd.DataFrame:
        """Lay the values out, indexed by where they stand."""
        files, sheets, numbers = zip(*self.places, strict=True) if self.places else ((), (), ())
        arrays = [pd.Index(files, dtype=object), pd.Index(sheets, dtype=object)]
        index = pd.MultiIndex.from_arrays([*arrays, pd.Index(numbers, dtype=int)], names=PLACE)
        return pd.DataFrame(self.records, columns=list(_COLUMNS), index=index, dtype=object)

    def _add(self, line: Line, column: Column, kode: str, cell: Cell, value: Value) -> None:
        known = series.SERIES[kode] if kode else None
        notes = [column.note, bps_values.meaning(value.mark) if value.mark else ""]
        self.places.append((self._grid.file, self._grid.sheet, line.number))
        self.records.append(
            (
                line.kode or line.name,
                None if line.kode else self._province,
                column.year,
                kode or None,
                cell if value.number is None else _exact(value.number),
                known.satuan if known else None,
                known.seri if known else None,
                column.month or None,
                self._source,
                _CONFIDENCE,
                "; ".join(dict.fromkeys(filter(None, notes))) or None,
                column.heading,
                column.place + 1,
            )
        )

    def _tell(self, line: Line, column: Column, value: Value, written: str) -> None:
        assert value.reason is not None
        self.faults.append(
            Fault(
                self._grid.file,
                value.reason,
                value.sentence,
                lembar=self._grid.sheet,
                baris=line.number,
                kolom=column.heading,
                nilai=written,
            )
        )


def _checked(cell: Cell, column: Column, entry: Indicator, decimal: Mark | None) -> Value:
    if bps_columns.contradicts(column):
        sentence = _("angka bulan {month}, sedangkan seri ini mengacu pada {reference}")
        told = sentence.format(month=column.month, reference=entry.month)
        return Value(reason=Reason.CONFLICT, sentence=told)
    if column.year < entry.first:
        sentence = _("seri {indicator} mulai tahun {first}; angka tahun {year} bukan seri ini")
        told = sentence.format(indicator=entry.kode, first=entry.first, year=column.year)
        return Value(reason=Reason.CONFLICT, sentence=told)
    return bps_values.read(cell, entry, column.factor, decimal, series.SERIES[entry.kode].satuan)


def _exact(value: Decimal) -> Cell:
    return int(value) if value == value.to_integral_value() else float(value)


def _undecided(grid: Grid, frame: Frame, columns: Columns, context: Context) -> Iterator[Fault]:
    """Ask for the series where the table does not say which it is, or contradicts the answer."""

    def fault(reason: Reason, sentence: str) -> Fault:
        return Fault(grid.file, reason, sentence, lembar=grid.sheet, nilai=shown(frame.title))

    said = bps_words.named(frame.title)
    own = any(bps_words.named(column.heading) for column in columns.taken)
    if context.indicator and said and context.indicator not in said and not own:
        sentence = _("judul tabel menyebut {said}, tetapi --indikator menyebut {asked}")
        told = sentence.format(said=listing(sorted(said)), asked=context.indicator)
        yield fault(Reason.CONFLICT, told)
    if columns.partial:
        sentence = _("tabel ini tentang sebagian penduduk saja, bukan nilai wilayah seluruhnya")
        yield fault(Reason.CONTEXT, sentence)
    unclear = {column.indicators for column in columns.taken if column.entry is None}
    for choice in sorted(unclear, key=sorted):
        sentence = _("indikator tabel ini tidak jelas; sebut dengan --indikator, misalnya {known}")
        if choice:
            sentence = _("tabel ini tidak menyebut serinya; sebut dengan --indikator: {known}")
        known = _(" atau ").join(sorted(choice) or ["p0", "tpt"])
        yield fault(Reason.CONTEXT, sentence.format(known=known) + _meanings(choice))


def _meanings(choice: Iterable[str]) -> str:
    """Say which series each code stands for: "Metode Baru" is printed above both of IPM."""
    known = {code: series.SERIES[code].seri for code in sorted(choice)}
    told = [f"{code} = {name}" for code, name in known.items() if name]
    return f" ({', '.join(told)})" if told else ""


def _unread(grid: Grid, lines: Lines) -> Iterator[Fault]:
    """Tell a second table below the first: whose indicator its numbers are is not known here."""
    if lines.second is not None:
        sentence = _("tabel kedua mulai baris ini tidak dibaca; pindahkan ke lembar sendiri")
        yield Fault(grid.file, Reason.CONTEXT, sentence, lembar=grid.sheet, baris=lines.second)
