"""The shape of a grid: rectangular, without blank rows and columns at its end."""

from __future__ import annotations

from dataclasses import replace

from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.files.marks import Marks


def rectangular(rows: list[list[Cell]], height: int = 0, width: int = 0) -> None:
    """Cut blank rows and columns at the end off, and give every row the same length.

    Parameters
    ----------
    rows : list of list of Cell
        Changed in place: a copy of a large sheet would double its memory.
    height, width : int
        What stays at least, blank or not.
    """
    while len(rows) > height and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    for row in rows:
        filled = len(row)
        while filled > width and row[filled - 1] is None:
            filled -= 1
        width = max(width, filled)
    for row in rows:
        del row[width:]
        row.extend([None] * (width - len(row)))


def marked(grid: Grid, marks: Marks) -> Grid:
    """Put the marks of a sheet on its grid and give it its final shape.

    Parameters
    ----------
    grid : Grid
        As read; its merged areas count from the first row of the spreadsheet.
    marks : Marks
        What stands in cells that the reader left blank, perhaps beyond what it read.
    """
    places: dict[tuple[int, int], Cell] = {**dict.fromkeys(marks.no_value), **marks.errors}
    rows, first = grid.rows, grid.first - 1
    top = min([row for row, _column in places] + [first] * bool(rows), default=0)
    if rows:
        rows[:0] = [[] for _blank in range(first - top)]
    for (row, column), text in places.items():
        while len(rows) <= row - top:
            rows.append([])
        line = rows[row - top]
        line.extend([None] * (column + 1 - len(line)))
        line[column] = text
    height = max((row - top + 1 for row, _column in places), default=0)
    width = max((column + 1 for _row, column in places), default=0)
    rectangular(rows, height, width)
    return replace(
        grid,
        rows=rows,
        first=top + 1,
        hidden_rows=frozenset(n for n in marks.hidden if top < n <= top + len(rows)),
        merged=_inside(grid.merged, top, rows),
        no_value=frozenset((row - top, column) for row, column in marks.no_value),
    )


def _inside(
    merged: tuple[tuple[int, int, int, int], ...], top: int, rows: list[list[Cell]]
) -> tuple[tuple[int, int, int, int], ...]:
    """Count merged areas from the first row of the grid, and clip them to it."""
    height, width = len(rows), len(rows[0]) if rows else 0
    clipped = (
        (max(r1 - top, 0), c1, min(r2 - top, height - 1), min(c2, width - 1))
        for r1, c1, r2, c2 in merged
    )
    return tuple(
        area
        for area in clipped
        if area[:2] < area[2:] and area[0] <= area[2] and area[1] <= area[3]
    )
