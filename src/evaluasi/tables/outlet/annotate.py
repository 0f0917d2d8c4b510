"""`<nama>_diperiksa.xlsx`: what the user sent, with every fault marked where it stands."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
from openpyxl import Workbook
from openpyxl.workbook.properties import CalcProperties

from evaluasi.tables import schemas
from evaluasi.tables.intake.result import Intake, Opened
from evaluasi.tables.outlet import held, marking, naming
from evaluasi.tables.outlet.saving import workbook_bytes, write_atomic
from evaluasi.tables.outlet.sheets import SheetOut, add_sheet
from evaluasi.tables.outlet.stamping import is_simulated
from evaluasi.tables.provenance import SIMULATED, Provenance
from evaluasi.text import _, listing, number

REPORT = "Pemeriksaan"
# The list for the screen; the CSV of faults holds all of them.
MAX_LISTED = 20_000
# About 3.5 million cells: more would take openpyxl over 2 GB.
MAX_SHEET_BYTES = 120_000_000
# What `files` calls any drawing but a chart.
PICTURES = "gambar"
_MEDIA, _DRAWING, _EMPTY_DRAWING = "xl/media/", "xl/drawings/drawing", 1_000
_COLUMNS = ("sel", "lembar", "baris", "kolom", "nilai", "kalimat", "harapan", "perbaikan")
_HEADINGS = {"kalimat": "Kesalahan", "harapan": "Yang diharapkan"}
_WIDTHS = {"Sel": 10, "Lembar": 18, "Kolom": 24, "Nilai": 24}
_WIDTHS |= {"Kesalahan": 50, "Yang diharapkan": 32, "Perbaikan": 44}


def annotate(intake: Intake, folder: Path | None = None) -> list[Path]:
    """Write an annotated copy of each file with a fault and return the paths.

    A copy is the user's own workbook, its faulty cells coloured and commented, with a first sheet
    that lists the faults. Where a copy would lose something (charts, macros), or where the file
    is no xlsx workbook, it is a new workbook with the list and the faulty rows. The originals are
    never written, nor is a copy that a spreadsheet program saved since.

    Parameters
    ----------
    intake : Intake
        Outcome of `evaluasi.check`.
    folder : pathlib.Path, optional
        Where the copies go; by default beside each file.

    Raises
    ------
    OutputError
        When a copy can't be written.
    """
    taken = {book.path.resolve() for book in intake.books}
    written = []
    for book in intake.books:
        found = intake.rejected[intake.rejected["berkas"] == book.file]
        if len(found):
            path = naming.copy_path(book.path, folder, taken)
            taken.add(path.resolve())
            written.append(write_atomic(path, _content(intake, book, found)))
    return written


def _content(intake: Intake, book: Opened, found: pd.DataFrame) -> bytes:
    """Return the annotated workbook, or a new one where the user's can't be kept whole."""
    obstacle = _obstacle(book)
    if not obstacle:
        try:
            return _marked_copy(intake, book, found)
        except Exception:  # openpyxl answers odd files with any error of Python's
            obstacle = _("susunannya tidak dapat disalin utuh")
    return _new_workbook(intake, book, found, obstacle)


def _obstacle(book: Opened) -> str:
    """Say why the user's workbook can't be copied; empty where it can."""
    if book.kind != "xlsx":
        return _("bukan buku kerja xlsx yang dapat dibaca")
    try:
        with zipfile.ZipFile(book.path) as archive:
            members = archive.infolist()
            things = [what for what in book.fragile if what != PICTURES or _has_pictures(archive)]
    except (OSError, ValueError, zipfile.BadZipFile):
        return _("tidak dapat dibuka lagi")
    if things:
        return _("memuat {things}, yang akan hilang dari salinan").format(things=listing(things))
    size = sum(part.file_size for part in members if "/worksheets/" in part.filename)
    return _("terlalu besar untuk disalin") if size > MAX_SHEET_BYTES else ""


def _has_pictures(archive: zipfile.ZipFile) -> bool:
    """Tell whether any drawing shows something: LibreOffice writes an empty one per comment."""
    return any(
        _MEDIA in part.filename.lower()
        or (
            _DRAWING in part.filename.lower()
            and (part.file_size > _EMPTY_DRAWING or b"nchor" in archive.read(part))
        )
        for part in archive.infolist()
    )


def _marked_copy(intake: Intake, book: Opened, found: pd.DataFrame) -> bytes:
    with warnings.catch_warnings(record=True) as complaints:
        warnings.simplefilter("always")
        workbook = openpyxl.load_workbook(book.path)
    _clear_earlier(workbook)
    silent = marking.mark(workbook, found)
    legend = _("Sel yang salah berwarna jingga; arahkan tetikus ke sel itu untuk membaca sebabnya.")
    notes = [legend]
    if silent:
        told = _("Komentar hanya pada {n} sel pertama tiap lembar; sel lain hanya diwarnai.")
        notes.append(told.format(n=number(marking.MAX_COMMENTS)))
    if complaints:
        notes.append(_("Sebagian pengaturan buku kerja ini mungkin tidak ikut tersalin."))
    listed = _listed(found)
    links = [_link(fault, workbook) for fault in found.head(MAX_LISTED).itertuples(index=False)]
    notes.append(
        _(
            "Salinan ini memuat seluruh isi berkas asal, termasuk nama, kontak, dan rumus: "
            "jangan diteruskan ke luar."
        )
    )
    notes = [*_totals(intake, book, found), *notes]
    title = _title(book)
    sheet = SheetOut(REPORT, listed, title, notes, _WIDTHS, links)
    add_sheet(workbook, sheet, _origin(intake), position=0)
    workbook.active = 0
    workbook.template = False
    # Sheets selected together would be edited together.
    for place, other in enumerate(workbook.worksheets):
        other.sheet_view.tabSelected = place == 0
    for view in workbook.views:
        view.firstSheet = 0
    workbook.calculation = CalcProperties(fullCalcOnLoad=True)
    return workbook_bytes(workbook)


def _clear_earlier(workbook: Workbook) -> None:
    """Take away what an earlier check left in a copy that was mended and sent again."""
    earlier = [
        sheet
        for sheet in workbook.worksheets
        if sheet.title.startswith(REPORT) and _title(None) in str(sheet["A1"].value)
    ]
    if earlier and len(earlier) < len(workbook.worksheets):
        marking.unmark(workbook)
        for sheet in earlier:
            workbook.remove(sheet)


def _new_workbook(intake: Intake, book: Opened, found: pd.DataFrame, obstacle: str) -> bytes:
    workbook = Workbook(write_only=True)
    origin = _origin(intake)
    reason = _("Berkas aslinya {obstacle}; karena itu daftar ini berdiri sendiri.")
    notes = [*_totals(intake, book, found), reason.format(obstacle=obstacle)]
    add_sheet(workbook, SheetOut(REPORT, _listed(found), _title(book), notes, _WIDTHS), origin)
    for table, rows in intake.quarantined.items():
        own = rows[rows.index.get_level_values("berkas") == book.file]
        if len(own):
            schema = schemas.get(table)
            title = _("Baris yang belum diterima: {table}").format(table=schema.title)
            shown = held.with_reasons(own, intake.rejected).droplevel("berkas").reset_index()
            shown = shown.rename(columns={field.name: field.title for field in schema.fields})
            add_sheet(workbook, SheetOut(table, shown, title), origin)
    return workbook_bytes(workbook)


def _title(book: Opened | None) -> str:
    return " ".join([_("Hasil pemeriksaan"), book.file if book else ""]).strip()


def _origin(intake: Intake) -> Provenance:
    """Return the kind of the rows, so that SIMULASI is not lost; the title names the file."""
    return Provenance(kinds=(SIMULATED if is_simulated(intake) else "pengguna",), titles=())


def _totals(intake: Intake, book: Opened, found: pd.DataFrame) -> Iterable[str]:
    """Give a sentence per table on a sheet, then the number of faults."""
    sentence = _("{place}: dibaca {read} baris = diterima {taken} + dikarantina {held}")
    counts = intake.counts[intake.counts["berkas"] == book.file]
    rows: Iterable[Any] = counts.itertuples(index=False)
    for row in rows:
        place = ", ".join(part for part in (row.lembar, row.tata_letak or row.tabel) if part)
        told = sentence.format(
            place=place or book.file,
            read=number(row.dibaca),
            taken=number(row.diterima),
            held=number(row.dikarantina),
        )
        passed = _("; dilewati {n}").format(n=number(row.dilewati)) if row.dilewati else ""
        yield f"{told}{passed}."
    yield _("Kesalahan: {n}.").format(n=number(len(found)))
    if len(found) > MAX_LISTED:
        yield _("Daftar ini memuat {n} kesalahan pertama.").format(n=number(MAX_LISTED))


def _listed(found: pd.DataFrame) -> pd.DataFrame:
    shown = found.head(MAX_LISTED)[list(_COLUMNS)]
    names: Mapping[str, str] = {name: _HEADINGS.get(name, name.capitalize()) for name in _COLUMNS}
    return shown.rename(columns=names)


def _link(fault: Any, workbook: Workbook) -> str:
    """Return the place of a fault as a link within the workbook."""
    if fault.lembar not in workbook.sheetnames:
        return ""
    places = marking.cells_of(fault)
    quoted = fault.lembar.replace("'", "''")
    return f"'{quoted}'!{places[0] if places else 'A1'}"
