"""Errors of neighbours that are alike: right where plain and Newey–West errors are too small."""

import numpy as np
import pandas as pd
import pytest

from evaluasi.impact.interrupted.errors import autoregressive
from evaluasi.impact.interrupted_time_series import interrupted_time_series

POINTS, START = 60, 36
MONTHS = pd.period_range("2018-01", periods=POINTS, freq="M")


def columns():
    t = np.arange(POINTS, dtype=float)
    return np.column_stack([np.ones(POINTS), t, t >= START, (t - START).clip(0)])


def errors(rng, correlation, size):
    shocks = rng.normal(size=(POINTS, size))
    found = shocks.copy()
    found[0] /= np.sqrt(1 - correlation**2)
    for t in range(1, POINTS):
        found[t] += correlation * found[t - 1]
    return found


def residual_of(x, y):
    return y - x @ np.linalg.lstsq(x, y, rcond=None)[0]


def test_neighbours_unlike_each_other_are_taken_as_independent():
    x = columns()
    residual = residual_of(x, np.tile([1.0, -1.0], POINTS // 2) + 0.1 * np.arange(POINTS) % 3)
    covariance, correlation = autoregressive((x,), (residual,))
    assert correlation == 0
    wanted = residual @ residual / (POINTS - 4) * np.linalg.inv(x.T @ x)
    assert covariance == pytest.approx(wanted)


@pytest.mark.parametrize("correlation", [0.0, 0.5])
def test_on_average_the_variance_is_the_true_one(correlation):
    x, rng = columns(), np.random.default_rng(2)
    y = errors(rng, correlation, 300)
    residuals = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    found = [autoregressive((x,), (r,))[0][2, 2] for r in residuals.T]
    apart = np.abs(np.subtract.outer(np.arange(POINTS), np.arange(POINTS)))
    spread = np.linalg.solve(x.T @ x, x.T)
    true = (spread @ correlation**apart @ spread.T)[2, 2] / (1 - correlation**2)
    assert np.mean(found) == pytest.approx(true, rel=0.15)


def test_two_series_that_move_together_are_told_apart_better():
    x, rng = columns(), np.random.default_rng(3)
    shared, own, other = (errors(rng, 0.3, 1)[:, 0] for _ in range(3))

    one, two = (residual_of(x, 3 * shared + part) for part in (own, other))
    alone = [autoregressive((x,), (residual,))[0][2, 2] for residual in (one, two)]
    together = autoregressive((x, x), (one, two))[0][2, 2]
    assert together < 0.5 * sum(alone)


def coverage(kind, correlation, replications, seed=4):
    y = errors(np.random.default_rng(seed), correlation, replications)
    hits = 0
    for column in y.T:
        found = interrupted_time_series(
            pd.Series(column, index=MONTHS), at=MONTHS[START], errors=kind, harmonics=0
        )
        hits += found.ci[0] <= 0 <= found.ci[1]
    return hits / replications


def test_intervals_cover_more_often_than_those_of_newey_and_west():
    """Truth is no change; 120 series: a gap of a tenth is three standard errors."""
    assert coverage("ar1", 0.5, 120) > coverage("hac", 0.5, 120) + 0.05


@pytest.mark.berat
@pytest.mark.parametrize(("correlation", "least"), [(0.0, 0.935), (0.5, 0.915)])
def test_coverage_of_the_default_interval(correlation, least):
    """SIMULASI, 2,000 series: told in docs/metode/interrupted_time_series.md."""
    assert coverage("ar1", correlation, 2000) > least
