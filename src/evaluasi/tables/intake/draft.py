"""Rows on their way from raw cells to typed values, with the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import schemas
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import layouts, plain, values
from evaluasi.tables.intake.extract import COLUMN_NUMBER, ORIGIN, Extract
from evaluasi.text import _

Texts = npt.NDArray[np.object_]

_ERRORS = frozenset(
    {
        *("#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"),
        *("#CALC!", "#FIELD!", "#BLOCKED!", "#UNKNOWN!", "#CONNECT!", "#BUSY!", "#GETTING_DATA"),
    }
)
# Where a column was made from others, a fault of it stands at the first of these that is there.
_STANDS_AT = {
    "kode": ("kode", layouts.REGION_CODE, layouts.REGION, layouts.PROVINCE),
    layouts.REGION_CODE: (layouts.REGION_CODE, layouts.REGION, layouts.PROVINCE),
    "id": ("id", "judul"),
    "id_inovasi": ("id_inovasi", layouts.TITLE),
    "skor": ("skor", layouts.VERIFIED_SCORE, layouts.OWN_SCORE),
}


class CellFault(NamedTuple):
    """A fault of one cell: position of the row in its draft, column of the schema or helper."""

    row: int
    column: str
    reason: Reason
    sentence: str
    value: str


class Draft:
    """One extract as text, column by column.

    Attributes
    ----------
    extract : Extract
    file, sheet : str
    schema : Schema
    text : dict of str to array of str, each shape (n_rows,)
        Columns of the schema that the file has or that were filled in, and helpers.
    told : dict of str to array of bool
        Cells whose fault is told already, so that no second one is told of them.
    cell_faults : list of CellFault
    sheet_faults : list of Fault
        Faults that bar every row.
    row_faults : list of Fault
        Faults that the reader of the sheet told of rows it took nothing from.
    notes : list of str
    barred : array of bool, shape (n_rows,)
        Rows that are not taken.
    """

    def __init__(self, extract: Extract, file: str, sheet: str) -> None:
        self.extract = extract
        self.file = file
        self.sheet = sheet
        self.schema = schemas.get(extract.table)
        self.length = len(extract.rows)
        self.text: dict[str, Texts] = {}
        self.told: dict[str, npt.NDArray[np.bool_]] = {}
        self.cell_faults: list[CellFault] = []
        self.sheet_faults: list[Fault] = []
        self.row_faults: list[Fault] = []
        self.notes: list[str] = []
        self.barred = np.zeros(self.length, dtype=bool)
        self._take_faults()

    def has(self, column: str) -> bool:
        """Whether the file has a column."""
        return column in self.extract.rows

    def filled(self, column: str) -> npt.NDArray[np.bool_]:
        """Tell which rows hold a text in a column."""
        if column not in self.text:
            return np.zeros(self.length, dtype=bool)
        filled: npt.NDArray[np.bool_] = self.text[column] != ""
        return filled

    def column(self, name: str) -> Texts:
        """Return a column, blank where there is none."""
        return self.text[name] if name in self.text else self.constant("")

    def constant(self, text: str) -> Texts:
        """Build a column of one text."""
        column = np.empty(self.length, dtype=object)
        column[:] = text
        return column

    def read(self, name: str, normalise: values.Normaliser) -> None:
        """Read a column of raw cells as text, each distinct cell once; error cells are told."""
        codes, distinct = _factorised(self.extract.rows[name].to_numpy())
        broken = [_is_error(cell) for cell in distinct]
        texts = [
            plain.text(cell) if bad else normalise(cell)
            for cell, bad in zip(distinct, broken, strict=True)
        ]
        self.text[name] = np.array([*texts, ""], dtype=object)[codes]
        if any(broken):
            rows = np.flatnonzero(np.array([*broken, False])[codes])
            sentence = _("sel berisi galat rumus {value}")
            told = [sentence.format(value=self.text[name][row]) for row in rows]
            self.tell(rows, name, [Reason.ERROR_CELL] * len(rows), told)

    def tell(
        self,
        rows: Iterable[int | np.intp],
        column: str,
        reasons: Sequence[Reason],
        sentences: Sequence[str],
        value_of: str | None = None,
    ) -> None:
        """Tell faults of cells in one column; their rows are not taken."""
        places = np.fromiter(rows, dtype=np.intp)
        shown = self.column(value_of or column)
        self.cell_faults += [
            CellFault(int(row), column, reason, sentence, str(shown[row]))
            for row, reason, sentence in zip(places, reasons, sentences, strict=True)
        ]
        self.barred[places] = True
        self._mark(column, places)

    def note(self, sentence: str) -> None:
        """Add a note that begins with the place."""
        where = _("{file}, lembar {sheet}") if self.sheet else "{file}"
        self.notes.append(f"{where.format(file=self.file, sheet=self.sheet)}: {sentence}")

    def bar(self, reason: Reason, column: str, sentence: str) -> None:
        """Tell a fault that concerns every row; none is taken."""
        fault = Fault(
            self.file,
            reason,
            sentence,
            lembar=self.sheet,
            kolom=self.heading(column) if column else "",
        )
        self.sheet_faults.append(fault)
        self.barred[:] = True
        self.excuse(column)

    def excuse(self, column: str, rows: npt.NDArray[np.bool_] | None = None) -> None:
        """Say that faults of a column are the consequence of what is told already."""
        chosen = np.ones(self.length, dtype=bool) if rows is None else rows
        self._mark(column, np.flatnonzero(chosen))

    def stands_at(self, column: str) -> str:
        """Return the column of the file at which a fault of a column of the schema stands."""
        known = (name for name in _STANDS_AT.get(column, (column,)) if self.has(name))
        return next(known, column)

    def heading(self, column: str, row: int | None = None) -> str:
        """Return the heading as printed of the cell that a column's value comes from."""
        found = self.extract.headings.get(self.stands_at(column))
        if found:
            return found
        if row is not None and self.has(ORIGIN):
            return plain.text(self.extract.rows[ORIGIN].iloc[row])
        return layouts.headings_of(column, self.schema.name)

    def spot(self, column: str, row: int) -> str:
        """Name the cell that a value comes from as spreadsheets do: F12; "" where there is none."""
        spot = self.extract.spots.get(self.stands_at(column))
        number = self.extract.rows.index[row][2]
        if spot is not None:
            return f"{layouts.letters(spot.column)}{spot.row or number}"
        if self.has(COLUMN_NUMBER) and (place := self.extract.rows[COLUMN_NUMBER].iloc[row]):
            return f"{layouts.letters(int(place))}{number}"
        return ""

    def frame(self) -> pd.DataFrame:
        """Return the columns of the schema as text, indexed by where the rows stand."""
        data = {name: self.column(name) for name in self.schema.columns}
        return pd.DataFrame(data, index=self.extract.rows.index, dtype=object)

    def _mark(self, column: str, rows: npt.NDArray[np.intp]) -> None:
        self.told.setdefault(column, np.zeros(self.length, dtype=bool))[rows] = True

    def _take_faults(self) -> None:
        """Bar the rows that the reader of the sheet found at fault."""
        columns = {heading: name for name, heading in self.extract.headings.items()}
        for fault in self.extract.faults:
            if fault.baris is None:
                self.sheet_faults.append(fault)
                self.barred[:] = True
                continue
            rows = self._rows_of(fault)
            self.barred[rows] = True
            column = columns.get(fault.kolom) or self.extract.made
            if column:
                self._mark(column, rows)
            value, reason, sentence = fault.nilai, fault.alasan, fault.kalimat
            if len(rows) and column:
                self.cell_faults += [
                    CellFault(int(row), column, reason, sentence, value) for row in rows
                ]
            else:
                self.row_faults.append(fault)

    def _rows_of(self, fault: Fault) -> npt.NDArray[np.intp]:
        """Find the rows that a fault concerns: of several from one row, those of its column."""
        numbers = self.extract.rows.index.get_level_values("baris").to_numpy()
        rows = numbers == fault.baris
        if self.has(ORIGIN) and fault.kolom:
            exact = rows & (self.extract.rows[ORIGIN].to_numpy() == fault.kolom)
            rows = exact if exact.any() else rows
        return np.flatnonzero(rows)


def _factorised(cells: npt.NDArray[np.object_]) -> tuple[npt.NDArray[np.intp], Sequence[Cell]]:
    """Number the distinct cells, -1 for blank ones; TRUE and 1 stay apart."""
    if bool in set(map(type, cells)):
        cells = np.array(
            [plain.text(cell) if isinstance(cell, bool) else cell for cell in cells], dtype=object
        )
    codes, distinct = pd.factorize(cells)
    return codes, list(distinct)


def _is_error(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith("#") and cell.strip().upper() in _ERRORS
