"""A form to fill in is written once: what may have been filled since is not overwritten."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from evaluasi.errors import OutputError, ParameterError
from evaluasi.tables.outlet.saving import workbook_bytes, write_atomic
from evaluasi.text import _

SUFFIX = ".xlsx"


def write_form(path: Path, workbook: Workbook, example: str, overwrite: bool = False) -> Path:
    """Write a workbook to fill in; the same workbook gives the same bytes.

    Parameters
    ----------
    path : Path
        Ends in ``.xlsx``.
    workbook : Workbook
    example : str
        A name the user could give, told with a refusal.
    overwrite : bool
        Whether a file that is there already, and may have been filled, gives way.

    Raises
    ------
    ParameterError
        For another kind of file.
    OutputError
        When a different file is there already, or nothing can be written.
    """
    if path.suffix.lower() != SUFFIX:
        raise ParameterError(
            _("Templat ditulis sebagai berkas .xlsx, bukan {name}.").format(name=path.name),
            _("Tulis nama yang berakhir .xlsx, misalnya {example}.").format(example=example),
        )
    content = workbook_bytes(workbook)
    if not overwrite and path.exists() and not _holds(path, content):
        raise OutputError(
            _("Berkas {path} sudah ada dan mungkin sudah diisi.").format(path=path),
            _("Pilih nama lain, atau tambahkan --timpa untuk menggantinya."),
        )
    return write_atomic(path, content)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:
        return False
