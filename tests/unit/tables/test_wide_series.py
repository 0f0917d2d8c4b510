"""One series as a table: what is on file is shown as it is, what is not stays missing."""

import pandas as pd
import pytest

from evaluasi.errors import ParameterError, RegionError, ScaleBreakError
from evaluasi.tables import load


@pytest.fixture
def ds(package):
    return load(package.write())


def test_rows_are_the_regions_asked_and_columns_the_years_asked(ds):
    found = ds.series("p0", ["35.79", "35.10"], [2015, 2012])
    assert found.index.tolist() == ["35.79", "35.10"]
    assert found.index.name == "kode"
    assert found.columns.tolist() == [2015, 2012]
    assert found.columns.name == "tahun"
    assert found.loc["35.79"].tolist() == [4.71, 4.47]
    assert found.loc["35.10", 2012] == 9.97
    assert pd.isna(found.loc["35.10", 2015])


def test_by_default_all_regions_with_a_value_and_all_years_of_the_span(ds):
    found = ds.series("p0")
    assert found.index.tolist() == ["35.10", "35.79"]
    assert found.columns.tolist() == [2012, 2013, 2014, 2015]
    assert found[2013].isna().all()


def test_one_region_may_be_named_alone(ds):
    assert ds.series("p0", "35.79").index.tolist() == ["35.79"]


def test_a_series_that_is_not_on_file_is_empty_and_keeps_its_shape(ds):
    found = ds.series("ikm", ["35.79"], [2024, 2025])
    assert found.shape == (1, 2)
    assert found.isna().all(axis=None)
    assert (found.dtypes == "float64").all()
    assert ds.series("ikm").shape == (0, 0)


def test_a_region_that_the_dataset_does_not_list_is_refused(ds):
    with pytest.raises(RegionError) as caught:
        ds.series("p0", ["35.79", "11.01", "35.1"])
    assert "11.01, 35.1" in caught.value.problem
    assert "Data contoh" in caught.value.problem


def test_trends_leave_out_what_the_catalogue_bars(ds):
    asked = ("tpt", "35.74", [2011, 2012])
    assert ds.series(*asked).loc["35.74"].tolist() == [5.5, 5.1]
    barred = ds.series(*asked, trend=True).loc["35.74"]
    assert pd.isna(barred[2011])
    assert barred[2012] == 5.1


def test_old_and_new_series_are_apart_and_never_one(ds):
    assert ds.series("ipm_lama", "35.79").loc["35.79", 2020] == 75.9
    assert ds.series("ipm_baru", "35.79").loc["35.79", 2020] == 77.35
    with pytest.raises(ScaleBreakError, match="ipm_lama dan ipm_baru"):
        ds.series("ipm")


def test_scores_across_the_change_of_scale_are_refused(ds):
    for years in (None, [2019, 2021], range(2020, 2022)):
        with pytest.raises(ScaleBreakError, match="2020 → 2021"):
            ds.series("iid", years=years)
    assert ds.series("iid", "35.10", [2019]).loc["35.10", 2019] == 74400


def test_points_printed_in_a_year_of_the_new_scale_are_left_out(ds):
    assert ds.series("iid", "35.10", [2021]).loc["35.10", 2021] == 84.19


def test_the_most_trusted_of_two_sources_counts(ds):
    asked = ("iid", "35.79", [2022])
    assert ds.series(*asked).loc["35.79", 2022] == 50
    assert ds.series(*asked, low_confidence=True).loc["35.79", 2022] == 50


def test_a_score_of_low_confidence_counts_only_when_asked(package):
    folder = package.write()
    for shown in (False, True):
        ds = load(folder, low_confidence=shown)
        asked = ("iid", "35.79", [2023])
        assert pd.isna(ds.series(*asked, low_confidence=False).loc["35.79", 2023])
        assert ds.series(*asked, low_confidence=True).loc["35.79", 2023] == 55
        assert pd.notna(ds.series(*asked).loc["35.79", 2023]) == shown


def test_equally_trusted_sources_that_disagree_give_no_score(ds):
    assert pd.isna(ds.series("iid", "35.74", [2022]).loc["35.74", 2022])


def test_sources_that_disagree_on_the_score_may_agree_on_the_predicate(ds):
    found = ds.series("predikat", ["35.74", "35.10"], [2022])
    assert found.loc["35.74", 2022] == "Sangat Inovatif"
    assert pd.isna(found.loc["35.10", 2022])


def test_the_source_of_a_series_is_that_of_its_own_values(ds):
    line = ds.series("p0", "35.79", [2015]).attrs["provenance"].line()
    assert line == "Sumber: BPS, dalam “Data contoh” (per 21 November 2026)."


def test_an_unknown_indicator_is_refused(ds):
    with pytest.raises(ParameterError, match="kemiskinan"):
        ds.series("kemiskinan")
