"""Two groups: published values of Welch and of Brunner and Munzel, permutation by hand."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.groups import superiority, welch

# Student (1908), read as two groups of ten.
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
# Brunner and Munzel (2000): pain scores after two ways of surgery.
PAIN = (
    np.array([1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1.0]),
    np.array([3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4.0]),
)


def groups(one, other):
    names = [f"R{i}" for i in range(len(one) + len(other))]
    return (
        pd.Series([*one, *other], index=names, dtype=float),
        pd.Series(["a"] * len(one) + ["b"] * len(other), index=names),
    )


def test_sleep_as_published():
    found = su.group_difference(*groups(FIRST, SECOND), first="a")
    assert found.estimate / found.se == pytest.approx(-1.8608, abs=5e-5)
    assert found.df == pytest.approx(17.776, abs=5e-4)
    assert found.p == pytest.approx(0.07939, abs=5e-6)
    assert found.ci == pytest.approx((-3.3654832, 0.2054832), abs=5e-8)


def test_pain_as_published():
    chance, low, high = superiority(PAIN[1], PAIN[0], 0.95)
    assert chance == pytest.approx(0.788961, abs=5e-7)
    told = stats.brunnermunzel(*PAIN)
    assert told.statistic == pytest.approx(3.1374674823, abs=1e-9)
    se = (chance - 0.5) / told.statistic
    # Degrees of freedom as published: 17.683.
    reach = stats.t.ppf(0.975, 17.683) * se / (chance * (1 - chance))
    odds = np.log(chance / (1 - chance))
    expected = 1 / (1 + np.exp(-np.array([odds - reach, odds + reach])))
    assert (low, high) == pytest.approx(expected, abs=1e-5)


def test_permutations_are_all_counted_when_they_are_few():
    found = su.group_difference(*groups([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]))
    # Of 20 ways to split six people two are as extreme.
    assert found.exact
    assert found.p_permutation == pytest.approx(2 / 20)


def test_each_population_corrects_its_own_group():
    plain = welch(np.array(FIRST), np.array(SECOND))
    half = welch(np.array(FIRST), np.array(SECOND), (0.0, 1.0))
    assert half.se == pytest.approx(stats.sem(SECOND))
    assert half.df == pytest.approx(9)
    found = su.group_difference(*groups(FIRST, SECOND), population={"a": 10})
    assert (found.se, -found.estimate) == pytest.approx((half.se, plain.estimate))


def test_who_has_no_group_is_listed():
    values, names = groups(FIRST, SECOND)
    names["R0"] = None
    found = su.group_difference(values, names)
    assert (found.n, found.left["responden"].tolist()) == (19, ["R0"])
    assert "1 responden tanpa nilai atau tanpa kelompok" in found.summary()


def test_groups_that_do_not_overlap_have_no_interval_of_the_chance():
    chance, low, high = superiority(np.array([4.0, 5.0, 6.0]), np.array([1.0, 2.0]), 0.95)
    assert chance == 1
    assert np.isnan([low, high]).all()


def test_the_summary_never_claims_a_cause():
    assert "bukan pengaruh" in su.group_difference(*groups(FIRST, SECOND)).summary()


@pytest.mark.parametrize("labels", [["a"] * 20, [*"abc"] * 6 + ["a", "b"]])
def test_two_groups_exactly(labels):
    values, names = groups(FIRST, SECOND)
    with pytest.raises(ParameterError, match="tepat dua kelompok"):
        su.group_difference(values, pd.Series(labels, index=names.index))


@pytest.mark.parametrize("n", [12, 40])
def test_the_interval_holds_the_truth_as_often_as_it_says(n):
    rng = np.random.default_rng(n)
    draws, held = 2000, 0
    for _draw in range(draws):
        one, other = rng.normal(0.3, 1, n), rng.normal(0, 2, n // 2)
        gap = welch(one, other)
        low, high = stats.t.interval(0.95, gap.df, gap.estimate, gap.se)
        held += low <= 0.3 <= high
    assert abs(held / draws - 0.95) <= 3 * np.sqrt(0.95 * 0.05 / draws)
