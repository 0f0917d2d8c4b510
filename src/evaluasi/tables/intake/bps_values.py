"""One cell of a BPS table as a number in the unit of the catalogue, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import bps_words, numbers, plain
from evaluasi.tables.intake.bps_words import Indicator
from evaluasi.tables.intake.numbers import Mark
from evaluasi.text import _, number, quantity

_PERSONS = "jiwa"
# What BPS sets behind a number: provisional, very provisional, revised, estimated, a footnote.
# A digit counts as a footnote only where it cannot be part of the number.
_FOOTNOTE = re.compile(
    r"(?P<number>.*\d)(?:\s*(?P<mark>\*{1,3}\)?|[rex]\)?|[¹²³⁴])|\s+(?P<footnote>[1-9a-z]\)))"
)
_MARKS = {"*": _("angka sementara"), "**": _("angka sangat sementara"), "***": _("angka proyeksi")}
_LETTERS = {"r": _("angka diperbaiki"), "e": _("angka estimasi")}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell gives: a number, or the reason why there is none, and the mark behind it."""

    number: Decimal | None = None
    reason: Reason | None = None
    sentence: str = ""
    mark: str = ""


def is_missing(cell: Cell) -> bool:
    """Whether a cell holds one of the signs for a value that is not there; it is never zero."""
    return isinstance(cell, str) and bps_words.is_word("kosong", plain.text(cell))


def is_stored_number(cell: Cell) -> bool:
    """Whether a cell is stored as a number; TRUE and FALSE are none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def decimal_mark(cells: Iterable[tuple[Cell, Indicator | None, Decimal]]) -> Mark | None:
    """Find the decimal mark of a table.

    Parameters
    ----------
    cells : iterable of (cell, indicator, factor)
        The factor turns the printed unit into that of the catalogue.

    Returns
    -------
    {",", "."} or None
        The mark that the numbers with one reading show ("7,13"); where there are none, the mark
        of those with two readings of which one alone is plausible. None where neither tells.
    """
    texts = [
        (split(plain.text(cell))[0], entry, factor)
        for cell, entry, factor in cells
        if isinstance(cell, str)
    ]
    shown_mark = numbers.decimal_mark(text for text, _entry, _factor in texts)
    if shown_mark:
        return shown_mark
    implied = {
        mark for text, entry, factor in texts if entry and (mark := _implied(text, entry, factor))
    }
    return implied.pop() if len(implied) == 1 else None


def _implied(text: str, entry: Indicator, factor: Decimal) -> Mark | None:
    """Give the decimal mark of the one plausible reading of a number that has two."""
    readings = numbers.two_readings(text)
    if readings is None:
        return None
    grouped, parted = (entry.plausible(_decimal(reading) * factor) for reading in readings)
    if grouped == parted:
        return None
    comma = ("," in text) == parted
    return "," if comma else "."


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))


def split(text: str) -> tuple[str, str]:
    """Take the mark of a footnote off a number: "7,13*" gives "7,13" and "*"."""
    found = _FOOTNOTE.fullmatch(text.casefold())
    if not found:
        return text, ""
    return found["number"].strip(), (found["mark"] or found["footnote"]).rstrip(")")


def meaning(mark: str) -> str:
    """Say what a mark stands for in the tables of BPS."""
    known = _MARKS.get(mark) or _LETTERS.get(mark)
    return known or _("bertanda “{mark}” pada sumbernya").format(mark=mark)


def read(cell: Cell, entry: Indicator, factor: Decimal, decimal: Mark | None, unit: str) -> Value:
    """Read a cell.

    Parameters
    ----------
    cell : Cell
        Neither blank nor missing.
    entry : Indicator
        What the column is about.
    factor : Decimal
        From the printed unit to that of the catalogue.
    decimal : {",", "."} or None
        Decimal mark that other numbers of the table show.
    unit : str
        Of the catalogue.
    """
    if is_stored_number(cell):
        return _bounded(Decimal(repr(cell)) * factor, entry, unit, "")
    if not isinstance(cell, str):
        return _unreadable(plain.text(cell))
    written, mark = split(plain.text(cell))
    readings = [Decimal(text) for text in _readings(written, decimal)]
    fitting = [value for value in readings if entry.plausible(value * factor)]
    if not readings:
        return _unreadable(written)
    if len(readings) > 1 and len(fitting) != 1:
        sentence = _(
            "“{value}” dapat berarti dua angka, dan tidak ada sel lain yang menunjukkan tanda "
            "desimalnya"
        )
        return Value(reason=Reason.NOT_NUMBER, sentence=sentence.format(value=written), mark=mark)
    return _bounded((fitting or readings)[0] * factor, entry, unit, mark)


def _readings(written: str, decimal: Mark | None) -> list[str]:
    """Give the numbers that a text can mean, with a decimal point."""
    read_one = numbers.reader("", decimal, whole=False)
    text = read_one(written)
    if _is_number(text):
        return [text]
    two = numbers.two_readings(written) if decimal is None else None
    return [str(_decimal(reading)) for reading in two] if two else []


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d+(\.\d+)?", text))


def _bounded(value: Decimal, entry: Indicator, unit: str, mark: str) -> Value:
    if unit == _PERSONS and value != value.to_integral_value():
        sentence = _("{value} jiwa bukan bilangan bulat; tampaknya satuannya ribu jiwa")
        told = sentence.format(value=number(value))
        return Value(reason=Reason.UNIT, sentence=told, mark=mark)
    if entry.plausible(value):
        return Value(number=value, mark=mark)
    sentence = _("{value} tidak wajar untuk {indicator}; periksa satuan dan tanda desimalnya")
    told = sentence.format(value=quantity(value, unit), indicator=entry.kode)
    return Value(reason=Reason.OUT_OF_RANGE, sentence=told, mark=mark)


def _unreadable(text: str) -> Value:
    sentence = _("“{value}” bukan angka").format(value=shown(text))
    return Value(reason=Reason.NOT_NUMBER, sentence=sentence)
