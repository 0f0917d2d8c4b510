"""Rank intervals and Sobol indices: what holds for any of them."""

import numpy as np
import pytest
from scipy.stats import sobol_indices

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import (
    Aggregate,
    Assumption,
    Impute,
    Normalise,
    Recipe,
    Screen,
    build_index,
    noisy_weights,
    sensitivity,
    uncertainty,
)
from evaluasi.scoring.composite.sensitivity import _indices
from evaluasi.scoring.composite.uncertainty import rank_interval
from evaluasi.scoring.composite.varying import Variations

SCALES = [Normalise("minmax", 1, 100), Normalise("zscore", 10, 2)]
MEANS = [Aggregate(("arithmetic",)), Aggregate(("geometric",))]


@pytest.fixture
def assumptions(framework):
    return [
        Assumption("normalise", SCALES),
        Assumption("aggregate", MEANS),
        Assumption("weights", noisy_weights(framework, 0.5, 50, seed=1)),
    ]


def test_without_doubt_every_interval_is_the_rank(framework, data):
    found = uncertainty(Recipe(framework), data(), [Assumption("normalise", [Normalise()])], 50)
    table = found.table
    for column in ("rata_rata", "median", "bawah", "atas"):
        assert (table[column] == table["nominal"]).all()
    assert (table["tak_terbedakan"] == 0).all()


def test_probabilities_of_a_unit_sum_to_one(framework, data, assumptions):
    found = uncertainty(Recipe(framework), data(), assumptions, 300)
    np.testing.assert_allclose(found.probabilities.sum(axis=1), 1)
    inside = found.table["bawah"] <= found.table["median"]
    assert (inside & (found.table["median"] <= found.table["atas"])).all()
    assert (found.table["bawah"] < found.table["atas"]).any()


def test_a_choice_of_data_is_half_of_the_draws_of_each(framework, data):
    """Two tables, nothing else: each rank is one of two, each in about half of the draws."""
    one, other = data(), data(seed=9)
    choice = Assumption("data", [one, other])
    found = uncertainty(Recipe(framework), one, [choice], 4_000).probabilities
    for table in (one, other):
        nominal = build_index(Recipe(framework), table).ranks.iloc[:, -1]
        for unit, rank in nominal.items():
            assert found.loc[unit, int(rank)] == pytest.approx(0.5, abs=0.05) or found.loc[
                unit, int(rank)
            ] == pytest.approx(1)


def test_a_choice_between_the_same_data_moves_nothing(framework, data, assumptions):
    choice = Assumption("data", [data(), data()])
    found = sensitivity(Recipe(framework), data(), [*assumptions, choice], n=64)
    assert found.table.set_index("asumsi").loc["data", "total"] == 0


def test_the_only_choice_that_matters_has_all_of_the_index(framework, data):
    choice = Assumption("data", [data(), data(seed=9)])
    same = Assumption("normalise", [Normalise(), Normalise()])
    found = sensitivity(Recipe(framework), data(), [same, choice], n=256).table
    assert found.set_index("asumsi").loc["data", "total"] == pytest.approx(1, abs=0.05)
    assert found.set_index("asumsi").loc["normalise", "total"] == 0


def test_data_of_other_units_or_columns_is_no_choice(framework, data):
    for other in (data().iloc[:-1], data().drop(columns=data().columns[0])):
        with pytest.raises(ParameterError, match="satuan dan kolom yang sama"):
            uncertainty(Recipe(framework), data(), [Assumption("data", [data(), other])], 10)


def test_the_interval_of_one_unit_is_that_of_all(framework, data, assumptions):
    table = uncertainty(Recipe(framework), data(), assumptions, 300, seed=3).table
    for unit, row in table.iterrows():
        found = rank_interval(Recipe(framework), data(), assumptions, unit, 300, seed=3)
        assert found == pytest.approx((row["bawah"], row["atas"]))


def test_the_same_seed_gives_the_same_intervals(framework, data, assumptions):
    one, two = (uncertainty(Recipe(framework), data(), assumptions, 200, seed=7) for _ in "ab")
    assert one.table.equals(two.table)
    other = uncertainty(Recipe(framework), data(), assumptions, 200, seed=8)
    assert not one.table.equals(other.table)


