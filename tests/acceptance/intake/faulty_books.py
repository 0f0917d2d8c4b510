"""Books with something wrong in them, built as the people and programs that spoil them do."""

import struct
import zipfile

from dressed_books import HEADINGS, ROWS, delimited, saved
from innovation_list import changed
from openpyxl import Workbook
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink, ExternalSheetNames

BOOKS = {}
LAST_ROW = 1_048_576
BOMB = 510_000_000


def book(name):
    def register(build):
        BOOKS[name] = build
        return build

    return register


def listed(name, rows, headings=HEADINGS, above=()):
    """Register a book with one sheet of rows."""
    BOOKS[name] = lambda path: saved(path, ("Daftar", [*above, headings, *rows]))


def without(*headings):
    """The headings and rows without some columns."""
    kept = [place for place, heading in enumerate(HEADINGS) if heading not in headings]
    return [[row[place] for place in kept] for row in (HEADINGS, *ROWS)]


def beside(heading, cells):
    """The headings and rows with one more column."""
    return [[*row, cell] for row, cell in zip((HEADINGS, *ROWS), (heading, *cells), strict=True)]


def replaced(name, column, cells):
    """Register a book in which one column has another heading and other cells."""
    head, *rows = beside(column, cells)
    listed(name, rows, head)


# Cells.
listed("tanggal_amerika.xlsx", changed(tanggal_penerapan="10/21/2024"))
listed("tanggal_tak_lengkap.xlsx", changed(tanggal_penerapan="Oktober 2024"))
listed("tahun_di_sel_tanggal.xlsx", changed(tanggal_penerapan=2024))
listed("tahapan_asing.xlsx", changed(tahapan_inovasi="Rintisan"))
listed("kematangan_terlalu_besar.xlsx", changed(kematangan=512))
listed("dua_makna.xlsx", changed(kematangan="1.234"))
listed("angka_bersatuan.xlsx", changed(kematangan="84 poin"))
listed("judul_kosong.xlsx", changed(judul_inovasi=None))
listed("dua_urusan.xlsx", changed(urusan_utama="Kesehatan, Sosial"))
listed("sel_galat.xlsx", changed(kematangan="#REF!"))
listed("rumus_tanpa_nilai.xlsx", changed(kematangan="=40+44"))
listed("judul_ganda.xlsx", changed(1, judul_inovasi=ROWS[0][1]))
replaced("level_bukan_level.xlsx", "Regulasi Inovasi Daerah", [2, 9, "banyak"])
replaced("tanggal_di_level.xlsx", "Jejaring inovasi", [2, "3-4 perangkat daerah", ROWS[0][-1]])

# Regions and editions.
listed("wilayah_tak_dikenal.xlsx", changed(pemda="Kota Atlantis"))
listed("wilayah_ganda.xlsx", changed(pemda="Malang"))
replaced("nol_hilang.xlsx", "Kode Wilayah", [35.1, "35.79", 35.79])
listed("tanpa_wilayah.xlsx", without("Pemda")[1:], without("Pemda")[0])
listed("edisi_bertentangan.xlsx", ROWS, above=[["Indeks Inovasi Daerah 2025"]])

# Headings.
replaced("kolom_ganda.xlsx", "Kematangan", [84.19, 61.5, 12])
replaced("kolom_ganda_sama.xlsx", "Kematangan", [84.19, 61.5, 97])
replaced("kolom_asing.xlsx", "Warna kesukaan", ["biru", "hijau", "merah"])
listed("tanpa_judul_inovasi.xlsx", without("Judul Inovasi")[1:], without("Judul Inovasi")[0])
listed("tanpa_baris_judul.xlsx", ROWS[1:], ROWS[0])
listed("hanya_judul.xlsx", [])
listed("petunjuk_saja.xlsx", [["1. Isi semua kolom."], ["2. Kirim sebelum Jumat."]], ["Petunjuk"])

# Text that a spreadsheet would run.
listed("teks_rumus.xlsx", changed(judul_inovasi='\'=HYPERLINK("http://x.test")'))


@book("baris_lebih.csv")
def ragged_lines(path):
    rows = [[*map(str, ROWS[0]), "sisa", "sisa"], ROWS[1][:4], ROWS[2]]
    delimited(path, [HEADINGS, *rows])


@book("kutip_terbuka.csv")
def open_quote(path):
    delimited(path, [HEADINGS, *ROWS])
    path.write_text(path.read_text(encoding="utf-8") + '4,"Tanpa penutup,Kota Batu', "utf-8")


@book("tautan_luar.xlsx")
def external_link(path):
    workbook = Workbook()
    for row in (HEADINGS, *changed(kematangan="=[1]Lain!A1")):
        workbook.active.append(list(row))
    link = ExternalLink(ExternalBook(sheetNames=ExternalSheetNames(sheetName=("Lain",))))
    link.file_link = Relationship(
        type="externalLinkPath", Target="lain.xlsx", TargetMode="External"
    )
    workbook._external_links.append(link)
    workbook.save(path)
    # The last known value, as Excel stores it beside the formula.
    rewritten(path, {"xl/worksheets/sheet1.xml": lambda xml: known_value(xml, b"84.19")})


@book("makro.xlsm")
def macro(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]))
    plain = b"officedocument.spreadsheetml.sheet.main+xml"
    enabled = b"ms-excel.sheet.macroEnabled.main+xml"
    types = {
        "[Content_Types].xml": lambda xml: xml.replace(
            b"vnd.openxmlformats-" + plain, b"vnd." + enabled
        )
    }
    rewritten(path, types, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)})


@book("sejuta_baris.xlsx")
def formatted_to_the_last_row(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]))
    empty = b"".join(
        b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(5, LAST_ROW + 1)
    )
    rewritten(
        path,
        {
            "xl/worksheets/sheet1.xml": lambda xml: xml.replace(
                b"</sheetData>", empty + b"</sheetData>"
            )
        },
    )


@book("bom.xlsx")
def zip_bomb(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]))
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w") as member,
    ):
        for _chunk in range(BOMB // 1_000_000):
            member.write(b" " * 1_000_000)


@book("terpotong.xlsx")
def truncated(path):
    saved(path, ("Daftar", [HEADINGS, *ROWS]))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])


@book("terkunci.xlsx")
def encrypted(path):
    """An OLE container with the two streams of an encrypted workbook, both empty."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, 1, 0, 4096, end, 0, end, 0),
    )
    sectors = struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)

    def entry(name, kind, child=free, right=free):
        coded = (name + "\0").encode("utf-16-le")
        links = struct.pack("<III", free, right, child)
        shape = struct.pack("<64sHBB", coded, len(coded), kind, 1)
        return shape + links + bytes(36) + struct.pack("<IQ", end, 0)

    folder = entry("Root Entry", 5, child=1) + entry("EncryptionInfo", 2, right=2)
    folder += entry("EncryptedPackage", 2) + bytes(128)
    path.write_bytes(header + sectors + table + folder)


@book("pdf.xlsx")
def portable_document(path):
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")


@book("gambar.xlsx")
def picture(path):
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))


@book("kosong.xlsx")
def empty(path):
    path.write_bytes(b"")


def known_value(xml, value):
    for blank in (b"<v></v>", b"<v />", b"<v/>"):
        xml = xml.replace(blank, b"<v>" + value + b"</v>")
    assert value in xml
    return xml


def rewritten(path, changes, added=()):
    """Change members of a zip archive, and add others."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        members[name] = change(members[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in (members | dict(added)).items():
            archive.writestr(name, content)
