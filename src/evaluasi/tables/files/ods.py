"""OpenDocument spreadsheets, read from their XML as it streams by.

Calamine reads them too, but drops error cells, hidden rows and merged areas, and lays out every
repeated row that a file claims; here a repeat costs nothing until something is in it.
"""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

from evaluasi.tables.faults import Fault
from evaluasi.tables.files.archive import Archive
from evaluasi.tables.files.grid import Book, Grid
from evaluasi.tables.files.ods_content import Content
from evaluasi.tables.files.refusal import RefusedError, broken, encrypted
from evaluasi.text import _

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_FRAGILE = (("Object ", "grafik"), ("Pictures/", "gambar"), ("Basic/", "makro"))


def read(path: Path, archive: Archive) -> Book:
    """Read a spreadsheet whose archive was found to be one."""
    fragile = tuple(
        what for start, what in _FRAGILE if any(name.startswith(start) for name in archive.names)
    )
    notes = (_("berkas ini memuat makro; makro tidak dijalankan"),) if "makro" in fragile else ()
    grids, faults = _sheets(path.name, archive)
    return Book(path, path.name, "ods", tuple(grids), tuple(faults), notes, fragile)


def _sheets(file: str, archive: Archive) -> tuple[list[Grid], list[Fault]]:
    """Read the sheets; where the XML breaks off, those before it are kept."""
    content = Content(file)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = content.start
    parser.EndElementHandler = content.end
    parser.CharacterDataHandler = content.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
            raise encrypted()
        for chunk in archive.chunks(_CONTENT):
            parser.Parse(chunk)
        parser.Parse(b"", True)
    except expat.ExpatError:
        return content.grids, [*content.faults, broken().fault(file, content.sheet)]
    except RefusedError as refused:
        return content.grids, [*content.faults, refused.fault(file, content.sheet)]
    return content.grids, content.faults


def _refuse_doctype(*_declaration: object) -> None:
    """Entities can be made to grow without end; no spreadsheet program writes them."""
    raise broken()
