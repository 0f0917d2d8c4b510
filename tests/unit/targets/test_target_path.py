"""A target: the pace needed, the pace seen, and an interval wherever a line is drawn."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from evaluasi.errors import ParameterError
from evaluasi.scoring.targets import target_path

FIVE = {2021: 41.0, 2022: 48.0, 2023: 50.0, 2024: 57.5, 2025: 60.0}


def scores(by_year, **more):
    return pd.DataFrame({"tahun": by_year.keys(), "skor": by_year.values()}).assign(**more)


def test_the_pace_needed_is_the_gap_over_the_years_left():
    found = target_path(scores(FIVE), 70, 2029)
    assert (found.now, found.now_year, found.reached) == (60, 2025, False)
    assert found.needed == 2.5
    assert "+2,50 poin per tahun selama 4 tahun" in found.summary()


def test_points_are_left_out_whatever_their_year():
    # On file: 848 points of 2021 beside 52.68 of 2022, and 14,676 points of 2021 alone.
    rows = scores({2020: 848.0, 2021: 848.0, 2022: 52.68})
    found = target_path(rows.assign(skala=["poin", "poin", "0-100"]), 65, 2029)
    assert (found.now, found.pace.n, found.left_out) == (52.68, 1, (2020, 2021))
    assert "Skor 2020 dan 2021 berskala lain dan tidak dipakai." in found.summary()
    with pytest.raises(ParameterError, match="yang ada berskala lain: 2021"):
        target_path(scores({2021: 14676.0}, skala="poin"), 65, 2029)


def test_the_pace_seen_is_least_squares_with_students_interval():
    found = target_path(scores(FIVE), 70, 2029).pace
    theirs = stats.linregress(list(FIVE), list(FIVE.values()))
    half = stats.t.ppf(0.975, 3) * theirs.stderr
    assert found.estimate == pytest.approx(theirs.slope, rel=1e-12)
    assert found.ci == pytest.approx((theirs.slope - half, theirs.slope + half), rel=1e-12)
    assert found.df == 3


def test_a_projection_has_the_prediction_interval_of_the_textbook():
    found = target_path(scores(FIVE), 70, 2026)
    years, values = np.array(list(FIVE), dtype=float), np.array(list(FIVE.values()))
    design = np.column_stack([np.ones(5), years - 2023])
    beta, rest, *_ = np.linalg.lstsq(design, values, rcond=None)
    new = np.array([1.0, 3.0])
    error = np.sqrt(rest[0] / 3 * (1 + new @ np.linalg.inv(design.T @ design) @ new))
    half = stats.t.ppf(0.975, 3) * error
    assert found.projection == pytest.approx((new @ beta, new @ beta - half, new @ beta + half))


def test_scores_on_the_scale_before_2021_never_enter():
    with_points = target_path(scores({2019: 74_400.0, 2020: 1_971.0} | FIVE), 70, 2029)
    assert with_points.pace == target_path(scores(FIVE), 70, 2029).pace
    assert with_points.left_out == (2019, 2020)
    assert "Skor 2019 dan 2020 berskala lain" in with_points.summary()


def test_predicates_are_told_by_edition_and_not_compared_over_2024_and_2025():
    found = target_path(scores({2024: 62.0, 2025: 62.0}), 70, 2029)
    assert list(found.scores["predikat"]) == ["Sangat Inovatif", "Inovatif"]
    assert "predikat sebelum dan sesudahnya tidak dibandingkan" in found.summary()
    same = target_path(scores({2025: 62.0}), 70, 2029)
    assert "tidak dibandingkan" not in same.summary()


def test_three_scores_leave_one_degree_of_freedom_and_that_is_said():
    found = target_path(scores({2023: 40.0, 2024: 46.0, 2025: 47.0}), 60, 2029)
    assert found.pace.df == 1
    assert found.pace.ci[1] - found.pace.ci[0] > 30
    assert "selangnya sangat lebar" in found.summary()
    assert "tidak dapat memastikan" in found.summary()


@pytest.mark.parametrize(
    ("by_year", "told"),
    [
        ({2025: 50.0}, "Hanya satu skor"),
        ({2024: 45.0, 2025: 50.0}, "Dua skor hanya memberi selisih"),
        ({2023: 40.0, 2024: 45.0, 2025: 50.0}, "tepat segaris"),
    ],
)
def test_without_an_interval_there_is_no_line_and_no_projection(by_year, told):
    found = target_path(scores(by_year), 60, 2029)
    assert told in found.summary()
    assert np.isnan(found.projection).all()
    assert np.isnan(found.pace.ci).all()
    assert set(found.to_frame()["unsur"]) == {"skor", "sasaran"}


@settings(max_examples=40)
@given(st.lists(st.floats(1, 99), min_size=1, max_size=6), st.floats(1, 100))
def test_no_line_without_its_interval_and_none_outside_the_scale(values, target):
    found = target_path(scores(dict(enumerate(values, start=2021))), target, 2030)
    chart = found.to_frame()
    lines = chart[chart["unsur"].isin(["tren", "proyeksi"])]
    assert lines[["nilai", "bawah", "atas"]].notna().all(axis=None)
    assert (lines["bawah"] <= lines["nilai"]).all()
    assert (lines["nilai"] <= lines["atas"]).all()
    ahead = lines.loc[lines["unsur"] == "proyeksi", ["nilai", "bawah", "atas"]]
    assert ahead.isin(ahead.clip(0, 100)).all(axis=None)
    assert len(lines) == 0 or len(values) >= 3
    assert found.needed == pytest.approx(max(target - values[-1], 0) / (2030 - found.now_year))


def test_a_predicate_as_target_is_its_lower_limit_and_an_assumption_is_called_one():
    found = target_path(scores(FIVE), "Sangat Inovatif", 2029)
    assert found.target == 65.01
    assert "edisi 2026; dianggap tetap sampai 2029" in found.summary()
    assert target_path(scores({2022: 50.0}), "sangat inovatif", 2024).target == 60.01


def test_a_target_reached_asks_to_hold_it():
    found = target_path(scores(FIVE), 55, 2029)
    assert found.reached
    assert found.needed == 0
    assert "sudah tercapai" in found.summary()


def test_a_target_year_that_is_over_is_judged_by_its_own_score():
    found = target_path(scores(FIVE), 60, 2024)
    assert (found.now, found.now_year, found.reached) == (57.5, 2024, False)
    assert np.isnan(found.needed)
    assert "sasaran itu tidak tercapai" in found.summary()
    assert "Skor sesudah tahun sasaran tidak dipakai: 2025" in found.summary()


def test_years_without_a_score_are_named():
    found = target_path(scores({2021: 84.19, 2023: None, 2024: None}), 90, 2029)
    assert "Tanpa skor yang tercatat: 2023 dan 2024" in found.summary()


@pytest.mark.parametrize(
    ("frame", "target", "year", "told"),
    [
        (scores(FIVE), 101, 2029, "di luar skala"),
        (scores(FIVE), 0, 2029, "di luar skala"),
        (scores(FIVE), "Unggul", 2029, "Predikat “Unggul”"),
        (scores({2023: None}), 60, 2029, "tidak ada satu skor pun"),
        (scores(FIVE), 60, 2020, "tidak ada satu skor pun"),
        (scores(FIVE, kode=["35.01"] * 4 + ["35.02"]), 60, 2029, "35.01 dan 35.02"),
        (pd.concat([scores(FIVE), scores({2023: 51.0})]), 60, 2029, "2023: 50 dan 51"),
        (scores(FIVE).drop(columns="skor"), 60, 2029, "kolom skor"),
    ],
)
def test_what_cannot_be_a_path_is_refused(frame, target, year, told):
    with pytest.raises(ParameterError) as caught:
        target_path(frame, target, year)
    assert told in str(caught.value)
