"""The days of a team go where they gain most: compared with trying every way."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.sustainability.visiting.route import best_days


def worth(gains, shares, per_day):
    return sum(gain[: share * per_day].sum() for gain, share in zip(gains, shares, strict=True))


def cost(shares, travel):
    return sum(2 * share + lost for share, lost in zip(shares, travel, strict=True) if share)


gain = st.lists(st.integers(1, 50), min_size=1, max_size=7).map(
    lambda values: np.array(sorted(values, reverse=True), dtype=float)
)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(gain, st.integers(0, 3)), min_size=1, max_size=4),
    st.integers(1, 6),
    st.integers(1, 3),
)
def test_no_other_way_gains_more(clusters, days, per_day):
    gains, travel = zip(*clusters, strict=True)
    found = best_days(gains, travel, days, per_day)
    assert cost(found, travel) <= 2 * days
    best = max(
        worth(gains, shares, per_day)
        for shares in itertools.product(range(days + 1), repeat=len(gains))
        if cost(shares, travel) <= 2 * days
    )
    assert worth(gains, found, per_day) == pytest.approx(best)


def test_far_away_is_worth_it_only_for_enough():
    near, far = np.array([3.0, 3, 3, 3]), np.array([5.0, 5, 5, 5])
    # Two days, two visits a day, a day lost on the way to the far cluster: 12 near beats 10 far.
    assert best_days([near, far], [0, 2], 2, 2) == [2, 0]
    assert best_days([near, far], [0, 2], 3, 2) == [0, 2]


def test_no_day_is_spent_on_nothing():
    assert best_days([np.array([4.0])], [0], 9, 3) == [1]
