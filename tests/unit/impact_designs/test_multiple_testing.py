"""Corrected probabilities: by hand, in order, and never counting what was not tested."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.errors import ParameterError
from evaluasi.impact import adjust_p

GIVEN = {"p0": 0.01, "ipm": 0.04, "tpt": 0.03, "gini": 0.005}


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # Sorted 0.005 0.01 0.03 0.04 times 4 3 2 1, kept from falling.
        ("holm", {"p0": 0.03, "ipm": 0.06, "tpt": 0.06, "gini": 0.02}),
        # Sorted times 4/1 4/2 4/3 4/4, kept from rising towards the small end.
        ("bh", {"p0": 0.02, "ipm": 0.04, "tpt": 0.04, "gini": 0.02}),
    ],
)
def test_by_hand(method, expected):
    found = adjust_p(GIVEN, method)
    assert list(found.index) == list(GIVEN)
    assert found.to_dict() == pytest.approx(expected)


def test_what_was_not_tested_stays_missing_and_does_not_count():
    with_gap = adjust_p(GIVEN | {"idsd": np.nan})
    assert np.isnan(with_gap["idsd"])
    pd.testing.assert_series_equal(with_gap.drop("idsd"), adjust_p(GIVEN))


@pytest.mark.parametrize("method", ["holm", "bh"])
@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_corrected_probabilities_are_larger_in_the_same_order_and_at_most_one(method, values):
    raw = pd.Series(values)
    found = adjust_p(raw, method)
    assert (found >= raw).all()
    assert (found <= 1).all()
    order = raw.sort_values(kind="stable").index
    assert found[order].is_monotonic_increasing


@pytest.mark.parametrize("wrong", [{"a": 1.2}, {"a": -0.1}])
def test_what_is_no_probability_is_named(wrong):
    with pytest.raises(ParameterError, match="a"):
        adjust_p(wrong)


def test_an_unknown_method_is_refused_with_those_known():
    with pytest.raises(ParameterError, match="holm dan bh"):
        adjust_p(GIVEN, "bonferroni")
