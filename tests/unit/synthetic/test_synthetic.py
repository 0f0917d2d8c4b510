"""Synthetic controls: mixtures on the simplex, placebos, and refusals with their reason."""

from dataclasses import FrozenInstanceError

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from evaluasi.errors import ParameterError
from evaluasi.impact import Panel
from evaluasi.impact.synthetic import placebos
from evaluasi.impact.synthetic.simplex import weights
from evaluasi.impact.synthetic_control import synthetic_control
from evaluasi.impact.synthetic_did import synthetic_did

YEARS = range(2000, 2024)


def panel(effect=-5.0, donors=12, years=YEARS, start=2016, seed=1, treated=1, **changed):
    """Units that follow two common paths with loadings of their own."""
    rng = np.random.default_rng(seed)
    years = list(years)
    paths = rng.normal(size=(2, len(years))).cumsum(axis=1)
    rows = []
    for unit in range(donors + treated):
        load = rng.dirichlet([1, 1, 1])[:2] * 10
        for t, year in enumerate(years):
            began = unit < treated and year >= start
            noise = rng.normal(0, 0.3)
            rows.append(
                {
                    "kode": f"35.{unit:02d}",
                    "tahun": year,
                    "nilai": 50 + load @ paths[:, t] + effect * began + noise,
                    "mulai": start if unit < treated else np.nan,
                }
            )
    frame = pd.DataFrame(rows)
    for column, change in changed.items():
        frame[column] = change(frame)
    columns = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}
    return Panel(frame, **columns)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 9999), k=st.integers(1, 6), size=st.integers(2, 8))
def test_no_mixture_on_the_simplex_is_nearer(seed, k, size):
    rng = np.random.default_rng(seed)
    columns, target = rng.normal(size=(k, size)), rng.normal(size=k)
    found = weights(columns, target)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)
    other = minimize(
        lambda w: ((columns @ w - target) ** 2).sum(),
        np.full(size, 1 / size),
        method="SLSQP",
        bounds=[(0, 1)] * size,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-12, "maxiter": 500},
    )
    assert ((columns @ found - target) ** 2).sum() <= other.fun + 1e-8


def test_a_mixture_of_donors_is_recovered_with_its_effect():
    made = panel(effect=-5.0)
    found = synthetic_control(made, unit="35.00")
    assert found.estimate == pytest.approx(-5, abs=1)
    assert found.p == pytest.approx(1 / 13)
    assert found.weights["bobot"].sum() == pytest.approx(1, abs=0.02)


def test_the_gap_is_what_the_table_says():
    table = synthetic_control(panel(), unit="35.00").to_frame()
    assert (table["nyata"] - table["sintetis"]).to_numpy() == pytest.approx(
        table["selisih"].to_numpy()
    )
    assert list(table.loc[table["sesudah"], "time"]) == list(range(2016, 2024))


def test_another_treated_unit_is_no_donor():
    made = panel(treated=2)
    found = synthetic_control(made, unit="35.00")
    assert "35.01" not in set(found.placebo_gaps.columns)
    assert set(found.dropped["reason"]) == {"diperlakukan_juga"}


def test_years_after_the_start_do_not_move_the_weights():
    one = synthetic_control(panel(effect=0.0), unit="35.00")
    other = synthetic_control(panel(effect=99.0), unit="35.00")
    pd.testing.assert_frame_equal(one.weights, other.weights)


def test_a_tie_counts_against_the_unit():
    gap = np.array([1.0, 2.0])
    ranked = placebos.ranks(gap, np.column_stack([gap, gap, -gap]), np.array([True, False]))
    assert ranked.loc[0, "peringkat"] == 4
    assert ranked.loc[0, "p"] == 1


def test_placebos_that_fit_badly_are_left_out_of_the_nearer_ranks():
    gap = np.array([1.0, 3.0])
    gaps = np.array([[10.0, 1.0], [100.0, 1.0]])
    ranked = placebos.ranks(gap, gaps, np.array([True, False])).set_index("batas")
    assert list(ranked["n_placebo"]) == [2, 1, 1, 1]
    assert ranked.loc[2.0, "p"] == 0.5


