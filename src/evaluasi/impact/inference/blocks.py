"""Matrix products cut so small that BLAS keeps them in one thread.

Spread over threads, a product of this size gains little on an idle machine, and on a busy one it
waits for a thread that is not running: many times its own length, thousands of times over.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

ONE_THREAD = 500_000
"""Multiplications in one product; OpenBLAS adds a second thread from 524,288 on."""

MOST, LEAST = 100, 16
"""Draws in one block: more leave the cache, fewer spend their time on calls."""

CELLS = 4_000_000
"""Random numbers held at once, where a single draw needs very many."""


def blocks(draws: int, units: int, columns: int) -> Iterator[tuple[int, int]]:
    """Cut draws of `units` random numbers, each multiplied with `columns`, into blocks.

    Yields
    ------
    start, stop : int
    """
    fitting = ONE_THREAD // max(1, units * columns)
    size = max(1, min(MOST, max(LEAST, fitting), CELLS // units))
    for start in range(0, draws, size):
        yield start, min(start + size, draws)


def tiles(rows: slice, columns: slice, area: int) -> Iterator[tuple[slice, slice]]:
    """Cut a block of a matrix into tiles of at most `area` cells, tall and narrow ones."""
    height = rows.stop - rows.start
    width = max(1, min(columns.stop - columns.start, area // max(1, height)))
    tall = max(1, area // width)
    for left in range(columns.start, columns.stop, width):
        for top in range(rows.start, rows.stop, tall):
            yield (
                slice(top, min(top + tall, rows.stop)),
                slice(left, min(left + width, columns.stop)),
            )


def gram(a: Floats) -> Floats:
    """Compute a'a of a tall matrix (n, K)."""
    n, k = a.shape
    total = np.zeros((k, k))
    step = max(LEAST, ONE_THREAD // max(1, k * k))
    for start in range(0, n, step):
        part = a[start : start + step]
        # A copy, for NumPy hands a'a of one array to a routine that always wakes the threads.
        total += part.T @ part.copy()
    return total
