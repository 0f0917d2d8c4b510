"""What a file really is, by its bytes: extensions are often wrong."""

from __future__ import annotations

import re
from collections.abc import Collection

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"RIFF", "image"),
    (b"BM", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"{\\rtf", "document"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"PK\x05\x06", "archive"),
    (b"MZ", "program"),
    # The first record of a workbook of Excel 2 to 4, which had no container around it.
    (b"\x09\x00\x04\x00", "old_excel"),
    (b"\x09\x02\x06\x00", "old_excel"),
    (b"\x09\x04\x06\x00", "old_excel"),
)
# Words that may be text as well: only what no line of text begins with counts alone.
_MEMBERS = (
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xlsb"),
    ("word/document.xml", "document"),
    ("ppt/presentation.xml", "document"),
    ("index/document.iwa", "numbers"),
    ("index.zip", "numbers"),
)
_OPEN_DOCUMENT = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.spreadsheet-template": "ods",
}
_STREAMS = (
    ("EncryptedPackage", "encrypted"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("WordDocument", "document"),
    ("PowerPoint Document", "document"),
)
_HEAD = 4096
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b", re.IGNORECASE)
_SPREADSHEET_XML = re.compile(rb"progid=.Excel\.Sheet|<(?:\w+:)?Workbook\b|office:document\b")
# Control characters that no text file holds; NUL may come from a sloppy export.
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02


def of_bytes(content: bytes) -> str:
    """Name the kind of a file: zip, ole, html, csv, or one that is refused."""
    if not content:
        return "empty"
    if content.startswith(ZIP):
        return "zip"
    if content.startswith(OLE):
        return "ole"
    found = next((kind for magic, kind in _MAGIC if content.startswith(magic)), None)
    return _of_text(content) if found is None or _is_plain(content) else found


def of_members(names: Collection[str], mimetype: bytes) -> str:
    """Name the kind of a zip archive by what lies in it."""
    if mimetype in _OPEN_DOCUMENT:
        return _OPEN_DOCUMENT[mimetype]
    if mimetype.startswith(b"application/vnd.oasis.opendocument"):
        return "document"
    lower = {name.lower() for name in names}
    return next((kind for name, kind in _MEMBERS if name in lower), "archive")


def of_streams(names: Collection[str]) -> str:
    """Name the kind of an OLE container by the streams in it."""
    return next((kind for name, kind in _STREAMS if name in names), "unknown")


def _of_text(content: bytes) -> str:
    if not content.strip(b"\x00\t\r\n \xef\xbb\xbf\xff\xfe"):
        return "empty"
    head = content[:_HEAD]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "html" if _MARKUP.search(head.replace(b"\x00", b"")) else "csv"
    if _SPREADSHEET_XML.search(head):
        return "xml"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"MIME-Version:"):
        return "web_archive"
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and _MARKUP.search(head):
        return "html"
    if len(_CONTROLS.findall(head)) > _MOST_CONTROLS * len(head):
        return "unknown"
    return "csv"


def _is_plain(content: bytes) -> bool:
    """Whether a file that begins like a binary one is text after all: "BMKG;…" or "MZ,…"."""
    head = content[:_HEAD]
    return head.startswith((b"BM", b"MZ")) and not _CONTROLS.search(head) and b"\x00" not in head
