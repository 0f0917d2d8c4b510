"""Where to fill what is still empty, and how it comes into the next report."""

from __future__ import annotations

import pandas as pd

from evaluasi.reports.kecamatan.entries import filled
from evaluasi.reports.kecamatan.place import Kecamatan
from evaluasi.reports.region.gaps import FOLDER, USERS, folder
from evaluasi.tables import schemas
from evaluasi.text import _


def wanted(subject: Kecamatan) -> pd.DataFrame:
    """Table of what is not on file: the question it answers and the sheet to fill."""
    rows = [
        {
            _("Yang belum diisi"): schemas.get(name).title,
            _("Menjawab"): question,
            _("Lembar templat"): sheet,
        }
        for name, (question, sheet) in _questions().items()
        if not _on_file(subject, name)
    ]
    return subject.stamped(pd.DataFrame(rows), ())


def steps(subject: Kecamatan) -> str:
    """Give the commands from an empty workbook to the next report."""
    data = subject.data
    own, home = data.kind == USERS, folder(data.path)
    target = home if own else FOLDER
    book = f"isian-{subject.kode}.xlsx"
    lines = [
        _("Buat buku kerja: `evaluasi templat {book} --kecamatan {kode}`."),
        _("Isi, lalu periksa: `evaluasi periksa {book}`."),
        _("Masukkan: `evaluasi impor {book} --ke {target}{base}`."),
        _(
            "Susun lagi: `evaluasi laporan --notebook laporan_kecamatan --wilayah {kode} --data "
            "{target}`."
        ),
    ]
    words = {
        "book": book,
        "kode": subject.kode,
        "target": target,
        "base": "" if own else f" --dasar {home}",
    }
    return "\n".join(f"{n}. {line.format(**words)}" for n, line in enumerate(lines, 1))


def _on_file(subject: Kecamatan, name: str) -> bool:
    if name == "layanan":
        return bool((subject.data.layanan["kode"] == subject.kode).any())
    if name == "survei":
        return bool(subject.data.survei["objek"].isin([subject.kode, *subject.titles.index]).any())
    return filled(subject, name)


def _questions() -> dict[str, tuple[str, str]]:
    return {
        "inovasi": (_("inovasinya apa, sejak kapan, berapa penerima dan anggarannya"), "Inovasi"),
        "tindak_lanjut": (_("masih berjalan, melemah, atau berhenti"), "Kunjungan"),
        "layanan": (_("nilai pada saat pendampingan dan sesudahnya"), "Ukuran"),
        "teori_perubahan": (_("bagaimana inovasi ini mengubah keadaan"), "Teori perubahan"),
        "klaim": (_("apa yang diubahnya, dengan bukti apa"), "Klaim"),
        "rencana_pengembangan": (_("apa yang akan dikerjakan"), "Rencana pengembangan"),
        "rekomendasi": (_("apa yang ditemukan dan ditindaklanjuti"), "Matriks tindak lanjut"),
        "survei": (_("kapasitas keberlanjutan menurut pelaksana"), _("tabel survei tersendiri")),
    }
