"""Numbers as people write them: 1.234.567, 84,19, Rp 1.250.000,00, (1.234), 12,5 %.

A text that can mean two numbers is never read as one of them: "1.234" is a thousand in a column
of whole numbers, and elsewhere only where other cells of its column show which mark is decimal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Literal

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import plain

Mark = Literal[",", "."]

_CURRENCY = re.compile(r"^([-(]?\s*)(?:rp|idr)\.?\s*", re.IGNORECASE)
# "Rp 1.250.000,-": the dash stands for no cents.
_NO_CENTS = re.compile(r",\s*-{1,2}$")
_MINUSES = str.maketrans(dict.fromkeys("−–—‐‑－", "-"))
_SPACED = re.compile(r"[0-9]{1,3}([ '’])[0-9]{3}(?:\1[0-9]{3})*(?![0-9])")
_SHAPE = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_TWO_WAYS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_SCIENTIFIC = re.compile(r"[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,3}")
_ZEROS = {"ribu": 3, "juta": 6, "jt": 6, "miliar": 9, "milyar": 9, "triliun": 12}
_MULTIPLE = re.compile(rf"(.*?\d) ?({'|'.join(_ZEROS)})\.?", re.IGNORECASE)
_PERCENT = "persen"
_RUPIAH = "rupiah"


def reader(unit: str, decimal: Mark | None, *, whole: bool) -> Callable[[Cell], str]:
    """Build the function that rewrites the numbers of one column.

    Parameters
    ----------
    unit : str
        Unit of the column, which may stand beside the number; empty where rows have their own.
    decimal : {",", "."} or None
        The decimal mark that the column's other cells show.
    whole : bool
        Whether the column holds whole numbers.

    Returns
    -------
    callable
        From a cell to the number as ``-1234.5``, or to the user's own text where it is none;
        a text with two meanings gets a space at its end, so that no reader takes it for one.
    """
    units = [unit] if unit else []
    if unit in ("", _PERCENT) and not whole:
        units += ["%", _PERCENT]
    ending = re.compile("(?:" + "|".join(map(re.escape, units)) + r")\.?$", re.IGNORECASE)
    money = unit in ("", _RUPIAH) and not whole
    # Nobody writes a third of a hundredth of a rupiah: three digits are thousands there too.
    counted = whole or unit == _RUPIAH

    def read(cell: Cell) -> str:
        written = plain.text(cell)
        if isinstance(cell, bool) or not isinstance(cell, int | float | str):
            return written
        if not isinstance(cell, str):
            # A measured number keeps every digit; a count is what Excel shows of it.
            return written if whole or isinstance(cell, int) or not written else repr(float(cell))
        bare = ending.sub("", written) if units else written
        if unit == _RUPIAH and (amount := _in_words(bare, decimal)):
            return amount
        sign, body = _bare(bare, money=money)
        number = _plain(body, decimal, counted=counted)
        if number is None and _TWO_WAYS.fullmatch(body):
            return f"{written} "
        if number is None or (whole and not number.isdecimal()):
            return written
        return f"{sign}{number}" if number.strip("0.") else number

    return read


def decimal_mark(cells: Iterable[Cell]) -> Mark | None:
    """Find the decimal mark of a column from the cells that can be read in one way only.

    Returns
    -------
    {",", "."} or None
        None where no cell shows it, or where they contradict each other.
    """
    shown = {mark for cell in cells if isinstance(cell, str) and (mark := _shown_mark(cell))}
    return shown.pop() if len(shown) == 1 else None


def two_readings(written: str) -> tuple[str, str] | None:
    """Return the two numbers that "1.234" can mean (1234 and 1,234); None for other texts."""
    _sign, body = _bare(plain.text(written), money=True)
    if not _TWO_WAYS.fullmatch(body):
        return None
    return re.sub("[.,]", "", body), body.replace(".", ",")


def _in_words(written: str, decimal: Mark | None) -> str | None:
    """Read an amount such as "Rp 2,5 miliar"; None for other texts, and for two meanings."""
    found = _MULTIPLE.fullmatch(written.strip())
    if found is None:
        return None
    sign, body = _bare(found[1], money=True)
    number = _plain(body, decimal, counted=False)
    if number is None:
        return None
    return f"{sign}{Decimal(number).scaleb(_ZEROS[found[2].casefold()]):f}"


def _shown_mark(cell: str) -> Mark | None:
    _sign, body = _bare(plain.text(cell).removesuffix("%"), money=True)
    if not _SHAPE.fullmatch(body) or _TWO_WAYS.fullmatch(body):
        return None
    marks = [sign for sign in body if sign in ",."]
    if not marks or _plain(body, None, counted=False) is None:
        return None
    # Marks that are alike separate thousands, so that the other one is decimal.
    alike = len(marks) > 1 and len(set(marks)) == 1
    return "," if (marks[-1] == ",") != alike else "."


def _bare(written: str, *, money: bool) -> tuple[str, str]:
    """Take sign, brackets, currency and spaces between thousands off a number."""
    body = _NO_CENTS.sub("", written.strip().translate(_MINUSES))
    body = _CURRENCY.sub(r"\1", body) if money else body
    negative = body.startswith("(") and body.endswith(")")
    body = body[1:-1].strip() if negative else body
    if body[:1] in ("-", "+"):
        if negative:
            return "", written  # "(-5)" says two things
        negative, body = body[0] == "-", body[1:].strip()
    if spaced := _SPACED.match(body):
        body = re.sub("[ '’]", "", spaced[0]) + body[spaced.end() :]
    return "-" if negative else "", body


def _plain(body: str, decimal: Mark | None, *, counted: bool) -> str | None:
    """Rewrite unsigned digits and marks with a decimal point; None where they are no number."""
    if not counted and _SCIENTIFIC.fullmatch(body):
        return body.replace(",", ".")
    if not _SHAPE.fullmatch(body):
        return None
    if _TWO_WAYS.fullmatch(body):
        return _two_ways(body, decimal, counted=counted)
    *groups, tail = re.split("[.,]", body)
    marks = re.findall("[.,]", body)
    if not marks:
        return _trimmed(body)
    if len(marks) > 1 and len(set(marks)) == 1:
        groups, tail = [*groups, tail], ""
    elif marks[-1] in marks[:-1] or len(set(marks[:-1])) > 1:
        return None
    if len(groups) > 1 and not _grouped(groups):
        return None
    integer = _trimmed("".join(groups))
    if counted and not tail.strip("0"):
        return integer
    return f"{integer}.{tail}" if tail else integer


def _two_ways(body: str, decimal: Mark | None, *, counted: bool) -> str | None:
    """Read one to three digits, a mark and three digits."""
    mark = "," if "," in body else "."
    if decimal is None and not counted:
        return None
    if mark == decimal:
        # A count with three decimals contradicts its column; it is told, not rounded.
        return None if counted else body.replace(",", ".")
    return body.replace(mark, "")


def _grouped(groups: list[str]) -> bool:
    first, *others = groups
    return 1 <= len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in others)


def _trimmed(body: str) -> str:
    return body.lstrip("0") or "0"
