"""Where a table stands on its sheet, and which of its rows are data: one drawing per rule."""

import pytest
from drawn_sheets import check, passed, told, values

HEAD = "No | Judul Inovasi | Tahapan | Kematangan"
KNOWN = {"edition": 2026, "region": "35.79"}

# name: rows of the sheet → titles taken, rows passed over
SHEETS = {
    "titles above the header": (
        "DAFTAR INOVASI\n.\n{head}\n1 | A | Penerapan | 50",
        ["A"],
        [],
    ),
    "blank columns in front": (
        " | | No | Judul Inovasi | Tahapan\n | | 1 | A | Penerapan",
        ["A"],
        [],
    ),
    "numbers of the columns below the header": (
        "{head}\n1 | 2 | 3 | 4\n1 | A | Penerapan | 50",
        ["A"],
        ["2 nomor kolom"],
    ),
    "numbers of the columns in brackets": (
        "{head}\n(1) | (2) | (3) | (4)\n1 | A | Penerapan | 50",
        ["A"],
        ["2 nomor kolom"],
    ),
    "a header that comes again on each page": (
        "{head}\n1 | A | Penerapan | 50\n{head}\n2 | B | Penerapan | 50",
        ["A", "B"],
        ["3 judul berulang"],
    ),
    "a header that comes again after a blank row": (
        "{head}\n1 | A | Penerapan | 50\n.\n{head}\n2 | B | Penerapan | 50",
        ["A", "B"],
        ["3 kosong", "4 judul berulang"],
    ),
    "totals": (
        "{head}\n1 | A | Penerapan | 50\n | Jumlah | | 50\nRata-rata | | | 50\nTotal | | | 1.234,5",
        ["A"],
        ["3 jumlah", "4 jumlah", "5 jumlah"],
    ),
    "a title that begins like a total is a title": (
        "{head}\n1 | Total Care | Penerapan | 50\n2 | Jumlah Pasti | Penerapan | 60",
        ["Total Care", "Jumlah Pasti"],
        [],
    ),
    "an innovation called Total with its stage is data": (
        "{head}\n1 | Total | Penerapan | 50",
        ["Total"],
        [],
    ),
    "blank and numbered rows": (
        "{head}\n1 | A | Penerapan | 50\n2 | | |\n3 | | |\n.\n4 | B | Penerapan | 50",
        ["A", "B"],
        ["3 kosong", "4 kosong", "5 kosong"],
    ),
    "footnotes and signatures": (
        "{head}\n1 | A | Penerapan | 50\nCatatan: sementara\n | Sumber: portal\n.\n"
        " | | Batu, 12 Agustus 2026\n | | Kepala Badan | Sekretaris\n | Anonim",
        ["A"],
        [f"{row} {why}" for row, why in enumerate(
            ("catatan kaki", "catatan kaki", "kosong", *["catatan kaki"] * 3), 3)],
    ),
    "names of offices over groups of rows": (
        "{head}\nDINAS KESEHATAN\n1 | A | Penerapan | 50\nDINAS SOSIAL\n2 | B | Penerapan | 50",
        ["A", "B"],
        ["2 catatan kaki", "4 catatan kaki"],
    ),
    "groups numbered in Roman": (
        "{head}\nI | DINAS A\n1 | A | Penerapan | 50\nII | DINAS B\n2 | B | Penerapan | 50",
        ["A", "B"],
        ["2 judul kelompok", "4 judul kelompok"],
    ),
    "a title alone is data": (
        "{head}\n1 | A | Penerapan | 50\n | B\n | C",
        ["A", "B", "C"],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SHEETS)
def test_rows_of_a_sheet(name):
    drawing, titles, others = SHEETS[name]
    found = check(drawing.format(head=HEAD), **KNOWN)
    assert told(found) == []
    assert list(found.accepted["judul"]) == titles
    assert passed(found) == others


def test_two_lines_of_headings_are_joined_where_they_are_merged():
    found = check(
        """
        No | Judul | Waktu | | Indikator | |
           | | Uji Coba | Penerapan | 16 | 17 | 18
        1  | A | 1-2-2024 | 3-4-2024 | 1 | 2 | 3
        """,
        merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 0, 6)),
        **KNOWN,
    )
    assert values(
        found.accepted, "judul", "tanggal_uji_coba", "tanggal_penerapan", "i16", "i18"
    ) == ["A | 2024-02-01 00:00:00 | 2024-04-03 00:00:00 | 1 | 3"]


