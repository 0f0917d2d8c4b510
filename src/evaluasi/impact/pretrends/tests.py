r"""How often a test of effects before the treatment sees a trend, and what it leaves behind.

Estimates are normal around slope × distance, their covariance Σ known (Roth 2022). The joint test
passes where :math:`b'Σ^{-1}b ≤ c`. With μ the trend in units of Σ and λ = μ'μ the statistic is a
noncentral chi-squared of q degrees, and among estimates that pass
:math:`E[b] = slope·distance · P(χ²_{q+2}(λ) ≤ c) / P(χ²_q(λ) ≤ c)`. The test of each effect by
itself has a box for its region, which is counted with quasi-random draws. The test of the slope
takes :math:`u = c'b` with :math:`c = j / j'j` (j the distances), one restriction whatever q is:
:math:`E[b]` given that it is passed follows from the mean of a truncated normal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.pretrends.effects import Before
from evaluasi.impact.results import Pretest, critical_value, p_value
from evaluasi.text import _

Floats = NDArray[np.float64]

HALVINGS = 60
FARTHEST = 1e6
"""Largest slope looked at, in standard errors of the best-measured effect per year."""


@dataclass(frozen=True, slots=True)
class Detectable:
    """A slope, how often it is detected, and what is left among data that pass.

    Attributes
    ----------
    slope, power : float
    mean_if_passed : ndarray (q,)
        Mean effects before the treatment.
    pulled : float
        How far the headline moves on top of its bias.
    """

    slope: float
    power: float
    mean_if_passed: Floats
    pulled: float


def detectable_slope(
    before: Before, power: float, alpha: float, test: str, draws: int, seed: int
) -> Detectable:
    """Find the slope that is detected with the given probability.

    Raises
    ------
    ParameterError
        Where no slope is, because a straight line leaves no trace in the effects tested.
    """
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
    off = mean - high * before.distance
    if test == "slope":
        weights, variance = _slope_weights(before)
        along, moved = weights / variance, float(weights @ off)
    else:
        along, moved = np.asarray(np.linalg.solve(before.covariance, off), dtype=float), 1.0
    pulled = float(before.headline_covariance @ along) * moved
    return Detectable(high, 1 - passed, mean, pulled)


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


def slope(before: Before, alpha: float, _draws: int, _seed: int) -> Passing:
    """Test of the slope of a straight line through the effects."""
    from scipy.special import ndtr

    weights, spread = _slope_weights(before)
    error = np.sqrt(spread)
    along = before.covariance @ weights / spread
    reach = critical_value(1 - alpha, before.pointwise_df)

    def passing(slope: float) -> tuple[float, Floats]:
        low, high = -reach - slope / error, reach - slope / error
        passed = float(ndtr(high) - ndtr(low))
        if passed <= 0:
            return 0.0, slope * before.distance
        density = [np.exp(-(end**2) / 2) / np.sqrt(2 * np.pi) for end in (low, high)]
        off = error * float(density[0] - density[1]) / passed
        return passed, slope * before.distance + along * off

    return passing


def slope_pretest(before: Before) -> Pretest:
    """Test that the slope of a straight line through the effects is zero."""
    weights, spread = _slope_weights(before)
    t = np.array([float(weights @ before.estimate) / np.sqrt(spread)])
    return Pretest(float(t[0] ** 2), 1, float(p_value(t, before.pointwise_df)[0]))


def _slope_weights(before: Before) -> tuple[Floats, float]:
    """Weights of the effects in the slope, (q,), and its variance."""
    weights = before.distance / float(before.distance @ before.distance)
    spread = float(weights @ before.covariance @ weights)
    if not spread > 0:
        raise ParameterError(_("Sebaran tren sebelum perlakuan tidak dapat dihitung."))
    return weights, spread


def any_significant(before: Before, alpha: float, draws: int, seed: int) -> Passing:
    """Each effect tested by itself; the same draws serve every slope."""
    from scipy.special import ndtri
    from scipy.stats import qmc

    q = len(before.distance)
    uniform = qmc.Sobol(q, seed=seed).random(draws)
    noise = ndtri(uniform.clip(1e-12, 1 - 1e-12)) @ np.linalg.cholesky(before.covariance).T
    reach = critical_value(1 - alpha, before.pointwise_df) * np.sqrt(np.diag(before.covariance))

    def passing(slope: float) -> tuple[float, Floats]:
        drawn = noise + slope * before.distance
        inside = (np.abs(drawn) <= reach).all(axis=1)
        if not inside.any():
            return 0.0, slope * before.distance
        return float(inside.mean()), np.asarray(drawn[inside].mean(axis=0))

    return passing


TESTS: dict[str, Callable[[Before, float, int, int], Passing]] = {
    "slope": slope,
    "wald": wald,
    "any": any_significant,
}
