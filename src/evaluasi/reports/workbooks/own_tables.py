"""Small tables that a user writes for a command: a few columns, in any spreadsheet or CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluasi.errors import ParameterError
from evaluasi.tables.files import open_file
from evaluasi.text import _, listing


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One row: its number in the file, and its cells by heading."""

    line: int
    cells: Mapping[str, object]

    def text(self, column: str) -> str:
        """Return a cell as text, single-spaced; a whole number without its decimals."""
        cell = self.cells.get(column)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return "" if cell is None else " ".join(str(cell).split())

    def number(self, column: str) -> float | None:
        """Return a cell as a number, None where it is none; decimal commas and % are read."""
        cell = self.cells.get(column)
        if isinstance(cell, bool):
            return None
        if isinstance(cell, int | float):
            return float(cell)
        try:
            return float(str(cell).strip().removesuffix("%").replace(",", "."))
        except ValueError:
            return None


def own_rows(path: Path, columns: Sequence[str], remedy: str) -> list[OwnRow]:
    """Read the rows under the first line that has these headings; blank rows are passed over.

    Raises
    ------
    ParameterError
        Where the file can't be read, has no such headings, or nothing under them.
    """
    book = open_file(path)
    if book.faults:
        told = [fault.kalimat for fault in book.faults]
        raise ParameterError(_("Berkas {path} tidak terbaca.").format(path=path), remedy, told)
    for grid in book.grids:
        for place, row in enumerate(grid.rows):
            head = [str(cell or "").strip().casefold() for cell in row]
            if set(columns) <= set(head):
                below = enumerate(grid.rows[place + 1 :], start=grid.first + place + 1)
                found = [OwnRow(line, dict(zip(head, cells, strict=True))) for line, cells in below]
                kept = [row for row in found if any(row.text(name) for name in columns)]
                if not kept:
                    raise ParameterError(
                        _("Berkas {path} tidak berisi satu baris pun.").format(path=path), remedy
                    )
                return kept
    raise ParameterError(
        _("Berkas {path} tidak punya kolom {columns}.").format(path=path, columns=listing(columns)),
        remedy,
    )
