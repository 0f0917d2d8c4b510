"""Levers through the whole recipe, a change split exactly, a score between worst and best."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profile_case import PEERS, UNIT, framework, values

from evaluasi.errors import ParameterError, ScaleBreakError
from evaluasi.scoring.composite import (
    Aggregate,
    Assumption,
    Impute,
    Normalise,
    Recipe,
    Screen,
    build_index,
    noisy_weights,
)
from evaluasi.scoring.profile import (
    compared_with,
    explain_change,
    lever_table,
    missing_bounds,
)

POSTS = Normalise("goalposts")
EXACT = 1e-9


def with_posts(**columns):
    return framework(batas_bawah=[0] * 6, batas_atas=[12] * 6, **columns)


def levers(recipe, frame):
    index = build_index(recipe, frame)
    doubts = [Assumption("weights", noisy_weights(recipe.framework, 0.5, 20, seed=1))]
    own = compared_with(index.index, UNIT, PEERS)
    return index, lever_table(index, frame, own, doubts, draws=60)


def test_on_fixed_goalposts_a_lever_wins_weight_times_rise():
    frame = values()
    frame.loc[UNIT] = 2.0
    recipe = Recipe(with_posts(bobot=[1, 1, 2, 1, 1, 1]), normalise=POSTS)
    _index, found = levers(recipe, frame)
    row = found.table.set_index("kode").loc["a2"]
    assert row["sasaran"] == frame.loc[list(PEERS), "a2"].median()
    assert row["poin"] == pytest.approx(0.25 * (row["sasaran"] - 2) / 12 * 100)
    assert row["bawah_sesudah"] <= row["bawah"]
    assert row["atas_sesudah"] <= row["atas"]


def test_points_are_those_of_the_index_built_again():
    frame = values(seed=4)
    frame["penduduk"] = np.linspace(2, 3, 12)
    tree = framework(arah=[-1, 1, 1, 1, 1, 1], penyebut=["penduduk", *[None] * 5])
    recipe = Recipe(tree)
    frame.loc[UNIT, ["a0", "b1"]] = [30.0, 1.0]
    index, found = levers(recipe, frame)
    ratio = (frame["a0"] / frame["penduduk"])[list(PEERS)].median()
    raised = frame.copy()
    raised.loc[UNIT, "a0"] = ratio * frame.loc[UNIT, "penduduk"]
    expected = build_index(recipe, raised).index[UNIT] - index.index[UNIT]
    assert found.table.set_index("kode")["poin"]["a0"] == pytest.approx(expected)


def test_what_is_above_the_median_or_missing_is_no_lever():
    frame = values(gaps=[(UNIT, "b0")])
    frame.loc[UNIT, "a0"] = 99
    _index, found = levers(Recipe(framework(), impute=Impute("median")), frame)
    skipped = found.skipped.set_index("kode")["alasan"]
    assert "di atasnya" in skipped["a0"]
    assert "belum ada" in skipped["b0"]
    assert set(skipped.index).isdisjoint(found.table["kode"])


@settings(max_examples=15)
@given(one=st.integers(0, 500), two=st.integers(501, 999), geometric=st.booleans())
def test_the_parts_of_a_change_sum_to_it(one, two, geometric):
    means = Aggregate(("geometric",)) if geometric else Aggregate()
    first = Recipe(framework(), normalise=Normalise("minmax", 1, 100))
    second = Recipe(framework(bobot=[3, 1, 1, 1, 2, 1]), normalise=first.normalise, aggregate=means)
    frames = values(seed=one), values(n=14, seed=two)
    found = explain_change((first, frames[0]), (second, frames[1]), UNIT, PEERS)
    scores = [
        build_index(recipe, frame).index
        for recipe, frame in zip((first, second), frames, strict=True)
    ]
    gaps = [s[UNIT] - s[list(PEERS)].median() for s in scores]
    assert abs(found.table["skor"].sum() - (scores[1][UNIT] - scores[0][UNIT])) < EXACT
    assert abs(found.table["jarak"].sum() - (gaps[1] - gaps[0])) < EXACT
    assert found.before == pytest.approx((scores[0][UNIT], gaps[0]))


def test_the_way_back_is_the_way_there_with_the_other_sign():
    """No order is favoured."""
    there = Recipe(framework()), values(seed=3)
    back = Recipe(framework(bobot=[9, 1, 1, 1, 1, 5])), values(seed=8)
    one = explain_change(there, back, UNIT, PEERS).table.set_index("unsur")
    two = explain_change(back, there, UNIT, PEERS).table.set_index("unsur")
    np.testing.assert_allclose(one, -two, atol=EXACT)


@pytest.mark.parametrize(
    ("changed", "part"),
    [("own", "data sendiri"), ("others", "data wilayah lain"), ("method", "cara hitung")],
)
def test_what_alone_changed_bears_the_whole_change(changed, part):
    before, after = values(), values()
    first = second = Recipe(framework())
    if changed == "own":
        after.loc[UNIT] += 1
    elif changed == "others":
        after.loc[list(PEERS)] += 1
    else:
        second = Recipe(framework(bobot=[9, 1, 1, 1, 1, 1]))
    found = explain_change((first, before), (second, after), UNIT, PEERS).table.set_index("unsur")
    assert found.loc[part].abs().min() > 0.01
    np.testing.assert_allclose(found.drop(part), 0, atol=EXACT)


def test_on_fixed_goalposts_the_others_move_the_distance_and_not_the_score():
    recipe, before, after = Recipe(with_posts(), normalise=POSTS), values(), values()
    after.loc[list(PEERS)] -= 1
    found = explain_change((recipe, before), (recipe, after), UNIT, PEERS).table
    others = found.set_index("unsur").loc["data wilayah lain"]
    assert abs(others["skor"]) < EXACT
    assert others["jarak"] > 1


def test_a_change_over_a_break_of_the_scale_is_refused():
    version = Recipe(framework()), values()
    with pytest.raises(ScaleBreakError, match="patahan skala"):
        explain_change(version, version, UNIT, PEERS, editions=(2020, 2021))


def test_a_change_that_cannot_be_split_names_what_is_lacking():
    recipe, frame = Recipe(framework()), values()
    with pytest.raises(ParameterError) as caught:
        explain_change((recipe, frame.drop(columns="b2")), (recipe, frame), UNIT, [*PEERS, "x"])
    assert "indikator b2 tidak ada pada data sebelum" in caught.value.faults
    assert any("x tidak ada" in fault for fault in caught.value.faults)


@settings(max_examples=15)
@given(seed=st.integers(0, 500), codes=st.sets(st.sampled_from(["a0", "a1", "b2"]), min_size=1))
def test_any_observed_value_in_the_gaps_gives_a_score_between_worst_and_best(seed, codes):
    recipe = Recipe(with_posts(arah=[1, -1, 1, 1, 1, 1]), normalise=POSTS)
    whole = values(seed=seed)
    frame = values(seed=seed, gaps=[(UNIT, code) for code in codes])
    found = missing_bounds(recipe, frame, UNIT)
    for other in ("35.02", "35.07"):
        filled = whole.copy()
        filled.loc[UNIT, list(codes)] = whole.loc[other, list(codes)]
        score = build_index(recipe, filled).index[UNIT]
        assert found.worst - EXACT <= score <= found.best + EXACT
    assert len(found.cells) == len(codes)
    assert f"{len(codes)} dari 6 indikator kosong" in found.summary()


def test_with_a_denominator_worst_and_best_are_ratios():
    tree = framework(penyebut=["penduduk", *[None] * 5], batas_bawah=[0] * 6, batas_atas=[12] * 6)
    frame = values(gaps=[(UNIT, "a0")]).assign(penduduk=np.linspace(4, 2, 12))
    found = missing_bounds(Recipe(tree, normalise=POSTS), frame, UNIT)
    ratios = (frame["a0"] / frame["penduduk"]).dropna()
    cell = found.cells.iloc[0]
    assert (cell["terburuk"], cell["terbaik"]) == (ratios.min(), ratios.max())
    gap = (ratios.max() - ratios.min()) / 12 * 100 / 6
    assert found.best - found.worst == pytest.approx(gap)


def test_a_unit_screened_out_still_has_bounds_and_a_full_one_has_no_room():
    recipe = Recipe(framework(), screen=Screen(0.9))
    found = missing_bounds(recipe, values(gaps=[(UNIT, "a0")]), UNIT)
    assert np.isnan(found.score)
    assert found.worst < found.best
    full = missing_bounds(recipe, values(), UNIT)
    assert full.score == full.worst == full.best
    assert "tidak ada batas karena data kosong" in full.summary()


def test_a_gap_without_denominator_and_an_unknown_unit_are_told():
    tree = framework(penyebut=["penduduk", *[None] * 5])
    frame = values(gaps=[(UNIT, "a0")]).assign(penduduk=2.0)
    frame.loc[UNIT, "penduduk"] = np.nan
    with pytest.raises(ParameterError) as caught:
        missing_bounds(Recipe(tree), frame, UNIT)
    assert caught.value.faults == ("a0: penduduk",)
    with pytest.raises(ParameterError, match=r"99\.99"):
        missing_bounds(Recipe(framework()), values(), "99.99")
