"""What holds for any composite index, whatever its numbers."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import (
    Aggregate,
    Framework,
    Impute,
    Normalise,
    Recipe,
    Screen,
    Treat,
    build_index,
)
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.treat import treat


def test_the_index_is_the_mean_of_means_by_hand(tree):
    frame = pd.DataFrame(
        {"a0": [0, 5, 10], "a1": [0, 0, 4], "a2": [1, 2, 3], "b0": [9, 8, 7]}
        | {"b1": [1, 2, 4], "b2": [0, 1, 0.5]},
        index=["x", "y", "z"],
    )
    own = Framework.from_frame(tree(b={"bobot": 3}, b0={"arah": -1}))
    built = build_index(Recipe(own, treat=Treat("none")), frame)
    # y: a = (50 + 0 + 50) / 3; b = (50 + 33.33 + 100) / 3; index = (a + 3 b) / 4.
    a, b = 100 / 3, (50 + 100 / 3 + 100) / 3
    assert built.index["y"] == pytest.approx((a + 3 * b) / 4)
    assert built.index["x"] == pytest.approx(0)


def test_the_order_of_units_changes_nothing(framework, data):
    frame = data()
    straight = build_index(Recipe(framework), frame)
    turned = build_index(Recipe(framework), frame.iloc[::-1])
    pd.testing.assert_frame_equal(straight.scores, turned.scores.loc[frame.index])
    pd.testing.assert_frame_equal(straight.ranks, turned.ranks.loc[frame.index])


@given(factor=st.floats(0.01, 100), shift=st.floats(-50, 50))
def test_the_unit_of_an_indicator_changes_nothing(factor, shift):
    frame = pd.DataFrame(np.random.default_rng(3).random((9, 2)), columns=["a", "b"])
    rows = [("a", "I"), ("b", "I"), ("I", None)]
    own = Framework.from_frame(
        pd.DataFrame(rows, columns=["kode", "induk"]).assign(nama="x", bobot=1, arah=1)
    )
    other = frame.assign(a=frame["a"] * factor + shift)
    plain = Recipe(own, treat=Treat("none"))
    np.testing.assert_allclose(
        build_index(plain, frame).index, build_index(plain, other).index, atol=1e-6
    )


def test_a_larger_geometric_mean_never_beats_the_arithmetic_one(framework, data):
    scale = Normalise("minmax", 1, 100)
    means = {
        name: build_index(
            Recipe(framework, normalise=scale, aggregate=Aggregate((name,))), data()
        ).index
        for name in ("arithmetic", "geometric", "harmonic")
    }
    assert (means["harmonic"] <= means["geometric"] + 1e-9).all()
    assert (means["geometric"] <= means["arithmetic"] + 1e-9).all()


def test_a_missing_cell_is_flagged_when_filled_and_renormalised_when_not(framework, data):
    frame = data()
    frame.iloc[0, 0] = np.nan
    filled = build_index(Recipe(framework, impute=Impute("mean")), frame)
    assert filled.imputed.to_numpy().sum() == 1
    assert filled.imputed.iloc[0, 0]
    left = build_index(Recipe(framework), frame)
    family = left.stages["ternormalisasi"].iloc[0][["a1", "a2"]]
    assert left.scores["a"].iloc[0] == pytest.approx(family.mean())
    asked = build_index(Recipe(framework, aggregate=Aggregate(least=0.9)), frame)
    assert np.isnan(asked.index.iloc[0])
    assert np.isnan(asked.ranks["I"].iloc[0])
    assert any("35.01" in warning for warning in asked.warnings)


def test_screening_comes_before_imputing(framework, data):
    frame = data()
    frame.iloc[0, :4] = np.nan
    built = build_index(Recipe(framework, screen=Screen(0.5), impute=Impute("mean")), frame)
    assert built.left_out == ("35.01",)
    assert "35.01" not in built.scores.index
    grouped = build_index(Recipe(framework, screen=Screen(per_group=0.3)), frame)
    assert grouped.left_out == ("35.01",)


def test_every_moved_point_is_on_record():
    values = np.array([1.0, 2, 3, 2, 1, 2, 3, 2, 2, 500])
    done = treat(values, Treat())
    assert done.verdict == "winsorisasi"
    assert list(done.moved) == [9]
    assert done.values[9] == 3


def test_an_indicator_of_two_values_is_not_flattened():
    values = np.r_[np.zeros(15), 1.0]
    done = treat(values, Treat())
    assert len(np.unique(done.values)) == 2
    assert done.verdict == "tidak lulus"


def test_discrete_levels_are_left_alone():
    levels = np.array([0.0] * 30 + [1, 2, 3])
    assert treat(levels, Treat("none")).values is levels
    drawn = treat(levels, Treat(most=2))
    assert np.isfinite(drawn.values).all()


@pytest.mark.parametrize("method", ["goalposts", "target"])
def test_goalposts_hold_for_either_direction(tree, data, method):
    posts = {"batas_bawah": 2.0, "batas_atas": 8.0}
    changed = {f"{p}{k}": posts | {"sasaran": 8.0} for p in "ab" for k in range(3)}
    up = Framework.from_frame(tree(**changed))
    step = Normalise(method, 0, 1)
    if method == "target":
        built = build_index(Recipe(up, normalise=step, treat=Treat("none")), data())
        assert built.stages["ternormalisasi"].to_numpy().max() == 1
        return
    down = Framework.from_frame(tree(**{c: v | {"arah": -1} for c, v in changed.items()}))
    rising = build_index(Recipe(up, normalise=step, treat=Treat("none")), data())
    falling = build_index(Recipe(down, normalise=step, treat=Treat("none")), data())
    total = rising.stages["ternormalisasi"] + falling.stages["ternormalisasi"]
    np.testing.assert_allclose(total, 1)


@given(st.lists(st.integers(0, 5) | st.none(), min_size=1, max_size=30))
def test_a_rank_is_one_more_than_the_number_above(scores):
    values = np.array([np.nan if s is None else s for s in scores], dtype=float)
    found = ranks(values)
    for value, rank in zip(values, found, strict=True):
        assert np.isnan(rank) if np.isnan(value) else rank == 1 + (values > value).sum()


FRAMEWORK_FAULTS = [
    ({"a0": {"induk": "zz"}}, "a0: induk “zz” tidak ada"),
    ({"a0": {"bobot": -1}}, "a0: bobot bukan angka 0 ke atas"),
    ({"a0": {"arah": 2}}, "a0: arah harus 1 atau -1"),
    ({"a": {"arah": -1}}, "a: arah harus 1 atau -1; agregat 1"),
    ({"a": {"induk": None}}, "harus ada tepat satu indeks tanpa induk"),
    ({"a0": {"kode": "a1"}}, "kode “a1” ada lebih dari sekali"),
    ({"a0": {"induk": "I"}}, "a0: cabang ini tidak sedalam saudaranya"),
    ({f"a{k}": {"bobot": 0} for k in range(3)}, "a: bobot di bawahnya berjumlah 0"),
    ({"a0": {"batas_bawah": 3, "batas_atas": 2}}, "a0: batas bawah tidak di bawah batas atas"),
]


@pytest.mark.parametrize(
    ("changed", "told"), FRAMEWORK_FAULTS, ids=[t for _c, t in FRAMEWORK_FAULTS]
)
def test_a_faulty_framework_is_told(tree, changed, told):
    with pytest.raises(ParameterError) as caught:
        Framework.from_frame(tree(**changed))
    assert any(told in fault for fault in caught.value.faults), caught.value.faults


def test_all_faults_of_a_framework_are_told_at_once(tree):
    with pytest.raises(ParameterError) as caught:
        Framework.from_frame(tree(a0={"bobot": -1}, a1={"arah": 0}, b2={"induk": "q"}))
    assert len(caught.value.faults) == 3


def bend(frame, cell=None, value=None, column=None):
    frame = frame.astype(object)
    if cell:
        frame.loc[cell] = value
    if column:
        frame[column] = value
    return frame


DATA_FAULTS = [
    ({"cell": ("35.03", "a1"), "value": "tiga"}, "35.03, a1: tiga"),
    ({"cell": ("35.03", "a1"), "value": np.inf}, "35.03, a1: inf"),
    ({"column": "b2", "value": 4}, "b2: kurang dari dua nilai yang berbeda"),
    ({"column": "b2", "value": None}, "b2: kurang dari dua nilai yang berbeda"),
]


@pytest.mark.parametrize(("bent", "told"), DATA_FAULTS, ids=[t for _b, t in DATA_FAULTS])
def test_faulty_data_are_told_by_cell(framework, data, bent, told):
    with pytest.raises(ParameterError) as caught:
        build_index(Recipe(framework), bend(data(), **bent))
    assert told in caught.value.faults


def test_a_geometric_mean_of_zero_is_refused_by_name(framework, data):
    with pytest.raises(ParameterError, match="memerlukan nilai di atas 0"):
        build_index(Recipe(framework, aggregate=Aggregate(("geometric",))), data())


def test_a_denominator_of_zero_is_refused_by_unit(tree, data):
    own = Framework.from_frame(tree(a0={"penyebut": "penduduk"}))
    frame = data().assign(penduduk=[0.0] + [5.0] * 11)
    with pytest.raises(ParameterError) as caught:
        build_index(Recipe(own), frame)
    assert caught.value.faults == ("35.01",)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Normalise("rank"),
        lambda: Normalise("minmax", 5, 5),
        lambda: Aggregate(("mode",)),
        lambda: Impute("em"),
        lambda: Screen(2),
        lambda: Treat(most=-1),
    ],
)
def test_a_step_that_cannot_be_is_refused_when_made(wrong):
    with pytest.raises(ParameterError):
        wrong()


def test_weights_of_unknown_or_negative_kind_are_refused(framework):
    with pytest.raises(ParameterError, match="zz dan a0"):
        Recipe(framework, weights={"zz": 1, "a0": -1})


def test_an_index_of_some_indicators_only_is_told(framework, data):
    table = data()
    table.iloc[2, 0] = np.nan
    table.iloc[3] = np.nan
    made = build_index(Recipe(framework), table)
    some, none = table.index[2], table.index[3]
    assert f"Indeks dan peringkatnya dari sebagian indikator saja: {some}." in made.warnings
    assert f"Tanpa indeks karena datanya kurang: {none}." in made.warnings
