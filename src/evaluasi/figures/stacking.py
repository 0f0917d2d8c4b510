"""Labels along a line that must not overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move centres as little as possible so that boxes stacked along a line don't overlap.

    The order along the line is kept; of equal wishes the first listed lies highest. The answer
    minimises the sum of squared moves: with the gaps subtracted it is an isotonic regression,
    solved by pooling adjacent violators.

    Parameters
    ----------
    wanted : sequence of float, length n
        Wished centres.
    sizes : sequence of float, length n
        Extent of each box along the line.
    low, high : float
        Bounds of the stack; boxes that don't fit between them start at ``low``.

    Returns
    -------
    list of float, length n
        Centres in the order of ``wanted``.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], -i))
    ordered = np.array([sizes[i] for i in order], dtype=float)
    offsets = np.cumsum(ordered) - ordered / 2
    pools: list[tuple[float, int]] = []  # sum and count of the starts in each pooled block
    for i, offset in zip(order, offsets, strict=True):
        total, count = wanted[i] - float(offset), 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    starts = np.concatenate([np.full(count, total / count) for total, count in pools])
    starts = np.clip(starts, low, max(low, high - ordered.sum()))
    placed = np.empty(len(order))
    placed[order] = starts + offsets
    return [float(y) for y in placed]
