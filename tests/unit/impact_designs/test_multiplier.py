"""Uniform bands cover all estimates together, repeat themselves, and are never too narrow."""

import numpy as np
import pytest
from made_panels import panel_of, staggered
from scipy.stats import norm

from evaluasi.impact import group_time_att
from evaluasi.impact.inference.multiplier import uniform_band

DRAW = {"level": 0.95, "draws": 4000, "seed": 5, "floor": 0.0}


def influence(n=400, k=6, seed=0):
    return np.random.default_rng(seed).normal(size=(n, k))


def test_the_critical_value_of_independent_estimates_is_that_of_their_largest():
    band = uniform_band(influence(), np.arange(400), **DRAW)
    expected = norm.ppf(0.5 + 0.5 * 0.95 ** (1 / 6))
    assert band.critical == pytest.approx(expected, abs=4 * band.monte_carlo_error)
    assert 0 < band.monte_carlo_error < 0.1


def test_one_estimate_has_the_pointwise_critical_value():
    band = uniform_band(influence(k=1), np.arange(400), **DRAW)
    assert band.critical == pytest.approx(1.96, abs=4 * band.monte_carlo_error)


def test_bootstrap_errors_are_those_of_the_influence_functions():
    psi = influence()
    band = uniform_band(psi, np.arange(400), **DRAW)
    np.testing.assert_allclose(band.se, np.sqrt((psi**2).sum(axis=0)) / 400, rtol=0.08)


def test_clusters_share_their_weight():
    psi = influence()
    clusters = np.repeat(np.arange(100), 4)
    sums = psi.reshape(100, 4, 6).sum(axis=1)
    one = uniform_band(psi, clusters, **DRAW)
    other = uniform_band(sums, np.arange(100), **DRAW)
    assert one.critical == other.critical


def test_the_same_seed_gives_the_same_band_and_another_seed_another():
    a, b = (uniform_band(influence(), np.arange(400), **DRAW) for _ in range(2))
    assert a.critical == b.critical
    other = uniform_band(influence(), np.arange(400), **(DRAW | {"seed": 6}))
    assert a.critical != other.critical


def test_estimates_that_do_not_vary_take_no_part():
    psi = influence()
    band = uniform_band(np.column_stack([psi, np.zeros(400)]), np.arange(400), **DRAW)
    assert band.critical == uniform_band(psi, np.arange(400), **DRAW).critical
    assert np.isnan(band.se[-1])
    assert np.isnan(uniform_band(np.zeros((9, 2)), np.arange(9), **DRAW).critical)


def test_a_band_contains_the_pointwise_interval():
    gt = group_time_att(panel_of(staggered()))
    for result in (gt, gt.aggregate("dynamic"), gt.aggregate("group")):
        table = result.to_frame()
        assert (table["band_low"] <= table["ci_low"]).all()
        assert (table["band_high"] >= table["ci_high"]).all()


def test_errors_do_not_depend_on_the_draws():
    one, other = (group_time_att(panel_of(staggered()), seed=seed) for seed in (1, 2))
    assert one.to_frame()["se"].equals(other.to_frame()["se"])
    assert one.seed == 1
    assert group_time_att(panel_of(staggered()), draws=0).seed is None
