"""The XML of a worksheet, scanned piece by piece for what calamine does not tell.

Calamine gives error cells and formulas without a stored result as blanks, does not know hidden
rows, and lays the sheet out as a full rectangle in memory however few cells are filled. A piece
without any of this is passed over by plain searches, so that a large sheet costs little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from evaluasi.tables.files.marks import Marks, column
from evaluasi.tables.files.refusal import broken

_MOST_CARRIED = 32 << 20
# A reference of a cell that is not closed at once, so that it holds something.
_FILLED = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,10})[\"'][^>]*+(?<!/)>")
_ANY_CELL = re.compile(rb"<(?:\w+:)?c((?:\s[^>]*)?)>")
# What to look closer at, and the sign that it is there at all.
_MARKED = (
    ((b"hidden",), re.compile(rb"<(?:\w+:)?row(?P<row>\s[^>]*\shidden[^>]*)>")),
    (
        (b"<f", b":f"),
        re.compile(
            rb"<(?:\w+:)?c(?P<cell>\s[^>]*+)(?<!/)>(?P<inside>\s*<(?:\w+:)?f[\s/>].*?)</(?:\w+:)?c>",
            re.DOTALL,
        ),
    ),
    (
        (b'"e"', b"'e'"),
        re.compile(
            rb"<(?:\w+:)?c(?P<cell>\s[^>]*?\bt\s*=\s*[\"']e[\"'][^>]*)(?<!/)>"
            rb"(?P<inside>.*?)</(?:\w+:)?c>",
            re.DOTALL,
        ),
    ),
)
_ITEM = re.compile(
    rb"<(?:\w+:)?(?:row\b(?P<row>[^>]*)>"
    rb"|c(?P<cell>(?:\s[^>]*?)?)(?:/>|>(?P<inside>.*?)</(?:\w+:)?c>))",
    re.DOTALL,
)
_NUMBER = re.compile(rb"\sr\s*=\s*[\"'](\d{1,10})[\"']")
_PLACE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{1,4})(\d{1,10})[\"']")
_HIDDEN = re.compile(rb"\shidden\s*=\s*[\"'](?:1|true)[\"']")
_TYPE = re.compile(rb"\st\s*=\s*[\"'](\w+)[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?v>)", re.DOTALL)


def scan(chunks: Iterable[bytes]) -> Marks:
    """Scan the XML of a worksheet, given in pieces of any size."""
    marks = Marks()
    cursor = _Cursor(marks)
    plain: bool | None = None
    for piece in _pieces(chunks):
        # A writer that leaves out references does so from the first cell on.
        if plain is None and (first := _ANY_CELL.search(piece)):
            plain = _PLACE.search(first[1]) is None
        if plain is not False:
            cursor.read(_ITEM, piece)
            continue
        for signs, pattern in _MARKED:
            if any(sign in piece for sign in signs):
                cursor.read(pattern, piece)
        found = _FILLED.findall(piece)
        if found:
            marks.filled += len(found)
            rows, columns = {row for _name, row in found}, {name for name, _row in found}
            marks.reach(max(map(int, rows)) - 1, max(map(column, columns)))
    return marks


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut the stream between rows, so that no cell is torn."""
    carried = b""
    for chunk in chunks:
        carried += chunk
        row = max(carried.rfind(b"<row"), carried.rfind(b":row"))
        cut = carried.rfind(b"<", 0, row + 1)
        if cut > 0:
            yield carried[:cut]
            carried = carried[cut:]
        elif len(carried) > _MOST_CARRIED:
            raise broken()
    yield carried


class _Cursor:
    """Reads rows and cells in order; a cell without a reference follows the one before it."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._row = -1
        self._column = -1

    def read(self, pattern: re.Pattern[bytes], piece: bytes) -> None:
        for item in pattern.finditer(piece):
            found = item.groupdict()
            if found.get("row") is not None:
                self._enter(found["row"])
            else:
                self._take(found["cell"], found["inside"])

    def _enter(self, attributes: bytes) -> None:
        number = _NUMBER.search(attributes)
        self._row = int(number[1]) - 1 if number else self._row + 1
        self._column = -1
        if _HIDDEN.search(attributes):
            self._marks.hidden.add(self._row + 1)

    def _take(self, attributes: bytes, inside: bytes | None) -> None:
        place = _PLACE.search(attributes)
        if place:
            self._row, self._column = int(place[2]) - 1, column(place[1])
        else:
            self._column += 1
        if not inside:
            return
        here = (self._row, self._column)
        self._marks.filled += 1
        self._marks.reach(*here)
        found = _TYPE.search(attributes)
        kind = found[1] if found else b"n"
        value = _VALUE.search(inside)
        text = value[1] if value else None
        if kind == b"e" and text:
            self._marks.errors[here] = unescape(text.decode("utf-8", "replace"))
        # An empty text is a result: =IF(A1="";"";A1) gives one.
        elif not text and not (kind == b"str" and value) and _FORMULA.search(inside):
            self._marks.no_value.add(here)
