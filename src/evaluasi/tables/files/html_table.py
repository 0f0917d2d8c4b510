"""Web tables, often saved under the name of an Excel workbook: each table is a sheet of text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from evaluasi.tables.files import limits
from evaluasi.tables.files.decoding import decode
from evaluasi.tables.files.grid import Book, Cell, Grid
from evaluasi.tables.files.marks import Marks
from evaluasi.tables.files.refusal import too_many_cells
from evaluasi.tables.files.shape import marked
from evaluasi.text import _

_WIDEST_SPAN = 1000


def read(path: Path, content: bytes) -> Book:
    """Read every table of a page."""
    text, notes = decode(content)
    parser = _Tables()
    parser.feed(text)
    parser.close()
    tables = [table for table in parser.tables if table.rows]
    several = len(tables) > 1
    grids = tuple(
        marked(
            Grid(
                path.name, f"Tabel {n}" if several else "", table.rows, merged=tuple(table.merged)
            ),
            Marks(),
        )
        for n, table in enumerate(tables, 1)
    )
    told = _("berkas ini halaman web, bukan lembar kerja; tabel di dalamnya dibaca sebagai teks")
    return Book(path, path.name, "html", grids, (), (told, *notes))


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._taken: set[tuple[int, int]] = set()

    def add(self, text: str, down: int, across: int) -> None:
        """Put a cell in the first place of the last row that no cell above reaches into."""
        row = len(self.rows) - 1
        line = self.rows[row]
        while (row, len(line)) in self._taken:
            line.append(None)
        column = len(line)
        line += [" ".join(text.split()) or None, *[None] * (across - 1)]
        if down > 1 or across > 1:
            self.merged.append((row, column, row + down - 1, column + across - 1))
            below = range(row + 1, row + down)
            self._taken.update((r, column + c) for r in below for c in range(across))


class _Tables(HTMLParser):
    """Gathers tables; one inside a cell of another is read as text of that cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = 0
        self._skipped = 0
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._skipped += 1
        elif tag == "table":
            self._depth += 1
            if self._depth == 1:
                self.tables.append(_Table())
        elif self._depth == 1 and tag in ("tr", "td", "th"):
            self._end_cell()
            if tag == "tr":
                self.tables[-1].rows.append([])
            elif self.tables[-1].rows:
                given = dict(attrs)
                self._cell = []
                self._spans = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in ("br", "p", "div") and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._skipped = max(self._skipped - 1, 0)
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self._end_cell()
            self._depth -= 1
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._skipped:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        while self._depth:
            self.handle_endtag("table")

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        self._cells += self._spans[0] * self._spans[1]
        if self._cells > limits.MOST_CELLS:
            raise too_many_cells()
        self.tables[-1].add("".join(self._cell), *self._spans)
        self._cell = None


def _span(text: str | None) -> int:
    spanned = int(text) if text and text.isdecimal() and len(text) < 6 else 1
    return min(max(spanned, 1), _WIDEST_SPAN)
