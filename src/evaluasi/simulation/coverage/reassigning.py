"""Randomisation inference on many panels of one design.

The weights of a linear estimator are those of the design, not of the outcomes: found once, they
serve all replications. The numbers are those of `impact.randomization_inference`; a test holds
that.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.impact.inference.assignments import assignments
from evaluasi.impact.inference.inversion import limits
from evaluasi.impact.inference.reassignment import history_weights, share, summed
from evaluasi.simulation.coverage.methods import DRAWS, LEVEL, Found

Floats = NDArray[np.float64]


class Reassigning:
    """Randomisation inference with one estimator.

    Parameters
    ----------
    panel : Panel
        Any panel of the design.
    statistic : callable
        From a panel to an estimate that is linear in the outcomes.
    """

    def __init__(self, panel: im.Panel, statistic: Callable[[im.Panel], float]) -> None:
        _histories, label = np.unique(panel.treated, axis=0, return_inverse=True)
        self._label = np.asarray(label, dtype=np.int64)
        self._state = panel.treated.astype(float)
        self._weights = history_weights(panel, statistic, self._label)

    def infer(self, y: Floats, goal: float, seed: int) -> Found:
        """Estimate, test and find the interval on outcomes (n, T)."""
        arranged, enumerated = assignments(self._label, DRAWS, seed)
        moved, slope = (summed(values, self._weights, arranged) for values in (y, self._state))
        estimate, own = (
            float(summed(values, self._weights, self._label[None])[0])
            for values in (y, self._state)
        )
        low, high = limits(
            lambda tau: share(moved - tau * slope, estimate - tau * own, enumerated),
            estimate / own,
            float(np.std(moved)),
            1 - LEVEL,
        )
        p = share(moved, estimate, enumerated)
        return Found(estimate, goal, np.array([low]), np.array([high]), np.array([goal]), p)
