"""Confidence limits by test inversion: the values that a test does not reject."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evaluasi.impact.results import Notice
from evaluasi.text import _

REACH = 1000.0
"""How far to look, in standard errors; a test that does not reject there rejects nowhere."""

STEPS = 40
"""Halvings: they leave less than a billionth of the bracket."""


def limits(
    p_of: Callable[[float], float], estimate: float, scale: float, alpha: float
) -> tuple[float, float]:
    """Find the limits of the set of values with a probability above `alpha`.

    Parameters
    ----------
    p_of : callable
        Probability of a hypothetical value.
    estimate : float
        The value that fits best.
    scale : float
        Something of the size of a standard error, above zero.
    alpha : float

    Returns
    -------
    low, high : float
        Infinite where the test rejects nothing on that side.
    """
    return _limit(p_of, estimate, -scale, alpha), _limit(p_of, estimate, scale, alpha)


def unbounded(ci: tuple[float, float]) -> tuple[Notice, ...]:
    """Warn of an interval without an end."""
    if not np.isinf(ci).any():
        return ()
    text = _("Selang tidak berbatas: gugus terlalu sedikit untuk menolak nilai sejauh apa pun.")
    return (Notice("selang_tak_berbatas", text),)


def _limit(p_of: Callable[[float], float], estimate: float, step: float, alpha: float) -> float:
    inside, distance = 0.0, 1.0
    while p_of(estimate + distance * step) > alpha:
        inside, distance = distance, 2 * distance
        if distance > REACH:
            return float(np.copysign(np.inf, step))
    outside = distance
    for _halving in range(STEPS):
        middle = (inside + outside) / 2
        if p_of(estimate + middle * step) > alpha:
            inside = middle
        else:
            outside = middle
    return estimate + outside * step
