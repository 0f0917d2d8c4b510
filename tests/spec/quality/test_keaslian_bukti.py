"""Documents that serve several innovations, regions, or many indicators; titles told twice."""

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import identical_titles, shared_documents

INNOVATIONS = drawn(
    """
id | tahun | kode  | judul       | opd
a  | 2026  | 35.79 | Judul satu  | Dinas A
b  | 2026  | 35.79 | Judul dua   | Dinas B
c  | 2026  | 35.78 | Judul tiga  | Dinas C
""",
    "inovasi",
)
HEAD = "id_inovasi | indikator | dokumen | nomor | tanggal\n"

CASES = [
    # One number and date in two innovations, whatever the dots and spaces.
    (
        "a | i20 | x.pdf | 188 / 45 / 25 | 2025-02-01\nb | i20 | y.pdf | 188.45.25 | 2025-02-01",
        [("beberapa inovasi", "", 1, 2)],
    ),
    # The same number on another day is another document.
    ("a | i20 | x.pdf | 188/45 | 2025-02-01\nb | i20 | y.pdf | 188/45 | 2025-03-01", []),
    # A decision that names many innovations is common.
    (
        "a | i16 | x.pdf | 188/45 | 2025-02-01\nb | i17 | y.pdf | 188/45 | 2025-02-01",
        [("beberapa inovasi", "lazim: keputusan atau rencana bersama", 1, 2)],
    ),
    (
        "a | i20 | x.pdf | 188/45 | 2025-02-01\nc | i20 | y.pdf | 188/45 | 2025-02-01",
        [("beberapa wilayah", "", 2, 2)],
    ),
    # A telling file name counts within a region, a link anywhere, Foto 1.jpg nowhere.
    ("a | i20 | Pelatihan_petani.pdf | |\nb | i20 | pelatihan petani.PDF | |",
     [("beberapa inovasi", "", 1, 2)]),
    ("a | i20 | pelatihan petani.pdf | |\nc | i20 | pelatihan petani.pdf | |", []),
    ("a | i20 | https://x.id/d/1 | |\nc | i20 | https://x.id/d/1/ | |",
     [("beberapa wilayah", "", 2, 2)]),
    ("a | i20 | Foto 1.jpg | |\nb | i20 | foto 1.jpg | |", []),
    ("a | i20 | SK Tim.pdf | |\nb | i20 | SK Tim.pdf | |", []),
    # One report for four indicators, not for three.
    (
        "\n".join(f"a | i{n} | laporan tahunan petani.pdf | |" for n in (20, 21, 22, 23)),
        [("banyak indikator satu inovasi", "", 1, 1)],
    ),
    ("\n".join(f"a | i{n} | laporan tahunan petani.pdf | |" for n in (20, 21, 22)), []),
]  # fmt: skip


@pytest.mark.parametrize(("picture", "asked"), CASES)
def test_documents(picture, asked):
    found = shared_documents(drawn(HEAD + picture, "bukti").assign(tahun=2026), INNOVATIONS).table
    columns = ["sebab", "lazim", "jumlah_wilayah", "jumlah_inovasi"]
    assert list(found[columns].itertuples(index=False, name=None)) == asked


def test_two_innovations_that_share_many_documents_are_one_row():
    lines = [f"{i} | i{n} | {n}.pdf | 12/{n} | 2025-02-01" for n in range(20, 30) for i in "ab"]
    bukti = drawn(HEAD + "\n".join(lines), "bukti").assign(tahun=2026)
    (row,) = shared_documents(bukti, INNOVATIONS).table.to_dict("records")
    assert (row["jumlah_dokumen"], row["jumlah_indikator"], row["id"]) == (10, 10, "a; b")


def test_documents_of_unknown_innovations_are_counted_not_lost():
    bukti = drawn(HEAD + "z | i20 | x.pdf | 12/34 | 2025-02-01", "bukti").assign(tahun=2026)
    found = shared_documents(bukti, INNOVATIONS)
    assert found.unasked == "belum dapat ditanyakan: tidak ada bukti untuk edisi dan wilayah ini"
    assert "1 baris bukti menyebut inovasi yang tidak ada pada tabel inovasi." in found.notes


def test_no_evidence_table_cannot_be_asked():
    empty = drawn(HEAD, "bukti").assign(tahun=2026)
    found = shared_documents(empty, INNOVATIONS)
    assert found.unasked == "belum dapat ditanyakan: tabel bukti belum dimuat"


def test_titles_told_twice_and_series():
    titles = ["Bank Sampah", "BANK SAMPAH 2026", "Kelas Ibu Hamil", "Kelas Ibu 1", "Kelas Ibu 2"]
    lines = [f"{i} | 2026 | 35.79 | {title}" for i, title in enumerate([*titles, "Kelas Ibu 3"])]
    table = identical_titles(
        drawn("id | tahun | kode | judul\n" + "\n".join(lines), "inovasi")
    ).table
    told = table[["judul", "kemiripan", "jumlah_inovasi"]]
    assert list(told.itertuples(index=False, name=None)) == [
        ("Kelas Ibu 1", "hanya nomornya berbeda", 3),
        ("Bank Sampah", "sama", 2),
    ]
