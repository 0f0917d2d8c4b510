"""Opening one file: what it is, whether it is safe to read, and the reader that fits."""

from __future__ import annotations

from pathlib import Path

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import delimited, excel
from evaluasi.tables.files.grid import Book
from evaluasi.text import _


def open_file(path: Path) -> Book:
    """Open a spreadsheet or delimited text; a file that cannot be read is told, never raised.

    Parameters
    ----------
    path : pathlib.Path
        The file; its content decides what it is, not its extension.

    Returns
    -------
    Book
        The sheets that could be read and a fault for each that could not.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        fault = Fault(path.name, Reason.NO_FILE, _("berkas tidak ada; periksa nama dan foldernya"))
        return Book(path, path.name, "", (), (fault,))
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return excel.read(path, content)
    return delimited.read(path, content)
