"""Which rows under a header are data: totals, blanks and footnotes are told apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.intake import header, layouts, plain
from evaluasi.tables.intake.header import Header

BLANK = "kosong"
TOTAL = "jumlah"
FOOTNOTE = "catatan kaki"
REPEATED = "judul berulang"
NUMBERING = "nomor kolom"
GROUP = "judul kelompok"
UNFILLED = "belum diisi"

_SPARSE = 2
_CONTEXT = frozenset({"kode", "tahun", "_wilayah", "_provinsi", "_kode"})
_TOTALS = frozenset(
    map(
        plain.folded,
        (
            *("jumlah", "total", "grand total", "sub total", "subjumlah", "rata-rata", "rerata"),
            *("jumlah total", "total keseluruhan", "jumlah keseluruhan", "jumlah seluruhnya"),
            *("jumlah inovasi", "total inovasi", "nilai rata-rata", "rata-rata skor", "total skor"),
        ),
    )
)
_FOOTNOTE = re.compile(
    r"(?:\*|catatan|keterangan|ket\.|sumber|note|dicetak|diunduh|mengetahui|nip\b|demikian)",
    re.IGNORECASE,
)
# "I | DINAS PENDIDIKAN", "A. | Inovasi digital": a group is numbered otherwise than its rows.
_ORDINAL = re.compile(r"[IVXLC]+\.?|[A-Z]\.")
_NUMERIC = re.compile(r"[-−]?[\d.,]+\s*%?")


@dataclass(frozen=True, eq=False, slots=True)
class Body:
    """The rows under a header.

    Attributes
    ----------
    cells : array of object, shape (n_rows, n_columns)
        Data rows, merged areas filled down.
    numbers : array of int, shape (n_rows,)
        Their spreadsheet numbers.
    skipped : tuple of (int, str)
        Spreadsheet number and reason of every other row.
    no_value : tuple of (int, int)
        Row of `cells` and column of formulas without a stored result.
    end : int
        Index in the grid of the first row that belongs to the next table, or its length.
    """

    cells: npt.NDArray[np.object_]
    numbers: npt.NDArray[np.intp]
    skipped: tuple[tuple[int, str], ...]
    no_value: tuple[tuple[int, int], ...]
    end: int


def body(grid: Grid, head: Header, starts: Callable[[int], bool]) -> Body:
    """Sort the rows under a header into data and the rest.

    Parameters
    ----------
    grid : Grid
    head : Header
    starts : callable
        Whether another table's header begins at a row of the grid; asked only of rows that follow
        a blank one or one with a single cell.
    """
    start = head.last + 1
    cells = _matrix(grid.rows[start:], len(head.labels))
    formulas = [(row - start, column) for row, column in sorted(grid.no_value) if row >= start]
    filled = _filled(cells)
    counted = filled.copy()
    for row, column in formulas:
        counted[row, column] = True
    length = _own_length(counted, start, starts)
    reasons = _reasons(cells[:length], filled[:length], counted[:length], head)
    data = np.array([reason is None for reason in reasons], dtype=bool)
    cells = _filled_down(grid, cells[:length], start, data)
    places = np.flatnonzero(data)
    position = {int(place): row for row, place in enumerate(places)}
    first = grid.first + start
    return Body(
        cells=cells[data],
        numbers=places + first,
        skipped=tuple((first + row, reason) for row, reason in enumerate(reasons) if reason),
        no_value=tuple((position[row], column) for row, column in formulas if row in position),
        end=start + length,
    )


def _matrix(rows: Sequence[Sequence[Cell]], width: int) -> npt.NDArray[np.object_]:
    cells = np.empty((len(rows), width), dtype=object)
    if rows:
        cells[:] = rows
    return cells


def _filled(cells: npt.NDArray[np.object_]) -> npt.NDArray[np.bool_]:
    """Tell which cells hold something; spaces and what cannot be seen are nothing."""
    filled = np.zeros(cells.shape, dtype=bool)
    for column in range(cells.shape[1]):
        codes, distinct = pd.factorize(cells[:, column])
        seen = np.array([bool(plain.text(cell)) for cell in distinct] + [False], dtype=bool)
        filled[:, column] = seen[codes]  # -1, a blank cell, takes the last
    return filled


def _own_length(counted: npt.NDArray[np.bool_], start: int, starts: Callable[[int], bool]) -> int:
    """Count the rows up to the next header on the sheet."""
    sparse = counted.sum(axis=1) <= _SPARSE
    after_gap = np.flatnonzero(~sparse[1:] & sparse[:-1]) + 1
    return next((int(row) for row in after_gap if starts(start + int(row))), len(counted))


def _reasons(
    cells: npt.NDArray[np.object_],
    filled: npt.NDArray[np.bool_],
    counted: npt.NDArray[np.bool_],
    head: Header,
) -> list[str | None]:
    """Say of each row why it is no data; None where it is."""
    columns = head.match.columns
    about = set(head.match.identity)
    identity = [index for index, name in columns.items() if name in about]
    own = [index for index, name in columns.items() if name in about or name not in _CONTEXT]
    named: npt.NDArray[np.bool_] = np.any(counted[:, identity], axis=1)
    told: npt.NDArray[np.bool_] = np.any(filled[:, own], axis=1) | named
    reasons: list[str | None] = [None] * len(cells)
    suspects = ~told | ~named | (filled.sum(axis=1) <= _SPARSE) | _special(cells, identity, head)
    for row in np.flatnonzero(suspects):
        places = np.flatnonzero(filled[row])
        line = [plain.text(cells[row, column]) for column in places]
        reasons[row] = _reason(line, bool(told[row]), bool(named[row]), head, first=row == 0)
        numbered = len(line) == _SPARSE and int(places[0]) not in columns
        if reasons[row] is None and numbered and _ORDINAL.fullmatch(line[0]):
            reasons[row] = GROUP
    _mark_tail(reasons, filled, named)
    contents = layouts.vocabulary(head.match.table).contents
    needed = [index for index, name in columns.items() if name in contents]
    for row in np.flatnonzero(~np.any(counted[:, needed], axis=1)) if needed else ():
        reasons[row] = reasons[row] or UNFILLED
    return reasons


def _special(
    cells: npt.NDArray[np.object_], identity: list[int], head: Header
) -> npt.NDArray[np.bool_]:
    """Tell rows whose identifying cell repeats the heading, says "Jumlah", or counts columns."""
    special = np.zeros(len(cells), dtype=bool)
    special[:1] = True
    for column in identity:
        heading = plain.folded(head.labels[column])
        codes, distinct = pd.factorize(cells[:, column])
        folded = [plain.folded(plain.text(cell)) for cell in distinct]
        flags = np.array([text == heading or text in _TOTALS for text in folded] + [False])
        special |= flags[codes]
    return special


def _reason(line: list[str], told: bool, named: bool, head: Header, *, first: bool) -> str | None:
    if not line:
        return None if named else BLANK
    if _is_total(line):
        return TOTAL
    if first and header.counts(line):
        return NUMBERING
    if _repeats(line, head):
        return REPEATED
    if len(line) == 1 and _FOOTNOTE.match(line[0]):
        return FOOTNOTE
    if not told:
        return BLANK if all(map(_is_number, line)) or len(line) > 1 else FOOTNOTE
    if not named and len(line) == 1:
        return BLANK if _is_number(line[0]) else GROUP
    return None


def _is_total(line: list[str]) -> bool:
    words = [text for text in line if not _NUMERIC.fullmatch(text)]
    return len(words) == 1 and plain.folded(words[0]) in _TOTALS


def _repeats(line: list[str], head: Header) -> bool:
    """Whether a row holds the headings again: all of them or, of a long header, most."""
    known = {plain.folded(label) for label in head.labels if label}
    hits = sum(plain.folded(text) in known for text in line)
    return hits >= min(3, len(known)) and hits > len(line) / 2


def _is_number(text: str) -> bool:
    return _NUMERIC.fullmatch(text) is not None


def _mark_tail(
    reasons: list[str | None], filled: npt.NDArray[np.bool_], named: npt.NDArray[np.bool_]
) -> None:
    """Take what trails below the table (place and date, signatures) for footnotes.

    A single cell that identifies a row counts as data unless a blank row stands before it; two
    cells that identify nothing, such as two signatories side by side, count as data likewise.
    """
    counts = filled.sum(axis=1)
    tail = len(reasons)
    while tail and (counts[tail - 1] <= 1 or (counts[tail - 1] <= _SPARSE and not named[tail - 1])):
        tail -= 1
    gap = False
    for row in range(tail, len(reasons)):
        gap = gap or reasons[row] == BLANK
        loose = gap or (counts[row] == 1 and not named[row])
        if reasons[row] in (None, GROUP) and counts[row] and loose:
            reasons[row] = FOOTNOTE


def _filled_down(
    grid: Grid, cells: npt.NDArray[np.object_], start: int, data: npt.NDArray[np.bool_]
) -> npt.NDArray[np.object_]:
    """Repeat the value of a merged area in each of its rows, in its first column."""
    for top, left, bottom, _right in grid.merged:
        rows = range(max(top - start, 0) + 1, min(bottom - start + 1, len(cells)))
        if top < start or not rows or left >= cells.shape[1]:
            continue
        for row in rows:
            if data[row] and cells[row, left] is None:
                cells[row, left] = cells[top - start, left]
    return cells
