"""Shortest interval of fixed length when a trend's slope may change by at most M a year."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.honest.coefficients import Coefficients

Floats = NDArray[np.float64]

ENOUGH = 1e-13


def interval(given: Coefficients, m: float, level: float) -> tuple[float, float]:
    r"""Compute the fixed-length confidence interval under bounded changes of slope.

    Among the estimators :math:`l'\hat\beta_{post} + w'\hat\beta_{pre}` that a linear trend leaves
    unbiased, the one whose interval :math:`\pm\,\sigma\,cv(b/\sigma)` is shortest, where *b* is
    its largest bias over all trends whose slope changes by at most `m` from one year to the next
    (Rambachan and Roth 2023, section 3.2; Armstrong and Kolesár 2018).

    Parameters
    ----------
    given : Coefficients
    m : float
        Largest change of slope per year, in the outcome's unit.
    level : float

    Returns
    -------
    tuple of float
    """
    scale = given.se
    before, after = _changes_of_slope(given)
    fixed = m / scale * float(np.abs(after @ given.target).sum())
    root = np.asarray(np.linalg.cholesky(given.covariance).T / scale, dtype=np.float64)
    weights = _shortest(root, before, given, m / scale, fixed, level)
    full = np.concatenate([weights, given.target])
    half = _half_length(root @ full, m / scale * np.abs(before @ weights).sum() + fixed, level)
    centre = float(full @ given.estimate)
    return centre - scale * half, centre + scale * half


def _changes_of_slope(given: Coefficients) -> tuple[Floats, Floats]:
    """Bias per change of slope: rows j = 0, 1, … years from the reference, (K, K) and (L, L).

    A trend that is zero at the reference is a straight line plus, for each change of slope, a
    kink: a change j years away moves the value t years away by t − j, where t > j.
    """
    k, size = given.n_before, len(given.target)
    back = np.arange(k, 0, -1)  # years before the reference, in the order of the coefficients
    before = np.clip(back[None, :] - np.arange(k)[:, None], 0, None).astype(float)
    ahead = np.arange(1, size + 1)
    after = np.clip(ahead[None, :] - ahead[:, None], 0, None).astype(float)
    return before, after


def _shortest(
    root: Floats, before: Floats, given: Coefficients, m: float, fixed: float, level: float
) -> Floats:
    """Weights of the coefficients before the start that make the interval shortest, (K,).

    In the kinks c = B w the bias is m Σ|c|: with c split into what is above and below zero the
    length is smooth and convex, and one equation holds: no bias from a straight line.
    """
    from scipy.optimize import minimize

    k = given.n_before
    to_weights = np.linalg.inv(before)
    line = -np.arange(k, 0, -1.0) @ to_weights
    slope = float(np.arange(1, len(given.target) + 1) @ given.target)
    own = root[:, k:] @ given.target
    through = root[:, :k] @ to_weights

    def length(x: Floats) -> tuple[float, Floats]:
        c = x[:k] - x[k:]
        vector = own + through @ c
        sd = float(np.sqrt(vector @ vector))
        bias = m * float(x.sum()) + fixed
        quantile = folded_quantile(bias / sd, level)
        inner = _slope_of_quantile(bias / sd, quantile)
        by_sd = quantile - bias / sd * inner
        by_c = by_sd * (through.T @ vector) / sd
        return sd * quantile, np.concatenate([by_c, -by_c]) + m * inner

    start = -slope / (line @ line) * line
    found = minimize(
        length,
        np.concatenate([start.clip(0), (-start).clip(0)]),
        jac=True,
        method="SLSQP",
        bounds=[(0, None)] * (2 * k),
        constraints={
            "type": "eq",
            "fun": lambda x: line @ (x[:k] - x[k:]) + slope,
            "jac": lambda _x: np.concatenate([line, -line]),
        },
        options={"ftol": ENOUGH, "maxiter": 1000},
    )
    return np.asarray(to_weights @ (found.x[:k] - found.x[k:]))


def _half_length(vector: Floats, bias: float, level: float) -> float:
    sd = float(np.sqrt(vector @ vector))
    return sd * folded_quantile(bias / sd, level)


def folded_quantile(t: float, level: float) -> float:
    """Quantile of |N(t, 1)| at `level`."""
    from scipy.optimize import brentq
    from scipy.special import ndtr, ndtri

    top = float(ndtri((1 + level) / 2)) + t
    return float(brentq(lambda c: ndtr(c - t) - ndtr(-c - t) - level, 0.0, top + 1, xtol=1e-14))


def _slope_of_quantile(t: float, c: float) -> float:
    """Derivative of the folded quantile c by t."""
    near, far = np.exp(-((c - t) ** 2) / 2), np.exp(-((c + t) ** 2) / 2)
    return float((near - far) / (near + far))
