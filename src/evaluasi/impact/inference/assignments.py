"""Other ways in which the same treatments could have fallen on the same units."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import comb

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]


def assignments(labels: Integers, draws: int, seed: int) -> tuple[Integers, bool]:
    """Rearrange labels over units, each label as often as it is.

    Parameters
    ----------
    labels : ndarray (n,)
        Numbered 0 … L − 1.
    draws : int
        Random arrangements, unless there are no more than this many different ones.
    seed : int

    Returns
    -------
    arrangements : ndarray (B, n)
        All different arrangements, or `draws` random ones.
    enumerated : bool
        Whether they are all of them, the actual one among them.
    """
    counts = np.bincount(labels)
    if _arrangements(counts, draws) <= draws:
        return np.array(list(_all(counts, len(labels))), dtype=np.int64), True
    rng = np.random.default_rng(seed)
    return rng.permuted(np.tile(labels, (draws, 1)), axis=1), False


def _arrangements(counts: Integers, enough: int) -> int:
    """Count different arrangements, no further than needed to know there are enough."""
    total, left = 1, int(counts.sum())
    for count in counts:
        total *= comb(left, int(count))
        if total > enough:
            return total
        left -= int(count)
    return total


def _all(counts: Integers, n: int) -> Iterator[Integers]:
    """Yield every arrangement: place the rarest labels first, the most common fills the rest."""
    order = np.argsort(counts, kind="stable")
    filled = np.full(n, order[-1])
    rare = [int(label) for label in order[:-1]]

    def place(position: int, free: tuple[int, ...]) -> Iterator[Integers]:
        if position == len(rare):
            yield filled.copy()
            return
        label = rare[position]
        for chosen in combinations(free, int(counts[label])):
            filled[list(chosen)] = label
            yield from place(position + 1, tuple(i for i in free if i not in chosen))
            filled[list(chosen)] = order[-1]

    yield from place(0, tuple(range(n)))
