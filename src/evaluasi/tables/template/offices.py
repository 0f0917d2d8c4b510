"""The sheet of offices: one name per row, for the drop-down list of the innovations."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from evaluasi.errors import ParameterError
from evaluasi.tables.neutral import neutral
from evaluasi.tables.template import style
from evaluasi.tables.template.forms import FIRST_ROW, Column, Form, lay_out
from evaluasi.tables.template.subject import MAX_OFFICES, Subject
from evaluasi.text import _

SHEET = "Daftar OPD"
NAMES = "isian_daftar_opd"


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
    """Read names of offices from a text file, one per line.

    Raises
    ------
    ParameterError
        When the file can't be read as text.
    """
    try:
        return tuple(path.read_text(encoding="utf-8-sig").splitlines())
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else _("bukan teks UTF-8")
        raise ParameterError(
            _("Daftar perangkat daerah {path} tidak dapat dibaca: {reason}.").format(
                path=path, reason=reason
            ),
            _("Simpan daftarnya sebagai teks (.txt, UTF-8), satu nama pada satu baris."),
        ) from None
