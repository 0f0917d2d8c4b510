r"""How often a test of effects before the treatment sees a trend, and what it leaves behind.

Estimates are normal around slope × distance, their covariance Σ known (Roth 2022). The joint test
passes where :math:`b'Σ^{-1}b ≤ c`. With μ the trend in units of Σ and λ = μ'μ the statistic is a
noncentral chi-squared of q degrees, and among estimates that pass
:math:`E[b] = slope·distance · P(χ²_{q+2}(λ) ≤ c) / P(χ²_q(λ) ≤ c)`. The test of each effect by
itself has a box for its region, which is counted with quasi-random draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.pretrend_effects import Before
from evaluasi.impact.results import critical_value
from evaluasi.text import _

Floats = NDArray[np.float64]

HALVINGS = 60
FARTHEST = 1e6
"""Largest slope looked at, in standard errors of the best-measured effect per year."""


@dataclass(frozen=True, slots=True)
class Detectable:
    """A slope, how often it is detected, and the mean effects among data that pass, (q,)."""

    slope: float
    power: float
    mean_if_passed: Floats


def detectable_slope(
    before: Before, power: float, alpha: float, test: str, draws: int, seed: int
) -> Detectable:
    """Find the slope that is detected with the given probability.

    Raises
    ------
    ParameterError
        Where no slope is, because a straight line leaves no trace in the effects tested.
    """
    if not (before.distance != 0).any():
        raise ParameterError(_("Tren lurus tidak meninggalkan jejak pada uji sebelum perlakuan."))
    passing = TESTS[test](before, alpha, draws, seed)
    spread = np.sqrt(np.diag(before.covariance))
    unit = float(np.min(spread / np.abs(np.where(before.distance == 0, np.nan, before.distance))))
    low, high = 0.0, unit
    while 1 - passing(high)[0] < power:
        low, high = high, 2 * high
        if high > FARTHEST * unit:
            raise ParameterError(_("Uji ini tidak dapat menemukan tren sebesar apa pun."))
    for _halving in range(HALVINGS):
        middle = (low + high) / 2
        if 1 - passing(middle)[0] < power:
            low = middle
        else:
            high = middle
    passed, mean = passing(high)
    return Detectable(high, 1 - passed, mean)


Passing = Callable[[float], tuple[float, Floats]]
"""From a slope to the probability of passing and the mean effects among those that pass."""


def wald(before: Before, alpha: float, _draws: int, _seed: int) -> Passing:
    """Joint test, with the critical value that the result's own test has."""
    from scipy.special import chdtri, chndtr, fdtri

    q = len(before.distance)
    limit = float(chdtri(q, alpha) if np.isinf(before.df) else q * fdtri(q, before.df, 1 - alpha))
    per_slope = float(before.distance @ np.linalg.solve(before.covariance, before.distance))

    def passing(slope: float) -> tuple[float, Floats]:
        off_centre = slope**2 * per_slope
        passed = float(chndtr(limit, q, off_centre))
        if passed <= 0:
            return 0.0, slope * before.distance
        shrunk = float(chndtr(limit, q + 2, off_centre)) / passed
        return passed, slope * before.distance * shrunk

    return passing


def any_significant(before: Before, alpha: float, draws: int, seed: int) -> Passing:
    """Each effect tested by itself; the same draws serve every slope."""
    from scipy.special import ndtri
    from scipy.stats import qmc

    q = len(before.distance)
    uniform = qmc.Sobol(q, seed=seed).random(draws)
    noise = ndtri(uniform.clip(1e-12, 1 - 1e-12)) @ np.linalg.cholesky(before.covariance).T
    reach = critical_value(1 - alpha, before.df) * np.sqrt(np.diag(before.covariance))

    def passing(slope: float) -> tuple[float, Floats]:
        drawn = noise + slope * before.distance
        inside = (np.abs(drawn) <= reach).all(axis=1)
        if not inside.any():
            return 0.0, slope * before.distance
        return float(inside.mean()), np.asarray(drawn[inside].mean(axis=0))

    return passing


TESTS: dict[str, Callable[[Before, float, int, int], Passing]] = {
    "wald": wald,
    "any": any_significant,
}
