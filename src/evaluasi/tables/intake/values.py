"""What a cell of a user's file means: the canonical text that the strict reader takes.

A column is read by the rules of its field, decided once. What cannot be read comes back as the
user wrote it, so that the strict reader tells the fault with the user's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import dates, indicators, levels, numbers, plain, vocabulary
from evaluasi.tables.intake.numbers import Mark, decimal_mark
from evaluasi.tables.schemas import Field, get
from evaluasi.text import _

__all__ = ["Mark", "Normaliser", "decimal_mark", "normaliser"]

Normaliser = Callable[[Cell], str]

_ASPECT = re.compile(r"^(?:sid|spd)\W*(?=\d)", re.IGNORECASE)
# Pattern of fields that hold a code made of words: "Pengaduan masuk" is pengaduan_masuk.
_CODE_WORD = "[a-z0-9_]+"
# Columns that hold a class of persons, and in which people write the person.
_PERSONS = ("inisiator",)
# Tables whose column `indikator` holds indicators of the guideline.
_SID_TABLES = ("bukti", "verifikasi")
_SPD_TABLE = "kapasitas"


def normaliser(
    field: Field, table: str, *, edition: int | None = None, decimal: Mark | None = None
) -> Normaliser:
    """Build the function that reads the raw cells of one column.

    Parameters
    ----------
    field : Field
        The column, as the schema of its table has it.
    table : str
        Name of that table.
    edition : int, optional
        Year of the IID edition, by whose guideline the words of levels are read.
    decimal : {",", "."}, optional
        The column's decimal mark, where `decimal_mark` found it; decides what "1.234" means.

    Returns
    -------
    callable
        From a raw cell to the text that ``tables.cells.reader(field)`` takes; "" for what people
        write where nothing is known; the user's own text for what cannot be read.
    """
    read = _reader(field, table, edition, decimal)
    is_missing = plain.missing(field.name)

    def normalise(cell: Cell) -> str:
        return "" if is_missing(plain.text(cell)) else read(cell)

    return normalise


def _reader(field: Field, table: str, edition: int | None, decimal: Mark | None) -> Normaliser:
    if field.name in _PERSONS and field.enum:
        return _without_names(field)
    if field.enum:
        return vocabulary.listed(field)
    if levels.is_level(field):
        return levels.reader(field, edition)
    if field.name == "indikator" and table in (*_SID_TABLES, _SPD_TABLE):
        return _indicators(table, edition)
    if field.pattern == _CODE_WORD:
        return _code_word
    if field.name == "urusan_beririsan":
        return vocabulary.several_affairs(_main_affair())
    return _BY_TYPE[field.type](field, decimal)


def _without_names(field: Field) -> Normaliser:
    """Build the function that reads a class of persons; what is no class may be a name."""
    read = vocabulary.listed(field)
    known = frozenset(field.enum)

    def classed(cell: Cell) -> str:
        found = read(cell)
        return found if found in known else _("(isi lain, tidak ditampilkan)")

    return classed


_BY_TYPE: dict[str, Callable[[Field, Mark | None], Normaliser]] = {
    "string": lambda _field, _decimal: plain.text,
    "integer": lambda field, decimal: numbers.reader(field.unit, decimal, whole=True),
    "number": lambda field, decimal: numbers.reader(field.unit, decimal, whole=False),
    "date": lambda _field, _decimal: dates.date,
    "yearmonth": lambda _field, _decimal: dates.month,
}


def _main_affair() -> Field:
    field = get("inovasi").field("urusan")
    assert field is not None
    return field


def _code_word(cell: Cell) -> str:
    return re.sub(r"[\W_]+", "_", plain.text(cell).casefold()).strip("_")


def _indicators(table: str, edition: int | None) -> Normaliser:
    """Build the function that reads the number or the name of an indicator as its code."""
    of_innovation = table != _SPD_TABLE

    def read(cell: Cell) -> str:
        written = plain.text(cell)
        code = indicators.code_of(_ASPECT.sub("", written, count=1), edition)
        fits = code is not None and code.startswith("i") == of_innovation
        return code if code is not None and fits else written

    return read
