"""The same list under every dress that real files wear; all must read as the plain one."""

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import innovation_list as plain_list
from openpyxl import Workbook
from openpyxl.styles import Font

HEADINGS, ROWS = plain_list.HEADINGS, plain_list.ROWS
BOOKS = {}


def book(name):
    def register(build):
        BOOKS[name] = build
        return build

    return register


def saved(path, *sheets, hidden_rows=(), merged=(), hidden_sheets=()):
    """Write sheets of rows, given as (title, rows); merging and hiding concern the first."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if title in hidden_sheets:
            sheet.sheet_state = "hidden"
    first = workbook.worksheets[0]
    for number in hidden_rows:
        first.row_dimensions[number].hidden = True
    for area in merged:
        first.merge_cells(area)
    workbook.save(path)


def delimited(path, rows, delimiter=",", encoding="utf-8", before=""):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    path.write_bytes((before + stream.getvalue()).encode(encoding))


@book("polos.xlsx")
def plain(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]))


@book("judul_di_atas.xlsx")
def title_rows(path):
    above = [
        ["REKAPITULASI INOVASI DAERAH"],
        ["PEMERINTAH KOTA BATU"],
        ["Indeks Inovasi Daerah Tahun 2026"],
        [],
        [],
    ]
    saved(path, ("Daftar", [*above, HEADINGS, *ROWS]), merged=["A1:L1", "A2:L2", "A3:L3"])


@book("judul_dua_baris.xlsx")
def two_line_header(path):
    upper = ["No", "Inovasi", None, "Admin OPD", "Pengusul", None, "Ciri", None]
    upper += ["Urusan lain yang beririsan", "Kematangan", "Keadaan", None]
    lower = [None, "Judul Inovasi", "Pemda", None, "Inisiator", "Nama Inisiator"]
    lower += ["Jenis", "Urusan Utama", None, None, "Tahapan Inovasi", "Tanggal Penerapan"]
    across = ["B1:C1", "E1:F1", "G1:H1", "K1:L1"]
    down = [f"{column}1:{column}2" for column in "ADIJ"]
    saved(path, ("Daftar", [upper, lower, *ROWS]), merged=across + down)


@book("kolom_bernomor.xlsx")
def numbered_columns(path):
    saved(path, ("Daftar", [HEADINGS, [f"({n})" for n in range(1, 13)], *ROWS]))


@book("jumlah_dan_catatan.xlsx")
def totals_and_footnotes(path):
    total = [None, "Jumlah", *[None] * 7, 242.69]
    mean = [None, "Rata-rata", *[None] * 7, 80.9]
    notes = [[], ["Catatan: angka sementara"], ["Sumber: Bappelitbangda"]]
    saved(path, ("Daftar", [HEADINGS, *ROWS, total, mean, *notes]))


@book("baris_kosong.xlsx")
def blank_rows(path):
    first, second, third = ROWS
    spaces = ["\u00a0", " ", None]
    saved(path, ("Daftar", [HEADINGS, [], first, [], spaces, second, third]))


@book("judul_berulang.xlsx")
def repeated_header(path):
    first, second, third = ROWS
    saved(path, ("Daftar", [HEADINGS, first, second, HEADINGS, third]))


@book("judul_sesudah_celah.xlsx")
def header_again_after_a_gap(path):
    first, second, third = ROWS
    saved(path, ("Daftar", [HEADINGS, first, [], second, HEADINGS, third]))


@book("kolom_kosong_di_depan.xlsx")
def leading_blank_columns(path):
    rows = [[None, None, *row] for row in (HEADINGS, *ROWS)]
    saved(path, ("Daftar", [[], [], *rows]))


@book("judul_sembarang.xlsx")
def sloppy_headings(path):
    sloppy = [f"  {heading.upper().replace(' ', '_')}\u00a0" for heading in HEADINGS]
    saved(path, ("Daftar", [sloppy, *ROWS]))


@book("urutan_lain.xlsx")
def other_order(path):
    saved(path, ("Daftar", [row[::-1] for row in (HEADINGS, *ROWS)]))


@book("baris_tersembunyi.xlsx")
def hidden_row(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]), hidden_rows=[3])


@book("beberapa_lembar.xlsx")
def several_sheets(path):
    guide = [["Petunjuk pengisian"], ["1. Isi satu baris untuk satu inovasi."], ["2. Simpan."]]
    lists = [["Tahapan"], ["Inisiatif"], ["Uji Coba"], ["Penerapan"]]
    first, second, third = ROWS
    parts = [("Petunjuk", guide), ("Dinas A", [HEADINGS, first, second])]
    parts += [("Dinas B", [HEADINGS, third]), ("Kosong", []), ("Daftar pilihan", lists)]
    saved(path, *parts, hidden_sheets=["Daftar pilihan"])


@book("sel_gabung.xlsx")
def merged_cells(path):
    rows = [list(row) for row in ROWS]
    rows[1][2] = rows[2][2] = None
    saved(path, ("Daftar", [HEADINGS, *rows]), merged=["C2:C4"])


@book("angka_dan_tanggal_teks.xlsx")
def numbers_as_text(path):
    saved(path, ("Daftar", [HEADINGS, *plain_list.written("%d %B %Y")]))


@book("spasi_nbsp.xlsx")
def strange_spaces(path):
    rows = [
        [f"\u00a0 {cell}\u200b\u2009" if isinstance(cell, str) else cell for cell in row]
        for row in ROWS
    ]
    saved(path, ("Daftar", [HEADINGS, *rows]))


@book("berwarna.xlsx")
def formatted(path):
    workbook = Workbook()
    for row in (HEADINGS, *ROWS):
        workbook.active.append(row)
    for cell in workbook.active[1]:
        cell.font = Font(bold=True)
    workbook.active.freeze_panes = "C2"
    workbook.active.auto_filter.ref = "A1:L4"
    workbook.save(path)


@book("koma.csv")
def comma(path):
    delimited(path, [HEADINGS, *plain_list.written()])


@book("bom.csv")
def byte_order_mark(path):
    delimited(path, [HEADINGS, *plain_list.written("%Y-%m-%d", ".")], encoding="utf-8-sig")


@book("titik_koma.csv")
def semicolons(path):
    delimited(path, [HEADINGS, *plain_list.written()], ";")


@book("sep.csv")
def separator_told(path):
    delimited(path, [HEADINGS, *plain_list.written()], ";", before="sep=;\r\n")


@book("tab.txt")
def tabs(path):
    delimited(path, [HEADINGS, *plain_list.written()], "\t")


@book("utf16.txt")
def excel_unicode_text(path):
    delimited(path, [HEADINGS, *plain_list.written()], "\t", "utf-16")


@book("bersampul.csv")
def titles_in_text(path):
    rows = [["Daftar Inovasi Kota Batu"], [], HEADINGS, *plain_list.written()]
    delimited(path, rows, ";")


@book("windows.csv")
def windows_encoding(path):
    delimited(path, [HEADINGS, *plain_list.written()], ";", "cp1252")


@book("serial.csv")
def serial_dates(path):
    rows = plain_list.written()
    rows[0][-1], rows[2][-1] = "45586", "45355"
    delimited(path, [HEADINGS, *rows])


@book("daftar.ods")
def open_document(path):
    """The smallest archive that is an OpenDocument spreadsheet."""

    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if hasattr(value, "isoformat"):
            kind = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
        elif isinstance(value, str):
            kind = 'office:value-type="string"'
        else:
            kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in (HEADINGS, *ROWS)
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(f'xmlns:{n}="{name}{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces} office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="Daftar">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{name}manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


@book("lama.xls")
def old_excel(path):
    """Saved from polos.xlsx by LibreOffice as Excel 97: no library here writes that format."""
    path.write_bytes(Path(__file__).with_name("daftar_lama.xls").read_bytes())


@book("html.xls")
def html_named_xls(path):
    def row(cells):
        return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"

    table = "".join(map(row, (HEADINGS, *plain_list.written())))
    path.write_text(f"<html><body><table>{table}</table></body></html>", encoding="utf-8")


@book("salah_ekstensi.csv")
def workbook_named_csv(path):
    plain(path.with_suffix(".xlsx"))
    path.with_suffix(".xlsx").rename(path)
