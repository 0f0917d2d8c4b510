"""What reassigned treatment does to an estimate that is linear in the outcomes.

Such an estimate is a sum of outcomes times weights. Where units differ in nothing but outcome and
treatment history, the weights of a unit depend on its history alone: estimating once for each
history and time finds them, and every assignment of histories to units is then a sum.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.blocks import CELLS
from evaluasi.impact.panel import Panel

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

TIE = 1e-9
"""Relative difference within which two statistics are the same number but for rounding."""


def exchangeable(panel: Panel) -> bool:
    """Whether units differ in nothing but outcome and treatment history."""
    return bool(
        panel.balanced
        and not panel.covariate_names
        and np.ptp(panel.weights) == 0
        and panel.n_clusters == panel.n_units
    )


def history_weights(panel: Panel, statistic: Callable[[Panel], float], label: Integers) -> Floats:
    """Find the weights of a linear estimate in the outcomes of a unit, by history and time, (L, T).

    Parameters
    ----------
    panel : Panel
        Exchangeable; its outcomes play no part.
    statistic : callable
        From a panel to the estimate.
    label : ndarray (n,)
        Treatment history of each unit, numbered 0 … L − 1.
    """
    found = np.empty((int(label.max()) + 1, len(panel.times)))
    for history, time in np.ndindex(*found.shape):
        single = np.zeros(panel.outcome.shape)
        single[np.flatnonzero(label == history)[0], time] = 1.0
        found[history, time] = statistic(panel._with(outcome=single))
    return found


def summed(values: Floats, weights: Floats, arranged: Integers) -> Floats:
    """Estimate from values (n, T) under each assignment of histories to units (B, n), (B,)."""
    part = values @ weights.T
    unit = np.arange(len(values))
    step = max(1, CELLS // len(values))
    blocks = [arranged[start : start + step] for start in range(0, len(arranged), step)]
    return np.concatenate([part[unit, block].sum(axis=1) for block in blocks])


def share(moved: Floats, actual: float, enumerated: bool) -> float:
    """Share of assignments at least as extreme; one that cannot be computed counts as such."""
    extreme = int((~(np.abs(moved) < np.abs(actual) * (1 - TIE))).sum())
    return extreme / len(moved) if enumerated else (extreme + 1) / (len(moved) + 1)
