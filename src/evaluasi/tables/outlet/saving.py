"""Files written whole or not at all, and workbooks of the same bytes for the same content."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import io
import os
import shutil
import zipfile
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from evaluasi.errors import OutputError
from evaluasi.text import _

# The earliest day that a zip archive can bear; a workbook must not tell when it was written.
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_STAMP = dt.datetime(2000, 1, 1)
_MAKER = "evaluasi"
_CORE = "docProps/core.xml"


def write_atomic(path: Path, content: bytes) -> Path:
    """Write a file beside its target, then put it in place; folders are made as needed.

    Raises
    ------
    OutputError
        When the file can't be written; the one that was there stays whole.
    """
    # One process writes one file at a time, so its number keeps two processes apart.
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(content)
        draft.replace(path)
    except BaseException as fault:
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(fault, OSError):
            raise unwritable(path, fault) from fault
        raise
    return path


def unwritable(path: Path, fault: OSError) -> OutputError:
    """Return the error that says why a file can't be written."""
    known = {
        "ENOSPC": _("diska penuh"),
        "EDQUOT": _("jatah diska habis"),
        "EROFS": _("hanya dapat dibaca"),
        "EACCES": _("tidak diizinkan, atau berkasnya sedang terbuka di program lain"),
        "EPERM": _("tidak diizinkan"),
        "EISDIR": _("sudah ada folder bernama sama"),
        "ENOTDIR": _("foldernya ternyata sebuah berkas"),
        "EEXIST": _("foldernya ternyata sebuah berkas"),
        "ENAMETOOLONG": _("namanya terlalu panjang"),
    }
    name = errno.errorcode.get(fault.errno or 0, "")
    return OutputError(
        _("Berkas {path} tidak dapat ditulis: {reason}.").format(
            path=path, reason=known.get(name) or fault.strerror or fault
        ),
        _("Periksa izin dan ruang folder itu, atau tutup berkasnya bila sedang dibuka."),
    )


def save_workbook(workbook: Workbook, path: Path) -> Path:
    """Write a workbook to a file: the same content gives the same bytes.

    Its properties name no person and no time of writing.

    Raises
    ------
    OutputError
        When the file can't be written; no torn file is left.
    """
    return write_atomic(path, workbook_bytes(workbook))


def workbook_bytes(workbook: Workbook) -> bytes:
    """Return the bytes of a workbook; see `save_workbook`."""
    properties = workbook.properties
    properties.creator = properties.lastModifiedBy = _MAKER
    properties.created = properties.modified = _STAMP
    buffer = io.BytesIO()
    with _Undated(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(workbook, archive).write_data()
    return buffer.getvalue()


def untouched(path: Path) -> bool:
    """Tell whether a workbook is still as `save_workbook` wrote it: no program saved it since."""
    try:
        with zipfile.ZipFile(path) as archive:
            core = archive.read(_CORE)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return False
    return f"{_STAMP:%Y-%m-%dT%H:%M:%SZ}</dcterms:modified>".encode() in core


class _Undated(zipfile.ZipFile):
    """An archive whose members all bear the same day."""

    def writestr(self, name: Any, data: Any, *_options: Any) -> None:
        """Add a member from memory."""
        super().writestr(self._member(name), data)

    def write(self, filename: Any, arcname: Any = None, *_options: Any) -> None:
        """Add a member from a file, a piece at a time."""
        with Path(filename).open("rb") as source, self.open(self._member(arcname), "w") as target:
            shutil.copyfileobj(source, target, 1 << 20)

    def _member(self, name: str) -> zipfile.ZipInfo:
        member = zipfile.ZipInfo(name, _ZIP_DAY)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.external_attr = 0o600 << 16
        member.create_system = 0
        return member
