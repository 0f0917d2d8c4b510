"""The frame of a BPS table: title, headings on several lines, column of names, first data row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evaluasi.regions.scope import UPPER, partings, scope_of, words
from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import bps_regions, bps_words, plain

_DEEPEST = 60
_SAMPLED = 700
_FEWEST_REGIONS = 2
_NUMBERING = re.compile(r"\(?\d{1,2}\)?")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one column of values.

    Attributes
    ----------
    column : int
        Index in the rows of the grid.
    parts : tuple of str
        What is printed above it, from top to bottom, merged headings carried over.
    """

    column: int
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The heading on one line."""
        return " ".join(dict.fromkeys(part for part in self.parts if part))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things are on the sheet.

    Attributes
    ----------
    title : str
        Everything above the headings, and the name of the sheet.
    names : int
        Index of the column of region names.
    label : str
        Heading of that column as printed; "" where there is none.
    start : int
        Index of the first row under the headings.
    headings : tuple of Heading
        The other columns that have a heading.
    """

    title: str
    names: int
    label: str
    start: int
    headings: tuple[Heading, ...]


def find(grid: Grid) -> Frame | None:
    """Find the frame; None where no column holds names of regions below some headings."""
    names = _names_column(grid)
    if names is None:
        return None
    start = next((n for n, row in enumerate(grid.rows) if _opens(row, names)), None)
    if start is None:
        return None
    top = _top(grid, names, start)
    lines = [row for row in range(top, start) if not _is_blank_or_numbering(grid.rows[row])]
    printed = [_spread(grid, row, names, row == lines[-1]) for row in lines]
    columns = list(zip(*printed, strict=True)) if printed else [()] * len(grid.rows[0])
    label = " ".join(part for part in columns[names] if part)
    headings = tuple(
        Heading(column, parts)
        for column, parts in enumerate(columns)
        if column != names and any(parts) and not _is_code_or_number(parts)
    )
    above = [plain.text(cell) for row in grid.rows[:top] for cell in row]
    title = " ".join(dict.fromkeys([*filter(None, above), grid.sheet]))
    return Frame(title, names, label, start, headings)


def is_name(cell: Cell) -> bool:
    """Whether a cell is, letter for letter, a name of a province, kabupaten or kota."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_NAME:
        return False
    scope = scope_of(None, UPPER)
    ways = partings(words(bps_regions.bare(plain.text(cell))))
    return any(scope.named(name, types) for types, name in ways)


def _names_column(grid: Grid) -> int | None:
    rows = grid.rows[:_SAMPLED]
    width = len(rows[0]) if rows else 0
    counts = [len({row[c] for row in rows if is_name(row[c])}) for c in range(width)]
    best = max(range(width), key=lambda column: (counts[column], -column), default=None)
    if best is None:
        return None
    labelled = any(bps_words.says("wilayah", plain.text(row[best])) for row in rows[:_DEEPEST])
    return best if counts[best] >= (1 if labelled else _FEWEST_REGIONS) else None


def _opens(row: list[Cell], names: int) -> bool:
    """Whether a row is the first under the headings: a region with values, or a group of them."""
    after = [text for text in map(plain.text, row[names + 1 :]) if text]
    if bps_words.is_word("kelompok", plain.text(row[names])) and not after:
        return True
    return is_name(row[names]) and any(map(_is_value, after)) and not all(map(_is_year, after))


def _is_value(text: str) -> bool:
    return any(map(str.isdigit, text)) or bps_words.is_word("kosong", text)


def _is_year(text: str) -> bool:
    return [str(year) for year in bps_words.years(text)] == [text]


def _top(grid: Grid, names: int, start: int) -> int:
    """Give the first row of headings: above it only titles, which stand alone on their row."""
    top = start
    for row in range(start - 1, max(start - _DEEPEST, -1), -1):
        filled = [c for c, cell in enumerate(grid.rows[row]) if plain.text(cell)]
        if not filled:
            if top < start:
                break
            continue
        label = bps_words.says("wilayah", plain.text(grid.rows[row][names]))
        alone = len(filled) == 1 and filled[0] <= names
        if alone and not (label and len(plain.text(grid.rows[row][names]).split()) <= 6):
            break
        top = row
    return top


def _is_blank_or_numbering(row: list[Cell]) -> bool:
    texts = [text for text in map(plain.text, row) if text]
    numbers = [text for text in texts if _NUMBERING.fullmatch(text)]
    return len(numbers) == len(texts)


def _spread(grid: Grid, row: int, names: int, last: bool) -> list[str]:
    """Give a line of headings, each carried to the right over the columns that it stands above."""
    line = [plain.text(cell) for cell in grid.rows[row]]
    areas = [area for area in grid.merged if area[0] == row]
    for _top_row, left, _bottom, right in areas:
        line[left : right + 1] = [line[left]] * (right + 1 - left)
    if not areas and not last:
        for column in range(names + 2, len(line)):
            line[column] = line[column] or line[column - 1]
    return line


def _is_code_or_number(parts: tuple[str, ...]) -> bool:
    words = bps_words.folded(" ".join(parts)).strip(". ")
    return words in ("no", "nomor", "kode", "kode wilayah", "kode bps", "kode kabupaten/kota")
