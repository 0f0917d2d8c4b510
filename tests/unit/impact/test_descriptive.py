"""The change after an award runs from March t to March t+1 or later, and is only described."""

import re

import numpy as np
import pandas as pd
import pytest

from evaluasi.impact import award_comparison, caution
from evaluasi.impact.descriptive import CAUTIONS, COLUMNS

CODES = [f"35.0{i}" for i in range(1, 8)]
KINDS = pd.Series({**dict.fromkeys(CODES, "kabupaten"), "35.71": "kota", "35": "provinsi"})


def outcome():
    """Poverty by year 2020-2023; the regencies 35.01 … 35.07, then the city."""
    return pd.DataFrame(
        [
            [10.0, 10.5, 9.0, 8.0],
            [12.0, 11.0, 10.0, 9.0],
            [12.0, 11.5, 10.0, 9.0],
            [12.0, 12.0, 10.0, 9.0],
            [12.0, 12.5, 10.0, 9.0],
            [12.0, 13.0, 10.0, 9.0],
            [12.0, 14.0, 10.0, 9.0],
            [4.0, 9.9, 4.0, 4.0],
        ],
        index=[*CODES, "35.71"],
        columns=[2020, 2021, 2022, 2023],
    )


def awards(*rows):
    return pd.DataFrame(rows, columns=["kode", "tahun"])


def first_row(*args, **kwargs):
    result = award_comparison(*args, **kwargs)
    return result.first_exposed().iloc[0]


def test_the_first_change_runs_from_the_award_year_to_the_next():
    row = first_row(outcome(), KINDS, awards(("35.01", 2020)), "35.01")
    assert (row["nilai_dasar"], row["nilai_akhir"], row["perubahan"]) == (10.0, 10.5, 0.5)


def test_the_spread_is_that_of_the_same_change_in_all_regions_of_the_type():
    row = first_row(outcome(), KINDS, awards(("35.01", 2020)), "35.01")
    # changes of the seven regencies: -1, -0.5, 0, 0.5, 0.5, 1, 2; the city's 5.9 stays out
    assert row["n"] == 7
    assert row["minimum"] == -1.0
    assert row["median"] == 0.5
    assert row["maksimum"] == 2.0
    assert row["kuartil_1"] == -0.25
    assert row["kuartil_3"] == 0.75
    assert row["letak"] == "sama dengan median"


def test_later_years_follow_until_the_last_value_on_file():
    table = award_comparison(outcome(), KINDS, awards(("35.01", 2021)), "35.01").to_frame()
    assert list(table["tahun_akhir"]) == [2022, 2023]
    assert list(table["perubahan"]) == [-1.5, -2.5]


def test_an_excluded_value_enters_no_change_and_no_spread():
    holed = outcome()
    holed.loc["35.07", 2020] = np.nan
    assert first_row(holed, KINDS, awards(("35.01", 2020)), "35.01")["n"] == 6
    holed.loc["35.01", 2020] = np.nan
    row = first_row(holed, KINDS, awards(("35.01", 2020)), "35.01")
    assert np.isnan(row["perubahan"])
    assert row["letak"] == ""
    assert row["peringatan"] == ("belum_ada_nilai",)


def test_an_award_without_a_later_value_is_a_row_without_a_change():
    row = first_row(outcome(), KINDS, awards(("35.01", 2023)), "35.01")
    assert (row["tahun_akhir"], row["n"]) == (2024, 0)
    assert np.isnan(row["perubahan"])


def test_awards_of_others_are_counted_and_their_absence_is_a_group_of_its_own():
    listed = awards(("35.01", 2020), ("35.02", 2019), ("35.03", 2020), ("35.04", 2021))
    row = first_row(outcome(), KINDS, listed, "35.01")
    assert (row["n_tercatat"], row["n_tidak_tercatat"]) == (2, 4)
    assert row["median_tidak_tercatat"] == 0.75  # of 0, 0.5, 1 and 2


