"""How text wraps: where a long word may be broken, and how broad a column of text should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Breadth = Literal["short", "medium", "long"]

SHORT_CELL, MEDIUM_CELL = 18, 32  # characters; short cells such as "2019–2020" are not broken

_LONG = 24
_LONG_WORD = re.compile(rf"\S{{{_LONG},}}")  # addresses
_BREAK_AFTER = re.compile(r"(?<=[/?&=._-])(?=\w)")  # where a reader would break them
_MARK = "\u200b"  # zero-width space


def pieces(words: str) -> list[str]:
    """Split text where a line may break within its long words; joined, it is the text again."""
    if len(words) < _LONG or not _LONG_WORD.search(words):
        return [words]
    return _LONG_WORD.sub(lambda word: _BREAK_AFTER.sub(_MARK, word[0]), words).split(_MARK)


def longest(cells: Iterable[Sequence[str]], position: int) -> int:
    """Count the characters of the longest cell of a column."""
    return max((len(row[position]) for row in cells), default=0)


def breadth(length: int) -> Breadth:
    """Class a column of text by the length of its longest cell."""
    if length <= SHORT_CELL:
        return "short"
    return "medium" if length <= MEDIUM_CELL else "long"
