"""A form: a sheet with a heading, its notes, and rows to fill in below it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.tables.template import style
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

TITLE_ROW, REGION_ROW, EDITION_ROW, HINT_ROW, GROUP_ROW, REMARK_ROW, HEADING_ROW = range(1, 8)
FIRST_ROW = HEADING_ROW + 1

_LAST_COLUMN = 16_384
_LINE = 15.0
_FILTER_BUTTON = 26  # points; the button covers the lower corner of a heading
_SCALE = 52  # percent; wide forms lie on several sheets of paper
_NOTE_WIDTH, _NOTE_LETTERS, _NOTE_LINE = 380, 58, 17


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a form.

    Attributes
    ----------
    key : str
        Column of the schema.
    heading : str
    width : float
        In characters.
    group : str
        Word above neighbouring columns that belong together.
    remark : str
        Few words above the heading. Every column has some: a row with gaps above the headings
        would be read as part of them.
    colour : str
        Fill of the heading.
    required : bool
        Whether a row that is begun must fill it.
    note : str
        Shown when the heading is pointed at.
    shape : str
        Number format of the cells to fill.
    entry : DataValidation or None
        What the cells let in.
    """

    key: str
    heading: str
    width: float
    group: str
    remark: str
    colour: str = style.OTHER
    required: bool = False
    note: str = ""
    shape: str = style.TYPED
    entry: DataValidation | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet to fill in.

    Attributes
    ----------
    name, title, hint : str
        Of the sheet; above the table; one sentence below the title.
    columns : tuple of Column
    rows : int
        How many rows lists and counts reach.
    breaks : tuple of str
        Columns after which a sheet of paper ends when printed; without, all fit on one.
    """

    name: str
    title: str
    hint: str
    columns: tuple[Column, ...]
    rows: int
    breaks: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        """Last row that lists and counts reach."""
        return HEADING_ROW + self.rows

    def letter(self, key: str) -> str:
        """Return the letter of a column."""
        keys = [column.key for column in self.columns]
        return str(get_column_letter(1 + keys.index(key)))

    def span(self, first: str, last: str | None = None) -> str:
        """Return the place of one column or several, the heading included.

        The heading is included so that a row inserted right below it is counted too.
        """
        start, end = self.letter(first), self.letter(last or first)
        return f"'{self.name}'!${start}${HEADING_ROW}:${end}${self.last_row}"


def lay_out(workbook: Workbook, form: Form, subject: Subject) -> Worksheet:
    """Add a form to a workbook."""
    sheet = workbook.create_sheet(form.name)
    _head(sheet, form, subject)
    for number, column in enumerate(form.columns, start=1):
        letter = get_column_letter(number)
        _heading(sheet, letter, column)
        _cells(sheet, letter, column, form)
    _open_rest(sheet, len(form.columns))
    _frame(sheet, form)
    return sheet


def define(workbook: Workbook, name: str, place: str) -> None:
    """Give a place or a formula a name that other formulas use."""
    workbook.defined_names[name] = DefinedName(name, attr_text=place)


def protect(sheet: Worksheet) -> None:
    """Lock what is not to be filled in, without a password; rows stay free to move."""
    guard = sheet.protection
    guard.sheet = True
    # For these attributes False means allowed.
    guard.formatCells = guard.formatColumns = guard.formatRows = False
    guard.insertRows = guard.deleteRows = guard.sort = guard.autoFilter = False


def print_on_a4(sheet: Worksheet, landscape: bool = True) -> None:
    """Set paper, margins and page numbers; the columns share the width of one sheet."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.footer = 0.3
    sheet.oddFooter.left.text = "&A"
    sheet.oddFooter.right.text = _("Halaman &P dari &N")


def lines(text: str, width: float) -> int:
    """Estimate how many lines a wrapped text takes in so many characters."""
    return sum(max(1, math.ceil(len(line) * 1.1 / width)) for line in text.split("\n"))


