"""Delimited text: CSV and its relatives."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from evaluasi.tables.files.grid import Book, Cell, Grid


def read(path: Path, content: bytes) -> Book:
    """Read delimited text as one sheet of text cells."""
    text = content.decode("utf-8-sig", errors="replace")
    head = text[:10_000]
    delimiter = max("\t;|,", key=head.count)
    records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    width = max(map(len, records), default=0)
    rows: list[list[Cell]] = [
        [cell or None for cell in record] + [None] * (width - len(record)) for record in records
    ]
    return Book(path, path.name, "csv", (Grid(path.name, "", rows),))
