"""Sensitivity to trends that are not parallel: intervals widen with what is allowed."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.stats import norm

from evaluasi.errors import ParameterError
from evaluasi.impact import Panel, event_study, group_time_att
from evaluasi.impact.honest import magnitudes, smoothness
from evaluasi.impact.honest.coefficients import Coefficients
from evaluasi.impact.honest_did import honest_did


def coefficients(seed, before=3, after=2, target=None):
    """Coefficients with a covariance as event studies have: a common reference."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(size=(40, before + after)) + rng.normal(size=(40, 1))
    wanted = np.ones(after) / after if target is None else np.asarray(target, dtype=float)
    return Coefficients(rng.normal(size=before + after) * 0.2, np.cov(noise.T) / 40, before, wanted)


def studied(effect=1.0, units=30, years=range(2015, 2024), start=2020, seed=2):
    rng = np.random.default_rng(seed)
    rows = [
        {
            "kode": f"35.{unit:02d}",
            "tahun": year,
            "nilai": unit + effect * (unit < 10 and year >= start) + rng.normal(0, 0.5),
            "mulai": start if unit < 10 else np.nan,
        }
        for unit in range(1, units + 1)
        for year in years
    ]
    columns = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}
    return event_study(Panel(pd.DataFrame(rows), **columns), draws=0)


def feasible_maximum(given, m, largest, sign, effect):
    """Smallest common excess of the standardised inequalities after the start, by a programme."""
    k, size = given.n_before, len(given.estimate)
    moves = np.delete(np.diff(np.eye(size + 1), axis=0), k, axis=1)
    bound = sign * moves[largest] * np.where(np.arange(size) < k, 1.0, m)[:, None]
    rows = np.concatenate([moves - bound, -moves - bound])
    if size - k > 1:
        rows = rows[np.abs(rows[:, k:]).max(axis=1) > 0]
    rows = rows[np.abs(rows).max(axis=1) > 0]
    sd = np.sqrt(np.diag(rows @ given.covariance @ rows.T))
    # variables: excess, effects after the start; their weighted sum is the effect tried
    found = linprog(
        np.r_[1, np.zeros(size - k)],
        A_ub=np.column_stack([-sd, -rows[:, k:]]),
        b_ub=-rows @ given.estimate,
        A_eq=np.r_[0, given.target][None],
        b_eq=[effect],
        bounds=(None, None),
    )
    assert found.status == 0
    return found.fun


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    before=st.integers(1, 4),
    target=st.sampled_from([[1], [1, 0], [0, 1], [0.5, 0.5], [0, 1, 0], [1 / 3, 1 / 3, 1 / 3]]),
    m=st.sampled_from([0.3, 1.0, 2.5]),
    effect=st.floats(-1, 1),
)
def test_the_extreme_combinations_hold_the_optimum_of_the_linear_programme(
    seed, before, target, m, effect
):
    made = coefficients(seed, before, len(target), target)
    normal = np.zeros((1000, len(made.estimate)))
    for largest in range(before):
        for sign in (1.0, -1.0):
            piece = magnitudes.moments(made, m, largest, sign, normal, 0.05)
            ours = (piece.value - effect * piece.move).max()
            wanted = feasible_maximum(made, m, largest, sign, effect)
            assert ours == pytest.approx(wanted, abs=1e-7)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), before=st.integers(1, 4), after=st.integers(1, 3))
def test_no_other_weights_give_a_shorter_smoothness_interval(seed, before, after):
    made = coefficients(seed, before, after)
    m = made.se / 2
    low, high = smoothness.interval(made, m, 0.95)
    rng = np.random.default_rng(seed)
    years = np.r_[np.arange(-before, 0), np.arange(1, after + 1)]
    fixed = -(years[before:] @ made.target)
    for _attempt in range(20):
        weights = rng.normal(size=before)
        weights += (
            (fixed - years[:before] @ weights)
            / (years[:before] @ years[:before])
            * (years[:before])
        )
        full = np.r_[weights, made.target]
        kinks = [
            np.abs((np.abs(years) - j).clip(0) * (np.sign(years) == s) @ full)
            for s in (-1, 1)
            for j in range(0 if s < 0 else 1, max(before, after))
        ]
        sd = np.sqrt(full @ made.covariance @ full)
        half = sd * smoothness.folded_quantile(m * sum(kinks) / sd, 0.95)
        assert half >= (high - low) / 2 * (1 - 1e-7)


def test_the_folded_quantile_covers_what_it_says():
    for t in (0, 0.3, 2, 40):
        c = smoothness.folded_quantile(t, 0.95)
        assert norm.cdf(c - t) - norm.cdf(-c - t) == pytest.approx(0.95, abs=1e-10)
    assert smoothness.folded_quantile(0, 0.95) == pytest.approx(norm.ppf(0.975))


