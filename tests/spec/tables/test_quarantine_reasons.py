"""What is wrong with a cell: the code that programs read and the sentence that people read."""

import pytest

from evaluasi.tables import schemas
from evaluasi.tables.cells import CellError, reader

# table.column             cell                 reason                 sentence
CASES = """
capaian.kode             | 35.1               | nol_hilang           | “35.1” kehilangan nol di ujung, mungkin 35.10; kode adalah teks
capaian.kode             | 3579               | pola_salah           | “3579” tidak sesuai bentuk yang diminta (\\d{2}(\\.\\d{2}(\\.\\d{2})?)?)
capaian.kode             |                    | kosong               | wajib diisi
capaian.tahun            | dua ribu           | bukan_bilangan_bulat | “dua ribu” bukan bilangan bulat; tulis angka saja, misalnya 2025 atau 36742
capaian.tahun            | 1998               | di_luar_batas        | “1998” di luar batas 2000 sampai 2100
capaian.nilai            | 84,19              | bukan_angka          | “84,19” memakai koma desimal; tulis dengan titik, misalnya 84.19
capaian.nilai            | 1.234,5            | bukan_angka          | “1.234,5” memakai koma desimal; tulis dengan titik, misalnya 84.19
capaian.nilai            | -                  | bukan_angka          | “-” bukan angka; tulis angka dengan titik desimal, misalnya 84.19
capaian.nilai            | NaN                | bukan_angka          | “NaN” bukan angka; tulis angka dengan titik desimal, misalnya 84.19
capaian.nilai            | 1e999              | bukan_angka          | “1e999” bukan angka; tulis angka dengan titik desimal, misalnya 84.19
capaian.keyakinan        | high               | di_luar_daftar       | “high” tidak ada dalam daftar: tinggi; sedang; rendah; turunan
inovasi.i16              | 4                  | di_luar_batas        | “4” di luar batas 0 sampai 3
inovasi.anggaran         | -1                 | di_luar_batas        | “-1” di luar batas 0 sampai tanpa batas
inovasi.tanggal_penerapan | 31-12-2024         | bukan_tanggal        | “31-12-2024” bukan tanggal; tulis tahun-bulan-hari, misalnya 2024-10-21
inovasi.tanggal_penerapan | 2023-02-29         | bukan_tanggal        | “2023-02-29” bukan tanggal; tulis tahun-bulan-hari, misalnya 2024-10-21
layanan.bulan            | 2024-13            | bukan_bulan          | “2024-13” bukan bulan; tulis tahun-bulan, misalnya 2024-03
survei.responden         | Siti Aminah        | pola_salah           | “Siti Aminah” tidak sesuai bentuk yang diminta ([A-Za-z]{0,4}\\d{1,6})
verifikasi.indikator     | i36                | pola_salah           | “i36” tidak sesuai bentuk yang diminta (i(1[6-9]|2\\d|3[0-5]))
kapasitas.indikator      | 16                 | pola_salah           | “16” tidak sesuai bentuk yang diminta (([1-9]|1[0-5])[ab]?)
tindak_lanjut.status     | hilang             | di_luar_daftar       | “hilang” tidak ada dalam daftar: berkembang; tetap; melemah; berhenti; diserap; tak_terverifikasi
"""  # noqa: E501 - a drawn table


@pytest.mark.parametrize("case", CASES.strip().splitlines())
def test_reason_and_sentence(case):
    place, cell, reason, sentence = (part.strip() for part in case.split(" | ", maxsplit=3))
    table, _dot, column = place.split("|")[0].strip().partition(".")
    read = reader(schemas.get(table).field(column), ("",))
    with pytest.raises(CellError) as caught:
        read(cell)
    assert (caught.value.reason, caught.value.sentence) == (reason, sentence)


def test_a_long_value_is_shortened_in_the_sentence():
    read = reader(schemas.get("capaian").field("nilai"), ("",))
    with pytest.raises(CellError) as caught:
        read("kata " * 100)
    assert len(caught.value.sentence) < 140
    assert "…”" in caught.value.sentence
