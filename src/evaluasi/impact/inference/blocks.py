"""How many random draws to compute together."""

from __future__ import annotations

from collections.abc import Iterator

DRAWS = 100
"""Draws in one block. Such blocks stay in the cache, and their products are too small for BLAS to
spread over threads, which on a busy machine costs many times what it saves."""

CELLS = 4_000_000
"""Random numbers held at once, where a single draw needs many."""


def blocks(draws: int, units: int) -> Iterator[tuple[int, int]]:
    """Cut draws of `units` random numbers each into blocks, from `start` to `stop`."""
    size = max(1, min(DRAWS, CELLS // units))
    for start in range(0, draws, size):
        yield start, min(start + size, draws)
