"""Region, edition and innovation: from a column, from above the table, or from the user."""

import pytest
from drawn_sheets import check, told, values

from evaluasi.tables.intake.ids import innovation_id

ROWS = "Judul Inovasi | Tahapan\nA | Penerapan"

# Text above the table | answers | kode tahun of the row, or the reason
ABOVE = """
Wilayah: 35.79 Kota Batu / Edisi: 2026 | | 35.79 2026
Wilayah | Kota Batu / Edisi | 2026     | | 35.79 2026
IID 2026 / PEMERINTAH KOTA BATU | | 35.79 2026
DAFTAR INOVASI KABUPATEN MALANG TAHUN 2025 | | 35.07 2025
DAFTAR INOVASI TAHUN 2024 | region=35.79 | 35.79 2024
DAFTAR INOVASI TAHUN 2024-2025 | region=35.79 | keterangan_kurang
DAFTAR INOVASI | region=35.79 edition=2026 | 35.79 2026
DAFTAR INOVASI | edition=2026 | keterangan_kurang
DAFTAR INOVASI | region=35.79 | keterangan_kurang
Peraturan Bupati Nomor 5 Tahun 2024 | region=35.79 | keterangan_kurang
Nomor 100/2 Tahun 2024, edisi 2026 | region=35.79 | 35.79 2026
IID 2025 | region=35.79 edition=2026 | bertentangan
Pemda: Kota Batu | region=35.07 edition=2026 | bertentangan
Pemda: Kota Batu | region=35 edition=2026 | 35.79 2026
Pemda: Malang | edition=2026 | wilayah_ganda
Se-Kabupaten Malang dan Kota Batu | region=35.79 edition=2026 | 35.79 2026
"""

# Cell of the column | answer | kode, or the reason
REGIONS = """
Kota Batu            |       | 35.79
KAB. MALANG          |       | 35.07
Pemkab Banyuwangi    |       | 35.10
35.79                |       | 35.79
35.79 Kota Batu      |       | 35.79
3579                 |       | 35.79
Jawa Timur           |       | 35
Malang               |       | wilayah_ganda
35.1                 |       | nol_hilang
Kab. Malng           |       | wilayah_tak_dikenal
Atlantis             |       | wilayah_tak_dikenal
Kota Batu 35.07      |       | bertentangan
                     | 35.79 | 35.79
Kota Batu            | 35    | 35.79
Kota Batu            | 35.07 | bertentangan
"""


def drawn(table):
    lines = [line.rpartition("|") for line in table.strip().splitlines()]
    split = [(*head.rpartition("|")[::2], want) for head, _bar, want in lines]
    return [tuple(part.strip() for part in case) for case in split]


def known(words):
    pairs = (word.split("=") for word in words.split())
    return {
        name: int(value) if value.isdigit() and name == "edition" else value
        for name, value in pairs
    }


def outcome(found):
    if found.clean:
        return values(found.accepted, "kode", "tahun")[0].replace(" | ", " ")
    (reason,) = set(found.rejected["alasan"])
    assert found.total("dikarantina") == found.total("dibaca") == 1
    return reason


@pytest.mark.parametrize("case", drawn(ABOVE), ids=" ".join)
def test_what_stands_above_a_table_holds_for_its_rows(case):
    above, answers, want = case
    found = check("\n".join([*above.split(" / "), ROWS]), **known(answers))
    assert outcome(found) == want


@pytest.mark.parametrize("case", drawn(REGIONS), ids=" ".join)
def test_the_region_of_a_row_is_read_and_never_guessed(case):
    cell, answer, want = case
    drawing = f"Judul Inovasi | Pemda | Tahun\nA | {cell} | 2026"
    assert outcome(check(drawing, region=answer or None)).replace(" 2026", "") == want


def test_what_is_taken_from_above_a_table_is_told():
    notes = check("IID 2026\nPEMERINTAH KOTA BATU\n" + ROWS).notes
    assert "berkas.xlsx, lembar Lembar1: tahun 2026 diambil dari tulisan di atas tabel" in notes
    assert any("wilayah 35.79 diambil dari tulisan di atas tabel: “KOTA BATU”" in n for n in notes)


