"""Cells come out as the file stores them: types, places, error values, nothing interpreted."""

import datetime as dt

import openpyxl
import pytest
from building_files import (
    label_record,
    number_record,
    ods,
    parts_of,
    record,
    saved,
    sheet_of,
    substream,
    workbook,
    xls,
    zipped,
)
from openpyxl.utils.datetime import CALENDAR_MAC_1904

MOMENT = dt.datetime(2024, 10, 21, 8, 30)


def cell(kind, text, **attributes):
    given = "".join(f" {name.replace('_', ':', 1)}='{value}'" for name, value in attributes.items())
    kind = f" office:value-type='{kind}'" if kind else ""
    shown = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell{kind}{given}>{shown}</table:table-cell>"


def test_types_of_a_workbook(opened):
    row = ["  dua spasi ", 36742, 0.25, 84.19, True, dt.date(2024, 10, 21), MOMENT, dt.time(8, 30)]
    (grid,) = opened(workbook([row])).grids
    assert grid.rows == [row]
    assert [type(value) for value in grid.rows[0]] == [type(value) for value in row]


def test_whole_numbers_are_whole_and_a_span_of_time_is_text(opened):
    rows = [[2024.0, 1e20, dt.timedelta(hours=30)]]
    (grid,) = opened(workbook(rows)).grids
    assert grid.rows == [[2024, 1e20, "30:00:00"]]
    assert type(grid.rows[0][0]) is int


def test_dates_of_both_calendars(opened):
    book = openpyxl.Workbook()
    book.active["A1"] = dt.date(2024, 10, 21)
    book.epoch = CALENDAR_MAC_1904
    assert opened(saved(book)).grids[0].rows == [[dt.date(2024, 10, 21)]]


def test_error_values_are_text_and_unknown_ones_do_not_cost_the_sheet(opened):
    cells = '<c r="A2" t="e"><v>#REF!</v></c><c r="B2"><v>7</v></c>'
    strange = '<c r="C2" t="e"><f>_xlfn.X()</f><v>#SPILL!</v></c>'
    (grid,) = opened(sheet_of(f'<row r="2">{cells}{strange}</row>')).grids
    assert grid.rows == [["#REF!", 7, "#SPILL!"]]
    assert grid.first == 2


def test_a_formula_without_a_stored_result_is_marked(opened):
    cells = (
        '<c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1"><f>1+1</f></c>'
        '<c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c>'
        '<c r="F3"><f>1+1</f><v/></c>'
    )
    (grid,) = opened(sheet_of(f'<row r="1">{cells}</row>')).grids
    assert grid.no_value == {(0, 1), (0, 2), (2, 5)}
    assert grid.rows == [[2, None, None, None, None, None], [None] * 6, [None] * 6]


def test_rows_keep_their_numbers_and_columns_their_places(opened):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["C5"] = "judul"
    sheet["D7"] = 1
    sheet["F9"].number_format = "0.00"
    sheet.merge_cells("C5:D5")
    sheet.merge_cells("A1:B2")
    sheet.row_dimensions[6].hidden = True
    sheet.row_dimensions[900].hidden = True
    (grid,) = opened(saved(book)).grids
    assert grid.first == 5
    assert grid.rows == [[None, None, "judul", None], [None] * 4, [None, None, None, 1]]
    assert grid.merged == ((0, 2, 0, 3),)
    assert grid.hidden_rows == {6}


def test_hidden_sheets_are_read_and_charts_are_not_sheets(opened):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    hidden = book.create_sheet("Tersembunyi")
    hidden.append(["b"])
    hidden.sheet_state = "veryHidden"
    book.create_chartsheet("Bagan")
    grids = opened(saved(book)).grids
    assert [(grid.sheet, grid.visible) for grid in grids] == [
        ("Sheet", True),
        ("Tersembunyi", False),
    ]


def test_cells_without_references_stand_where_they_follow(opened):
    rows = '<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row><row><c><v>2</v></c></row>'
    assert opened(sheet_of(rows)).grids[0].rows == [[1, "#N/A"], [2, None]]


def test_a_sheet_with_a_namespace_prefix(opened):
    parts = parts_of(workbook([["x"]]))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1" hidden="1"><x:c r="A1" t="e"><x:v>#DIV/0!</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    (grid,) = opened(zipped(parts)).grids
    assert grid.rows == [["#DIV/0!"]]
    assert grid.hidden_rows == {1}


