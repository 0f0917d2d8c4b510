"""Outcomes without any effect: unit and year effects, and noise that carries over the years."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.simulation.coverage.cells import CORRELATION, Cell

Floats = NDArray[np.float64]


def outcomes(cell: Cell, replications: int, seed: int) -> Floats:
    """Draw outcomes, (R, n, T): standard normal unit effects, year effects and AR(1) noise.

    Each cell has a stream of its own; a longer run begins with the shorter one.
    """
    root = np.random.SeedSequence([seed, *cell.key])
    n, t = cell.n_units, cell.n_periods
    made = np.empty((replications, n, t))
    for r, stream in enumerate(root.spawn(replications)):
        rng = np.random.default_rng(stream)
        unit, year = rng.normal(size=(n, 1)), rng.normal(size=t)
        made[r] = unit + year + carried_over(rng.normal(size=(n, t)))
    return made


def carried_over(shocks: Floats) -> Floats:
    """Turn independent shocks (n, T) into stationary AR(1) noise of variance one."""
    noise = shocks.copy()
    fresh = np.sqrt(1 - CORRELATION**2)
    for t in range(1, noise.shape[1]):
        noise[:, t] = CORRELATION * noise[:, t - 1] + fresh * shocks[:, t]
    return noise
