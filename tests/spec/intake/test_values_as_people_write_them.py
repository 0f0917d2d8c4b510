"""What people write in a cell, and what is read: one row is one case.

Left: text; [in brackets] a number or date of Excel; ␣ is a space that doesn't break, ⏎ a line
break, ␀ a zero-width space. Right: the canonical text, nothing for a missing value, or (the reason
of the fault). The strict reader of the tables has the last word.
"""

import datetime as dt
import re

import pytest

from evaluasi.tables import cells, schemas
from evaluasi.tables.intake.values import decimal_mark, normaliser

DRAWN = """
inovasi.penerima: counts
  [3.0]                              | 3
  [1250]                             | 1250
  1.234.567                          | 1234567
  1.234                              | 1234
  1,234                              | 1234
  1 234                              | 1234
  1␣234                              | 1234
  120 orang                          | 120
  3,0                                | 3
  007                                | 7
  −5                                 | (di_luar_batas)
  (5)                                | (di_luar_batas)
  [2.5]                              | (bukan_bilangan_bulat)
  84,19                              | (bukan_bilangan_bulat)
  Rp 500                             | (bukan_bilangan_bulat)
  50 %                               | (bukan_bilangan_bulat)
  kurang lebih 100                   | (bukan_bilangan_bulat)
  100-200                            | (bukan_bilangan_bulat)
  [TRUE]                             | (bukan_bilangan_bulat)
  2024 100                           | (bukan_bilangan_bulat)

capaian.nilai: measured numbers
  [84.19]                            | 84.19
  84,19                              | 84.19
  84.19                              | 84.19
  0,125                              | 0.125
  1.234.567                          | 1234567
  1.234,5                            | 1234.5
  1,234.5                            | 1234.5
  1␣234,5                            | 1234.5
  12,5 %                             | 12.5
  (1.234,5)                          | -1234.5
  –0,35                              | -0.35
  (-5)                               | (bukan_angka)
  1234,567                           | 1234.567
  1.234                              | (bukan_angka)
  1,234                              | (bukan_angka)
  12.34.5                            | (bukan_angka)
  1.234,567.8                        | (bukan_angka)
  1,234.567,8                        | (bukan_angka)
  -0                                 | 0
  1.23,4                             | (bukan_angka)
  2,5 juta                           | (bukan_angka)
  7,13*                              | (bukan_angka)
  #N/A                               | (bukan_angka)
  ...                                | (kosong)
  NA                                 | (kosong)

inovasi.anggaran: rupiah has no thousandths, so three digits are always thousands
  Rp 1.250.000,00                    | 1250000
  Rp1.250.000,-                      | 1250000
  Rp. 500.000                        | 500000
  500.000                            | 500000
  [1250000.5]                        | 1250000.5
  Rp 150 juta                        | 150000000
  Rp 2,5 miliar                      | 2500000000
  1,25 jt rupiah                     | 1250000
  750 ribu                           | 750000
  Rp 1.250 juta                      | (bukan_angka)
  5 jutaan                           | (bukan_angka)
  12,5 %                             | (bukan_angka)
  nihil                              | (bukan_angka)
  tidak ada                          | (bukan_angka)
  belum ada                          |

inovasi.tanggal_penerapan: the day first, or the year
  [2024-10-21T08:00]                 | 2024-10-21
  21-10-2024                         | 2024-10-21
  21/10/2024                         | 2024-10-21
  21.10.2024                         | 2024-10-21
  3/4/2024                           | 2024-04-03
  21 Oktober 2024                    | 2024-10-21
  Senin, 21 Oktober 2024             | 2024-10-21
  Jum'at, 18 Oktober 2024            | 2024-10-18
  21 Nopember 2024                   | 2024-11-21
  21 Okt 24                          | 2024-10-21
  21-Okt-24                          | 2024-10-21
  21 October 2024                    | 2024-10-21
  2024-10-21                         | 2024-10-21
  2024-10-21 08:15:00                | 2024-10-21
  2024-10-21T08:15:00+07:00          | 2024-10-21
  2024-10-21T08:15:00Z               | 2024-10-21
  [45586]                            | 2024-10-21
  45586                              | 2024-10-21
  belum                              |
  10/21/2024                         | (bukan_tanggal)
  21/10/24                           | (bukan_tanggal)
  21 Okt 98                          | (bukan_tanggal)
  Oktober 2024                       | (bukan_tanggal)
  2024                               | (bukan_tanggal)
  [2024]                             | (bukan_tanggal)
  31 Juni 2024                       | (bukan_tanggal)
  29-02-2023                         | (bukan_tanggal)
  0204-10-21                         | (bukan_tanggal)
  21-10-2024 s.d. 25-10-2024         | (bukan_tanggal)
  akhir tahun                        | (bukan_tanggal)

A year typed into a date cell is a day in 1905; 17.00 UTC is tomorrow in Indonesia
  [1905-07-16T00:00]                 | (bukan_tanggal)
  2024-10-20T17:00:00.000Z           | (bukan_tanggal)

layanan.bulan: months; a day in the middle of a month is no month
  2024-03                            | 2024-03
  03/2024                            | 2024-03
  3-2024                             | 2024-03
  Maret 2024                         | 2024-03
  2024 Maret                         | 2024-03
  Mar-24                             | 2024-03
  202403                             | 2024-03
  [2024-03-01T00:00]                 | 2024-03
  [2024-03-31T00:00]                 | 2024-03
  [2024-03-24T00:00]                 | (bukan_bulan)
  [2024.1]                           | (bukan_bulan)
  [2024.12]                          | (bukan_bulan)
  2024.1                             | (bukan_bulan)
  2024                               | (bukan_bulan)
  Triwulan I 2024                    | (bukan_bulan)

inovasi.tahapan: a list
  Uji Coba                           | uji coba
  Ujicoba                            | uji coba
  uji-coba                           | uji coba
  2. Uji␣coba                        | uji coba
  PENERAPAN                          | penerapan
  Inisiasi                           | inisiatif
  rintisan                           | (di_luar_daftar)

inovasi.jenis
  Digital                            | digital
  Non-Digital                        | non digital
  NonDigital                         | non digital
  ya                                 | (di_luar_daftar)

inovasi.inisiator
  OPD                                | perangkat daerah
  Perangkat Daerah (OPD)             | perangkat daerah
  Aparatur Sipil Negara              | ASN
  Anggota DPRD                       | anggota DPRD
  Budi Santoso                       | (di_luar_daftar)

inovasi.bentuk
  Inovasi Tata Kelola Pemerintahan Daerah | tata kelola pemerintahan daerah
  pelayanan_publik                   | pelayanan publik
  Inovasi Daerah lainnya sesuai dengan Urusan Pemerintahan yang menjadi kewenangan Daerah | inovasi daerah lainnya

inovasi.urusan: abbreviations, old spellings, the number on the form
  7. Tenaga Kerja                    | Tenaga Kerja
  (16) Kominfo                       | Komunikasi dan Informatika
  Pertahanan                         | Pertanahan
  PUPR                               | Pekerjaan Umum dan Penataan Ruang
  Dukcapil                           | Administrasi Kependudukan dan Pencatatan Sipil
  Urusan Pemerintahan Bidang Sosial  | Sosial
  1.05 URUSAN PEMERINTAHAN BIDANG KETENTERAMAN DAN KETERTIBAN UMUM SERTA PERLINDUNGAN MASYARAKAT | Ketenteraman, Ketertiban Umum dan Pelindungan Masyarakat
  koperasi, usaha kecil & menengah   | Koperasi, Usaha Kecil dan Menengah
  Perumahan Rakyat dan Kawasan Pemukiman | Perumahan Rakyat dan Kawasan Permukiman
  Dinas Kesehatan                    | (di_luar_daftar)
  Kesehatan, Sosial                  | (di_luar_daftar)
  7                                  | (di_luar_daftar)

inovasi.urusan_beririsan: several; three affairs hold commas themselves
  Kesehatan; Sosial                  | Kesehatan; Sosial
  Kesehatan, kominfo                 | Kesehatan; Komunikasi dan Informatika
  1. Kesehatan⏎2. Sosial             | Kesehatan; Sosial
  Sosial, Koperasi, Usaha Kecil dan Menengah | Sosial; Koperasi, Usaha Kecil dan Menengah
  Kesehatan, lain-lain               | Kesehatan, lain-lain
  Tidak Ada                          |
  Kepemudaan Dan Olah Raga,Kearsipan,Fungsi Penunjang Lainnya Sesuai Dengan Ketentuan Peraturan Perundang-Undangan | Kepemudaan dan Olahraga; Kearsipan; Fungsi lain sesuai ketentuan peraturan perundang-undangan

inovasi.i24: levels, by the words of the 2026 guideline
  [2]                                | 2
  Level 2                            | 2
  Lv. 2                              | 2
  2 - kerja sama                     | 2
  3-4 perangkat daerah               | 2
  2 - 3-4 perangkat daerah           | 2
  tidak dipilih                      | 0
  -                                  |
  3 - 4 aktor                        | (bukan_bilangan_bulat)
  3 - 2 perangkat daerah             | (bukan_bilangan_bulat)
  banyak                             | (bukan_bilangan_bulat)
  [2026-04-03T00:00]                 | (bukan_bilangan_bulat)
  6                                  | (di_luar_batas)
  [1.5]                              | (bukan_bilangan_bulat)

inovasi.i16: the words of another level contradict the number
  Peraturan Daerah                   | 3
  2 - Peraturan Kepala Daerah        | 2
  2 - Peraturan Daerah               | (bukan_bilangan_bulat)
  Perkada / Perda                    | (bukan_bilangan_bulat)

bukti.indikator
  [16.0]                             | i16
  Indikator 16                       | i16
  SID-16                             | i16
  16. Regulasi Inovasi Daerah        | i16
  Replikasi                          | i31
  33a                                | (pola_salah)
  apa saja                           | (pola_salah)

kapasitas.indikator: numbers moved between editions, so names are read by the edition
  [2.0]                              | 2
  2a                                 | 2a
  SPD 2A                             | 2a
  2a. Penetapan APBD tepat waktu     | 2a
  Tingkat lembaga kelitbangan        | (pola_salah)

layanan.indikator: a code made of words
  pengaduan_masuk                    | pengaduan_masuk
  Pengaduan Masuk                    | pengaduan_masuk
  waktu layanan (menit)              | waktu_layanan_menit
  café                               | (pola_salah)
  -                                  | (kosong)

capaian.indikator: a name that belongs to one series
  P0                                 | p0
  Persentase penduduk miskin         | p0
  IPM                                | (di_luar_daftar)

inovasi.kode: text; a lost zero is told, never put back
  [35.79]                            | 35.79
  ␣35.79␀                            | 35.79
  [35.1]                             | (nol_hilang)
  [3579.0]                           | (pola_salah)

inovasi.judul: text without what cannot be seen; an apostrophe before a formula goes
  ␣␣SIMANIS␣␣ 2␀                     | SIMANIS 2
  '=1+1                              | =1+1
  'Aisyiyah                          | 'Aisyiyah
  [3579.0]                           | 3579
"""  # noqa: E501 - a drawn table

