"""How unusual a rise of a count is, held against what happened elsewhere."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from evaluasi.quality.authenticity.vectors import Floats, Ints

ALPHA = 0.001
"""Level of the exact test, after Holm's correction for the number of counts tested."""

FAR = 3.5
"""Limit of the modified z-score of Iglewicz and Hoaglin (1993)."""

LEAST_PEERS = 10
"""With fewer other regions there is no spread to judge by."""


class Growth(NamedTuple):
    """How each count compares; arrays of n counts.

    Attributes
    ----------
    expected : float
        The count that the others' common growth would have given.
    p : float
        Exact one-sided probability of so high a count, Holm-adjusted.
    z : float
        Modified z-score of the log ratio among the others; NaN with fewer than `LEAST_PEERS`.
    """

    expected: Floats
    p: Floats
    z: Floats


def growth(before: Ints, after: Ints) -> Growth:
    """Hold each rise against that of all others.

    Given before + after, and if both are Poisson with the ratio r that the others show, after is
    Binomial(before + after, r / (1 + r)): the conditional test of Przyborowski and Wilenski (1940),
    Biometrika 31, 313–323. Innovations of one region are not independent and counts scatter more
    than Poisson, so p alone would find too much; the modified z-score of log((after + ½) /
    (before + ½)), whose median and MAD come from the others, does not assume a distribution.

    Parameters
    ----------
    before, after : array of int, shape (n,)
        Counts of the same regions in two editions, the first one at least 1.
    """
    from scipy import stats  # heavy: only where a question needs it

    n = len(before)
    ratio = np.array([_ratio(np.delete(before, i), np.delete(after, i)) for i in range(n)])
    raw = stats.binom.sf(after - 1, before + after, ratio / (1 + ratio))
    logs = np.log((after + 0.5) / (before + 0.5))
    z = np.array([_modified_z(logs[i], np.delete(logs, i)) for i in range(n)])
    return Growth(before * ratio, holm(raw), z)


def holm(p: Floats) -> Floats:
    """Adjust probabilities for their number (Holm 1979, Scandinavian Journal of Statistics 6)."""
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(steps, 1)
    return adjusted


def _ratio(before: Ints, after: Ints) -> float:
    """Return the others' common growth; without others: none."""
    return float(after.sum() / before.sum()) if before.sum() and after.sum() else 1.0


def _modified_z(value: float, others: Floats) -> float:
    if len(others) < LEAST_PEERS:
        return float("nan")
    middle = float(np.median(others))
    spread = float(np.median(np.abs(others - middle)))
    if spread == 0:  # more than half of the others moved alike
        spread = float(np.mean(np.abs(others - middle))) * 1.253314 * 0.6745
    if spread == 0:
        return 0.0 if value == middle else float(np.sign(value - middle) * np.inf)
    return 0.6745 * (value - middle) / spread
