"""Reading one cell of text as a value of its field, or saying why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.schemas import Field
from evaluasi.text import _

# No plus sign, no leading zero, no thousands mark: one number has one way to be written, so that
# keys can be compared as text.
_INTEGER = re.compile(r"0|-?[1-9]\d*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_INDONESIAN = re.compile(r"-?\d{1,3}(\.\d{3})*,\d+|-?\d+,\d+")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_LOST_ZERO = re.compile(r"\d\d(\.\d\d)*\.\d")
# What surely fits in 64 bits.
_MOST_DIGITS = 18
_LISTED = 6


class CellError(ValueError):
    """A cell that cannot be taken: the reason as a code, and the sentence."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        self.reason = reason
        self.sentence = sentence
        super().__init__(reason, sentence)


Check = Callable[[str, Any], None]


def reader(field: Field, missing: tuple[str, ...]) -> Callable[[str], Any]:
    """Build the function that reads the cells of one field.

    What depends on the field alone is decided here, once per column. The function returns the
    value, None for a missing one, and raises `CellError`.
    """
    parse = PARSERS[field.type]
    checks = [build(field) for applies, build in _CHECKS if applies(field)]

    def read(cell: str) -> Any:
        if cell in missing:
            if field.required:
                raise CellError(Reason.EMPTY, _("wajib diisi"))
            return None
        value = parse(cell)
        for check in checks:
            check(cell, value)
        return value

    return read


def _integer(cell: str) -> int:
    if _INTEGER.fullmatch(cell) and len(cell.lstrip("-")) <= _MOST_DIGITS:
        return int(cell)
    raise CellError(
        Reason.NOT_INTEGER,
        _("“{value}” bukan bilangan bulat; tulis angka saja, misalnya 2025 atau 36742").format(
            value=shown(cell)
        ),
    )


def _number(cell: str) -> float:
    if _NUMBER.fullmatch(cell):
        value = float(cell)
        if abs(value) != float("inf"):
            return value
    hint = (
        _("“{value}” memakai koma desimal; tulis dengan titik, misalnya 84.19")
        if _INDONESIAN.fullmatch(cell)
        else _("“{value}” bukan angka; tulis angka dengan titik desimal, misalnya 84.19")
    )
    raise CellError(Reason.NOT_NUMBER, hint.format(value=shown(cell)))


def _date(cell: str) -> dt.date:
    try:
        if _DATE.fullmatch(cell):
            return dt.date.fromisoformat(cell)
    except ValueError:
        pass
    raise CellError(
        Reason.NOT_DATE,
        _("“{value}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2024-10-21").format(
            value=shown(cell)
        ),
    )


def _month(cell: str) -> dt.date:
    try:
        if _MONTH.fullmatch(cell):
            return dt.date.fromisoformat(f"{cell}-01")
    except ValueError:
        pass
    raise CellError(
        Reason.NOT_MONTH,
        _("“{value}” bukan bulan; tulis tahun-bulan, misalnya 2024-03").format(value=shown(cell)),
    )


PARSERS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "yearmonth": _month,
}


def _listed(field: Field) -> Check:
    allowed = frozenset(field.enum)
    known = "; ".join(field.enum[:_LISTED]) + ("; …" if len(field.enum) > _LISTED else "")

    def check(cell: str, _value: Any) -> None:
        if cell not in allowed:
            sentence = _("“{value}” tidak ada dalam daftar: {known}")
            raise CellError(Reason.NOT_LISTED, sentence.format(value=shown(cell), known=known))

    return check


def _shaped(field: Field) -> Check:
    pattern = re.compile(field.pattern)

    def check(cell: str, _value: Any) -> None:
        if pattern.fullmatch(cell):
            return
        if _LOST_ZERO.fullmatch(cell) and pattern.fullmatch(f"{cell}0"):
            sentence = _("“{value}” kehilangan nol di ujung, mungkin {value}0; kode adalah teks")
            raise CellError(Reason.LOST_ZERO, sentence.format(value=cell))
        sentence = _("“{value}” tidak sesuai bentuk yang diminta ({pattern})")
        raise CellError(Reason.PATTERN, sentence.format(value=shown(cell), pattern=field.pattern))

    return check


def _bounded(field: Field) -> Check:
    low = float("-inf") if field.minimum is None else field.minimum
    high = float("inf") if field.maximum is None else field.maximum

    def check(cell: str, value: Any) -> None:
        if not low <= value <= high:
            sentence = _("“{value}” di luar batas {low} sampai {high}")
            raise CellError(
                Reason.OUT_OF_RANGE,
                sentence.format(value=shown(cell), low=_limit(low), high=_limit(high)),
            )

    return check


def _limit(bound: float) -> str:
    return f"{bound:.15g}" if abs(bound) != float("inf") else _("tanpa batas")


_CHECKS: tuple[tuple[Callable[[Field], bool], Callable[[Field], Check]], ...] = (
    (lambda field: bool(field.enum), _listed),
    (lambda field: bool(field.pattern), _shaped),
    (lambda field: field.minimum is not None or field.maximum is not None, _bounded),
)
