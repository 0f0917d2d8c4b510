"""Claimed and verified stand side by side; what was not verified stays as claimed and is told."""

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError

RUBRIC = sc.load_rubric("iid-2026")


def test_verified_levels_replace_claims_and_nothing_else(inovasi, kapasitas, verifikasi):
    claimed = sc.regional_index(inovasi, kapasitas, RUBRIC).table
    table = sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=verifikasi).table
    pd.testing.assert_frame_equal(table[claimed.columns], claimed)
    lost, won = 4 * 2, 3 * 1
    row = table.loc[0]
    assert row["rata_kematangan_verifikasi"] == pytest.approx((6 * 74 - lost + won) / 12)
    assert row["sid_verifikasi"] - row["sid"] == pytest.approx((won - lost) / 12)
    assert row["iid_verifikasi"] - row["iid"] == pytest.approx((won - lost) / 12 / 2.5)
    assert row["predikat_verifikasi"] == "Kurang Inovatif"
    assert (row["level_terverifikasi"], row["alasan_verifikasi"]) == (
        2,
        "2 dari 120 level terverifikasi; sisanya level yang diakui daerah",
    )


def test_a_region_without_verification_has_no_verified_index(inovasi, kapasitas, verifikasi):
    row = sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=verifikasi).table.loc[1]
    assert row["alasan_verifikasi"] == "belum ada verifikasi"
    assert row[[name for name in row.index if name.endswith("_verifikasi")][:4]].isna().all()


@pytest.mark.parametrize("other", ["kosong", "edisi lain"])
def test_no_verification_of_the_edition_is_not_a_fault(other, inovasi, kapasitas, verifikasi):
    given = verifikasi.iloc[:0] if other == "kosong" else verifikasi.assign(tahun=2025)
    table = sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=given).table
    assert (table["alasan_verifikasi"] == "belum ada verifikasi").all()


def test_the_latest_verification_of_a_cell_holds(inovasi, kapasitas, verifikasi):
    earlier = verifikasi.assign(level=1, tanggal=pd.Timestamp("2026-07-01"), sumber="lain")
    undated = verifikasi.assign(level=2, tanggal=pd.NaT, sumber="tanpa tanggal")
    both = pd.concat([verifikasi, earlier, undated], ignore_index=True)
    pd.testing.assert_frame_equal(
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=both).table,
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=verifikasi).table,
    )


@pytest.mark.parametrize("column", ["kosong", "tidak ada"])
def test_verifications_without_dates_hold_too(column, inovasi, kapasitas, verifikasi):
    undated = verifikasi.drop(columns="tanggal")
    given = undated.assign(tanggal=pd.NaT) if column == "kosong" else undated
    pd.testing.assert_frame_equal(
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=given).table,
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=verifikasi).table,
    )


def test_verifiers_who_disagree_on_one_day_are_named(inovasi, kapasitas, verifikasi):
    other = verifikasi.assign(level=[1, 3], sumber="lain")
    both = pd.concat([verifikasi, other], ignore_index=True)
    with pytest.raises(ParameterError, match="bertentangan") as caught:
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=both)
    assert caught.value.faults == ("inovasi v1, indikator i35",)


@pytest.mark.parametrize(
    ("change", "match", "fault"),
    [
        ({"level": 4}, "level di luar", "inovasi v1, indikator i35: 4"),
        ({"level": None}, "level di luar", "inovasi v1, indikator i35: "),
        ({"id_inovasi": "v99"}, "tidak dikenal", "inovasi v99, indikator i35"),
        ({"indikator": "i36"}, "tidak dikenal", "inovasi v1, indikator i36"),
    ],
)
def test_a_wrong_verification_is_named(change, match, fault, inovasi, kapasitas, verifikasi):
    frame = verifikasi.astype(object)
    for column, value in change.items():
        frame.loc[0, column] = value
    with pytest.raises(ParameterError, match=match) as caught:
        sc.regional_index(inovasi, kapasitas, RUBRIC, verifikasi=frame)
    assert caught.value.faults[0].startswith(fault)


def test_where_the_index_cannot_be_computed_the_verified_one_says_why(inovasi, verifikasi):
    row = sc.regional_index(inovasi, None, RUBRIC, verifikasi=verifikasi).table.loc[0]
    assert row["alasan_verifikasi"].endswith("; level SPD wilayah ini belum ada data")
    assert row["sid_verifikasi"] < row["sid"]