def height(texts: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row for its (text, width) pairs."""
    return _LINE * max((lines(text, width) for text, width in texts), default=1)


def _head(sheet: Worksheet, form: Form, subject: Subject) -> None:
    for row in range(1, HEADING_ROW):
        for number in range(1, len(form.columns) + 1):
            # The columns below are unlocked as a whole.
            sheet.cell(row, number).protection = style.LOCKED
            sheet.cell(row, number).number_format = "General"
    for row, text, font in (
        (TITLE_ROW, form.title, style.TITLE),
        (REGION_ROW, subject.region_line, style.HEADING),
        (EDITION_ROW, subject.edition_line, style.HEADING),
        (HINT_ROW, form.hint, style.NOTE),
    ):
        sheet.cell(row, 1, text).font = font
    sheet.row_dimensions[TITLE_ROW].height = 24
    if subject.region is None:
        place = sheet.cell(REGION_ROW, 1)
        place.protection, place.fill = style.UNLOCKED, style.fill(style.ENTRY)
    for number, (word, members) in _groups(form):
        for offset, column in enumerate(members):
            cell = sheet.cell(GROUP_ROW, number + offset, word if offset == 0 else None)
            cell.fill, cell.font, cell.alignment = (
                style.fill(column.colour),
                style.HEADING,
                style.ACROSS if len(members) > 1 else style.CENTRED,
            )
    alone = [(word, run[0].width) for _n, (word, run) in _groups(form) if len(run) == 1]
    sheet.row_dimensions[GROUP_ROW].height = height(alone)


def _groups(form: Form) -> Iterator[tuple[int, tuple[str, list[Column]]]]:
    number = 1
    for word, run in groupby(form.columns, key=lambda column: column.group):
        members = list(run)
        yield number, (word, members)
        number += len(members)


def _heading(sheet: Worksheet, letter: str, column: Column) -> None:
    remark = sheet[f"{letter}{REMARK_ROW}"]
    remark.value = column.remark
    remark.fill = style.fill(style.MANDATORY if column.required else column.colour)
    remark.font = style.MARK if column.required else style.SMALL
    remark.alignment = style.CENTRED
    cell = sheet[f"{letter}{HEADING_ROW}"]
    cell.value, cell.fill, cell.font = column.heading, style.fill(column.colour), style.HEADING
    cell.alignment, cell.border, cell.protection = style.CENTRED, style.UNDER, style.LOCKED
    cell.number_format = "General"
    if column.note:
        cell.comment = Comment(
            column.note,
            "evaluasi",
            width=_NOTE_WIDTH,
            height=_NOTE_LINE * (lines(column.note, _NOTE_LETTERS) + 1),
        )


def _cells(sheet: Worksheet, letter: str, column: Column, form: Form) -> None:
    sheet.column_dimensions[letter] = _open_column(sheet, letter, column)
    rows = f"{letter}{FIRST_ROW}:{letter}{form.last_row}"
    if column.entry is not None:
        column.entry.add(rows)
        sheet.add_data_validation(column.entry)
    if column.required:
        last = get_column_letter(len(form.columns))
        begun = f"COUNTA($A{FIRST_ROW}:${last}{FIRST_ROW})>0"
        sheet.conditional_formatting.add(
            rows,
            FormulaRule(
                [f'AND({begun},{letter}{FIRST_ROW}="")'],
                fill=style.fill(style.MISSING),
                border=style.GRID,
            ),
        )


def _open_column(sheet: Worksheet, letter: str, column: Column) -> ColumnDimension:
    dimension = ColumnDimension(sheet, letter, width=column.width, customWidth=True)
    dimension.protection, dimension.number_format = style.UNLOCKED, column.shape
    dimension.alignment = style.MIDDLE if column.width < 16 else style.WRAPPED
    return dimension


def _open_rest(sheet: Worksheet, columns: int) -> None:
    """Unlock the columns to the right: a row with locked cells can't be deleted."""
    letter = get_column_letter(columns + 1)
    rest = ColumnDimension(sheet, letter, min=columns + 1, max=_LAST_COLUMN)
    rest.protection = style.UNLOCKED
    sheet.column_dimensions[letter] = rest


def _frame(sheet: Worksheet, form: Form) -> None:
    last = get_column_letter(len(form.columns))
    body = f"A{FIRST_ROW}:{last}{form.last_row}"
    begun = FormulaRule([f"COUNTA($A{FIRST_ROW}:${last}{FIRST_ROW})>0"], border=style.GRID)
    sheet.conditional_formatting.add(body, begun)
    texts = ((column.heading, column.width) for column in form.columns)
    sheet.row_dimensions[HEADING_ROW].height = height(texts) + _FILTER_BUTTON
    sheet.freeze_panes = f"B{FIRST_ROW}"
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{form.last_row}"
    protect(sheet)
    print_on_a4(sheet)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    if form.breaks:
        _print_side_by_side(sheet, form)


def _print_side_by_side(sheet: Worksheet, form: Form) -> None:
    sheet.sheet_properties.pageSetUpPr.fitToPage = False
    sheet.page_setup.scale = _SCALE
    sheet.print_title_cols = "A:A"
    for key in form.breaks:
        sheet.col_breaks.append(Break(id=column_index_from_string(form.letter(key))))
