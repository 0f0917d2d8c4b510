"""The two-by-two estimators: an effect put in comes out, and each influence function is the
derivative of its estimate with respect to the weight of a unit.
"""

import numpy as np
import pytest

from evaluasi.impact.staggered.two_by_two import ESTIMATORS, CellError, estimate

# Central differences with step 1e-5 carry an error of about 1e-10 times the third derivative.
DERIVATIVE = 1e-6
METHODS = list(ESTIMATORS)


def comparison(seed=0, m=60, effect=2.0):
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(m), rng.normal(size=(m, 2))])
    d = rng.random(m) < 1 / (1 + np.exp(-0.5 * x[:, 1]))
    dy = x @ [1.0, 0.5, -0.3] + effect * d + rng.normal(size=m)
    return np.column_stack([dy, dy**2]), d, x, rng.uniform(0.5, 2.0, m)


@pytest.mark.parametrize("method", METHODS)
def test_the_influence_function_is_the_derivative_with_respect_to_a_weight(method):
    dy, d, x, w = comparison()
    psi = estimate(method, dy, d, x, w).psi
    for i in range(0, len(d), 7):
        step = np.zeros(len(d))
        step[i] = 1e-5
        up, down = (estimate(method, dy, d, x, w + s).att for s in (step, -step))
        # ψ is scaled to units of weight w, the derivative to units of weight one.
        slope = (up - down) / 2e-5 * w[i] * len(d)
        np.testing.assert_allclose(psi[i], slope, rtol=DERIVATIVE, atol=DERIVATIVE)


@pytest.mark.parametrize("method", METHODS)
def test_the_influence_function_sums_to_zero(method):
    assert np.abs(estimate(method, *comparison()).psi.sum(axis=0)).max() < 1e-9


@pytest.mark.parametrize("method", METHODS)
def test_covariates_measured_in_other_units_change_nothing(method):
    dy, d, x, w = comparison()
    turned = x @ np.array([[1.0, 5.0, -2.0], [0, 1000.0, 3.0], [0, 0, 0.01]])
    one, other = estimate(method, dy, d, x, w), estimate(method, dy, d, turned, w)
    np.testing.assert_allclose(one.att, other.att, atol=1e-9)
    np.testing.assert_allclose(one.psi, other.psi, atol=1e-7)


@pytest.mark.parametrize("method", METHODS)
def test_without_covariates_all_methods_are_the_difference_of_means(method):
    dy, d, x, w = comparison()
    found = estimate(method, dy, d, x[:, :1], w).att
    means = [np.average(dy[who], axis=0, weights=w[who]) for who in (d, ~d)]
    np.testing.assert_allclose(found, means[0] - means[1], atol=1e-12)


@pytest.mark.parametrize("method", ["reg", "dr"])
def test_an_outcome_linear_in_the_covariates_leaves_exactly_the_effect(method):
    _dy, d, x, w = comparison()
    exact = (x @ [1.0, 0.5, -0.3] + 2.0 * d)[:, None]
    assert estimate(method, exact, d, x, w).att == pytest.approx(2.0, abs=1e-10)


def test_doubly_robust_survives_a_wrong_regression_where_regression_alone_does_not():
    rng = np.random.default_rng(3)
    m = 20_000
    trait = rng.normal(size=m)
    d = rng.random(m) < 1 / (1 + np.exp(-trait))
    x = np.column_stack([np.ones(m), trait])
    dy = (np.exp(trait) + 2.0 * d)[:, None]
    # Six standard errors of an estimate whose weights vary this much.
    assert estimate("dr", dy, d, x, np.ones(m)).att == pytest.approx(2.0, abs=0.25)
    assert abs(estimate("reg", dy, d, x, np.ones(m)).att[0] - 2.0) > 0.4


@pytest.mark.parametrize("method", METHODS)
def test_collinear_covariates_are_an_error_not_a_number(method):
    dy, d, x, w = comparison()
    with pytest.raises(CellError, match="prediktor_singular"):
        estimate(method, dy, d, np.column_stack([x, x[:, 1] - 2 * x[:, 2]]), w)


@pytest.mark.parametrize("method", ["ipw", "dr"])
def test_no_comparison_that_resembles_the_treated_is_an_error_not_a_number(method):
    dy, d, x, w = comparison()
    apart = np.column_stack([x[:, 0], np.where(d, 5.0, -5.0) + x[:, 1]])
    with pytest.raises(CellError, match="tumpang_tindih"):
        estimate(method, dy, d, apart, w)
