"""The sheet that counts, while the workbook is being filled: the region, then each office."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.rubrics.affairs import BASIC_SERVICES
from evaluasi.tables.template import capacity, innovations, lists, offices, style, tally
from evaluasi.tables.template.forms import define, height, print_on_a4, protect
from evaluasi.tables.template.subject import MAX_OFFICES, Subject
from evaluasi.text import _, number

SHEET = "Kelengkapan"
DEADLINE = "tenggat"
HEADING_ROW = 10
TOTAL_ROW, UNLISTED_ROW, FIRST_ROW = (HEADING_ROW + n for n in (1, 2, 3))
LAST_ROW = FIRST_ROW + MAX_OFFICES - 1

_WIDE, _NARROW = 48, 15
_COUNT, _SHARE, _MEAN = "#,##0", "0.0%", "0.0"


@dataclass(frozen=True, slots=True)
class Measure:
    """One column: heading, format, and a formula over the innovations that ``{where}`` picks."""

    heading: str
    formula: str
    shape: str = _COUNT


def measures(subject: Subject) -> tuple[Measure, ...]:
    """Return what is counted for each office."""
    indicators = len(subject.innovation_indicators)
    count = f"SUMPRODUCT({{where}}*({tally.STARTED}=1))"
    filled = f"SUMPRODUCT({{where}}*{tally.FILLED})"
    known = any(indicator.wajib is not None for indicator in subject.innovation_indicators)
    empty = f"SUMPRODUCT({{where}}*{tally.EMPTY})" if known else f'"{_("daftar belum ada")}"'
    return (
        Measure(_("Jumlah inovasi"), count),
        Measure(
            _("Rata-rata indikator terisi (dari {n})").format(n=indicators),
            f'IF({count}=0,"",{filled}/{count})',
            _MEAN,
        ),
        Measure(_("Bagian terisi"), f'IF({count}=0,"",{filled}/({indicators}*{count}))', _SHARE),
        Measure(
            _("Inovasi yang {n} indikatornya terisi").format(n=indicators),
            f"SUMPRODUCT({{where}}*({tally.FILLED}={indicators}))",
        ),
        Measure(_("Indikator wajib yang kosong"), empty),
        Measure(_("Indikator berlevel 0"), f"SUMPRODUCT({{where}}*{tally.ZERO})"),
        Measure(_("Dokumen bukti"), f"SUMPRODUCT({{where}}*{tally.DOCUMENTS})"),
        Measure(
            _("Inovasi tanpa dokumen bukti"),
            f"SUMPRODUCT({{where}}*({tally.STARTED}=1)*({tally.DOCUMENTS}=0))",
        ),
    )


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet."""
    sheet = workbook.create_sheet(SHEET)
    columns = measures(subject)
    _head(sheet, subject)
    _headings(sheet, columns)
    for row, name, where in (
        (TOTAL_ROW, _("Seluruh inovasi"), f"({tally.STARTED}=1)"),
        (UNLISTED_ROW, _("Tanpa perangkat daerah, atau di luar daftar"), f"({tally.UNLISTED}=1)"),
    ):
        sheet.cell(row, 1, name)
        for column, measure in enumerate(columns, start=2):
            sheet.cell(row, column, "=" + measure.formula.format(where=where))
    for row in range(FIRST_ROW, LAST_ROW + 1):
        sheet.cell(row, 1, f'=TRIM(INDEX({offices.NAMES},{row - FIRST_ROW + 2})&"")')
        where = f"({tally.OFFICE}=$A{row})"
        for column, measure in enumerate(columns, start=2):
            sheet.cell(row, column, f'=IF($A{row}="","",{measure.formula.format(where=where)})')
    define(workbook, tally.LISTED, f"'{SHEET}'!$A${FIRST_ROW}:$A${LAST_ROW}")
    _dress(sheet, columns)


