"""Krippendorff's alpha equals his own recipe: a table of coincidences, pair by pair of values."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from evaluasi.agreement import krippendorff_alpha
from evaluasi.agreement.krippendorff import LEVELS, RESAMPLES
from evaluasi.errors import ParameterError


def by_coincidences(ratings, level):
    """Alpha as Krippendorff (2011) writes it; NaN where all pairable ratings are the same."""
    units = [column[~np.isnan(column)] for column in ratings.T]
    units = [unit for unit in units if len(unit) >= 2]
    values = np.unique(np.concatenate(units))
    table = np.zeros((len(values), len(values)))
    for unit in units:
        for i, one in enumerate(unit):
            for j, other in enumerate(unit):
                if i != j:
                    at = np.searchsorted(values, one), np.searchsorted(values, other)
                    table[at] += 1 / (len(unit) - 1)
    margin = table.sum(axis=1)
    observed = expected = 0.0
    for c in range(len(values)):
        for k in range(len(values)):
            low, high = min(c, k), max(c, k)
            between = margin[low : high + 1].sum() - (margin[low] + margin[high]) / 2
            distance = {
                "nominal": float(c != k),
                "ordinal": between**2,
                "interval": (values[c] - values[k]) ** 2,
                "ratio": ((values[c] - values[k]) / ((values[c] + values[k]) or 1)) ** 2,
            }[level]
            observed += table[c, k] * distance
            expected += margin[c] * margin[k] * distance / (margin.sum() - 1)
    return 1 - observed / expected if expected > 0 else np.nan


def drawn(seed, judges, units, missing, highest=6):
    draws = np.random.default_rng(seed)
    ratings = draws.integers(0, highest, (judges, units)) * 2.5
    ratings[draws.random(ratings.shape) < missing] = np.nan
    return ratings


@pytest.mark.parametrize("level", LEVELS)
@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(2, 5), st.integers(3, 9), st.floats(0, 0.4))
def test_alpha_is_that_of_the_coincidences(level, seed, judges, units, missing):
    ratings = drawn(seed, judges, units, missing)
    assume(((~np.isnan(ratings)).sum(axis=0) >= 2).sum() >= 2)
    found = krippendorff_alpha(ratings, level).estimate
    assert found == pytest.approx(by_coincidences(ratings, level), abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_is_that_of_units_drawn_again(level):
    ratings = drawn(3, judges=3, units=6, missing=0.1, highest=4)
    draws = np.random.default_rng(5).multinomial(6, np.full(6, 1 / 6), RESAMPLES)
    whole = [by_coincidences(np.repeat(ratings, own, axis=1), level) for own in draws]
    found = krippendorff_alpha(ratings, level, seed=5)
    np.testing.assert_allclose(found.ci, np.nanpercentile(whole, [2.5, 97.5]), atol=1e-12)


@pytest.mark.parametrize("level", ["ordinal", "interval"])
def test_thousands_of_different_values_need_no_table_of_their_pairs(level):
    """2,700 different values: their pairs over all resamples would take 100 GB."""
    draws = np.random.default_rng(1)
    many = draws.normal(size=(9, 300)) + draws.normal(size=300)
    assert 0.3 < krippendorff_alpha(many, level).estimate < 0.7  # half of the variance is theirs


def test_a_constant_added_to_all_ratings_changes_nothing_at_the_interval_level():
    ratings = drawn(7, judges=4, units=8, missing=0.1)
    shifted = krippendorff_alpha(ratings + 1e6, "interval").estimate
    assert shifted == pytest.approx(krippendorff_alpha(ratings, "interval").estimate, abs=1e-9)


def test_ratios_need_a_true_zero():
    ratings = np.array([[-1.0, 2, 3], [1, 2, 4]])
    with pytest.raises(ParameterError, match="terendah −1"):
        krippendorff_alpha(ratings, "ratio")
    assert np.isfinite(krippendorff_alpha(ratings, "interval").estimate)
