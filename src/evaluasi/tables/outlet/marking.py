"""Marks in the user's own workbook: faulty cells coloured, and commented with what to do."""

from __future__ import annotations

from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from evaluasi.text import _

# Beyond this many comments on a sheet, spreadsheet programs open and scroll slowly.
MAX_COMMENTS = 2_000
AUTHOR = "evaluasi"
_DIVIDER = "— Pemeriksaan —"
# Light orange: told apart from white also by those who can't tell red from green, and in grey.
COLOUR = "FFFDB863"
_WIDTH, _LINE, _LETTERS = 330, 18, 48


def mark(workbook: Workbook, found: pd.DataFrame) -> int:
    """Colour and comment the faulty cells of a workbook.

    Parameters
    ----------
    workbook : openpyxl.Workbook
        Changed in place.
    found : pandas.DataFrame
        Faults of this file, columns as `Intake.rejected`.

    Returns
    -------
    int
        Number of cells that were coloured but not commented, for there were too many.
    """
    silent = 0
    for name, faults in found.groupby("lembar", sort=False):
        if name in workbook.sheetnames:
            silent += _mark_sheet(workbook[name], faults)
    return silent


def told(fault: Any) -> str:
    """Return the text of a comment: what is wrong, what was expected, what to do."""
    lines = [
        f"{_('Kesalahan')}: {fault.kalimat}",
        f"{_('Yang diharapkan')}: {fault.harapan}" if fault.harapan else "",
        f"{_('Perbaikan')}: {fault.perbaikan}" if fault.perbaikan else "",
    ]
    return "\n".join(line for line in lines if line)


def cells_of(fault: Any) -> list[str]:
    """Return the cells that a fault marks: its own, else the first of its row."""
    named = [cell.strip() for cell in str(fault.sel).split(",") if cell.strip()]
    if named or pd.isna(fault.baris):
        return named
    return [f"A{fault.baris}"]


def unmark(workbook: Workbook) -> None:
    """Take away the marks of an earlier check, so that a mended copy can be checked again."""
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.has_style and cell.fill.start_color.rgb == COLOUR:
                    cell.fill = PatternFill()
                if cell.comment and _DIVIDER in cell.comment.text:
                    own = cell.comment.text.partition(_DIVIDER)[0].strip()
                    cell.comment = Comment(own, cell.comment.author) if own else None


def _mark_sheet(sheet: Any, faults: pd.DataFrame) -> int:
    texts: dict[str, list[str]] = {}
    for fault in faults.itertuples(index=False):
        for place in cells_of(fault):
            texts.setdefault(place, []).append(told(fault))
    fill = PatternFill("solid", start_color=COLOUR)
    for number, (place, sentences) in enumerate(texts.items()):
        cell = _shown(sheet, place)
        cell.fill = fill
        if number < MAX_COMMENTS:
            cell.comment = _comment(cell.comment, sentences)
    return max(len(texts) - MAX_COMMENTS, 0)


def _shown(sheet: Any, place: str) -> Any:
    """Return a cell, of a merged area the one that shows its content."""
    cell = sheet[place]
    if not isinstance(cell, MergedCell):
        return cell
    row, column = cell.row, cell.column
    inside = (
        area
        for area in sheet.merged_cells.ranges
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col
    )
    area = next(inside)
    return sheet.cell(area.min_row, area.min_col)


def _comment(present: Comment | None, sentences: list[str]) -> Comment:
    """Return the comment of a cell; what the user's own said stays above."""
    own = f"{present.text.strip()}\n\n" if present else ""
    text = own + "\n".join([_DIVIDER, *dict.fromkeys(sentences)])
    lines = sum(-(-len(line) // _LETTERS) or 1 for line in text.split("\n"))
    author = present.author if present else AUTHOR
    return Comment(text, author, height=_LINE * (lines + 1), width=_WIDTH)
