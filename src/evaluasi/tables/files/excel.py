"""Workbooks of Excel, read by calamine."""

from __future__ import annotations

import io
from pathlib import Path

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from evaluasi.tables.files.grid import Book, Cell, Grid


def read(path: Path, content: bytes) -> Book:
    """Read every sheet of a workbook."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    grids = []
    for entry in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(entry.name)
        top, left = sheet.start or (0, 0)
        rows: list[list[Cell]] = [
            [None] * left + [None if cell == "" else cell for cell in row]  # type: ignore[misc]
            for row in sheet.to_python()
        ]
        visible = entry.visible == SheetVisibleEnum.Visible
        grids.append(Grid(path.name, entry.name, rows, top + 1, visible))
    return Book(path, path.name, "xlsx", tuple(grids))