@pytest.mark.parametrize("kind", ["relative_magnitude", "smoothness"])
def test_intervals_widen_with_the_violation_allowed(kind):
    table = honest_did(studied(), kind=kind, draws=5000).to_frame()
    assert (table["ci_low"].diff().dropna() <= 1e-9).all()
    assert (table["ci_high"].diff().dropna() >= -1e-9).all()


@pytest.mark.parametrize("kind", ["relative_magnitude", "smoothness"])
@pytest.mark.parametrize("event_time", [None, 0, 2])
def test_zero_enters_at_the_breakdown_value(kind, event_time):
    study = studied()
    found = honest_did(study, kind=kind, event_time=event_time, draws=5000)
    assert 0 < found.breakdown < np.inf
    around = [found.breakdown * 0.99, found.breakdown]
    table = honest_did(study, kind=kind, event_time=event_time, m=around, draws=5000).to_frame()
    assert list(table["ci_low"] > 0) == [True, False]


@pytest.mark.parametrize("kind", ["relative_magnitude", "smoothness"])
def test_intervals_follow_the_unit_of_the_outcome(kind):
    made = coefficients(5)
    larger = Coefficients(-1000 * made.estimate, 1e6 * made.covariance, made.n_before, made.target)
    if kind == "smoothness":
        low, high = smoothness.interval(made, 0.1, 0.95)
        turned = smoothness.interval(larger, 100, 0.95)
    else:
        options = {"draws": 5000, "seed": 1}
        low, high = magnitudes.interval(made, 1, 0.95, **options)
        # the draws do not turn around with the outcome: compare with less than their noise
        turned = magnitudes.interval(larger, 1, 0.95, **options)
    assert turned == pytest.approx((-1000 * high, -1000 * low), rel=2e-2)


def test_without_an_effect_nothing_breaks_down():
    found = honest_did(studied(effect=0.0), draws=5000)
    assert found.breakdown == 0
    assert "bahkan bila tren persis sejajar" in found.summary()


def test_a_wrong_covariance_is_refused():
    with pytest.raises(ParameterError, match="definit positif"):
        Coefficients(np.zeros(3), np.ones((3, 3)), 2, np.ones(1))
    with pytest.raises(ParameterError, match="definit positif"):
        Coefficients(np.zeros(2), np.diag([1.0, -1.0]), 1, np.ones(1))
    with pytest.raises(ParameterError, match="kosong atau tidak simetris"):
        Coefficients(np.array([np.nan, 1]), np.eye(2), 1, np.ones(1))


def panel_of_two_cohorts():
    rng = np.random.default_rng(3)
    start = {unit: {0: 2018, 1: 2020}.get(unit % 4, np.nan) for unit in range(40)}
    rows = [
        {"kode": f"{u:02d}", "tahun": t, "nilai": rng.normal(), "mulai": start[u]}
        for u in range(40)
        for t in range(2014, 2023)
    ]
    columns = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}
    return Panel(pd.DataFrame(rows), **columns)


def test_a_varying_base_period_is_refused_and_a_universal_one_taken():
    panel = panel_of_two_cohorts()
    with pytest.raises(ParameterError, match="berganti-ganti"):
        honest_did(group_time_att(panel, draws=0).aggregate("dynamic"))
    universal = group_time_att(panel, draws=0, base_period="universal").aggregate("dynamic")
    found = honest_did(universal, m=1, draws=5000)
    assert np.isfinite(found.to_frame()[["ci_low", "ci_high"]]).all(axis=None)


def test_what_is_no_event_study_is_refused():
    panel = panel_of_two_cohorts()
    with pytest.raises(ParameterError, match="memerlukan studi peristiwa"):
        honest_did(group_time_att(panel, draws=0).aggregate("group"))
    with pytest.raises(ParameterError, match="nol atau lebih"):
        honest_did(studied(), m=-1)
    with pytest.raises(ParameterError, match="Tidak ada koefisien untuk 9"):
        honest_did(studied(), event_time=9)


def test_smoothness_with_few_clusters_per_coefficient_is_told():
    codes = [w.code for w in honest_did(studied(), kind="smoothness", m=0.0).warnings]
    assert "kovarians_lemah" in codes
    assert "kovarians_lemah" not in [w.code for w in honest_did(studied(), m=0.5).warnings]


def test_effects_of_one_treated_region_have_no_covariance_to_rest_on():
    made = panel_of_two_cohorts()
    alone = made.keep_units(made.never | (made.units == "00"), "sudah_diperlakukan")
    with pytest.raises(ParameterError, match="tidak punya galat baku"):
        honest_did(group_time_att(alone, draws=0, base_period="universal").aggregate("dynamic"))