def test_a_row_without_anything_to_say_is_not_one():
    found = check(
        "Nama Daerah | Skor Indeks | Predikat\nKota Batu | 70 |\nKota Malang", edition=2025
    )
    assert list(found.accepted["kode"]) == ["35.79"]
    assert list(found.skipped["sebab"]) == ["belum diisi"]


def test_a_code_and_a_name_of_two_regions_contradict():
    found = check("Judul Inovasi | Kode | Pemda | Tahun\nA | 35.79 | Kab. Malang | 2026")
    assert told(found) == ["B2 | Kode | bertentangan"]
    agreed = check("Judul Inovasi | Kode | Pemda | Tahun\nA | 35.07 | Malang | 2026")
    assert agreed.clean


def test_the_province_beside_the_name_says_which_namesake():
    drawing = "Judul Inovasi | Provinsi | Kabupaten/Kota | Tahun\nA | {} | Kab. Banjar | 2026"
    assert outcome(check(drawing.format("Kalimantan Selatan"))) == "63.03 2026"


def test_a_row_with_another_edition_than_the_answer_waits():
    found = check("Judul Inovasi | Tahun\nA | 2025\nB | 2026", edition=2026, region="35.79")
    assert told(found) == ["B2 | Tahun | bertentangan"]
    assert list(found.accepted["judul"]) == ["B"]


def test_the_identifier_is_that_of_region_and_title():
    found = check(
        "Judul Inovasi | Pemda | Tahun\nSi-Padu! | Kota Batu | 2025\nSIPADU | Kota Batu | 2026"
    )
    assert set(found.accepted["id"]) == {innovation_id("35.79", "sipadu")}


def test_an_identifier_of_the_file_is_kept_and_found_again():
    found = check(
        """
        ID Inovasi | Judul Inovasi | Pemda | Tahun
        X1 | A | Kota Batu | 2026
        .
        Bukti
        Judul Inovasi | Pemda | Tahun | Indikator | File
        a | Kota Batu | 2026 | 16 | sk.pdf
        b | Kota Batu | 2026 | 16 | sk.pdf
        """
    )
    assert list(found.tables["bukti"]["id_inovasi"]) == ["X1"]
    assert told(found) == ["A7 | Judul Inovasi | rujukan_hilang"]
    assert values(found.quarantined["bukti"], "judul_inovasi", "wilayah") == ["b | 35.79"]


def test_verified_levels_across_become_rows_and_blanks_say_nothing():
    found = check(
        """
        No | Judul Inovasi | Regulasi | SDM | Anggaran
        1 | A | 3 | | 0
        2 | B | | 5 | 1
        3 | C | | |
        """,
        sheet="Hasil Verifikasi",
        edition=2025,
        region="35.79",
        source="UI",
    )
    assert values(found.tables["verifikasi"], "indikator", "level", "sumber") == [
        "i16 | 3 | UI",
        "i18 | 0 | UI",
        "i18 | 1 | UI",
    ]
    assert told(found) == ["D3 | SDM | di_luar_batas"]
    assert list(found.skipped["sebab"]) == ["tanpa nilai"]


def test_two_scores_of_a_region_become_two_rows():
    found = check(
        """
        Nama Daerah | Jumlah Inovasi | Nilai Indeks (mandiri) | Nilai Indeks Verifikasi | Predikat
        Kota Batu | 40 | 80,5 | 77,2 | Sangat Inovatif
        Kab. Malang | 9 | 50 | | Inovatif
        """,
        edition=2025,
    )
    assert values(found.accepted, "kode", "sumber", "skor", "predikat", "skala") == [
        "35.79 | berkas.xlsx (verifikasi) | 77.2 | Sangat Inovatif | 0-100",
        "35.79 | berkas.xlsx (mandiri) | 80.5 |  | 0-100",
        "35.07 | berkas.xlsx (mandiri) | 50.0 | Inovatif | 0-100",
    ]


@pytest.mark.parametrize(
    ("edition", "score", "scale"),
    [(2019, 74400, "poin"), (2021, 84.19, "0-100"), (2022, 101, None)],
)
def test_the_scale_of_a_score_is_that_of_its_edition(edition, score, scale):
    found = check(f"Nama Daerah | Skor Indeks | Predikat\nKota Batu | {score} |", edition=edition)
    if scale is None:
        assert told(found) == ["B2 | Skor Indeks | di_luar_batas"]
    else:
        assert list(found.accepted["skala"]) == [scale]
