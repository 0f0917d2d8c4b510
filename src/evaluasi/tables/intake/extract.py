"""What a reader takes from one sheet: raw rows in the columns of a table, and where they stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import pandas as pd

from evaluasi.tables.faults import Fault
from evaluasi.tables.intake.preamble import Preamble

ORIGIN = "_asal"
"""Column of a reader that turns one row into several: heading of the cell each came from."""
COLUMN_NUMBER = "_letak"
"""Column beside `ORIGIN`: spreadsheet number of that cell's column, 1 for A."""


class Skipped(NamedTuple):
    """A row of a sheet that is no data, and why: kosong, jumlah, catatan kaki, judul berulang."""

    berkas: str
    lembar: str
    baris: int
    sebab: str


class Spot(NamedTuple):
    """Where a column's cells stand: number of the column, and of the row where it is fixed."""

    column: int
    row: int | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Extract:
    """The rows of one table on one sheet.

    Attributes
    ----------
    table : str
        Name of the schema.
    layout : str
        As shown to the user: ``daftar inovasi portal 2026``.
    rows : pandas.DataFrame
        Raw cells (`files.Cell`), columns among those of the schema, plus `ORIGIN` and
        `COLUMN_NUMBER`; index levels (berkas, lembar, baris).
    headings : mapping of str to str
        Column of the schema → heading as printed, so that a fault names the user's own column.
    spots : mapping of str to Spot
        Column of the schema → where its cells stand, so that a fault can be marked there.
    skipped : tuple of Skipped
    faults : tuple of Fault
        Of the sheet or of single rows. A fault with a row bars that row, one without bars all.
    notes : tuple of str
        Sentences without a closing full stop.
    made : str
        Column whose values come from cells across, where one row gives several; the heading of
        each stands in `ORIGIN`.
    above : Preamble
        What stands above the table and holds for all its rows.
    """

    table: str
    layout: str
    rows: pd.DataFrame
    headings: Mapping[str, str]
    skipped: tuple[Skipped, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    spots: Mapping[str, Spot] = field(default_factory=dict)
    made: str = ""
    above: Preamble = field(default_factory=Preamble)
