"""Workbooks of Excel 95 to 2003: the records of the stream, then the sheets."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from evaluasi.tables.faults import Fault
from evaluasi.tables.files import calamine, limits
from evaluasi.tables.files.grid import Book, Grid
from evaluasi.tables.files.marks import Marks
from evaluasi.tables.files.ole import Container, container_of
from evaluasi.tables.files.refusal import RefusedError, broken, encrypted
from evaluasi.text import _

# Records after [MS-XLS] 2.3.
_BOF = 0x0809
_EOF = 0x000A
_FILEPASS = 0x002F
_BOUNDSHEET = 0x0085
_SST = 0x00FC
_ROW = 0x0208
_DIMENSION = 0x0200
_FORMULA = 0x0006
_BOOLERR = 0x0205
_MULRK = 0x00BD
# NUMBER, LABEL, RK, LABELSST, RSTRING
_SINGLE = frozenset((0x0203, 0x0204, 0x027E, 0x00FD, 0x00D6))

_ROW_LENGTH = 16
# Top, bottom, left, right, by the length of the record: Excel 95, Excel 97 and later.
_DIMENSIONS = {10: "<HHHH", 14: "<IIHH"}
_ROW_HIDDEN = 0x20
_FORMULA_LENGTH = 14
_NOT_A_NUMBER = 0xFFFF
_ERROR_RESULT = 2
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# A code that no record has.
_NOTHING = 0xFFFF
_MOST_AREA = 65_536 * 256
_MACRO_STORAGES = ("_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT")


def read(path: Path, container: Container) -> Book:
    """Read a workbook whose container was found to hold one."""
    macros = bool(set(_MACRO_STORAGES).intersection(container.names))
    fragile = ("makro",) * macros
    notes = (_("berkas ini memuat makro; makro tidak dijalankan"),) * macros
    try:
        name = "Workbook" if "Workbook" in container.names else "Book"
        stream = bytearray(container.read(name))
        scans = [_scan(stream, start) for start in _sheet_starts(stream)]
        workbook = calamine.open_workbook(container_of(name, bytes(stream)))
        if len(workbook.sheets_metadata) != len(scans):
            raise broken()
        found = list(calamine.read_sheets(workbook, path.name, scans))
    except RefusedError as refused:
        return Book(path, path.name, "xls", (), (refused.fault(path.name),), notes, fragile)
    return Book(
        path,
        path.name,
        "xls",
        tuple(item for item in found if isinstance(item, Grid)),
        tuple(item for item in found if isinstance(item, Fault)),
        notes,
        fragile,
    )


def _sheet_starts(stream: bytearray) -> list[int]:
    """Give where each sheet begins, and refuse what calamine would reserve memory for in vain."""
    starts = []
    for code, start, length, _depth in _records(stream, 0):
        if code == _FILEPASS:
            raise encrypted()
        if code == _BOUNDSHEET and length >= 4:
            starts.append(struct.unpack_from("<I", stream, start)[0])
        # Every text takes three bytes at least.
        if code == _SST and length >= 8:
            count = struct.unpack_from("<I", stream, start + 4)[0]
            if count * 3 > len(stream):
                raise broken()
    if len(starts) > limits.MOST_SHEETS:
        raise broken()
    return starts


def _scan(stream: bytearray, start: int) -> Marks:
    """Scan a sheet, and blank out the charts inside it.

    A chart carries a copy of its numbers in records like those of cells: calamine would take
    them for cells of the sheet, and the end of the chart for the end of the sheet. Calamine lays
    all sheets out at once, so that one bad sheet stops the file.
    """
    marks = Marks()
    for code, place, length, depth in _records(stream, start):
        if depth > 1:
            struct.pack_into("<H", stream, place - 4, _NOTHING)
        elif code == _DIMENSION:
            _require_sane(stream[place : place + length])
        else:
            _take(marks, code, stream[place : place + length])
    marks.require_readable()
    return marks


def _records(stream: bytearray, start: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield code, place, length and depth of the records of a sheet; a chart in it is deeper."""
    depth = 0
    while start + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, start)
        start += 4
        if start + length > len(stream):
            raise broken()
        depth += code == _BOF
        if depth == 0:
            raise broken()
        yield code, start, length, depth
        depth -= code == _EOF
        if depth == 0:
            return
        start += length
    raise broken()


def _require_sane(record: bytearray) -> None:
    """Refuse dimensions that calamine would reserve memory for before it has read a cell."""
    if len(record) not in _DIMENSIONS:
        raise broken()
    top, bottom, left, right = struct.unpack_from(_DIMENSIONS[len(record)], record)
    empty = bottom == 0 or right == 0
    backwards = bottom < top or right < left
    if not empty and (backwards or (bottom - top) * (right - left) > _MOST_AREA):
        raise broken()


def _take(marks: Marks, code: int, record: bytearray) -> None:
    if code in _SINGLE and len(record) >= 4:
        marks.reach(*struct.unpack_from("<HH", record))
    elif code == _MULRK and len(record) >= 6:
        row, column = struct.unpack_from("<HH", record)
        marks.reach(row, column + len(record) // 6 - 2)
    elif code == _FORMULA and len(record) >= _FORMULA_LENGTH:
        row, column, _format, kind, error, tail = struct.unpack_from("<HHHBxBxxxH", record)
        marks.reach(row, column)
        if tail == _NOT_A_NUMBER and kind == _ERROR_RESULT:
            marks.errors[row, column] = _ERRORS.get(error, "#N/A")
    elif code == _BOOLERR and len(record) >= 8:
        row, column, _format, value, is_error = struct.unpack_from("<HHHBB", record)
        marks.reach(row, column)
        if is_error:
            marks.errors[row, column] = _ERRORS.get(value, "#N/A")
    elif code == _ROW and len(record) >= _ROW_LENGTH:
        row, flags = struct.unpack_from("<H10xH", record)
        if flags & _ROW_HIDDEN:
            marks.hidden.add(row + 1)
