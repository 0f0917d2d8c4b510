"""Small files of every kind, built byte by byte where no library writes them."""

import io
import struct
import zipfile

import openpyxl

from evaluasi.tables.files.ole import container_of

SHEET = "xl/worksheets/sheet1.xml"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x" xmlns:style="urn:s"'
    ' xmlns:calcext="urn:c" xmlns:draw="urn:d">'
)


def workbook(rows, sheet="Data"):
    """Build an xlsx of one sheet."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    return saved(book)


def saved(book):
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def zipped(parts):
    """Build a zip archive of named parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_of(rows):
    """Build an xlsx whose only sheet has this XML inside ``sheetData``."""
    xml = f"{_HEAD}<sheetData>{rows}</sheetData></worksheet>"
    return zipped({**parts_of(workbook([["x"]])), SHEET: xml})


def ods(tables, styles=""):
    """Build an ods of this XML inside ``office:spreadsheet``."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{_ODS}<office:automatic-styles>{styles}</office:automatic-styles>{body}"
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": mimetype, "content.xml": f"{content}</office:document-content>"})


def xls(*sheets, before=b""):
    """Build an xls of sheets, each given as the bytes of its records."""
    names = [f"L{n}".encode() for n in range(1, len(sheets) + 1)]
    opening = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)) + before
    length = len(opening) + sum(4 + 8 + len(name) for name in names) + 4
    bounds = b""
    bodies = b""
    for name, body in zip(names, sheets, strict=True):
        start = length + len(bodies)
        bounds += record(0x0085, struct.pack("<IBBBB", start, 0, 0, len(name), 0) + name)
        bodies += substream(0x0010, body)
    return container_of("Workbook", opening + bounds + record(0x000A) + bodies)


def substream(kind, body):
    opening = record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))
    return opening + body + record(0x000A)


def record(code, data=b""):
    return struct.pack("<HH", code, len(data)) + data


def number_record(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def label_record(row, column, text):
    letters = text.encode("latin-1")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(letters), 0) + letters)