def test_many_runs_at_once_equal_one_after_the_other(framework, data, assumptions):
    """The vectorised path against the plain one, run by run."""
    frame = data(30)
    frame.iloc[2, 1] = np.nan
    variations = Variations(Recipe(framework), frame, assumptions)
    picks = variations.drawn(np.random.default_rng(1).random((40, 3)))
    seen = 0
    for runs, scores in variations.scores(picks):
        for run, row in zip(runs, scores, strict=True):
            chosen = {a.step: a.options[o] for a, o in zip(assumptions, picks[run], strict=True)}
            alone = build_index(Recipe(framework).varied(**chosen), frame).index
            np.testing.assert_allclose(row, alone, rtol=1e-12)
            seen += 1
    assert seen == 40


def test_two_equal_alternatives_have_no_influence(framework, data, assumptions):
    same = Assumption("impute", [Impute("mean"), Impute("mean")])
    found = sensitivity(Recipe(framework), data(), [same, *assumptions], n=64)
    table = found.table.set_index("asumsi")
    assert table.loc["impute", "pertama"] == 0
    assert table.loc["impute", "total"] == 0
    assert table.loc["aggregate", "total"] > 0


def test_a_single_assumption_explains_everything(framework, data):
    found = sensitivity(Recipe(framework), data(), [Assumption("normalise", SCALES)], n=256)
    assert found.table["total"].iloc[0] == pytest.approx(1, abs=0.1)
    assert found.runs == 256 * 3


def test_indices_equal_those_of_scipy():
    draws = np.random.default_rng(2)
    y_a, y_b = draws.random((2, 64, 3))
    y_ab = draws.random((2, 64, 3))
    first, total = _indices(y_a, y_b, y_ab, np.ones((1, 64)))
    theirs = sobol_indices(func={"f_A": y_a.T, "f_B": y_b.T, "f_AB": y_ab.transpose(0, 2, 1)}, n=64)
    np.testing.assert_allclose(first[:, 0].T, theirs.first_order, atol=1e-12)
    np.testing.assert_allclose(total[:, 0].T, theirs.total_order, atol=1e-12)


def test_a_unit_screened_out_in_some_runs_is_counted(framework, data):
    frame = data()
    frame.iloc[0, :4] = np.nan
    choice = Assumption("screen", [Screen(), Screen(0.5)])
    found = uncertainty(Recipe(framework), frame, [choice], 100)
    assert 0 < found.unranked < 100
    assert found.probabilities.loc["35.01"].sum() == pytest.approx(1)


def test_combinations_that_fail_are_named_before_the_first_draw(framework, data):
    choices = [Assumption("aggregate", MEANS), Assumption("normalise", [Normalise()])]
    with pytest.raises(ParameterError) as caught:
        uncertainty(Recipe(framework), data(), choices, 10)
    assert "aggregate = 2" in caught.value.faults[0]


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ([("framework", [1])], "tidak dapat diubah-ubah"),
        ([("normalise", [])], "tidak dapat diubah-ubah"),
        ([("normalise", SCALES), ("normalise", SCALES)], "lebih dari sekali"),
        ([("weights", [{"zz": 1}])], "zz"),
        ([("weights", [{"a0": 1}, {"a0": -1}])], "negatif"),
    ],
)
def test_assumptions_that_cannot_be_are_refused(framework, data, choices, told):
    with pytest.raises(ParameterError, match=told):
        uncertainty(Recipe(framework), data(), [Assumption(*c) for c in choices], 10)


def test_sobol_points_come_in_powers_of_two(framework, data, assumptions):
    with pytest.raises(ParameterError, match="pangkat dua"):
        sensitivity(Recipe(framework), data(), assumptions, n=100)


@pytest.mark.parametrize(("spread", "count"), [(-0.1, 5), (1.5, 5), (np.nan, 5), (0.25, 0)])
def test_weights_that_could_turn_negative_are_not_drawn(framework, spread, count):
    with pytest.raises(ParameterError, match="Bobot tidak dapat digoyang"):
        noisy_weights(framework, spread, count, seed=1)


def test_no_draw_gives_no_interval(framework, data):
    with pytest.raises(ParameterError, match="Tanpa satu tarikan pun"):
        uncertainty(Recipe(framework), data(), [Assumption("normalise", SCALES)], 0)