def _head(sheet: Worksheet, subject: Subject) -> None:
    sheet["A1"], sheet["A1"].font = _("Kelengkapan isian per perangkat daerah"), style.TITLE
    sheet["A2"] = innovations.region_reference(subject)
    sheet["A3"] = subject.edition_line
    sheet["A4"] = _("Lembar ini menghitung sendiri; tidak ada yang perlu diisi.")
    sheet["A4"].font = style.NOTE
    for row, (label, formula, remark) in enumerate(_region(subject), start=5):
        sheet.cell(row, 1, label)
        sheet.cell(row, 2, formula).alignment = style.MIDDLE
        sheet.cell(row, 2).font = style.HEADING
        sheet.cell(row, 2).number_format = _COUNT
        sheet.cell(row, 3, remark).font = style.NOTE
    for row in (2, 3):
        sheet.cell(row, 1).font = style.HEADING


def _region(subject: Subject) -> tuple[tuple[str, str, str], ...]:
    spd = len(subject.region_indicators)
    covered = f"SUMPRODUCT(--(COUNTIF({innovations.AFFAIRS},{lists.BASIC})>0))"
    return (
        (
            _("Indikator SPD terisi"),
            f'=SUMPRODUCT(--({capacity.LEVELS}<>""))-1',
            _("dari {n} baris yang tercatat pada edisi ini").format(n=number(spd))
            if spd
            else _("tabel indikator SPD edisi ini belum ada pada berkas aturan"),
        ),
        (
            _("Urusan pelayanan dasar yang tercakup"),
            f"={covered}",
            _required_affairs(subject),
        ),
        (
            _("Sisa hari sampai tenggat"),
            f'=IF({DEADLINE}="","",{DEADLINE}-TODAY())',
            _("tenggat ditulis pada lembar Petunjuk"),
        ),
    )


def _required_affairs(subject: Subject) -> str:
    rule = subject.rubric.rule("syarat_pelayanan_dasar") if subject.rubric else None
    all_affairs = number(len(BASIC_SERVICES))
    if rule is None or rule.nilai is None:
        return _("dari {n} urusan; syarat edisi ini belum ada pada berkas aturan").format(
            n=all_affairs
        )
    return _("dari {n} urusan; syarat edisi ini paling sedikit {least}").format(
        n=all_affairs, least=number(rule.nilai)
    )


def _headings(sheet: Worksheet, columns: tuple[Measure, ...]) -> None:
    headings = [_("Nama perangkat daerah"), *(measure.heading for measure in columns)]
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(HEADING_ROW, column, heading)
        cell.font, cell.fill = style.HEADING, style.fill(style.IDENTITY)
        cell.alignment, cell.border = style.CENTRED, style.UNDER
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDE if column == 1 else _NARROW
    sheet.row_dimensions[HEADING_ROW].height = 6 + height((text, _NARROW) for text in headings)


def _dress(sheet: Worksheet, columns: tuple[Measure, ...]) -> None:
    last = get_column_letter(len(columns) + 1)
    for row in range(TOTAL_ROW, LAST_ROW + 1):
        sheet.cell(row, 1).alignment = style.WRAPPED
        for column, measure in enumerate(columns, start=2):
            cell = sheet.cell(row, column)
            cell.number_format, cell.alignment = measure.shape, style.MIDDLE
    for column in range(1, len(columns) + 2):
        sheet.cell(TOTAL_ROW, column).font = style.HEADING
    headings = [measure.heading for measure in columns]
    share = get_column_letter(2 + headings.index(_("Bagian terisi")))
    empty = get_column_letter(2 + headings.index(_("Indikator wajib yang kosong")))
    sheet.conditional_formatting.add(
        f"{share}{TOTAL_ROW}:{share}{LAST_ROW}",
        DataBarRule("num", 0, "num", 1, color=f"FF{style.BAR}"),
    )
    sheet.conditional_formatting.add(
        f"{empty}{TOTAL_ROW}:{empty}{LAST_ROW}",
        FormulaRule(
            [f"AND(ISNUMBER({empty}{TOTAL_ROW}),{empty}{TOTAL_ROW}>0)"],
            fill=style.fill(style.MISSING),
            border=style.GRID,
        ),
    )
    # Last: LibreOffice shows only the first of several formats of a cell.
    body = f"A{TOTAL_ROW}:{last}{LAST_ROW}"
    sheet.conditional_formatting.add(body, FormulaRule([f'$A{TOTAL_ROW}<>""'], border=style.GRID))
    sheet.freeze_panes = f"B{HEADING_ROW + 1}"
    protect(sheet)
    print_on_a4(sheet)
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
