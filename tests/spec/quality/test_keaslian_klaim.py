"""Claimed against verified: which verification counts, and how the shares are told."""

import math

import pytest
from keaslian_tables import drawn

from evaluasi.quality.authenticity import Scope, overturned, verified_maturity

CLAIMS = drawn(
    """
id | tahun | kode  | judul | opd     | i16 | i17
a  | 2026  | 35.79 | A     | Dinas A | 3   | 2
b  | 2026  | 35.79 | B     | Dinas A | 2   |
c  | 2026  | 35.78 | C     | Dinas C | 1   | 1
""",
    "inovasi",
)
HEAD = "id_inovasi | indikator | level | tanggal | sumber\n"


def checked(picture):
    return drawn(HEAD + picture, "verifikasi").assign(tahun=2026)


VERIFIED = checked(
    """
a | i16 | 1 | 2026-09-01 | UI
a | i17 | 2 | 2026-09-01 | UI
b | i16 | 2 | 2026-09-01 | UI
c | i16 | 2 | 2026-09-01 | UI
"""
)


def test_lowered_and_raised_by_indicator():
    found = overturned(CLAIMS, VERIFIED)
    rows = found.table.set_index("indikator")
    assert found.count == 1
    counts = rows.loc["i16", ["jumlah_level", "diturunkan", "dinaikkan", "perubahan_rata_rata"]]
    assert list(counts) == [3, 1, 1, pytest.approx(-1 / 3)]
    # Clopper and Pearson 1934 for 1 of 3, in percent.
    assert rows.loc["i16", "batas_bawah"] == pytest.approx(0.8403759, abs=1e-6)
    assert rows.loc["i16", "batas_atas"] == pytest.approx(90.5700676, abs=1e-6)
    assert math.isnan(rows.loc["i17", "batas_bawah"])  # one innovation: no interval


def test_by_office_and_the_cells_themselves():
    found = overturned(CLAIMS, VERIFIED)
    offices = found.details["Per OPD"].set_index("opd")
    assert list(offices.loc["Dinas A", ["jumlah_level", "jumlah_inovasi", "diturunkan"]]) == [
        3,
        2,
        1,
    ]
    (cell,) = found.details["Level yang diturunkan"].to_dict("records")
    assert (cell["id_inovasi"], cell["indikator"], cell["turun"]) == ("a", "i16", 2)


# rows of one cell (claim 3)                                                counted  note
CASES = [
    ("a | i16 | 1 | 2026-08-01 | UI\na | i16 | 3 | 2026-09-01 | Unhas", (1, 0), ""),
    ("a | i16 | 3 | 2026-08-01 | UI\na | i16 | 1 | 2026-09-01 | Unhas", (1, 1), ""),
    (
        "a | i16 | 1 | | UI\na | i16 | 2 | | Unhas",
        (0, 0),
        "1 sel diverifikasi berbeda tanpa tanggal",
    ),
    ("a | i16 | 1 | | UI\na | i16 | 1 | | Unhas", (1, 1), ""),
    ("b | i17 | 1 | 2026-08-01 | UI", (0, 0), "1 sel terverifikasi tidak punya klaim"),
    (
        "z | i16 | 1 | 2026-08-01 | UI",
        (0, 0),
        "1 sel terverifikasi menyebut inovasi yang tidak ada",
    ),
]


@pytest.mark.parametrize(("picture", "counted", "note"), CASES)
def test_which_verification_counts(picture, counted, note):
    found = overturned(CLAIMS, checked(picture))
    assert (int(found.table["jumlah_level"].sum()), found.count) == counted
    assert [told for told in found.notes if note in told] != []


def test_a_region_alone():
    found = overturned(CLAIMS, VERIFIED, Scope(region="35.78"))
    assert (found.count, int(found.table["jumlah_level"].sum())) == (0, 1)


def test_unverified_cells_keep_the_claim_in_maturity():
    none = drawn("id_inovasi | sumber | kematangan | kematangan_verifikasi", "telaah")
    claims = CLAIMS.assign(**{f"i{n}": 0 for n in range(18, 36)})
    found = verified_maturity(claims, VERIFIED, none.assign(tahun=2026))
    (row,) = found.table.to_dict("records")
    # Differences in points: a lost two levels of weight 3, c gained one; b stayed.
    assert (row["jumlah_inovasi"], row["selisih"]) == (3, pytest.approx(-1.0))
    assert row["simpangan_baku"] == pytest.approx(math.sqrt(21))
    worst = found.details["Selisih terbesar"].iloc[0]
    assert (worst["id_inovasi"], worst["diakui"], worst["terverifikasi"]) == ("a", 13, 7)


def test_a_review_is_a_basis_of_its_own():
    review = drawn(
        "id_inovasi | sumber | kematangan | kematangan_verifikasi\na | QC | 90 | 70\nc | QC | 60 |",
        "telaah",
    ).assign(tahun=2026)
    found = verified_maturity(CLAIMS, VERIFIED.iloc[:0], review)
    (row,) = found.table.to_dict("records")
    assert (row["dasar"], row["jumlah_inovasi"], row["selisih"]) == ("telaah: QC", 1, -20)
    assert math.isnan(row["kesepakatan_bawah"])
    assert found.chart is None


def test_without_tables_nothing_can_be_asked():
    told = "belum dapat ditanyakan: tabel verifikasi belum dimuat"
    assert overturned(CLAIMS, VERIFIED.iloc[:0]).unasked == told
    none = drawn("id_inovasi | sumber", "telaah").assign(tahun=2026)
    assert verified_maturity(CLAIMS, VERIFIED.iloc[:0], none).unasked == told
