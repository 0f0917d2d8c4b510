"""Points by indicator add up exactly to the difference from the peers' median."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from profile_case import CODES, PEERS, UNIT, framework, values

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Aggregate, Normalise, Recipe, build_index
from evaluasi.scoring.profile import compared_with, contributions
from evaluasi.scoring.profile.effective import effective_weights, without_gaps

EXACT = 1e-9
SCALES = [Normalise(), Normalise("zscore", 10, 2), Normalise("prank")]


def waterfall(recipe, frame, peers=PEERS):
    index = build_index(recipe, frame)
    return index, contributions(index, compared_with(index.index, UNIT, peers))


@settings(max_examples=40)
@given(
    seed=st.integers(0, 10_000),
    weights=st.lists(st.floats(0.1, 9), min_size=6, max_size=6),
    gaps=st.sets(st.tuples(st.integers(0, 11), st.integers(0, 5)), max_size=20),
    scale=st.sampled_from(SCALES),
    least=st.sampled_from([0, 0.6]),
)
def test_points_sum_to_the_difference(seed, weights, gaps, scale, least):
    frame = values(seed=seed)
    for unit, code in gaps:
        frame.iloc[unit, code] = np.nan
    assume((frame.nunique() >= 2).all())
    recipe = Recipe(
        framework(bobot=weights), normalise=scale, aggregate=Aggregate(("arithmetic",), least)
    )
    index = build_index(recipe, frame)
    scored = index.index.dropna().index
    peers = [code for code in scored if code != UNIT][:7]
    assume(UNIT in scored and len(peers) >= 3)
    found = contributions(index, compared_with(index.index, UNIT, peers))
    expected = index.index[UNIT] - np.median(index.index[peers])
    assert abs(found.table["poin"].sum() - expected) < EXACT
    assert abs(found.difference - expected) < EXACT
    assert abs(found.by_pillar()["poin"].sum() - expected) < EXACT


def test_filling_gaps_by_the_parent_leaves_every_index_as_it_was():
    gaps = [(UNIT, "a0"), (UNIT, "a1"), ("35.02", "b2"), ("35.03", "a0"), ("35.03", "a1")]
    gaps += [("35.03", "a2")]  # a pillar without any value
    recipe = Recipe(framework(bobot=[1, 2, 3, 4, 5, 6]))
    index = build_index(recipe, values(gaps=gaps))
    again = without_gaps(index) @ effective_weights(recipe)
    np.testing.assert_allclose(again, index.index, atol=EXACT)


def test_a_child_of_a_pillar_that_is_too_thin_counts_for_nothing():
    gaps = [(unit, code) for unit in (UNIT, "35.04") for code in ("a0", "a1")]
    recipe = Recipe(framework(), aggregate=Aggregate(("arithmetic",), 0.5))
    index, found = waterfall(recipe, values(gaps=gaps))
    assert np.isnan(index.scores.loc[UNIT, "a"])
    np.testing.assert_allclose(
        without_gaps(index) @ effective_weights(recipe), index.index, atol=EXACT
    )
    assert abs(found.table["poin"].sum() - found.difference) < EXACT


def test_effective_weights_are_shares_of_shares():
    found = effective_weights(Recipe(framework(bobot=[1, 1, 2, 3, 0, 1])))
    np.testing.assert_allclose(found, [0.125, 0.125, 0.25, 0.375, 0, 0.125])


def test_a_unit_equal_to_the_median_in_all_has_points_of_nought():
    frame = values()
    frame.loc[UNIT] = frame.loc[list(PEERS)].median()
    _index, found = waterfall(Recipe(framework()), frame)
    np.testing.assert_allclose(found.table["poin"].iloc[:-1], 0, atol=EXACT)


def test_a_higher_value_adds_points_where_more_is_better_and_takes_where_less_is():
    frame = values()
    frame.loc[UNIT] = frame.loc[list(PEERS)].median()
    frame.loc[UNIT, ["a0", "b0"]] = frame[["a0", "b0"]].max()
    _index, found = waterfall(Recipe(framework(arah=[1, 1, 1, -1, 1, 1])), frame)
    points = found.table.set_index("kode")["poin"]
    assert points["a0"] > 0 > points["b0"]
    assert "Paling menambah: Indikator a0" in found.summary()


def test_a_missing_value_is_marked():
    _index, found = waterfall(Recipe(framework()), values(gaps=[(UNIT, "a1")]))
    marked = found.table.set_index("kode")["kosong"]
    assert marked["a1"]
    assert marked.sum() == 1


def test_a_mean_that_does_not_add_up_is_refused():
    recipe = Recipe(
        framework(), normalise=Normalise("minmax", 1, 100), aggregate=Aggregate(("geometric",))
    )
    with pytest.raises(ParameterError, match="aritmetika, bukan geometric"):
        waterfall(recipe, values())


def test_peers_are_told_and_two_are_too_few():
    index = build_index(Recipe(framework()), values()).index
    found = compared_with(index, UNIT, [*PEERS, "99.99", UNIT])
    assert found.peers == PEERS
    assert found.absent == ("99.99",)
    assert "Kapasitas fiskal belum ada datanya" in found.summary()
    with pytest.raises(ParameterError, match="Hanya 2 pembanding"):
        compared_with(index, UNIT, PEERS[:2])
    with pytest.raises(ParameterError, match="tidak punya indeks"):
        compared_with(index, "99.99", PEERS)


def test_the_codes_of_the_case_are_those_of_the_framework():
    assert [node.code for node in framework().indicators] == CODES