def test_two_lines_of_headings_are_joined_without_marks_of_merging():
    drawing = "No | Judul | Waktu |\n | | Uji Coba | Penerapan\n1 | A | 1-2-2024 | besok"
    found = check(drawing, **KNOWN)
    assert told(found) == ["D3 | Waktu › Penerapan | bukan_tanggal"]


def test_a_merged_cell_of_the_body_holds_for_its_rows_alone():
    drawing = (
        "OPD | Judul Inovasi | Tahapan\nDinas A | A | Penerapan\n | B | Penerapan\n | C | Penerapan"
    )
    found = check(drawing, merged=((1, 0, 2, 0),), **KNOWN)
    assert values(found.accepted, "opd") == ["Dinas A", "Dinas A", ""]


def test_two_tables_on_one_sheet_are_read_apart():
    found = check(
        """
        Judul Inovasi | Tahapan | Tahun
        A | Penerapan | 2026
        .
        Tabel 2
        Judul Inovasi | Indikator | File | Nomor Surat | Tahun
        A | 16. Regulasi | sk.pdf | 1/2/3 | 2026
        """,
        region="35.79",
    )
    assert told(found) == []
    assert set(found.tables) == {"inovasi", "bukti"}
    assert list(found.tables["bukti"]["id_inovasi"]) == list(found.tables["inovasi"]["id"])
    assert any("memuat 2 tabel" in note for note in found.notes)


def test_two_columns_of_one_name_are_not_chosen_from():
    found = check("Judul Inovasi | Tahapan | Nama Inovasi\nA | Penerapan | B", **KNOWN)
    assert told(found) == [" | Judul Inovasi | kolom_ganda"]
    assert found.total("dikarantina") == 1
    same = check("Judul Inovasi | Tahapan | Judul Inovasi\nA | Penerapan | A", **KNOWN)
    assert same.clean


def test_a_missing_column_holds_the_rows():
    found = check("Tahapan | Jenis | Urusan Utama | OPD\nPenerapan | Digital | Pangan | X", **KNOWN)
    assert told(found) == [" | Judul inovasi | kolom_hilang"]
    assert values(found.quarantined["inovasi"], "tahapan", "opd") == ["penerapan | X"]


def test_a_sheet_without_headings_names_the_nearest_table():
    found = check("Judul Inovasi | Warna | Rasa | Bau\nA | B | C | D")
    (sentence,) = found.rejected["kalimat"]
    assert "“Judul Inovasi”, “Warna”" in sentence
    assert "paling dekat dengan tabel inovasi" in sentence


def test_a_form_is_one_row():
    found = check(
        """
        FORMULIR PROFIL INOVASI
        Edisi: 2026
        1. | Nama Pemda | : | Kota Batu
        2. | Nama Inovasi | : | SIPADU
        3. | Tahapan Inovasi | : | Penerapan
        4. | Nama Inisiator | : | Budi Santoso
        5. | Jenis Inovasi | : | Setengah digital
        6. | Rancang Bangun | : | panjang sekali
        """
    )
    assert told(found) == ["D7 | Jenis Inovasi | di_luar_daftar"]
    held = found.quarantined["inovasi"]
    assert values(held, "kode", "tahun", "judul", "tahapan") == [
        "35.79 | 2026 | SIPADU | penerapan"
    ]
    assert "Budi" not in held.to_csv()


def test_claimed_and_verified_levels_on_two_lines_are_never_mixed_up():
    drawing = """
        No | Judul Inovasi | 16 | | 17 | | 18 |
        | | Klaim | Verifikasi | Klaim | Verifikasi | Klaim | Verifikasi
        1 | A | 3 | 2 | 2 | 1 | 1 | 0
        """
    claimed = check(drawing, **KNOWN).accepted
    assert values(claimed, "i16", "i17", "i18") == ["3 | 2 | 1"]
    verified = check(drawing, table="verifikasi", **KNOWN).accepted
    assert list(verified["level"]) == [2, 1, 0]


def test_a_sheet_of_rules_is_not_the_table_that_was_asked_for():
    found = check("Inovasi | Aturan\nA | Tulis judulnya", table="inovasi", **KNOWN)
    assert found.total("dibaca") == 0
    assert check("No | Judul Inovasi\n1 | A", table="inovasi", **KNOWN).total("diterima") == 1
