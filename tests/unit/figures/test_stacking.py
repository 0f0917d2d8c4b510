"""Labels are moved as little as possible, never onto each other, never out of order."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from evaluasi.figures.stacking import spread

boxes = st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), max_size=12)


@given(boxes)
def test_no_two_boxes_overlap(stack: list[tuple[float, float]]) -> None:
    wanted, sizes = [w for w, _s in stack], [s for _w, s in stack]
    placed = spread(wanted, sizes, 0, max(100, sum(sizes)))
    edges = sorted((y - s / 2, y + s / 2) for y, s in zip(placed, sizes, strict=True))
    assert all(low[1] <= high[0] + 1e-6 for low, high in pairwise(edges))
    assert all(low >= -1e-6 and high <= max(100, sum(sizes)) + 1e-6 for low, high in edges)


@given(boxes)
def test_the_order_is_kept(stack: list[tuple[float, float]]) -> None:
    wanted, sizes = [w for w, _s in stack], [s for _w, s in stack]
    placed = spread(wanted, sizes, 0, 400)
    for i in range(len(stack)):
        for j in range(len(stack)):
            if wanted[i] < wanted[j]:
                assert placed[i] < placed[j]


def test_of_equal_wishes_the_first_lies_highest() -> None:
    assert spread([50, 50, 50], [10, 10, 10], 0, 100) == pytest.approx([60, 50, 40])


def test_what_does_not_overlap_stays() -> None:
    assert spread([10, 40, 80], [10, 10, 10], 0, 100) == pytest.approx([10, 40, 80])


@pytest.mark.parametrize("seed", range(5))
def test_the_sum_of_squared_moves_is_least(seed: int) -> None:
    """Against a general solver on the same problem."""
    rng = np.random.default_rng(seed)
    wanted, sizes = np.sort(rng.uniform(10, 90, 6)), rng.uniform(5, 15, 6)
    gaps = (sizes[1:] + sizes[:-1]) / 2
    low, high = -200.0, 300.0
    found = minimize(
        lambda y: ((y - wanted) ** 2).sum(),
        np.cumsum(sizes),
        constraints={"type": "ineq", "fun": lambda y: np.diff(y) - gaps},
        tol=1e-12,
    )
    # The solver stops within about 1e-6 of the optimum.
    assert spread(list(wanted), list(sizes), low, high) == pytest.approx(found.x, abs=1e-4)
