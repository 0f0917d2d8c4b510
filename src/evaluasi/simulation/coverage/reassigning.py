"""Randomisation tests of any linear estimator, without estimating anew for each assignment.

An estimator that is linear in the outcomes is a sum of outcomes times weights, and the weights of
a unit depend on its treatment history alone. Estimating once for each history and year finds
them; then every assignment of histories to units is a sum. The numbers are those of
`impact.randomization_inference` with the estimator as its statistic; a test holds that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.impact.inference.assignments import assignments
from evaluasi.simulation.coverage.cells import Cell

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Statistic = Callable[[im.Panel], float]

TIE = 1e-9
"""As in `impact.permutation`: closer than this, two statistics are the same number."""


def histories(cell: Cell) -> Integers:
    """Number the treatment history of each unit, (n,)."""
    _all, label = np.unique(cell.treated(), axis=0, return_inverse=True)
    return np.asarray(label, dtype=np.int64)


def weights(cell: Cell, statistic: Statistic, panel_of: Callable[[Floats], im.Panel]) -> Floats:
    """Find the weight of a unit's outcomes by history and year, (L, T)."""
    label = histories(cell)
    found = np.empty((int(label.max()) + 1, cell.n_periods))
    for history, year in np.ndindex(*found.shape):
        single = np.zeros((cell.n_units, cell.n_periods))
        single[np.flatnonzero(label == history)[0], year] = 1.0
        found[history, year] = statistic(panel_of(single))
    return found


def probability(
    y: Floats, weight: Floats, label: Integers, draws: int, seed: int
) -> tuple[float, float]:
    """Estimate, and probability of no effect whatever, from outcomes (n, T)."""
    share = y @ weight.T
    unit = np.arange(len(label))
    arranged, enumerated = assignments(label, draws, seed)
    estimate = float(share[unit, label].sum())
    moved = share[unit, arranged].sum(axis=1)
    extreme = int((~(np.abs(moved) < abs(estimate) * (1 - TIE))).sum())
    return estimate, extreme / len(moved) if enumerated else (extreme + 1) / (len(moved) + 1)
