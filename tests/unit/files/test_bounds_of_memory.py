"""What claims to be huge is refused, or costs nothing, before anything is laid out."""

import tracemalloc
import zipfile

import pytest
from building_files import (
    SHEET,
    ods,
    parts_of,
    record,
    saved,
    sheet_of,
    workbook,
    xls,
    zipped,
)
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from evaluasi.tables.faults import Reason
from evaluasi.tables.files import limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRINGS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
MEGABYTE = 1 << 20


@pytest.fixture
def peak():
    """Measure the most memory that Python itself holds while a test runs."""
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


def reasons(book):
    return [fault.alasan for fault in book.faults]


def test_a_zip_bomb_is_refused_unopened(opened, peak, monkeypatch):
    parts = parts_of(workbook([["a"]]))
    monkeypatch.setattr(limits, "MOST_UNPACKED", 50 * MEGABYTE)
    parts["xl/worksheets/sheet1.xml"] = b"0" * (60 * MEGABYTE)
    bomb = zipped(parts)
    del parts
    tracemalloc.reset_peak()
    assert reasons(opened(bomb)) == [Reason.TOO_LARGE]
    assert peak() < 10 * MEGABYTE


def test_a_bomb_that_hides_its_size_is_refused(opened, peak):
    parts = parts_of(workbook([["a"]]))
    parts["xl/worksheets/sheet1.xml"] = b"0" * (60 * MEGABYTE)
    honest = zipped(parts)
    size = (60 * MEGABYTE).to_bytes(4, "little")
    lying = honest.replace(size, (900).to_bytes(4, "little"))
    assert lying != honest
    del parts
    tracemalloc.reset_peak()
    book = opened(lying)
    assert book.grids == ()
    assert book.faults[0].alasan in (Reason.TOO_LARGE, Reason.BROKEN)
    assert peak() < 20 * MEGABYTE


def test_too_many_members_are_refused(opened, monkeypatch):
    monkeypatch.setattr(limits, "MOST_MEMBERS", 5)
    assert reasons(opened(workbook([["a"]]))) == [Reason.TOO_LARGE]


def test_a_part_that_stands_twice_is_refused(opened, tmp_path):
    path = tmp_path / "dua.xlsx"
    path.write_bytes(workbook([["a"]]))
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("xl/worksheets/sheet1.xml", "<worksheet/>")
    assert reasons(opened(path.read_bytes())) == [Reason.BROKEN]


def test_a_file_beyond_the_limit_is_not_read(opened, monkeypatch):
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    book = opened(b"a,b\n" * 300, "besar.csv")
    assert reasons(book) == [Reason.TOO_LARGE]
    assert "bagi menjadi beberapa berkas" in book.faults[0].kalimat


def test_a_claimed_dimension_costs_nothing(opened):
    parts = parts_of(workbook([["a", 1]]))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'ref="A1:B1"', b'ref="A1:XFD1048576"')
    assert b"XFD1048576" in parts[name]
    assert opened(zipped(parts)).grids[0].rows == [["a", 1]]


def test_formatted_empty_rows_cost_nothing(opened, peak):
    blank = '<c r="A{0}" s="0"/><c r="ZZ{0}" s="0"/>'
    filled = '<row r="1"><c r="A1"><v>1</v></c></row>'
    rows = (f'<row r="{n}" s="1">{blank.format(n)}</row>' for n in range(2, 50_001))
    content = sheet_of(filled + "".join(rows))
    tracemalloc.reset_peak()
    book = opened(content)
    assert book.faults == ()
    assert book.grids[0].rows == [[1]]
    assert peak() < 30 * MEGABYTE


def test_a_stray_cell_far_away_is_told_with_its_place(opened):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>2</v></c></row>'
    book = opened(sheet_of(cells))
    assert reasons(book) == [Reason.TOO_LARGE]
    assert "XFD1048576" in book.faults[0].kalimat


def test_an_old_workbook_with_absurd_dimensions_is_refused(opened):
    absurd = record(0x0200, b"\x00\x00\x00\x00\xff\xff\xff\xff\x00\x00\xff\xff\x00\x00")
    assert reasons(opened(xls(absurd), "a.xls")) == [Reason.BROKEN]


def test_a_filled_row_that_repeats_a_million_times_is_refused(opened, peak):
    cell = "<table:table-cell office:value-type='float' office:value='1'"
    wide = f"{cell} table:number-columns-repeated='16384'/>"
    row = f"<table:table-row table:number-rows-repeated='1048576'>{wide}</table:table-row>"
    small = f"<table:table-row>{cell}/></table:table-row>"
    tables = f"<table:table table:name='A'>{row}</table:table>"
    book = opened(ods(tables + f"<table:table table:name='B'>{small}</table:table>"), "a.ods")
    assert [(fault.lembar, fault.alasan) for fault in book.faults] == [("A", Reason.TOO_LARGE)]
    assert [(grid.sheet, grid.rows) for grid in book.grids] == [("B", [[1]])]
    assert peak() < 20 * MEGABYTE


@pytest.mark.parametrize(("pointers", "refused"), [([0] * 600, True), ([0, *[1] * 600], False)])
def test_one_long_text_in_many_cells_is_refused(opened, monkeypatch, pointers, refused):
    """Both have the same long text and as many cells; in the second it stands in one of them."""
    monkeypatch.setattr(limits, "MOST_TEXT_LAID_OUT", 3_000_000)
    parts = parts_of(workbook([["a"]]))
    cells = [f'<c r="A{n}" t="s"><v>{k}</v></c>' for n, k in enumerate(pointers, 1)]
    parts[SHEET] = parts_of(sheet_of("".join(f"<row>{cell}</row>" for cell in cells)))[SHEET]
    items = f"<si><t>{'panjang ' * 1000}</t></si><si><t>pendek</t></si>"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="r9" Type="{STRINGS}" Target="sharedStrings.xml"/>'.encode()
        + b"</Relationships>",
    )
    book = opened(zipped(parts))
    assert reasons(book) == [Reason.TOO_LARGE] * refused
    assert refused or book.grids[0].rows[1] == ["pendek"]


def test_entities_that_grow_are_refused(opened):
    parts = parts_of(ods(""))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    parts["content.xml"] = parts["content.xml"].replace(b"?>", b"?>" + bomb, 1)
    assert reasons(opened(zipped(parts), "a.ods")) == [Reason.BROKEN]


def test_a_line_of_a_million_fields_is_refused(opened, monkeypatch):
    monkeypatch.setattr(limits, "MOST_CELLS", 10_000)
    assert reasons(opened(b"a,b\n" * 200 + b"," * 200, "a.csv")) == [Reason.TOO_LARGE]


def test_what_a_copy_would_lose_is_named(opened):
    book = Workbook()
    for n in range(3):
        book.active.append([n])
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=1, min_row=1, max_row=3))
    book.active.add_chart(chart, "C1")
    parts = parts_of(saved(book))
    parts["xl/vbaProject.bin"] = b"x"
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
    parts["xl/pivotTables/pivotTable1.xml"] = b"<pivotTableDefinition/>"
    found = opened(zipped(parts), "a.xlsm")
    assert set(found.fragile) == {"grafik", "gambar", "makro", "tautan luar", "tabel pivot"}
    assert any("makro tidak dijalankan" in note for note in found.notes)
    assert found.grids[0].rows == [[0], [1], [2]]
    assert opened(workbook([["a"]])).fragile == ()
