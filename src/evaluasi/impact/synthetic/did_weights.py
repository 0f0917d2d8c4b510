"""Unit and time weights of synthetic difference-in-differences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.synthetic.simplex import weights

Floats = NDArray[np.float64]

TIME_RIDGE = 1e-6
"""Ridge of the time weights, in standard deviations: only to make them unique."""


@dataclass(frozen=True, eq=False)
class Weighted:
    """An estimate with the weights behind it.

    Attributes
    ----------
    estimate : float
    units : ndarray (J,)
    times : ndarray (T0,)
    """

    estimate: float
    units: Floats
    times: Floats


def weighted_did(treated: Floats, controls: Floats, n_before: int, n_treated: int) -> Weighted:
    r"""Estimate by a doubly weighted difference-in-differences.

    Unit weights make the controls' path parallel to the mean of the treated before the start, up
    to a constant and with ridge :math:`\zeta^2 T_0`,
    :math:`\zeta = (N_{tr} T_{post})^{1/4} \hat\sigma`; time weights make the years before the
    start resemble those after it among the controls (Arkhangelsky et al. 2021, algorithm 1).
    :math:`\hat\sigma` is the standard deviation of the controls' yearly changes before the start.

    Parameters
    ----------
    treated : ndarray (T,)
        Mean of the treated units.
    controls : ndarray (T, J)
    n_before, n_treated : int
    """
    before, after = controls[:n_before], controls[n_before:]
    noise = float(np.diff(before, axis=0).std(ddof=1))
    ridge = (n_treated * len(after)) ** 0.25 * noise * np.sqrt(n_before)
    units = _parallel(before, treated[:n_before], ridge)
    times = _parallel(before.T, after.mean(axis=0), TIME_RIDGE * noise * np.sqrt(controls.shape[1]))
    return Weighted(_difference(treated, controls, units, times), units, times)


def difference_of(treated: Floats, controls: Floats, fitted: Weighted) -> float:
    """Apply given weights to other units; unit weights are brought to sum to one."""
    return _difference(treated, controls, fitted.units / fitted.units.sum(), fitted.times)


def _parallel(columns: Floats, target: Floats, ridge: float) -> Floats:
    """Mixture of columns parallel to the target: both without their means, with a ridge."""
    level = columns - columns.mean(axis=0)
    size = columns.shape[1]
    return weights(
        np.vstack([level, ridge * np.eye(size)]),
        np.concatenate([target - target.mean(), np.zeros(size)]),
    )


def _difference(treated: Floats, controls: Floats, units: Floats, times: Floats) -> float:
    gap = treated - controls @ units
    return float(gap[len(times) :].mean() - gap[: len(times)] @ times)
