"""Why a kind of file is not read, and what to do instead."""

from __future__ import annotations

from evaluasi.tables.faults import Reason
from evaluasi.tables.files.refusal import RefusedError, encrypted
from evaluasi.text import _


def refused(kind: str) -> RefusedError:
    """Give the refusal of a kind that `kinds` knows but that is not read."""
    if kind == "encrypted":
        return encrypted()
    save = _("buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx")
    sentences = {
        "empty": _("berkas ini kosong atau tidak memuat tabel; pilih berkas yang berisi tabel"),
        "pdf": _(
            "berkas ini PDF, bukan lembar kerja; minta berkas Excel aslinya atau salin tabelnya "
            "ke Excel"
        ),
        "image": _(
            "berkas ini gambar, bukan lembar kerja; minta berkas Excel aslinya atau ketik ulang "
            "tabelnya"
        ),
        "document": _(
            "berkas ini dokumen atau salindia, bukan lembar kerja; salin tabelnya ke Excel, lalu "
            "simpan sebagai .xlsx"
        ),
        "archive": _("berkas ini arsip; buka arsipnya, lalu pilih lembar kerja di dalamnya"),
        "program": _("berkas ini program, bukan lembar kerja; jangan dijalankan"),
        "numbers": _("berkas ini buatan Numbers; ekspor sebagai .xlsx"),
        "xlsb": _("berkas ini lembar kerja biner (.xlsb); {save}").format(save=save),
        "xml": _("berkas ini lembar kerja XML; {save}").format(save=save),
        "web_archive": _("berkas ini arsip halaman web; {save}").format(save=save),
        "old_excel": _("berkas ini dari Excel sebelum 1995; {save}").format(save=save),
    }
    unknown = _("jenis berkas ini tidak dikenal; {save} atau .csv").format(save=save)
    return RefusedError(Reason.WRONG_KIND, sentences.get(kind, unknown))
