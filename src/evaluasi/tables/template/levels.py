"""The sheet that spells out every level, for reading and printing."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.rubrics import Indicator
from evaluasi.tables.template import meaning, style
from evaluasi.tables.template.forms import height, print_on_a4, protect
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

SHEET = "Arti level"
HEADING_ROW = 4
_WIDTHS = (30, 18, 60, 36, 32, 26)


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet: one row per indicator, its levels one below the other."""
    sheet = workbook.create_sheet(SHEET)
    sheet["A1"] = _("Arti level indikator inovasi, edisi {edition}").format(edition=subject.edition)
    sheet["A1"].font = style.TITLE
    sheet["A2"] = _("Level 0: tidak dipilih atau tanpa bukti. Skor = bobot × level.")
    sheet["A2"].font = style.NOTE
    _put(sheet, HEADING_ROW, _headings(), style.IDENTITY)
    for row, indicator in enumerate(subject.innovation_indicators, start=HEADING_ROW + 1):
        colour = style.INDICATORS.get(indicator.variabel, style.OTHER)
        _put(sheet, row, _row(indicator), colour)
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"B{HEADING_ROW + 1}"
    protect(sheet)
    print_on_a4(sheet)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"


def _headings() -> tuple[str, ...]:
    return (
        _("Indikator inovasi"),
        _("Bobot dan kewajiban"),
        _("Arti level"),
        _("Yang diukur"),
        _("Bukti yang diminta"),
        _("Keyakinan dan catatan"),
    )


def _row(indicator: Indicator) -> tuple[str, ...]:
    return (
        meaning.title(indicator),
        meaning.weighed(indicator),
        "\n".join(meaning.levels(indicator)) or _("belum ada pada berkas aturan"),
        indicator.ukuran,
        indicator.bukti,
        "; ".join(filter(None, (meaning.confidence(indicator), indicator.catatan))),
    )


def _put(sheet: Worksheet, row: int, values: tuple[str, ...], colour: str) -> None:
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column, value or None)
        cell.alignment, cell.border, cell.font = style.WRAPPED, style.GRID, style.TEXT
        if column == 1 or row == HEADING_ROW:
            cell.fill, cell.font = style.fill(colour), style.HEADING
    pairs = zip(values, _WIDTHS, strict=True)
    sheet.row_dimensions[row].height = height(pairs)
