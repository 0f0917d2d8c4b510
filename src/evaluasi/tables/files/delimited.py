"""Delimited text: CSV and its relatives, each line kept whatever is wrong with the others."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import limits
from evaluasi.tables.files.decoding import decode
from evaluasi.tables.files.grid import Book, Cell, Grid
from evaluasi.tables.files.refusal import too_many_cells
from evaluasi.tables.files.shape import rectangular
from evaluasi.text import _

# In the order in which a tie is decided: a comma may be a decimal sign.
DELIMITERS = "\t;|,"
_SEPARATOR = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)
_SAMPLED = 200
_SAMPLED_WIDTH = 4000
# A quoted cell over more lines than this is a quote that was never closed.
_MOST_LINES = 40
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def read(path: Path, content: bytes) -> Book:
    """Read delimited text as one sheet of text cells."""
    text, notes = decode(content)
    given = _SEPARATOR.match(text)
    if given:
        text = text[given.end() :]
    delimiter, fields = _delimiter(text, given[1] if given else DELIMITERS)
    faults: list[Fault] = []
    try:
        rows = _strict(text, delimiter, fields)
    except csv.Error:
        rows = []
        for record, sound in _by_line(text, delimiter, fields):
            rows.append(record)
            if not sound:
                sentence = _("tanda kutip pada baris ini tidak berpasangan; dibaca apa adanya")
                faults.append(Fault(path.name, Reason.UNREADABLE, sentence, baris=len(rows)))
    if len(rows) * max(map(len, rows), default=0) > limits.MOST_CELLS:
        raise too_many_cells()
    rectangular(rows)
    return Book(path, path.name, "csv", (Grid(path.name, "", rows),), tuple(faults), notes)


def _delimiter(text: str, choice: str) -> tuple[str, int]:
    """Choose what cuts most lines into the same number of fields, and give that number."""
    sample = text[: _SAMPLED * _SAMPLED_WIDTH].splitlines()[:_SAMPLED]
    lines = [line[:_SAMPLED_WIDTH] for line in sample if line.strip()]
    fits = {delimiter: _fit(lines, delimiter) for delimiter in choice}
    best = max(choice, key=lambda delimiter: fits[delimiter])
    return best, fits[best][1]


def _fit(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Give how many lines agree on a number of fields above one, and that number."""
    counts: Counter[int] = Counter()
    for line in lines:
        fields = len(_plain(line, delimiter))
        if fields > 1:
            counts[fields] += 1
    fields, agreeing = max(counts.items(), key=lambda item: item[::-1], default=(0, 0))
    return agreeing, fields


def _plain(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _strict(text: str, delimiter: str, fields: int) -> list[list[Cell]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[list[Cell]] = []
    cells = lines = 0
    for record in reader:
        cells += len(record)
        if cells > limits.MOST_CELLS:
            raise too_many_cells()
        if reader.line_num > lines + 1 and _swallowed(record, delimiter, fields):
            raise csv.Error
        lines = reader.line_num
        rows.append([cell or None for cell in record])
    return rows


def _swallowed(record: list[str], delimiter: str, fields: int) -> bool:
    """Whether a cell holds a whole other line, so that a quote was opened and never closed."""
    return fields > 1 and any(
        line.count(delimiter) >= fields - 1 for cell in record for line in cell.splitlines()[1:]
    )


def _by_line(text: str, delimiter: str, fields: int) -> Iterator[tuple[list[Cell], bool]]:
    """Read record by record; one whose quotes do not close is cut at the delimiters alone."""
    lines = [line for line in _LINE.findall(text) if line]
    start = 0
    while start < len(lines):
        record, used = _record(lines[start : start + _MOST_LINES], delimiter)
        sound = record is not None and (used == 1 or not _swallowed(record, delimiter, fields))
        if record is None or not sound:
            record, used = lines[start].rstrip("\r\n").split(delimiter), 1
        start += used
        yield [cell or None for cell in record], sound


def _record(lines: list[str], delimiter: str) -> tuple[list[str] | None, int]:
    """Read the first record of some lines and count the lines it took; None where it is torn."""
    joined = ""
    for used, line in enumerate(lines, 1):
        joined += line
        if joined.count('"') % 2:
            continue
        try:
            return next(csv.reader([joined], delimiter=delimiter, strict=True), []), used
        except csv.Error:
            break
    return None, 1
