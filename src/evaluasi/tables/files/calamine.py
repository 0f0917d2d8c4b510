"""Sheets of Excel workbooks through calamine, with the marks that it leaves out."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from evaluasi.tables.faults import Fault
from evaluasi.tables.files.grid import Cell, Grid
from evaluasi.tables.files.marks import Marks
from evaluasi.tables.files.refusal import RefusedError, broken, encrypted
from evaluasi.tables.files.scalars import number, span
from evaluasi.tables.files.shape import marked

_WITHOUT_CELLS = (SheetTypeEnum.ChartSheet, SheetTypeEnum.DialogSheet, SheetTypeEnum.Vba)


def open_workbook(content: bytes) -> CalamineWorkbook:
    """Open a workbook; what calamine cannot open is refused."""
    with _told():
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def read_sheets(
    workbook: CalamineWorkbook, file: str, scans: Sequence[Marks | RefusedError]
) -> Iterator[Grid | Fault]:
    """Read the worksheets in order; one that cannot be read does not stop the others.

    Parameters
    ----------
    workbook : CalamineWorkbook
        From `open_workbook`.
    file : str
        Name under which the sheets are told.
    scans : sequence of Marks or RefusedError
        One per sheet. A sheet whose marks show it to be too large is never laid out.
    """
    for position, (entry, marks) in enumerate(zip(workbook.sheets_metadata, scans, strict=True)):
        if entry.typ in _WITHOUT_CELLS:
            continue
        try:
            if isinstance(marks, RefusedError):
                raise marks
            marks.require_readable()
            visible = entry.visible == SheetVisibleEnum.Visible
            yield _grid(workbook, position, file, marks, visible)
        except RefusedError as refused:
            yield refused.fault(file, entry.name)


def _grid(
    workbook: CalamineWorkbook, position: int, file: str, marks: Marks, visible: bool
) -> Grid:
    with _told():
        sheet = workbook.get_sheet_by_index(position)
        raw = sheet.to_python()
        top, left = sheet.start or (0, 0)
        merged = sheet.merged_cell_ranges or []
    before: list[Cell] = [None] * left
    rows = [
        before + [cell if type(cell) is str and cell else _cell(cell) for cell in row]
        for row in raw
    ]
    areas = tuple((*start, *end) for start, end in merged)
    return marked(Grid(file, sheet.name, rows, top + 1, visible, merged=areas), marks)


def _cell(value: Any) -> Cell:
    read = _READ.get(type(value))
    return read(value) if read else str(value)


def _same(value: Any) -> Any:
    return value


_READ: dict[type, Callable[[Any], Cell]] = {
    str: lambda text: text or None,
    float: number,
    dt.timedelta: span,
    **dict.fromkeys((int, bool, dt.datetime, dt.date, dt.time), _same),
}


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever calamine raises into a refusal.

    A panic of the Rust library is a BaseException of a class that cannot be imported.
    """
    try:
        with _quiet():
            yield
    except PasswordError as error:
        raise encrypted() from error
    except Exception as error:
        raise broken() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise broken() from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Rust prints of a panic, straight to descriptor 2, from the user's screen."""
    try:
        kept = os.dup(2)
    except OSError:  # a program without a console has no such descriptor
        yield
        return
    try:
        with Path(os.devnull).open("wb") as sink:
            os.dup2(sink.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
