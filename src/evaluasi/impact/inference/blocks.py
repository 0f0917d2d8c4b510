"""How many random draws to compute together."""

from __future__ import annotations

from collections.abc import Iterator

ONE_THREAD = 200_000
"""Multiplications in one matrix product. Below it BLAS stays in one thread: on blocks of this size
waking the others costs more than it saves (several times more on a busy machine)."""

SMALLEST = 16
"""Where fewer draws than this fit in such a product, the problem is large and threads pay."""

CELLS = 4_000_000
"""Random numbers held at once in a large problem."""


def blocks(draws: int, units: int, columns: int) -> Iterator[tuple[int, int]]:
    """Cut draws into blocks.

    Parameters
    ----------
    draws : int
    units : int
        Random numbers per draw.
    columns : int
        Columns that each of them is multiplied with.

    Yields
    ------
    start, stop : int
    """
    small = ONE_THREAD // max(1, units * columns)
    size = small if small >= SMALLEST else max(1, CELLS // units)
    for start in range(0, draws, size):
        yield start, min(start + size, draws)
