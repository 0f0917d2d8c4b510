"""What the fast reader does not tell about the cells of a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

from evaluasi.tables.faults import Reason
from evaluasi.tables.files import limits
from evaluasi.tables.files.grid import Cell
from evaluasi.tables.files.refusal import RefusedError
from evaluasi.text import _

_LETTERS = 26
Place = tuple[int, int]


@dataclass(eq=False, slots=True)
class Marks:
    """Marks of one sheet; places are (row, column) counted from zero.

    Attributes
    ----------
    errors : dict of place to str
        Cells whose value is an error such as ``#REF!``.
    no_value : set of place
        Formulas whose result is not stored.
    hidden : set of int
        Hidden rows, counted from one as a spreadsheet does.
    filled : int
        Number of cells that hold something, or a little more.
    height, width : int
        How far the filled cells reach.
    """

    errors: dict[Place, Cell] = field(default_factory=dict)
    no_value: set[Place] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    filled: int = 0
    height: int = 0
    width: int = 0

    def reach(self, row: int, column: int) -> None:
        """Note a filled cell."""
        self.height = max(self.height, row + 1)
        self.width = max(self.width, column + 1)

    @property
    def area(self) -> int:
        """Cells of the rectangle that the sheet spans."""
        return self.height * self.width

    def require_readable(self) -> None:
        """Refuse a sheet whose rectangle would not fit in memory, however few cells are filled."""
        if self.area <= limits.MOST_CELLS:
            return
        sentence = _(
            "lembar ini terentang sampai sel {cell} ({n} juta sel); hapus isi sel yang jauh di "
            "luar tabel, lalu simpan ulang"
        )
        cell = f"{letters(self.width - 1)}{self.height}"
        millions = self.area // 1_000_000
        raise RefusedError(Reason.TOO_LARGE, sentence.format(cell=cell, n=millions))


def letters(column: int) -> str:
    """Write a column counted from zero as a spreadsheet does: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column > 0:
        column, digit = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + digit) + name
    return name


def column(name: bytes) -> int:
    """Read the letters of a column: A is 0, AA is 26."""
    total = 0
    for letter in name.upper():
        total = total * _LETTERS + letter - ord("A") + 1
    return total - 1
