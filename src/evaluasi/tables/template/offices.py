"""The sheet of offices: one name per row, for the drop-down list of the innovations."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from evaluasi.errors import ParameterError
from evaluasi.tables.files import Cell, open_file
from evaluasi.tables.neutral import neutral, restored
from evaluasi.tables.template import style
from evaluasi.tables.template.forms import FIRST_ROW, Column, Form, lay_out
from evaluasi.tables.template.subject import MAX_OFFICES, Subject
from evaluasi.text import _

SHEET = "Daftar OPD"
NAMES = "isian_daftar_opd"

_HEADINGS = frozenset(("opd", "nama opd", "perangkat daerah", "nama perangkat daerah"))


def form() -> Form:
    """Describe the sheet."""
    return Form(
        name=SHEET,
        title=_("Daftar perangkat daerah"),
        hint=_("Satu nama pada satu baris, mulai baris {row}.").format(row=FIRST_ROW),
        columns=(
            Column(
                key="nama",
                heading=_("Nama pada daftar pilihan"),
                width=60,
                group=_("Perangkat daerah"),
                remark=_("satu nama satu baris"),
                colour=style.IDENTITY,
                note=_("Nama di sini menjadi daftar pilihan pada lembar Inovasi."),
            ),
        ),
        rows=MAX_OFFICES,
    )


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet with the names that are known beforehand."""
    sheet = lay_out(workbook, form(), subject)
    for row, name in enumerate(subject.offices, start=FIRST_ROW):
        cell = sheet.cell(row, 1, neutral(name))
        cell.protection, cell.number_format = style.UNLOCKED, style.TYPED


def read(path: Path) -> tuple[str, ...]:
    """Read names of offices from a file.

    A text file (.txt) has one name per line. A table (CSV, XLSX, XLS, ODS) has them in a column
    headed OPD or Perangkat Daerah, as for ``evaluasi cakupan``, or else in its first column.

    Raises
    ------
    ParameterError
        When the file can't be read, or holds no name.
    """
    names = _lines(path) if path.suffix.lower() == ".txt" and path.is_file() else _column(path)
    if not any(name.strip() for name in names):
        raise _unread(path, _("tidak ada satu pun nama"))
    return names


def _lines(path: Path) -> tuple[str, ...]:
    try:
        content = path.read_bytes()
    except OSError:
        raise _unread(path, _("berkasnya tidak dapat dibuka")) from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return tuple(text.splitlines())


def _column(path: Path) -> tuple[str, ...]:
    book = open_file(path)
    if not book.grids:
        raise _unread(path, *(fault.kalimat for fault in book.faults))
    for grid in book.grids:
        for number, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if " ".join(str(cell).casefold().split()) in _HEADINGS:
                    return _texts(line[column] for line in grid.rows[number + 1 :])
    return _texts(row[0] for row in book.grids[0].rows if row)


def _texts(cells: Iterable[Cell]) -> tuple[str, ...]:
    return tuple(restored(str(cell)) for cell in cells if cell is not None)


def _unread(path: Path, *reasons: str) -> ParameterError:
    return ParameterError(
        _("Daftar perangkat daerah {path} tidak dapat dipakai.").format(path=path),
        _("Tulis satu nama pada satu baris, dalam berkas teks (.txt) atau kolom berjudul OPD."),
        reasons,
    )
