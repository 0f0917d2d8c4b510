"""Covariance of coefficients when neighbouring points in time are alike."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LOWEST, HIGHEST = -0.5, 0.95


def autoregressive(x: tuple[Floats, ...], residuals: tuple[Floats, ...]) -> tuple[Floats, float]:
    r"""Covariance of least squares coefficients of one or two series with AR(1) errors.

    Residuals are less alike than the errors they stand for, the more so the more coefficients
    were fitted: with projection *M* and correlations *K* of the errors, the products of
    neighbouring residuals have the expectation :math:`\mathrm{tr}_1(MKM)` (sum of the first
    off-diagonal) and their squares :math:`\mathrm{tr}(MKM)`. The correlation is the one that
    matches their ratio, at least zero; the scale follows in the same way. Of two series the
    correlation is shared, and their errors may move together.

    Parameters
    ----------
    x : tuple of ndarray (T, p)
        Columns of each series, weighted so that the errors have one scale.
    residuals : tuple of ndarray (T,)

    Returns
    -------
    covariance : ndarray (p, p)
        Of the coefficients; with two series, of the second's minus the first's.
    correlation : float
    """
    points = len(residuals[0])
    apart = np.abs(np.subtract.outer(np.arange(points), np.arange(points)))
    leave = [np.eye(points) - q @ q.T for q in (np.linalg.qr(part)[0] for part in x)]
    left = sum(float(r @ r) for r in residuals)
    seen = sum(float(r[1:] @ r[:-1]) for r in residuals) / left if left else 0.0
    correlation = max(_matching(seen, leave, apart), 0.0)
    k = correlation**apart
    spread = [np.linalg.solve(part.T @ part, part.T) for part in x]
    signs = (-1.0, 1.0)[-len(x) :]
    total = np.zeros((x[0].shape[1],) * 2)
    for i, sign in enumerate(signs):
        for j, other in enumerate(signs):
            scale = residuals[i] @ residuals[j] / np.trace(leave[i] @ k @ leave[j])
            total += sign * other * scale * spread[i] @ k @ spread[j].T
    return total, correlation


def _matching(seen: float, leave: list[Floats], apart: NDArray[np.int64]) -> float:
    from scipy.optimize import brentq

    def beyond(correlation: float) -> float:
        parts = [m @ correlation**apart @ m for m in leave]
        expected = sum(np.trace(part, 1) for part in parts) / sum(np.trace(p) for p in parts)
        return float(expected) - seen

    if beyond(LOWEST) >= 0:
        return LOWEST
    if beyond(HIGHEST) <= 0:
        return HIGHEST
    return float(brentq(beyond, LOWEST, HIGHEST, xtol=1e-6))
