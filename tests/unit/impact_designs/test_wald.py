"""The Wald test: the textbook number, and no number where the covariance is singular."""

import numpy as np
import pytest
from scipy.stats import chi2, f

from evaluasi.impact.wald import sentence, zero_together


def case(q=5, seed=0):
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(q, q + 3)) * np.logspace(-2, 2, q)[:, None]
    return rng.normal(size=q) * np.logspace(-2, 2, q), root @ root.T


@pytest.mark.parametrize("q", [1, 2, 5, 40])
def test_the_statistic_is_the_quadratic_form(q):
    estimate, covariance = case(q)
    w = estimate @ np.linalg.solve(covariance, estimate)
    found = zero_together(estimate, covariance, np.inf)
    assert found.statistic == pytest.approx(w, rel=1e-7)
    assert found.p == pytest.approx(chi2.sf(w, q), rel=1e-6)
    assert zero_together(estimate, covariance, 37.0).p == pytest.approx(
        f.sf(w / q, q, 37), rel=1e-6
    )


def test_what_is_passed_in_is_left_as_it_was():
    estimate, covariance = case()
    before = estimate.copy(), covariance.copy()
    zero_together(estimate, covariance, np.inf)
    np.testing.assert_array_equal(estimate, before[0])
    np.testing.assert_array_equal(covariance, before[1])


def test_nothing_to_test_and_a_singular_covariance_give_no_number():
    estimate, covariance = case(3)
    assert zero_together(np.empty(0), np.empty((0, 0)), np.inf) is None
    repeated = np.array([[1.0, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]])
    singular = repeated @ covariance @ repeated.T
    assert zero_together(repeated @ estimate, singular, np.inf) is None
    assert zero_together(estimate, np.diag([1.0, 0.0, 1.0]), np.inf) is None


def test_a_joint_test_of_many_years_with_few_treated_is_not_to_be_trusted():
    tested = zero_together(np.zeros(3), np.eye(3), 30)
    assert "terlalu sering menolak" in sentence(tested, n_treated=11)
    assert "terlalu sering menolak" not in sentence(tested, n_treated=12)
