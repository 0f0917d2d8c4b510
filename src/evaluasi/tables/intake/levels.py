"""Levels of indicators: 2, "Level 2", "2 - Perkada", or the printed words of the level itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from evaluasi import rubrics
from evaluasi.tables.files.grid import Cell
from evaluasi.tables.intake import numbers, plain
from evaluasi.tables.schemas import Field

_SAID = re.compile(r"(?:level|lvl|lv)\.?\s*:?\s*([0-3])", re.IGNORECASE)
# The number on a list, then the words of the level.
_NUMBERED = re.compile(
    r"(?:(?:level|lvl|lv)\.?\s*)?([0-3])\s*(?:[.:)]|\s[-–—]|=)\s+(\S.*)", re.IGNORECASE
)
_NO_LEVEL = ("tidak dipilih", "tanpa bukti")
_MIN, _MAX = 0, rubrics.MAX_LEVEL


def is_level(field: Field) -> bool:
    """Whether a field holds levels 0 to 3."""
    return field.type == "integer" and (field.minimum, field.maximum) == (_MIN, _MAX)


def reader(field: Field, edition: int | None) -> Callable[[Cell], str]:
    """Build the function that rewrites the levels of one column.

    Words are read by the guideline of the edition alone, for the same words moved between levels
    from one edition to the next: without an edition only numbers are read.
    """
    known = _labels(field.name, edition)
    number = numbers.reader("", None, whole=True)

    def read(cell: Cell) -> str:
        written = plain.text(cell)
        if not isinstance(cell, str):
            return number(cell)
        if (level := known.get(_folded(written))) is not None:
            return str(level)
        if found := _SAID.fullmatch(written):
            return found[1]
        if found := _NUMBERED.fullmatch(written):
            says = known.get(_folded(found[2]))
            # "3 - 4 perangkat daerah" is no level 3: unknown words must be words.
            fits = says == int(found[1]) if says is not None else found[2][0].isalpha()
            return found[1] if fits else written
        return number(cell)

    return read


def _labels(column: str, edition: int | None) -> Mapping[str, int]:
    """Map the printed words of each level to it; a guideline gives no words to two levels."""
    levels = {_folded(words): 0 for words in _NO_LEVEL}
    rubric = rubrics.of_edition(edition) if edition else None
    for indicator in rubric.sid if rubric else ():
        if indicator.kode == column:
            for labels in (indicator.level, *(basis.level for basis in indicator.dasar)):
                levels |= {_folded(words): level for level, words in enumerate(labels, 1)}
    return levels


def _folded(words: str) -> str:
    """Fold case, spaces and dashes only: ">50%" is not "50%"."""
    return re.sub(r"\s+", "", re.sub("[–—−‑]", "-", words.casefold()))