def test_seven_years_before_the_start_are_refused():
    with pytest.raises(ParameterError, match="Hanya 7 tahun sebelum mulai"):
        synthetic_control(panel(years=range(2009, 2024)), unit="35.00")


def test_more_donors_than_years_are_an_interpolation():
    with pytest.raises(ParameterError, match="berimpit dengan jalurnya"):
        synthetic_control(
            panel(donors=60, years=range(2008, 2024), nilai=lambda f: f["nilai"].round(0)),
            unit="35.00",
        )


def test_an_unknown_unit_an_untreated_one_and_a_lone_donor_are_refused():
    with pytest.raises(ParameterError, match="tidak ada di dalam panel"):
        synthetic_control(panel(), unit="99.99")
    with pytest.raises(ParameterError, match="tidak punya tahun mulai"):
        synthetic_control(panel(), unit="35.05")
    with pytest.raises(ParameterError, match="Hanya 1 unit pembanding"):
        synthetic_control(panel(donors=1), unit="35.00")


def test_a_donor_without_a_predictor_is_listed_and_left_out():
    made = panel()
    rng = np.random.default_rng(4)
    given_ = pd.DataFrame({"a": rng.normal(size=13), "b": rng.normal(size=13)}, index=made.units)
    given_.loc["35.07", "b"] = np.nan
    found = synthetic_control(made, unit="35.00", predictors=given_, starts=2)
    assert "35.07" not in found.placebo_gaps.columns
    assert set(found.dropped["reason"]) == {"prediktor_kosong"}
    assert found.balance["kepentingan"].sum() == pytest.approx(1)


def test_a_predictor_that_is_the_same_everywhere_is_refused():
    made = panel()
    flat = pd.DataFrame({"sama": 1.0}, index=made.units)
    with pytest.raises(ParameterError, match="sama"):
        synthetic_control(made, unit="35.00", predictors=flat)


@pytest.mark.parametrize("treated", [1, 3])
def test_synthetic_did_finds_the_effect(treated):
    found = synthetic_did(panel(effect=-5.0, donors=25, treated=treated))
    assert found.estimate == pytest.approx(-5, abs=1)
    assert found.ci[0] < -5 < found.ci[1]
    assert found.settings["se"] == ("placebo" if treated == 1 else "jackknife")


@pytest.mark.parametrize(("treated", "warned"), [(1, False), (2, True), (3, True), (4, False)])
def test_a_jackknife_of_few_treated_units_is_told_to_be_too_sure(treated, warned):
    found = synthetic_did(panel(donors=25, treated=treated))
    assert warned == any(w.code == "sedikit_gugus_diperlakukan" for w in found.warnings)


def test_a_shift_of_a_unit_does_not_move_synthetic_did():
    one = synthetic_did(panel())
    other = synthetic_did(panel(nilai=lambda f: f["nilai"] + 100 * (f["kode"] == "35.00")))
    assert other.estimate == pytest.approx(one.estimate)


def test_synthetic_did_wants_one_starting_year():
    later = {"mulai": lambda f: f["mulai"].where(f["kode"] != "35.01", 2018)}
    with pytest.raises(ParameterError) as refusal:
        synthetic_did(panel(treated=2, **later))
    assert any("tahun mulai harus satu" in fault for fault in refusal.value.faults)


@pytest.mark.parametrize("treated", [1, 2])
def test_where_nothing_moves_there_is_no_standard_error(treated):
    found = synthetic_did(panel(treated=treated, nilai=lambda f: f["tahun"] * 1.0))
    assert np.isnan(found.se)
    assert any(warning.code == "galat_tidak_ada" for warning in found.warnings)


@pytest.mark.parametrize("design", [lambda p: synthetic_control(p, unit="35.00"), synthetic_did])
def test_a_synthetic_result_speaks_the_vocabulary_of_all_results(design):
    found = design(panel())
    assert (found.n_units, found.n_treated, found.n_clusters, found.n_obs) == (13, 1, 13, 13 * 24)
    assert found.summary() == str(found)
    with pytest.raises(FrozenInstanceError):
        found.estimate = 0.0
    frame = found.to_frame()
    frame.iloc[0, 1] = np.nan
    assert not frame.equals(found.to_frame())
