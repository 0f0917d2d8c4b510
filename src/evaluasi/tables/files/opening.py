"""Opening one file: what it is, whether it may be read, and the reader that fits."""

from __future__ import annotations

from pathlib import Path

from evaluasi.tables.faults import Reason
from evaluasi.tables.files import delimited, html_table, kinds, limits, ods, wording, xls, xlsx
from evaluasi.tables.files.archive import Archive
from evaluasi.tables.files.grid import Book
from evaluasi.tables.files.ole import Container
from evaluasi.tables.files.refusal import RefusedError, broken, too_large
from evaluasi.text import _

_LOCKS = ("~$", ".~lock.")
_MIMETYPE = "mimetype"


def open_file(path: Path) -> Book:
    """Open a spreadsheet or delimited text; a file that cannot be read is told, never raised.

    Parameters
    ----------
    path : pathlib.Path
        The file; its content decides what it is, not its extension.

    Returns
    -------
    Book
        The sheets that could be read, and a fault for each that could not.
    """
    path = Path(path)
    try:
        book = _read(path, _content(path))
        if not book.grids and not book.faults:
            raise wording.refused("empty")
        return book
    except RefusedError as refused:
        return Book(path, path.name, "", (), (refused.fault(path.name),))
    except Exception:  # a damaged file may break a reader in any way
        return Book(path, path.name, "", (), (broken().fault(path.name),))


def _content(path: Path) -> bytes:
    if path.name.startswith(_LOCKS):
        raise RefusedError(
            Reason.WRONG_KIND,
            _("berkas kunci sementara, bukan tabel; tutup Excel lalu pilih berkas aslinya"),
        )
    try:
        if path.is_dir():
            sentence = _("ini folder; tulis nama berkas di dalamnya")
            raise RefusedError(Reason.UNREADABLE, sentence)
        size = path.stat().st_size
        if not path.is_file():
            raise RefusedError(Reason.UNREADABLE, _("bukan berkas biasa; salin dahulu isinya"))
        if size > limits.MOST_BYTES:
            raise too_large(size, limits.MOST_BYTES)
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as error:
        sentence = _("berkas tidak ada; periksa nama dan foldernya")
        raise RefusedError(Reason.NO_FILE, sentence) from error
    except OSError as error:
        raise RefusedError(
            Reason.UNREADABLE,
            _("berkas tidak dapat dibuka ({error}); tutup program yang memakainya").format(
                error=error.strerror
            ),
        ) from error


def _read(path: Path, content: bytes) -> Book:
    kind = kinds.of_bytes(content)
    if kind == "zip":
        archive = Archive(content)
        kind = kinds.of_members(archive.names, _mimetype(archive))
        if kind == "xlsx":
            return xlsx.read(path, content, archive)
        if kind == "ods":
            return ods.read(path, archive)
    if kind == "ole":
        container = Container(content)
        kind = kinds.of_streams(container.names)
        if kind == "xls":
            return xls.read(path, container)
    if kind in ("csv", "html"):
        if len(content) > limits.MOST_TEXT_BYTES:
            raise too_large(len(content), limits.MOST_TEXT_BYTES)
        return delimited.read(path, content) if kind == "csv" else html_table.read(path, content)
    raise wording.refused(kind)


def _mimetype(archive: Archive) -> bytes:
    return archive.read(_MIMETYPE, most=200).strip() if _MIMETYPE in archive.names else b""