def test_a_broken_sheet_does_not_lose_the_others(opened):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.create_sheet("Rusak").append(["b"])
    parts = parts_of(saved(book))
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:-60]
    opened_book = opened(zipped(parts))
    assert [grid.rows for grid in opened_book.grids] == [[["a"]]]
    assert [fault.lembar for fault in opened_book.faults] == ["Rusak"]


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        (cell("float", "84,19", office_value="84.19"), 84.19),
        (cell("percentage", "25%", office_value="0.25"), 0.25),
        (cell("float", "36.742", office_value="36742"), 36742),
        (cell("boolean", "BENAR", **{"office_boolean-value": "true"}), True),
        (cell("date", "21/10/2024", **{"office_date-value": "2024-10-21"}), dt.date(2024, 10, 21)),
        (cell("date", "x", **{"office_date-value": "2024-10-21T08:30:00"}), MOMENT),
        (cell("date", "30 Feb", **{"office_date-value": "2024-02-30"}), "30 Feb"),
        (cell("time", "8.30", **{"office_time-value": "PT08H30M00S"}), dt.time(8, 30)),
        (cell("time", "30.00", **{"office_time-value": "PT30H00M00S"}), "30:00:00"),
        (cell("string", "a<text:s text:c='2'/>b<text:line-break/>c"), "a  b\nc"),
        (cell("string", "Err:502", **{"calcext_value-type": "error"}), "Err:502"),
        (cell("float", "#DIV/0!", table_formula="of:=1/0", office_value="0"), "#DIV/0!"),
    ],
)
def test_types_of_an_open_document(opened, stored, value):
    row = f"<table:table-row>{stored}</table:table-row>"
    (grid,) = opened(ods(f"<table:table table:name='A'>{row}</table:table>"), "a.ods").grids
    assert grid.rows == [[value]]
    assert type(grid.rows[0][0]) is type(value)


def test_places_in_an_open_document(opened):
    styles = "<style:style style:name='h'><style:table-properties table:display='false'/>"
    styles += "</style:style>"
    note = "<office:annotation><text:p>catatan</text:p></office:annotation>"
    rows = (
        "<table:table-row table:number-rows-repeated='3'><table:table-cell/></table:table-row>"
        "<table:table-row table:visibility='collapse'>"
        "<table:table-cell table:number-columns-repeated='2'/>"
        "<table:table-cell table:number-columns-spanned='2'>"
        f"{note}<text:p>judul</text:p></table:table-cell><table:covered-table-cell/>"
        f"{cell('float', '1', office_value='1')}</table:table-row>"
        "<table:table-row><table:table-cell table:formula='of:=1'/></table:table-row>"
        "<table:table-row table:number-rows-repeated='1048570'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    table = f"<table:table table:name='A' table:style-name='h'>{rows}</table:table>"
    (grid,) = opened(ods(table, styles), "a.ods").grids
    assert grid.rows[3] == [None, None, "judul", None, 1]
    assert len(grid.rows) == 5
    assert grid.hidden_rows == {4}
    assert grid.merged == ((3, 2, 3, 3),)
    assert grid.no_value == {(4, 0)}
    assert not grid.visible


def test_cells_of_an_old_workbook(opened):
    hidden = record(0x0208, b"\x02\x00" + bytes(10) + b"\x20\x00\x00\x00")
    error = record(0x0205, b"\x03\x00\x01\x00\x00\x00\x2a\x01")
    body = hidden + label_record(2, 1, "judul") + number_record(3, 0, 2024.0) + error
    (grid,) = opened(xls(body), "a.xls").grids
    assert grid.first == 3
    assert grid.rows == [[None, "judul"], [2024, "#N/A"]]
    assert grid.hidden_rows == {3}


def test_numbers_of_a_chart_are_no_cells(opened):
    chart = substream(0x0020, number_record(0, 0, 999.0))
    body = number_record(0, 0, 1.0) + chart + number_record(1, 0, 2.0)
    (grid,) = opened(xls(body), "a.xls").grids
    assert grid.rows == [[1], [2]]


def test_spans_of_a_web_table(opened):
    page = (
        "<table><tr><th rowspan=2>Wilayah<th colspan=2>P0</tr><tr><td>2022<td>2023</tr>"
        "<tr><td>Kota <b>Batu</b><td>3,79<td>3,31&nbsp;</table>"
    )
    book = opened(page.encode(), "tabel.xls")
    (grid,) = book.grids
    assert grid.rows == [
        ["Wilayah", "P0", None],
        [None, "2022", "2023"],
        ["Kota Batu", "3,79", "3,31"],
    ]
    assert grid.merged == ((0, 0, 1, 0), (0, 1, 0, 2))
    assert "halaman web" in book.notes[0]
