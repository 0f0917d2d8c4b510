"""What opening a file gives: sheets of raw cells, nothing interpreted, each row with its number."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from evaluasi.tables.faults import Fault

# None is a blank cell; text keeps its spaces; "#REF!" and the like are text.
Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | None


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """The cells of one sheet.

    Attributes
    ----------
    file : str
        Name of the file as shown to the user, without its folder.
    sheet : str
        Name of the sheet, empty for delimited text.
    rows : list of list of Cell
        Rectangular; blank rows and columns at the end are cut off.
    first : int
        Number of ``rows[0]`` as a spreadsheet program shows it, also of delimited text.
    visible : bool
        Whether the spreadsheet program shows the sheet.
    hidden_rows : frozenset of int
        Spreadsheet numbers of rows that the spreadsheet program does not show.
    merged : tuple of (row1, column1, row2, column2)
        Merged areas: indices into `rows`, both ends included.
    no_value : frozenset of (row, column)
        Indices of formulas whose result is not stored in the file.
    """

    file: str
    sheet: str
    rows: list[list[Cell]]
    first: int = 1
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    no_value: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class Book:
    """One opened file.

    Attributes
    ----------
    path : pathlib.Path
        Where the file lies.
    file : str
        Its name as shown to the user.
    kind : str
        What it is by its content: xlsx, xls, ods, csv, html; empty where nothing could be read.
    grids : tuple of Grid
        The sheets that could be read, in their order.
    faults : tuple of Fault
        Why the file or one of its sheets could not be read, each with a remedy.
    notes : tuple of str
        What the user should know, such as macros that were not run.
    fragile : tuple of str
        What a rewritten copy would lose: grafik, makro, gambar, tautan luar, tabel pivot.
    """

    path: Path
    file: str
    kind: str
    grids: tuple[Grid, ...]
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    fragile: tuple[str, ...] = ()
