"""Forms: one innovation per sheet, labels in one column and values beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import indicators, layouts, people, plain, preamble
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import Extract, Spot
from evaluasi.tables.reading import PLACE
from evaluasi.text import _

_TABLE = "inovasi"
_TITLE = "judul"
_FEWEST = 4
_DEEPEST = 400
_NUMBERING = re.compile(r"(?:\(?(?:\d{1,2}|[a-z])[.)]\s*)+", re.IGNORECASE)


class _Entry(NamedTuple):
    """A label with its value: the column it names, where the value stands."""

    name: str
    label: str
    value: Cell
    row: int
    column: int


def read(grid: Grid, context: Context) -> Extract | None:
    """Read a profile form; None where the sheet is none.

    Parameters
    ----------
    grid : Grid
    context : Context
    """
    if context.table not in (None, _TABLE):
        return None
    entries = list(_entries(grid))
    counts = Counter(entry.name for entry in entries)
    if len(counts) < _FEWEST or counts[_TITLE] != 1 or max(counts.values()) > 1:
        return None
    title = next(entry for entry in entries if entry.name == _TITLE)
    row = grid.first + title.row
    index = pd.MultiIndex.from_arrays([[grid.file], [grid.sheet], np.array([row])], names=PLACE)
    data = {entry.name: np.array([entry.value], dtype=object) for entry in entries}
    return Extract(
        table=_TABLE,
        layout=_("formulir profil inovasi"),
        rows=pd.DataFrame(data, index=index, dtype=object),
        headings={entry.name: entry.label for entry in entries},
        spots={e.name: Spot(e.column + 1, grid.first + e.row) for e in entries},
        above=preamble.above(grid, min(entry.row for entry in entries)),
    )


def _entries(grid: Grid) -> Iterator[_Entry]:
    """Give each label of the form that the table has a column for, with its value."""
    words = layouts.vocabulary(_TABLE)
    for number, row in enumerate(grid.rows[:_DEEPEST]):
        for column, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            text = plain.text(cell)
            label, _colon, beside = text.partition(":")
            bare = _NUMBERING.sub("", label, count=1).strip()
            name = _column(bare, words)
            if name is None or people.is_person(bare):
                continue
            inline = beside.strip()
            at, value = (column, inline) if inline else _beside(row, column)
            yield _Entry(name, bare, value, number, at)
            break


def _column(label: str, words: layouts.Vocabulary) -> str | None:
    for form in layouts.variants(label):
        if form in words.columns:
            return words.columns[form][0]
        if form in words.unused:
            return None
    found = indicators.in_heading(label)
    return found.code if found and found.code.startswith("i") and not found.bare else None


def _beside(row: list[Cell], column: int) -> tuple[int, Cell]:
    """Find the first cell to the right that says something; a lone colon says nothing."""
    for place in range(column + 1, len(row)):
        value = row[place]
        if isinstance(value, str):
            written = plain.text(value).removeprefix(":").strip()
            if written:
                return place, written
        elif value is not None:
            return place, value
    return min(column + 1, len(row) - 1), None
