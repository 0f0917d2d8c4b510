"""Finding the row of headings on a sheet: below title rows, on one line or several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import indicators, layouts, matching, plain
from evaluasi.tables.intake.layouts import LINES
from evaluasi.tables.intake.matching import Match

_DEEPEST = 60
_MOST_LINES = 3
_LOOK_AHEAD = 3
_LONGEST = 300
# A row without a known heading among so many is none, however wide the sheet.
_WIDEST = 300
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Header:
    """The headings of a table on a sheet.

    Attributes
    ----------
    first, last : int
        Indices of its first and last row.
    labels : tuple of str
        One heading per column, "" where there is none; the lines of a heading joined.
    match : Match
        How they read.
    rivals : tuple of str
        Names of the tables that they fit equally well, `match.table` among them.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    match: Match
    rivals: tuple[str, ...]


def find(grid: Grid, start: int = 0, asked: str | None = None, said: str = "") -> Header | None:
    """Find the first header from a row on; None where no row reads as one.

    Parameters
    ----------
    grid : Grid
    start : int
        Index of the row to begin at.
    asked : str, optional
        Table that the user asked for.
    said : str
        Words above the table and the name of its sheet.
    """
    found: Header | None = None
    for row in range(start, min(len(grid.rows), start + _DEEPEST)):
        if found is not None and row > found.first + _LOOK_AHEAD:
            break
        candidate = at(grid, row, asked, said)
        if candidate and (found is None or _fitness(candidate) > _fitness(found)):
            found = candidate
    return found


def _names_more(grid: Grid, row: int, above: Match) -> bool:
    """Whether a line below headings goes on naming columns: "Klaim | Verifikasi" under "16".

    Such a line holds texts alone, and nothing where a row of data says what it is about.
    """
    identity = [index for index, name in above.columns.items() if name in above.identity]
    cells = grid.rows[row]
    return is_of_texts(grid, row) and not any(label(cells[index]) for index in identity)


def _needs_no_top(grid: Grid, row: int, match: Match) -> bool:
    """Whether the lowest line says as much alone: then what stands above it is no heading."""
    line = tuple(map(label, grid.rows[row]))
    return matching.match(line, match.table, asked=True).score >= match.score


def find_near(grid: Grid, asked: str | None = None, said: str = "") -> Header | None:
    """Find the header that lacks a column by which its table is known, and is sure otherwise."""
    found = nearest(grid, asked, said)
    if found is None or not matching.is_near(found.match, found.labels, asked=asked is not None):
        return None
    return found


def nearest(grid: Grid, asked: str | None = None, said: str = "") -> Header | None:
    """Find the row that comes nearest to a header, for telling what is missing."""
    found: Header | None = None
    for row in range(min(len(grid.rows), _DEEPEST)):
        for labels, last in _readings(grid, row):
            match = matching.nearest(labels, asked, said)
            if match is None:
                continue
            header = Header(row, last, labels, match, (match.table,))
            if found is None or _fitness(header) > _fitness(found):
                found = header
    return found


def at(grid: Grid, row: int, asked: str | None = None, said: str = "") -> Header | None:
    """Read the rows from one on as a header, on as many lines as make most of it."""
    best: Header | None = None
    for labels, last in _readings(grid, row):
        match, rivals = matching.best(labels, asked, said)
        if match is None or (last > row and _needs_no_top(grid, last, match)):
            continue
        if (
            best is None
            or match.score > best.match.score
            or (match.score == best.match.score and _names_more(grid, last, best.match))
        ):
            names = tuple(rival.table for rival in rivals)
            best = Header(row, last, labels, match, names)
    return best


def is_of_texts(grid: Grid, row: int) -> bool:
    """Whether a row holds texts alone: one with a number or a date is hardly of headings."""
    filled = [cell for cell in grid.rows[row] if label(cell)]
    return all(isinstance(cell, str) for cell in filled)


def label(cell: Cell) -> str:
    """Write a cell as a heading: text on one line, whole numbers without a decimal."""
    return plain.text(cell)[:_LONGEST]


def _fitness(header: Header) -> tuple[float, int]:
    """Rank a header: what fits best, on as few lines as that takes."""
    return header.match.score, header.first - header.last


def _readings(grid: Grid, row: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Give the headings that start at a row, on one line, then on two, then on three."""
    lines: list[list[str]] = []
    for last in range(row, min(row + _MOST_LINES, len(grid.rows))):
        line = [label(cell) for cell in grid.rows[last]]
        filled = [text for text in line if text]
        if len(filled) < _FEWEST or (_are_numbers(filled) and not lines) or counts(filled):
            return
        if not lines and not _may_head(grid, row, filled):
            return
        if lines and not _continues(grid, lines[-1], line, last):
            return
        if lines:
            lines[-1] = _spread(grid, lines[-1], line, last - 1)
        lines.append(line)
        yield tuple(map(_joined, zip(*lines, strict=True))), last


def _may_head(grid: Grid, row: int, filled: list[str]) -> bool:
    """Whether a row is worth reading as a header: it, or the one below, holds a known heading."""
    below = grid.rows[row + 1][:_WIDEST] if row + 1 < len(grid.rows) else []
    texts = chain(filled[:_WIDEST], filter(None, map(label, below)))
    return any(map(_is_known, texts))


@lru_cache(maxsize=50_000)
def _is_known(text: str) -> bool:
    known = layouts.known()
    if any(form in known for form in layouts.variants(text)):
        return True
    indicator = indicators.in_heading(text)
    return indicator is not None and not (indicator.bare and indicator.code.isdigit())


def _continues(grid: Grid, above: list[str], below: list[str], row: int) -> bool:
    """Whether a line stands under headings that leave room for it."""
    gaps = any(text and not head for head, text in zip(above, below, strict=True))
    merged = any(top <= row - 1 <= bottom for top, _left, bottom, _right in grid.merged)
    return gaps or merged


def _spread(grid: Grid, above: list[str], below: list[str], row: int) -> list[str]:
    """Carry a heading to the right over the columns that it stands above."""
    spread = list(above)
    for top, left, _bottom, right in grid.merged:
        if top == row:
            spread[left : right + 1] = [spread[left]] * (right + 1 - left)
    if any(top == row for top, *_rest in grid.merged):
        return spread
    for column in range(1, len(spread)):
        if not spread[column] and below[column]:
            spread[column] = spread[column - 1]
    return spread


def counts(texts: list[str]) -> bool:
    """Whether a line only numbers its columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = [text.strip("(). ") for text in texts]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _joined(parts: tuple[str, ...]) -> str:
    return LINES.join(dict.fromkeys(part for part in parts if part))


def _are_numbers(texts: list[str]) -> bool:
    return all(text.strip("().").replace(".", "").isdigit() for text in texts)
