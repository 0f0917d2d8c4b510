"""A table on a sheet: title, notes, source, a header that stays, cells as they should be read."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.errors import OutputError
from evaluasi.tables import provenance as origins
from evaluasi.tables.outlet import cells
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

SIMULATED = "SIMULASI"
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
# Room for title, notes and header.
MAX_ABOVE = 100
# Excel drops the links of a sheet that has more than 65,530 and calls the file broken.
MAX_LINKS = 60_000
_NAME_LENGTH = 31
_NAME_SIGNS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_ABBREVIATIONS = frozenset(("bps", "id", "iga", "iid", "ipm", "kipp", "opd", "sid", "skk", "spd"))
_TECHNICAL = re.compile(r"[a-z][a-z0-9_]*")
_SAMPLE = 2_000
_NARROW, _HEADING, _WIDE = 8, 20, 60
# Wider than this, a sheet that is fitted on a page can't be read any more.
_PAGE = 260
_LINE = 110

_LINE_HEIGHT, _MAX_HEIGHT = 15, 150
_INK, _SOFT, _WARN, _LINK = "1F2933", "52606D", "A63603", "0B5394"
_HEAD_FILL = PatternFill("solid", start_color="D9E2EC")
_RULE = Border(bottom=Side("thin", color="829AB1"))
_HAIR = Border(bottom=Side("hair", color="CBD2D9"))


@dataclass(frozen=True, eq=False, slots=True)
class SheetOut:
    """A table on a sheet of its own.

    Attributes
    ----------
    name : str
        Of the sheet; shortened and made unique as Excel demands.
    frame : pandas.DataFrame, shape (n_rows, n_columns)
        Its index is not written.
    title : str
        Above the table.
    notes : sequence of str
        Sentences between title and table.
    widths : mapping of column to float, optional
        In characters; other columns are as wide as their content.
    links : sequence of str, optional
        Per row a place in this workbook (``'Lembar'!C7``), or "", for the row's first cell.
    """

    name: str
    frame: pd.DataFrame
    title: str = ""
    notes: Sequence[str] = ()
    widths: Mapping[str, float] | None = None
    links: Sequence[str] | None = None


def add_sheet(
    workbook: Workbook,
    sheet: SheetOut,
    provenance: Provenance | None = None,
    position: int | None = None,
) -> Any:
    """Add a table to a workbook as a sheet of its own and return the sheet.

    Raises
    ------
    OutputError
        Where the table is larger than a sheet can be.
    """
    require_fit(sheet)
    name = sheet_name(sheet.name, workbook.sheetnames)
    target = workbook.create_sheet(name, position)
    origin = provenance or origins.of(sheet.frame) or origins.loaded()
    above = list(_above(sheet, origin))
    header = len(above) + 1
    # A sheet that is written row by row must know all this before its first row.
    _arrange(target, sheet, header, simulated=bool(origin and origin.simulated))
    for text, font in above:
        target.append([_cell(target, cells.safe(text), font=font)])
    names = [heading(column) for column in sheet.frame.columns]
    _fit(target, header, names)
    target.append(_head(target, sheet.frame, names))
    for number, row in enumerate(_body(target, sheet), header + 1):
        _fit(target, number, [cell.value for cell in row])
        if row and row[0].hyperlink:
            row[0].hyperlink.ref = f"A{number}"
        target.append(row)
    return target


def require_fit(sheet: SheetOut) -> None:
    """Refuse a table that is larger than a sheet can be.

    Raises
    ------
    OutputError
    """
    rows, columns = sheet.frame.shape
    if rows + MAX_ABOVE > MAX_ROWS or columns > MAX_COLUMNS:
        raise OutputError(
            _("Tabel “{name}” lebih besar daripada satu lembar kerja.").format(name=sheet.name),
            _("Simpan tabel itu sebagai CSV, atau pilih sebagian datanya."),
        )


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """Return a name that Excel accepts and that no other sheet bears."""
    others = {name.casefold() for name in taken}
    # Excel keeps this name for itself.
    others.add("history")
    clean = " ".join(_NAME_SIGNS.sub(" ", wanted).split()).strip("' ") or _("Lembar")
    marks = itertools.chain([""], (f" ({number})" for number in itertools.count(2)))
    names = (clean[: _NAME_LENGTH - len(mark)].rstrip("' ") + mark for mark in marks)
    return next(name for name in names if name.casefold() not in others)


def _above(sheet: SheetOut, origin: Provenance | None) -> Iterable[tuple[str, Font]]:
    """Give the lines above the table: title, notes, where the data come from."""
    simulated = bool(origin and origin.simulated)
    title = " – ".join(part for part in (SIMULATED if simulated else "", sheet.title) if part)
    if title:
        yield title, _font(bold=True, size=14, color=_WARN if simulated else _INK)
    cut = sum(sum(map(cells.overlong, column)) for column in _texts(sheet.frame))
    told = _("{n} sel lebih panjang daripada yang dapat dimuat sebuah sel, dan dipotong.")
    notes = [*sheet.notes, *([told.format(n=cut)] if cut else [])]
    lines = [*notes, *([origin.line()] if origin and origin.titles else [])]
    for line in lines:
        for part in textwrap.wrap(line, _LINE) or [""]:
            yield part, _font(color=_SOFT)
    if title or lines:
        yield "", _font()


def _arrange(target: Any, sheet: SheetOut, header: int, *, simulated: bool) -> None:
    """Set widths, the frozen header, the filter and how the sheet is printed."""
    rows, columns = sheet.frame.shape
    wanted, total = sheet.widths or {}, 0.0
    for place, name in enumerate(sheet.frame.columns):
        width = wanted.get(name) or _width(sheet.frame.iloc[:, place], heading(name))
        target.column_dimensions[get_column_letter(place + 1)].width = width
        total += width
    target.freeze_panes = f"A{header + 1}"
    if columns:
        last = get_column_letter(columns)
        target.auto_filter.ref = f"A{header}:{last}{header + rows}"
    target.print_title_rows = f"{header}:{header}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr.fitToPage = total <= _PAGE
    target.oddFooter.right.text = _("halaman &P dari &N")
    if simulated:
        target.oddHeader.center.text = SIMULATED


def _head(target: Any, frame: pd.DataFrame, names: Sequence[str]) -> list[Any]:
    """Give the cells of the header, each heading on the side of its column's values."""
    look = {"font": _font(bold=True), "fill": _HEAD_FILL, "border": _RULE}
    written = []
    for place, name in enumerate(names):
        number = pd.api.types.is_numeric_dtype(frame.iloc[:, place])
        side = {"horizontal": "right"} if number else {"horizontal": "left", "indent": 1}
        aligned = Alignment(wrap_text=True, vertical="center", **side)
        written.append(_cell(target, name, alignment=aligned, **look))
    return written


