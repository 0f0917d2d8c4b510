"""Text from strangers in a spreadsheet: never run as a formula, and given back as it was."""

from __future__ import annotations

import re
from typing import TypeVar

T = TypeVar("T")

# What a spreadsheet takes for the start of a formula. The broad forms are what East Asian
# keyboards type and Excel takes for the same signs; a line break before a formula is skipped.
_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_RUNS = re.compile(f"'*[{_SIGNS}]")
_KEPT = re.compile(f"'+[{_SIGNS}]")


def neutral(value: T) -> T | str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula.

    Numbers, dates and other text come back as they are. A text that carries such an apostrophe
    already gets another one, so that `restored` gives back each text unchanged.
    """
    return f"'{value}" if isinstance(value, str) and _RUNS.match(value) else value


def restored(text: str) -> str:
    """Take the apostrophe away that `neutral` put before a text; other text stays as it is."""
    return text[1:] if _KEPT.match(text) else text
