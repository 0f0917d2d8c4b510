"""What stops the reading of a file or a sheet: a reason and one sentence with the way out."""

from __future__ import annotations

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import limits
from evaluasi.text import _

_MILLION = 1_000_000


class RefusedError(Exception):
    """A file or sheet that is not read; it becomes a `Fault` and never leaves this package."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        self.reason = reason
        self.sentence = sentence
        super().__init__(reason, sentence)

    def fault(self, file: str, sheet: str = "") -> Fault:
        """Tell it as a fault of a file, or of one of its sheets."""
        return Fault(file, self.reason, self.sentence, lembar=sheet)


def broken() -> RefusedError:
    """Say that a file or a sheet is damaged."""
    return RefusedError(
        Reason.BROKEN,
        _(
            "isinya rusak atau terpotong; buka di Excel, simpan ulang sebagai .xlsx, atau minta "
            "salinan baru"
        ),
    )


def encrypted() -> RefusedError:
    """Say that a file is protected by a password."""
    return RefusedError(
        Reason.ENCRYPTED,
        _(
            "berkas terkunci kata sandi; buka di Excel, hapus kata sandinya (Berkas, Info, "
            "Proteksi Buku Kerja), lalu simpan ulang"
        ),
    )


def too_large_unpacked() -> RefusedError:
    """Say that an archive unpacks to more than is read."""
    return RefusedError(
        Reason.TOO_LARGE,
        _(
            "isi berkas setelah dibuka melebihi batas {limit} MB; bagi menjadi beberapa berkas "
            "atau hapus lembar yang tidak dipakai"
        ).format(limit=limits.MOST_UNPACKED // _MILLION),
    )


def too_large(size: int, limit: int) -> RefusedError:
    """Say that a file has more bytes than are read."""
    return RefusedError(
        Reason.TOO_LARGE,
        _(
            "berkas berukuran {size} MB, melebihi batas {limit} MB; bagi menjadi beberapa berkas"
        ).format(size=-(-size // _MILLION), limit=limit // _MILLION),
    )


def too_many_cells() -> RefusedError:
    """Say that the table holds more cells than are read."""
    return RefusedError(
        Reason.TOO_LARGE,
        _("tabel ini lebih dari {limit} juta sel; bagi menjadi beberapa berkas").format(
            limit=limits.MOST_CELLS // _MILLION
        ),
    )