def _body(target: Any, sheet: SheetOut) -> Iterable[list[Any]]:
    """Give the cells of each row; a style is made once per format, for that is what costs."""
    formats = [cells.number_format(sheet.frame.iloc[:, i]) for i in range(sheet.frame.shape[1])]
    columns = [sheet.frame.iloc[:, i].astype(object) for i in range(sheet.frame.shape[1])]
    styles: dict[tuple[str, bool, bool], Any] = {}

    def styled(value: cells.Plain, column_format: str, linked: bool) -> Any:
        kind = (cells.value_format(value, column_format), isinstance(value, str), linked)
        if kind not in styles:
            font = _font(color=_LINK, underline="single") if linked else _font()
            # Text keeps a little away from a number that ends in the column before it.
            side = {"horizontal": "left", "indent": 1} if kind[1] else {}
            aligned = Alignment(wrap_text=True, vertical="top", **side)
            model = _cell(target, None, alignment=aligned, border=_HAIR, font=font)
            model.number_format = kind[0]
            styles[kind] = model._style
        cell = _cell(target, value)
        cell._style = styles[kind]
        return cell

    links = sheet.links or [""] * len(sheet.frame)
    for number, values in enumerate(zip(*columns, strict=True)):
        link = links[number] if number < MAX_LINKS else ""
        row = [
            styled(cells.plain(value), column_format, linked=bool(link) and place == 0)
            for place, (value, column_format) in enumerate(zip(values, formats, strict=True))
        ]
        if link:
            row[0].hyperlink = Hyperlink(ref="", location=link)
        yield row


def _cell(target: Any, value: cells.Plain, **look: Any) -> Any:
    cell = WriteOnlyCell(target, value)
    if isinstance(value, str):
        # Otherwise “=…” would become a formula and “#N/A” an error.
        cell.data_type = "s"
    for name, part in look.items():
        setattr(cell, name, part)
    return cell


def _font(**look: Any) -> Font:
    return Font(**{"name": "Calibri", "size": 11, "color": _INK, **look})


def _fit(target: Any, row: int, values: Sequence[Any]) -> None:
    """Make a row as high as its longest text needs; not every program does so by itself."""
    most = 1
    for place, value in enumerate(values, 1):
        if isinstance(value, str) and len(value) > _NARROW:
            width = target.column_dimensions[get_column_letter(place)].width - 2
            lines = sum(-(-len(line) // int(width)) or 1 for line in value.split("\n"))
            most = max(most, lines)
    if most > 1:
        target.row_dimensions[row].height = min(_LINE_HEIGHT * most, _MAX_HEIGHT)


def heading(column: object) -> str:
    """Return a heading as people read it: ``tata_letak`` becomes “Tata letak”."""
    name = str(column)
    if not _TECHNICAL.fullmatch(name):
        return cells.safe(name)
    words = [word.upper() if word in _ABBREVIATIONS else word for word in name.split("_")]
    joined = " ".join(word for word in words if word)
    return joined[:1].upper() + joined[1:]


def _width(column: pd.Series, heading: str) -> float:
    """Return a width in characters that shows most of a column without scrolling."""
    shown = column.iloc[:_SAMPLE].astype(object)
    lengths = [len(line) for value in shown for line in _lines(value)]
    # A heading may break over several lines.
    spread = min(len(heading) // 2 + 2, _HEADING)
    longest = max([*lengths, spread, *(len(word) for word in heading.split())])
    return float(min(max(longest + 2, _NARROW), _WIDE))


def _lines(value: Any) -> list[str]:
    value = cells.plain(value)
    if isinstance(value, float):
        return [f"{value:,.3f}"]
    if value is None or isinstance(value, str | int):
        return str("" if value is None else value).splitlines() or [""]
    return ["00-00-0000"]


def _texts(frame: pd.DataFrame) -> list[pd.Series]:
    columns = [frame.iloc[:, place] for place in range(frame.shape[1])]
    return [column for column in columns if not pd.api.types.is_numeric_dtype(column)]
