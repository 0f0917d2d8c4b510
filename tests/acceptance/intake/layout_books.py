"""The layouts that offices, the portal and reviewers send, with their headings as printed."""

import datetime as dt

from dressed_books import delimited, saved
from innovation_list import PERSONS

from evaluasi import rubrics

BOOKS = {}
DAY = dt.datetime(2024, 10, 21)
TITLE = "SIMANIS (Sistem Layanan Manis)"


def sheet(name, *rows):
    """Register a workbook; a row given as one text has its cells between bars."""
    lines = [row.split("|") if isinstance(row, str) else row for row in rows]
    BOOKS[name] = lambda path: saved(path, ("Sheet1", lines))


def text(name, *rows, delimiter=";"):
    BOOKS[name] = lambda path: delimited(path, rows, delimiter)


sheet(
    "portal_2026.xlsx",
    "DAFTAR INOVASI DAERAH 2026",
    "No|Judul Inovasi|Pemda|Admin OPD|Inisiator|Nama Inisiator|Bentuk Inovasi|Jenis|Asta Cipta"
    "|Urusan Utama|Urusan lain yang beririsan|Kematangan|Tahapan Inovasi|Tanggal Input"
    "|Tanggal Penerapan|Tanggal Pengembangan|Video|Link Video|lat|lon|Deskripsi"
    "|Label Kematangan",
    [
        *(1, TITLE, "Kota Batu", "Dinas Sosial", "OPD", PERSONS[0], "Inovasi Pelayanan Publik"),
        *("Non-Digital", "Asta Cita 1", "Sosial", "Kesehatan, Pendidikan", 84.19, "Penerapan"),
        *(DAY, DAY, None, "https://x.test/v", None, -7.87, 112.52, "Layanan", "Matang"),
    ],
)
sheet(
    "siagas_2023.xlsx",
    "Nama Pemda|Nama Inovasi|Tahapan Inovasi|Urusan Pemerintahan|Inisiator|Waktu Uji Coba"
    "|Waktu Penerapan|Estimasi Skor Kematangan",
    [
        "Kota Batu",
        TITLE,
        "PENERAPAN",
        "Sosial",
        "Kepala Daerah",
        "01-02-2022",
        "2022-09-01",
        "84,19",
    ],
    ["Kab. Malang", TITLE, "UJI COBA", "Pangan", "ASN", "1 Maret 2023", "-", 33],
)
sheet(
    "profil_2025.xlsx",
    "PROFIL INOVASI DAERAH",
    "Nama Pemda|:|Kota Batu",
    f"Nama Inovasi|:|{TITLE}",
    "Tahapan Inovasi|:|Penerapan",
    "Inisiator|:|ASN",
    f"Nama Inisiator|:|{PERSONS[1]}",
    "Jenis|:|Digital",
    "Bentuk Inovasi|:|Inovasi tata kelola pemerintahan daerah",
    "Tematik|:|Asta Cita 2",
    "Urusan Utama|:|Pertanian",
    "Urusan lain yang beririsan|:|Pangan",
    "Waktu Pengembangan|:|Belum dikembangkan",
    "Waktu Uji Coba|:|5 Januari 2024",
    ["Waktu Penerapan", ":", DAY],
    "Rancang Bangun|:|Kata demi kata tentang rancang bangun.",
    "Tujuan|:|Tujuan.",
    "Manfaat|:|Manfaat.",
    "Hasil|:|Hasil.",
    "Anggaran (pdf)|:|anggaran.pdf",
    "Dokumen HAKI|:|-",
    "Penghargaan|:|-",
)
sheet(
    "bukti.xlsx",
    "Judul Inovasi|Pemda|Indikator|Nomor Surat/Dokumen|Tanggal Surat|Tentang/Judul|File",
    [TITLE, "Kota Batu", "Regulasi Inovasi Daerah", "188.45/1/2024", "21/10/2024", "SK", "sk.pdf"],
    [TITLE, "Kota Batu", "17", "188.45/2/2024", DAY, "SK tim", "tim.pdf"],
)
sheet(
    "telaah_qc.xlsx",
    "Nomor|Judul|Pemda|Waktu Penerapan|Skor|Skor Verifikasi|QC|Hasil QC",
    [1, TITLE, "Kota Batu", DAY, 84.19, "61,5", "QC 1", "Turun"],
    [2, "Jemput Bola Adminduk", "Kota Batu", DAY, 97, None, None, None],
)
sheet(
    "peringkat.xlsx",
    "Nama Daerah|Jumlah Inovasi|Total Skor|Nilai Indeks (mandiri)|Nilai Indeks Verifikasi"
    "|Total File|Predikat|Nominator",
    ["Kota Batu", 63, "5.120,5", "72,94", "66.01", 1200, "Sangat Inovatif", "Ya"],
    ["Kabupaten Malang", 120, "6.000", "60", "41,5", 900, "INOVATIF", None],
)
sheet(
    "sesudah_telaah.xlsx",
    "Nama Daerah|Jumlah Inovasi|ISP|Rata-rata (ISI)|Skor Total (IID)|Predikat|Nominator",
    ["Kota Batu", 63, 55.5, 81.25, 66.01, "Sangat Inovatif", None],
)
sheet(
    "akhir.xlsx",
    "Nama Daerah|Skor Indeks|Skor Penilaian|Skor Akhir|Predikat",
    ["Kota Batu", 66.01, 80, 75.2, "Sangat Inovatif"],
)
INDICATORS = rubrics.of_edition(2026).sid
sheet(
    "verifikasi_lebar.xlsx",
    "HASIL VERIFIKASI LEVEL INDIKATOR",
    ["Judul Inovasi", "Pemda", *(f"{one.kode[1:]}. {one.nama}" for one in INDICATORS)],
    [TITLE, "Kota Batu", *[2] * 19, "Level 3"],
)
sheet(
    "inovasi_dengan_level.xlsx",
    ["Judul Inovasi", "Pemda", *(f"Indikator {one.kode[1:]}" for one in INDICATORS)],
    [TITLE, "Kota Batu", "Peraturan Daerah", *[1] * 18, "3 - 5 unsur"],
)
sheet(
    "penilaian.xlsx",
    ["Objek", "Nama Penilai", "Kriteria", "Tahap", "Skor"],
    ["35.79", PERSONS[0], "kebaharuan", "presentasi", "85,5"],
    ["35.79", PERSONS[1], "kebaharuan", "presentasi", 80],
    ["35.79", PERSONS[0].upper(), "kemanfaatan", "presentasi", None],
)
text(
    "survei.csv",
    ["Instrumen", "Objek", "Nama Responden", "Gelombang", "Butir", "Nilai"],
    ["SKM 2026", "35.79", PERSONS[2], "1", "U1", "4"],
    ["SKM 2026", "35.79", PERSONS[2], "1", "U2", "-"],
)
text(
    "layanan.csv",
    ["Kode", "Bulan", "Indikator", "Nilai", "Satuan", "Sumber"],
    ["35.79", "Maret 2024", "pengaduan_masuk", "1.250", "laporan", "SP4N"],
    ["35.79", "04/2024", "pengaduan_masuk", "1.301,5", "laporan", "SP4N"],
)
sheet(
    "tindak_lanjut.xlsx",
    ["Judul Inovasi", "Pemda", "Tanggal", "Status", "Bukti"],
    [TITLE, "Kota Batu", "21 Okt 24", "Menurun", "kunjungan"],
)
