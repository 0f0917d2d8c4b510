"""Workbooks of Excel since 2007: what lies in the archive, then the sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import calamine, limits, shared_strings, sheet_xml
from evaluasi.tables.files.archive import Archive
from evaluasi.tables.files.grid import Book, Grid
from evaluasi.tables.files.marks import Marks
from evaluasi.tables.files.refusal import RefusedError, broken
from evaluasi.text import _

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STRINGS = "xl/sharedstrings.xml"
_STYLES = "xl/styles.xml"
_MOST_DIRECTORY = 5_000_000
# Parts that a copy written by openpyxl loses or may lose.
_FRAGILE = (
    ("xl/charts", "grafik"),
    ("xl/vbaproject", "makro"),
    ("xl/media/", "gambar"),
    ("xl/drawings/drawing", "gambar"),
    ("xl/externallinks/", "tautan luar"),
    ("xl/pivot", "tabel pivot"),
)
# Calamine gives up a whole sheet for an error that it does not know, such as #SPILL!.
_KNOWN_ERRORS = {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}
_ERROR_VALUE = re.compile(
    rb"(\st=[\"']e[\"'][^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>)[^<]*", re.DOTALL
)


def read(path: Path, content: bytes, archive: Archive) -> Book:
    """Read a workbook whose archive was found to be one."""
    fragile = _fragile(archive)
    try:
        found = list(_sheets(path.name, content, archive))
    except RefusedError as refused:
        return Book(path, path.name, "xlsx", (), (refused.fault(path.name),), (), fragile)
    return Book(
        path,
        path.name,
        "xlsx",
        tuple(item for item in found if isinstance(item, Grid)),
        tuple(item for item in found if isinstance(item, Fault)),
        _notes(fragile),
        fragile,
    )


def _sheets(file: str, content: bytes, archive: Archive) -> Iterable[Grid | Fault]:
    parts = _sheet_parts(archive)
    scans = [_scanned(archive, part) for part in parts]
    _require_bounded(archive, parts, scans)
    strange = [
        part
        for part, marks in zip(parts, scans, strict=True)
        if isinstance(marks, Marks) and not _KNOWN_ERRORS.issuperset(marks.errors.values())
    ]
    workbook = calamine.open_workbook(_with_known_errors(archive, strange) if strange else content)
    if len(workbook.sheets_metadata) != len(parts):
        raise broken()
    return calamine.read_sheets(workbook, file, scans)


def _scanned(archive: Archive, part: str) -> Marks | RefusedError:
    try:
        return sheet_xml.scan(archive.chunks(part))
    except RefusedError as refused:
        return refused


def _sheet_parts(archive: Archive) -> list[str]:
    """Give the names of the parts that hold the sheets, in the order of the workbook."""
    targets = {
        element.get("Id"): element.get("Target", "")
        for element in _elements(archive, _RELATIONS, "Relationship")
    }
    parts = []
    for element in _elements(archive, _WORKBOOK, "sheet"):
        relation = next((v for k, v in element.items() if k.endswith("}id")), None)
        target = targets.get(relation, "").lstrip("/")
        parts.append(target if target.startswith("xl/") else f"xl/{target}")
    if len(parts) > limits.MOST_SHEETS:
        sentence = _("berkas ini memuat {n} lembar, paling banyak {limit}; bagi berkasnya")
        raise RefusedError(
            Reason.TOO_LARGE, sentence.format(n=len(parts), limit=limits.MOST_SHEETS)
        )
    return parts


def _elements(archive: Archive, part: str, name: str) -> list[ElementTree.Element]:
    """Give the elements of a small part by their name without namespace."""
    content = archive.read(part, most=_MOST_DIRECTORY)
    if b"<!" in content.replace(b"<!--", b""):
        raise broken()
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError) as error:
        raise broken() from error
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _require_bounded(archive: Archive, parts: list[str], scans: list[Marks | RefusedError]) -> None:
    """Refuse what calamine would hold in memory as a whole."""
    held = {part.lower(): part for part in archive.names}
    if _STYLES in held:
        archive.read(held[_STYLES])
    strings = archive.read(held[_STRINGS]) if _STRINGS in held else b""
    sound = {p: marks for p, marks in zip(parts, scans, strict=True) if isinstance(marks, Marks)}
    shared_strings.require_bounded(
        shared_strings.lengths(strings),
        sum(marks.filled for marks in sound.values()),
        (archive.chunks(part) for part in sound),
    )


def _with_known_errors(archive: Archive, strange: list[str]) -> bytes:
    """Copy the workbook with every error of some sheets written as one that calamine knows."""
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w") as target:
        for part in archive.names:
            if part.endswith((".xml", ".rels")):
                content = archive.read(part, most=limits.MOST_UNPACKED)
                target.writestr(
                    part, _ERROR_VALUE.sub(rb"\1#N/A", content) if part in strange else content
                )
    return copy.getvalue()


def _fragile(archive: Archive) -> tuple[str, ...]:
    names = [name.lower() for name in archive.names]
    found = [what for start, what in _FRAGILE if any(name.startswith(start) for name in names)]
    return tuple(dict.fromkeys(found))


def _notes(fragile: tuple[str, ...]) -> tuple[str, ...]:
    notes = {
        "makro": _("berkas ini memuat makro; makro tidak dijalankan"),
        "tautan luar": _(
            "berkas ini mengambil nilai dari berkas lain; yang dibaca adalah nilai yang terakhir "
            "tersimpan"
        ),
    }
    return tuple(note for what, note in notes.items() if what in fragile)
