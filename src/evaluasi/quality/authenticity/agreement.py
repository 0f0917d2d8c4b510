"""Agreement of two measurements of one thing: bias and limits (Bland and Altman)."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_NONE = (math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two measurements agree; in the unit of the differences.

    Attributes
    ----------
    n : int
        Pairs.
    bias, sd : float
        Mean and standard deviation (n − 1) of the differences; NaN with too few pairs.
    lower, upper : float
        Limits of agreement: bias ∓ z · sd.
    bias_ci, lower_ci, upper_ci : tuple of float
        Intervals by the t distribution with n − 1 degrees of freedom.
    level : float
        Coverage of limits and intervals.
    """

    n: int
    bias: float
    sd: float
    lower: float
    upper: float
    bias_ci: tuple[float, float]
    lower_ci: tuple[float, float]
    upper_ci: tuple[float, float]
    level: float


def bland_altman(differences: npt.ArrayLike, level: float = 0.95) -> Agreement:
    """Compute bias and limits of agreement of paired differences.

    Parameters
    ----------
    differences : array, shape (n,)
        NaN pairs are left out.
    level : float
        Coverage, between 0 and 1.

    References
    ----------
    Bland and Altman (1999), Statistical Methods in Medical Research 8, 135–160, sections 2 and
    2.1: limits d̄ ± z s, standard error of a limit s √(1/n + z²/(2(n − 1))).
    """
    values = np.asarray(differences, dtype=np.float64)
    values = values[np.isfinite(values)]
    n = len(values)
    bias = float(values.mean()) if n else math.nan
    sd = float(values.std(ddof=1)) if n > 1 else math.nan
    return from_moments(n, bias, sd, level)


def from_moments(n: int, bias: float, sd: float, level: float = 0.95) -> Agreement:
    """Compute the limits from the number, mean and standard deviation of the differences."""
    if n < 2:
        return Agreement(n, bias, sd, *_NONE, _NONE, _NONE, _NONE, level)
    from scipy import stats  # heavy: only where a question needs it

    z = float(stats.norm.ppf((1 + level) / 2))
    t = float(stats.t.ppf((1 + level) / 2, n - 1))
    around_bias = t * sd / math.sqrt(n)
    around_limit = t * sd * math.sqrt(1 / n + z**2 / (2 * (n - 1)))
    lower, upper = bias - z * sd, bias + z * sd
    return Agreement(
        n=n,
        bias=bias,
        sd=sd,
        lower=lower,
        upper=upper,
        bias_ci=(bias - around_bias, bias + around_bias),
        lower_ci=(lower - around_limit, lower + around_limit),
        upper_ci=(upper - around_limit, upper + around_limit),
        level=level,
    )