def test_a_second_award_within_the_span_and_before_the_base_is_flagged():
    listed = awards(("35.01", 2020), ("35.01", 2021))
    table = award_comparison(outcome(), KINDS, listed, "35.01").to_frame()
    flags = table.set_index(["tahun_penghargaan", "tahun_akhir"])["peringatan"]
    assert flags[2020, 2021] == ()
    assert flags[2020, 2022] == ("penghargaan_lain",)
    assert flags[2021, 2022] == ("dasar_terpapar",)


def test_a_change_between_two_reference_months_is_flagged():
    months = {2020: "September", 2021: "Maret", 2022: "Maret", 2023: "Maret"}
    table = award_comparison(
        outcome(), KINDS, awards(("35.01", 2020), ("35.02", 2021)), "35.01", reference=months
    ).to_frame()
    assert table["peringatan"].str.len().eq(1).all()
    listed = awards(("35.01", 2021))
    later = award_comparison(outcome(), KINDS, listed, "35.01", reference=months).to_frame()
    assert later["peringatan"].str.len().eq(0).all()


@pytest.mark.parametrize("months", [{2020: "Maret"}, {2020: "Maret", 2021: ""}, {2021: "Maret"}])
def test_a_month_that_is_not_on_file_is_no_other_month(months):
    row = first_row(outcome(), KINDS, awards(("35.01", 2020)), "35.01", reference=months)
    assert row["peringatan"] == ()


def test_published_decimals_leave_no_float_dust():
    frame = outcome()
    frame.loc["35.01", [2022, 2023]] = [3.06, 2.86]
    row = first_row(frame, KINDS, awards(("35.01", 2022)), "35.01")
    assert row["perubahan"] == -0.2


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (-3.0, "di bawah kuartil pertama"),
        (-0.1, "di bawah median"),
        (0.3, "sama dengan median"),
        (0.6, "di atas median"),
        (2.5, "di atas kuartil ketiga"),
    ],
)
def test_a_place_is_named_by_quartiles_never_by_rank(change, place):
    frame = outcome()
    frame.loc["35.01", 2021] = 10.0 + change
    row = first_row(frame, KINDS, awards(("35.01", 2020)), "35.01")
    assert row["letak"] == place


def test_few_regions_give_no_quartiles():
    frame = outcome().drop(index=CODES[4:])
    row = first_row(frame, KINDS, awards(("35.01", 2020)), "35.01")
    assert row["n"] == 4
    assert np.isnan(row["kuartil_1"])
    assert row["letak"] == "di atas median"


@pytest.mark.parametrize(
    ("kode", "listed", "reason"),
    [
        ("35", awards(("35", 2020)), "hanya untuk kabupaten dan kota"),
        ("35.99", awards(("35.99", 2020)), "hanya untuk kabupaten dan kota"),
        ("35.01", awards(("35.02", 2020)), "tidak tercatat, jadi belum ada perubahan"),
    ],
)
def test_where_nothing_can_be_compared_the_result_says_why(kode, listed, reason):
    result = award_comparison(outcome(), KINDS, listed, kode)
    assert reason in result.reason
    assert result.summary() == result.reason
    assert list(result.to_frame()) == list(COLUMNS)


def test_a_region_without_values_says_so():
    result = award_comparison(
        outcome().drop(index="35.01"), KINDS, awards(), "35.01", called="kemiskinan"
    )
    assert result.reason == "Belum ada data kemiskinan untuk wilayah ini."


def test_no_word_of_cause_and_no_probability_is_spoken():
    result = award_comparison(outcome(), KINDS, awards(("35.01", 2020)), "35.01")
    spoken = " ".join([result.summary(), *(caution(key) for key in CAUTIONS), *result.table])
    assert not re.search(r"menyebabkan|akibat|berkat|dampak|pengaruh|p-value|signifikan", spoken)
