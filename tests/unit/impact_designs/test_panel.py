"""A panel has one canonical form, whoever wrote it down; nothing is silently lost on the way in."""

import numpy as np
import pandas as pd
import pytest
from made_panels import COLUMNS, long_frame, panel_of

from evaluasi.errors import DatasetError, ParameterError, ScaleBreakError
from evaluasi.impact import Panel

YEARS = range(2015, 2020)
STARTS = [2017.0, 2018.0, np.nan, np.nan]


@pytest.fixture
def frame():
    return long_frame(STARTS, YEARS)


def codes(panel):
    return [notice.code for notice in panel.notices]


def test_a_frame_becomes_matrices_ordered_by_unit_and_year(frame):
    panel = panel_of(frame.sample(frac=1, random_state=1))
    assert panel.units.tolist() == ["35.01", "35.02", "35.03", "35.04"]
    assert panel.times.tolist() == list(YEARS)
    expected = frame.pivot(index="kode", columns="tahun", values="nilai").to_numpy()
    np.testing.assert_array_equal(panel.outcome, expected)
    assert panel.cohort[:2].tolist() == [2017, 2018]
    assert np.isnan(panel.cohort[2:]).all()
    assert panel.treated.sum(axis=1).tolist() == [3, 2, 0, 0]


def test_the_frame_handed_in_is_left_as_it_was(frame):
    before = frame.copy(deep=True)
    panel_of(frame, covariates=["ciri"])
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize("never", [np.nan, 0, np.inf, 10_000, 2020, "tidak ada", None, ""])
def test_never_treated_is_one_value_however_it_is_written(frame, never):
    column = frame["mulai"].astype(object)
    column[column.isna()] = never
    panel = panel_of(frame.assign(mulai=column))
    np.testing.assert_array_equal(panel.cohort, [2017, 2018, np.nan, np.nan])


def test_not_on_file_is_not_never(frame):
    column = frame["mulai"].astype(object)
    column[frame["kode"] == "35.03"] = "tidak tercatat"
    panel = panel_of(frame.assign(mulai=column))
    assert "35.03" not in panel.units
    assert panel.dropped["reason"].tolist() == ["perlakuan_tak_tercatat"] * 5
    assert set(panel.dropped["unit"]) == {"35.03"}


def test_an_empty_cell_of_a_0_1_treatment_is_not_on_file_either(frame):
    state = (frame["tahun"] >= frame["mulai"]).astype(float)
    state[7] = np.nan
    panel = panel_of(frame.assign(status=state), first_treated=None, treatment="status")
    assert panel.units.tolist() == ["35.01", "35.03", "35.04"]
    assert len(panel.dropped) == 5


def test_a_0_1_treatment_gives_the_same_panel_as_the_year_of_start(frame):
    state = frame.assign(status=(frame["tahun"] >= frame["mulai"]).astype(int))
    one, other = panel_of(frame), panel_of(state, first_treated=None, treatment="status")
    np.testing.assert_array_equal(one.cohort, other.cohort)
    np.testing.assert_array_equal(one.treated, other.treated)


def test_a_treatment_that_switches_off_is_kept_and_only_some_designs_carry_it(frame):
    state = (frame["tahun"] == frame["mulai"]).astype(int)
    panel = panel_of(frame.assign(status=state), first_treated=None, treatment="status")
    assert panel.reversing == ("35.01", "35.02")
    designs = panel.designs().set_index("fungsi")
    assert designs.loc["did", "mungkin"]
    assert not designs.loc["group_time_att", "mungkin"]
    assert "35.01" in designs.loc["group_time_att", "alasan"]


def test_rows_read_are_rows_used_and_rows_listed_with_a_reason(frame):
    frame.loc[3, "nilai"] = np.nan
    frame.loc[8, "ciri"] = np.nan
    frame["bobot"] = np.where(frame["kode"] == "35.04", 0.0, 2.0)
    panel = panel_of(frame, covariates=["ciri"], weights="bobot")
    assert panel.rows_read == panel.n_obs + len(panel.dropped)
    assert panel.dropped["reason"].value_counts().to_dict() == {
        "tanpa_bobot": 5,
        "capaian_kosong": 1,
        "kovariat_kosong": 1,
    }
    assert not panel.balanced
    assert panel.gaps().to_numpy().tolist() == [["35.01", 2018], ["35.02", 2018]]


def test_all_faults_are_told_at_once(frame):
    frame.loc[0, "nilai"] = np.inf
    frame.loc[6, "mulai"] = 2016
    broken = pd.concat([frame, frame.tail(1)])
    with pytest.raises(DatasetError) as caught:
        panel_of(broken)
    told = "\n".join(caught.value.faults)
    assert len(caught.value.faults) == 3
    assert "35.01 (2015)" in told
    assert "35.02" in told
    assert "35.04 (2019)" in told


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"tahun": 2015.5}, "bilangan bulat"),
        ({"nilai": "banyak"}, "bukan angka"),
        ({"mulai": "kapan-kapan"}, "kapan-kapan"),
        ({"mulai": -3}, "bilangan bulat positif"),
        ({"kode": None}, "kosong"),
    ],
)
def test_a_faulty_column_is_named_with_what_was_expected(frame, change, word):
    with pytest.raises(DatasetError, match=word):
        panel_of(frame.assign(**change))


def test_codes_that_a_spreadsheet_turned_into_numbers_are_refused(frame):
    with pytest.raises(DatasetError, match=r"35\.10 bukan 35\.1"):
        panel_of(frame.assign(kode=frame["kode"].astype(float)))


def test_codes_of_any_level_are_welcome(frame):
    kecamatan = panel_of(frame.assign(kode=frame["kode"] + ".03"))
    assert kecamatan.units[0] == "35.01.03"
    assert panel_of(frame.assign(kode=frame["kode"].str[3:].astype(int))).units[0] == "1"