SIGNS = str.maketrans({"␣": "\u00a0", "␀": "\u200b", "⏎": "\n"})


def drawn():
    place = ""
    for line in DRAWN.strip().splitlines():
        if line.startswith("  "):
            written, _bar, read = line.partition("|")
            yield place, written.strip(" "), read.strip()
        elif heading := re.match(r"\w+\.\w+", line):
            place = heading[0]


def taken(table, column, written, **known):
    """What the strict reader takes of a cell, or the reason why it doesn't."""
    field = schemas.get(table).field(column)
    canonical = normaliser(field, table, **known)(written)
    try:
        cells.reader(field, ("",))(canonical)
    except cells.CellError as fault:
        return f"({fault.reason.value})"
    return canonical


def cell(written):
    if not written.startswith("["):
        return written.translate(SIGNS)
    inner = written.strip("[]")
    if inner == "TRUE":
        return True
    return dt.datetime.fromisoformat(inner) if "T" in inner else float(inner)


@pytest.mark.parametrize(("place", "written", "read"), list(drawn()))
def test_a_cell_is_read_as_drawn(place, written, read):
    table, _dot, column = place.partition(".")
    assert taken(table, column, cell(written), edition=2026) == read


# other cells of the column | 1.234 is read as | in a column of counts
MARKS = """
84,19; 7,5             | 1234             | 1234
1.234.567              | 1234             | 1234
84.19                  | 1.234            | (bukan_bilangan_bulat)
1,234,567              | 1.234            | (bukan_bilangan_bulat)
84,19; 84.19           | (bukan_angka)    | 1234
12; 1.500              | (bukan_angka)    | 1234
"""


@pytest.mark.parametrize("case", MARKS.strip().splitlines())
def test_the_rest_of_the_column_decides_what_two_meanings_mean(case):
    others, measured, counted = (part.strip() for part in case.split("|"))
    mark = decimal_mark([*others.split("; "), "1.234", 2.5])
    assert taken("capaian", "nilai", "1.234", decimal=mark) == measured
    assert taken("inovasi", "penerima", "1.234", decimal=mark) == counted


def test_rupiah_in_a_column_with_decimal_points_are_not_guessed():
    assert taken("inovasi", "anggaran", "500.000", decimal=".") == "(bukan_angka)"
    assert taken("inovasi", "anggaran", "500.000", decimal=",") == "500000"
