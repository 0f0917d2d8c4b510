"""What the solvers of a plan take and give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.scoring.iid_levels import Flags

OPTIMAL, INFEASIBLE = 0, 2
"""Statuses of `scipy.optimize.milp`."""
SLACK = 1e-7
"""In points of at most 250: the rounding of a solver, far below a printed digit."""


@dataclass(frozen=True)
class Limits:
    """What a plan may spend: in all, and by office (position in `State.offices`)."""

    budget: float = np.inf
    effort: Mapping[int, float] | None = None


@dataclass(frozen=True)
class Solution:
    """Steps to take (rows of the table of steps), innovations kept, cost, and the bound on it."""

    steps: pd.DataFrame
    kept: Flags
    cost: float
    bound: float
    reached: bool
