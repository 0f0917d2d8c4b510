"""Uniform bands cover all estimates together, repeat themselves, and are never too narrow."""

import numpy as np
import pytest
from made_panels import panel_of, staggered
from scipy.stats import norm

from evaluasi.impact import group_time_att
from evaluasi.impact.inference.clusters import standard_errors
from evaluasi.impact.inference.multiplier import HIGH, LOW, P_LOW, draw, uniform_band

DRAW = {"level": 0.95, "draws": 4000, "seed": 5}


def influence(n=400, k=6, seed=0):
    return np.random.default_rng(seed).normal(size=(n, k))


def band(psi, clusters=None, **changes):
    clusters = np.arange(len(psi)) if clusters is None else clusters
    se = standard_errors(psi, clusters, 0.0)
    return uniform_band(psi, clusters, se, **(DRAW | changes))


def test_the_critical_value_of_independent_estimates_is_that_of_their_largest():
    found = band(influence())
    expected = norm.ppf(0.5 + 0.5 * 0.95 ** (1 / 6))
    assert found.critical == pytest.approx(expected, abs=4 * found.monte_carlo_error)
    assert 0 < found.monte_carlo_error < 0.1


def test_one_estimate_has_the_pointwise_critical_value():
    found = band(influence(k=1))
    assert found.critical == pytest.approx(1.96, abs=4 * found.monte_carlo_error)


def test_bootstrap_errors_are_those_of_the_influence_functions():
    psi = influence()
    np.testing.assert_allclose(band(psi).se, np.sqrt((psi**2).sum(axis=0)) / 400, rtol=0.08)


def test_influence_functions_with_many_zeros_are_drawn_as_if_without():
    """Rows are put in order and their zeros skipped: the moments must not notice."""
    cohort = np.random.default_rng(1).integers(0, 4, 400)
    psi = influence(k=12) * (np.arange(12) // 3 == cohort[:, None])
    drawn = draw(psi, np.arange(400), 20_000, 3, influence(k=2, seed=7))
    whole = np.column_stack(drawn)
    exact = np.column_stack([psi, influence(k=2, seed=7)])
    covariance = exact.T @ exact / 400**2
    scale = np.sqrt(np.outer(np.diag(covariance), np.diag(covariance)))
    np.testing.assert_allclose(np.cov(whole.T) / scale, covariance / scale, atol=0.04)
    np.testing.assert_allclose(whole.mean(axis=0) / np.sqrt(np.diag(covariance)), 0, atol=0.03)


def test_an_average_of_draws_is_the_draw_of_the_average():
    psi, mix = influence(), np.array([0.5, 0.2, 0.3, 0, 0, 0])
    deviations, _none = draw(psi, np.arange(400), 500, 1)
    averaged, _none = draw((psi @ mix)[:, None], np.arange(400), 500, 1)
    # Single precision leaves seven digits of numbers of size 0.05.
    np.testing.assert_allclose(deviations @ mix, averaged[:, 0], atol=1e-6)


def test_weights_have_mean_zero_variance_one_and_the_skewness_of_mammen():
    moments = [P_LOW * LOW**m + (1 - P_LOW) * HIGH**m for m in (1, 2, 3)]
    assert moments == pytest.approx([0, 1, 1], abs=3e-5)


def test_clusters_share_their_weight():
    psi = influence()
    clusters = np.repeat(np.arange(100), 4)
    sums = psi.reshape(100, 4, 6).sum(axis=1)
    assert band(psi, clusters).critical == pytest.approx(band(sums).critical, rel=1e-5)


def test_the_same_seed_gives_the_same_band_and_another_seed_another():
    psi = influence()
    assert band(psi).critical == band(psi).critical
    assert band(psi).critical != band(psi, seed=6).critical


def test_estimates_that_do_not_vary_take_no_part():
    psi = influence()
    found = band(np.column_stack([psi, np.zeros(400)]))
    assert found.critical == pytest.approx(band(psi).critical, rel=1e-5)
    assert np.isnan(found.se[-1])
    assert np.isnan(band(np.zeros((9, 2))).critical)


def test_the_band_of_an_average_follows_from_the_draws_of_the_cells():
    gt = group_time_att(panel_of(staggered()), draws=2000)
    kept, anew = gt.aggregate("dynamic"), gt.aggregate("dynamic", seed=99)
    ratio = kept.band.critical / anew.band.critical
    assert ratio == pytest.approx(1, abs=0.1)
    assert kept.band.critical != anew.band.critical
    np.testing.assert_allclose(kept.band.se, kept.to_frame()["se"], rtol=0.12)


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
