"""Cells as plain text: what spreadsheets and keyboards hide in them is taken away."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from evaluasi.tables.files.grid import Cell
from evaluasi.tables.neutral import restored
from evaluasi.text import is_missing

_SPACES = re.compile(r"\s+")
# Control and formatting characters: bells, zero-width signs, soft hyphens, marks of direction.
# Surrogates cannot be written to any file.
_UNSEEN = ("Cc", "Cf", "Cs")
_EXCEL_DIGITS = 15
_MIDNIGHT = dt.time()
_LONGEST_COUNT = 9


def text(cell: Cell) -> str:
    """Write a cell as its user sees it, on one line, without what cannot be seen.

    Numbers get the 15 digits that Excel shows and a decimal point (3579.0 becomes 3579); dates
    become ``2024-10-21``. Text is composed (NFC), runs of any space become one, and an apostrophe
    that kept a formula from running is taken away.
    """
    return _SPACES.sub(" ", lines(cell)).strip()


def lines(cell: Cell) -> str:
    """Write a cell as `text` does, but keep line breaks and runs of spaces."""
    if is_missing(cell):
        return ""
    if isinstance(cell, str):
        return _seen(restored(cell))
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return digits(cell)
    if isinstance(cell, dt.datetime):
        whole = cell.time() == _MIDNIGHT
        return cell.date().isoformat() if whole else cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat()  # type: ignore[union-attr]  # None went first, as a missing value


def digits(value: float) -> str:
    """Write a number with the 15 digits of Excel and no exponent."""
    if isinstance(value, int):
        return str(value)
    if value in (float("inf"), float("-inf")):
        return str(value)
    shortest = f"{Decimal(f'{value:.{_EXCEL_DIGITS}g}'):f}"
    shortest = shortest.rstrip("0").rstrip(".") if "." in shortest else shortest
    return "0" if shortest == "-0" else shortest


def is_count(written: str) -> bool:
    """Whether a text is a short row of the digits 0 to 9, so that `int` takes it; "2²" is not."""
    return written.isascii() and written.isdigit() and len(written) <= _LONGEST_COUNT


def folded(written: str) -> str:
    """Reduce a text to its letters and digits, without case: ``Uji-Coba`` becomes ``ujicoba``."""
    plain = unicodedata.normalize("NFKC", written).casefold().replace("&", "dan")
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the words of ``vocabulary.toml``."""
    file = resources.files("evaluasi.tables.intake") / "vocabulary.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def missing(field: str) -> Callable[[str], bool]:
    """Build the test for what people write in a column where they have nothing to write."""
    words = vocabulary()["kosong"]
    known = _words([*words["semua"], *words.get(field, ())])
    return lambda written: _word(written) in known


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset({"", *map(_word, words)})


def _word(written: str) -> str:
    """Fold case and spaces only: the marks ("-", "...") are the word."""
    return " ".join(written.casefold().split())


def _seen(written: str) -> str:
    if not written.isprintable():  # it holds a space other than " ", or what cannot be seen
        written = "".join(
            sign for sign in written if sign.isspace() or unicodedata.category(sign) not in _UNSEEN
        )
    return written if written.isascii() else unicodedata.normalize("NFC", written)
