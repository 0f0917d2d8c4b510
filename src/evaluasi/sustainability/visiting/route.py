"""Which days go to which cluster: the best use of a team's days, found exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HALVES = 2
"""Days are counted in halves, so that travel may take half a day."""


def best_days(gains: Sequence[Floats], travel: Sequence[int], days: int, per_day: int) -> list[int]:
    """Share out the days over clusters so that the gains of what is visited sum to the most.

    A day is spent in one cluster and serves `per_day` of its innovations, the largest gains first;
    a cluster that is visited at all costs its travel once. The clusters are the items of a
    multiple-choice knapsack (one item per number of days), solved by dynamic programming, so the
    result is the optimum and not an approximation.

    Parameters
    ----------
    gains : sequence of array
        By cluster, sorted from large to small, positive.
    travel : sequence of int
        Half-days lost per cluster.
    days, per_day : int
        Days of the team; innovations per day.

    Returns
    -------
    list of int
        Working days for each cluster.

    References
    ----------
    Kellerer, Pferschy and Pisinger (2004), *Knapsack Problems*, ch. 11.
    """
    room = HALVES * days
    best = np.zeros(room + 1)
    chosen = np.zeros((len(gains), room + 1), dtype=np.int32)
    for place, gain in enumerate(gains):
        worth = np.concatenate([[0.0], np.cumsum(gain)])
        grown = best.copy()
        for spent in range(1, min(days, -(-len(gain) // per_day)) + 1):
            cost = HALVES * spent + travel[place]
            if cost > room:
                break
            offered = best[: room + 1 - cost] + worth[min(spent * per_day, len(gain))]
            better = offered > grown[cost:]
            grown[cost:][better] = offered[better]
            chosen[place, cost:][better] = spent
        best = grown
    shares = [0] * len(gains)
    for place in reversed(range(len(gains))):
        spent = int(chosen[place, room])
        shares[place] = spent
        room -= (HALVES * spent + travel[place]) if spent else 0
    return shares