def test_columns_that_do_not_exist_are_named_with_those_that_do(frame):
    with pytest.raises(ParameterError, match=r"nilay.*\n.*nilai"):
        Panel(frame, **(COLUMNS | {"outcome": "nilay"}))


def test_a_column_plays_one_part(frame):
    with pytest.raises(ParameterError, match="dua peran: nilai"):
        panel_of(frame, covariates=["nilai"])


@pytest.mark.parametrize("parts", [{}, {"first_treated": "mulai", "treatment": "kabut"}])
def test_the_treatment_is_told_in_exactly_one_way(frame, parts):
    with pytest.raises(ParameterError, match="tepat satu"):
        Panel(frame, unit="kode", time="tahun", outcome="nilai", **parts)


def test_words_become_indicators_without_an_invented_order(frame):
    kind = frame["kode"].map({"35.01": "kota", "35.02": "kota"}).fillna("kabupaten")
    panel = panel_of(frame.assign(tipe=kind), covariates=["tipe"])
    assert panel.covariate_names == ("tipe=kota",)
    assert panel.covariates[:, 0, 0].tolist() == [1, 1, 0, 0]


@pytest.mark.parametrize("column", ["indikator", "seri", "satuan"])
def test_two_series_in_one_panel_are_refused(frame, column):
    frame[column] = np.where(frame["tahun"] < 2018, "ipm_lama", "ipm_baru")
    with pytest.raises(ScaleBreakError):
        panel_of(frame)


def test_a_change_of_reference_month_is_told_with_its_years(frame):
    frame["acuan_waktu"] = np.where(frame["tahun"] < 2017, "September", "Maret")
    panel = panel_of(frame)
    assert codes(panel) == ["acuan_berganti"]
    assert "September: 2015–2016" in panel.notices[0]


def test_cells_that_trends_must_leave_out_are_named():
    frame = long_frame(STARTS, range(2010, 2015)).assign(indikator="p0")
    frame["kode"] = frame["kode"].replace("35.03", "35.74")
    assert "35.74 (2010)" in next(n for n in panel_of(frame).notices if n.code == "sel_diragukan")


def test_starts_after_the_panel_and_in_unobserved_years_are_told(frame):
    late = frame.assign(mulai=frame["mulai"].replace(2018.0, 2030.0))
    assert codes(panel_of(late)) == ["mulai_sesudah_panel"]
    hole = frame[frame["tahun"] != 2017]
    assert codes(panel_of(hole)) == ["tahun_mulai_tanpa_nilai"]


def test_a_start_within_the_anticipation_after_the_panel_is_not_never(frame):
    soon = frame.assign(mulai=frame["mulai"].replace(2018.0, 2020.0))
    assert panel_of(soon, anticipation=1).cohort[1] == 2020
    assert np.isnan(panel_of(soon).cohort[1])


@pytest.mark.parametrize(
    ("starts", "years", "verb", "word"),
    [
        ([np.nan] * 4, YEARS, "did", "tidak ada unit yang diperlakukan"),
        ([2015.0] * 4, YEARS, "did", "tahun yang sama"),
        ([2015.0, 2015.0, np.nan, np.nan], YEARS, "group_time_att", "sebelum perlakuan"),
        ([2017.0] * 4, YEARS, "event_study", "hanya ada satu angkatan"),
        (STARTS, [2017], "did", "satu tahun"),
    ],
)
def test_a_design_out_of_reach_is_refused_with_its_reason(starts, years, verb, word):
    designs = panel_of(long_frame(starts, years)).designs().set_index("fungsi")
    assert not designs.loc[verb, "mungkin"]
    assert word in designs.loc[verb, "alasan"]


def test_a_design_within_reach_of_few_treated_says_what_to_beware_of(frame):
    designs = panel_of(frame).designs().set_index("fungsi")
    assert designs.loc[["did", "event_study", "group_time_att", "sun_abraham", "bacon"]][
        "mungkin"
    ].all()
    assert "hanya 2 gugus diperlakukan" in designs.loc["did", "alasan"]


def test_one_unit_with_a_long_past_carries_the_synthetic_designs():
    panel = panel_of(long_frame([2010.0, np.nan, np.nan, np.nan], range(2000, 2015)))
    designs = panel.designs().set_index("fungsi").loc[["synthetic_did", "synthetic_control"]]
    assert designs["mungkin"].all()
    assert not designs["alasan"].str.contains("gugus").any()
    short = panel_of(long_frame(STARTS, YEARS)).designs().set_index("fungsi")["alasan"]
    assert "tahun mulai lebih dari satu (2017 dan 2018)" in short["synthetic_did"]
    assert "tidak ada unit dengan 8 tahun" in short["synthetic_control"]


def test_a_constant_outcome_carries_no_design(frame):
    designs = panel_of(frame.assign(nilai=3.0)).designs()
    assert not designs["mungkin"].any()


def test_the_summary_counts_what_there_is(frame):
    frame.loc[0, "nilai"] = np.nan
    text = panel_of(frame).summary()
    assert "4 unit, 2015–2019 (5 tahun), 19 nilai, 1 sel kosong" in text
    assert "2017: 1; 2018: 1; tidak pernah: 2" in text


def test_a_cell_to_beware_of_that_has_no_value_is_not_named():
    frame = long_frame(STARTS, range(2010, 2015)).assign(indikator="p0")
    frame["kode"] = frame["kode"].replace("35.03", "35.74")
    frame.loc[(frame["kode"] == "35.74") & (frame["tahun"] < 2013), "nilai"] = np.nan
    assert not [note for note in panel_of(frame).notices if "35.74" in note]
