"""Each part of the diagnosis against what can be worked out by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.agreement import cronbach_alpha
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Aggregate
from evaluasi.scoring.composite.alpha import alphas
from evaluasi.scoring.composite.availability import availability
from evaluasi.scoring.composite.comparing import compare
from evaluasi.scoring.composite.components import principal_components
from evaluasi.scoring.composite.correlations import correlations, size_bias
from evaluasi.scoring.composite.importance import (
    correlation_ratio,
    effective_weights,
    importance,
)
from evaluasi.scoring.composite.leave_one_out import leave_one_out
from evaluasi.scoring.composite.statistics import FINE, statistics


def drawn(n=60, codes=("a0", "a1", "b0", "b1"), seed=1):
    rng = np.random.default_rng(seed)
    return {code: rng.random(n) for code in codes}


def test_an_empty_or_constant_indicator_is_described_without_a_crash():
    table = statistics(pd.DataFrame({"x": [np.nan] * 6, "y": [0.0] * 6})).table.set_index("kode")
    assert table.loc["x", "tersedia"] == 0
    assert table.loc["x", "nilai_sama"] == 0
    assert np.isnan(table.loc["x", "bagian_sama"])
    assert table.loc["x", "tanda_tersedia"] != FINE
    assert table.loc["y", "nilai_sama"] == 6
    assert table.loc["y", "tanda_bukan_nol"] != FINE
    assert table.loc["y", "tanda_pencilan"] == FINE


def test_availability_counts_what_lies_below_each_aggregate(index):
    columns = drawn(6)
    columns["a1"] = np.array([np.nan, 0, 1, 2, 3, 4])
    made = index(columns)
    found = availability(made.stages["mentah"], made.recipe.framework)
    assert found.groups.loc[0].to_dict() == {"a": 0.5, "b": 1.0, "I": 0.75}
    assert found.units.loc[0, ["kosong", "nol"]].tolist() == [1, 0]
    assert found.units.loc[1, ["kosong", "nol", "bagian_bukan_nol"]].tolist() == [0, 1, 0.75]
    assert "1 satuan punya sel kosong" in found.summary()


@pytest.mark.parametrize(("k", "r"), [(2, 0.5), (3, 0.2), (2, -0.5)])
def test_alpha_of_equally_correlated_columns_is_spearman_browns(k, r):
    """Standardised columns with one correlation: alpha = k r / (1 + (k − 1) r)."""
    wanted = np.full((k, k), r) + (1 - r) * np.eye(k)
    base = np.linalg.qr(np.column_stack([np.ones(50), np.random.default_rng(2).random((50, k))]))[0]
    values = base[:, 1:] @ np.linalg.cholesky(wanted).T
    assert cronbach_alpha(pd.DataFrame(values)) == pytest.approx(k * r / (1 + (k - 1) * r))


def test_one_member_has_no_alpha_and_opposed_members_a_negative_one(index):
    x = np.arange(10.0)
    table = alphas(index({"a0": x, "a1": -x + np.sin(x), "b0": x})).table.set_index("kode")
    assert table.loc["a", "tanda"] == "negatif"
    assert table.loc["b", "tanda"] == "tidak dapat dihitung"


def test_two_columns_with_correlation_r_have_eigenvalues_one_plus_and_minus_r():
    values = pd.DataFrame({"x": [1.0, 2, 3, 4, 5], "y": [2.0, 1, 4, 3, 5]})
    r = values["x"].corr(values["y"])
    found = principal_components(values)
    assert found.table["simpangan_baku"].pow(2).tolist() == pytest.approx([1 + r, 1 - r])
    assert found.above_one == 1


@given(st.permutations(range(3)))
@settings(max_examples=6)
def test_signs_of_components_do_not_depend_on_the_order_of_units_or_columns(order):
    columns = drawn(12, "xyz")
    values = pd.DataFrame(columns)
    turned = values.iloc[::-1, list(order)]
    one, other = principal_components(values), principal_components(turned)
    pd.testing.assert_frame_equal(other.loadings.loc[one.loadings.index], one.loadings)


def test_components_leave_out_gaps_and_constants_and_say_so():
    values = pd.DataFrame({"x": [1.0, 2, 3, np.nan], "y": [2.0, 1, 5, 3], "z": [4.0] * 4})
    found = principal_components(values)
    assert (found.units, found.left_out, found.constant) == (3, 1, ("z",))
    assert principal_components(values[["z"]]).table.empty


def test_flags_of_correlations(index):
    rng = np.random.default_rng(3)
    x = rng.random(40)
    columns = {"a0": x, "a1": x + 1e-3 * rng.random(40), "a2": -x + 0.1 * rng.random(40), "b0": x}
    table = correlations(index(columns)).table
    flags = {(r["kode"], r["dengan"]): r["tanda"] for r in table.to_dict("records")}
    assert flags["a1", "a0"] == "berulang"
    assert flags["a2", "a0"] == "bertentangan"
    assert flags["a2", "a"] == "berlawanan"
    assert flags["a0", "a"] == ""
    assert (table["n"] == 40).all()


def test_size_shows_before_denominating_and_not_after(index):
    rng = np.random.default_rng(4)
    people = rng.random(40) * 100 + 1
    columns = drawn(40)
    columns["a0"] = people * (1 + 0.1 * rng.random(40))
    made = index(columns)
    data = pd.DataFrame({"penduduk": people})
    made.stages["berpenyebut"]["a0"] /= people
    table = size_bias(made, data, ["penduduk"]).set_index("kode")
    assert table.loc["a0", "tanda"] == "mentah"
    assert table.loc["a0", "mentah"] > 0.9
    assert abs(table.loc["a0", "sesudah"]) < 0.5
    assert table.loc["b0", "tanda"] == ""


def test_the_correlation_ratio_sees_what_a_straight_line_does_not():
    x = np.linspace(-1, 1, 200)
    ratio, line, _n = correlation_ratio(x, x**2)
    assert line == pytest.approx(0, abs=1e-12)
    assert ratio > 0.97


def test_the_correlation_ratio_of_a_sum_of_two_equal_parts_is_one_half():
    x, other = np.random.default_rng(5).random((2, 2000))
    ratio, _line, _n = correlation_ratio(x, x + other)
    assert ratio == pytest.approx(0.5, abs=0.03)


def test_the_correlation_ratio_of_noise_is_near_zero():
    draws = np.random.default_rng(6).random((40, 2, 200))
    ratios = [correlation_ratio(x, y)[0] for x, y in draws]
    assert np.mean(ratios) < 0.03


def test_the_correlation_ratio_ignores_the_units_of_measurement():
    x, y = np.random.default_rng(7).random((2, 80))
    assert correlation_ratio(x * 1e6 - 5, y / 1e3 + 9)[0] == pytest.approx(
        correlation_ratio(x, y)[0]
    )


def test_one_unit_apart_is_no_curve():
    """Where all others share one value, only a straight line can be told."""
    x, y = np.r_[np.zeros(29), 1.0], np.arange(30.0)
    ratio, line, _n = correlation_ratio(x, y)
    assert ratio == pytest.approx(line)
    assert line < 0.2


def test_the_correlation_ratio_of_levels_is_that_of_their_means():
    """With four levels and no spread within them, x explains nearly all; a line much less."""
    x, y = np.tile([0.0, 1, 2, 3], 10), np.tile([0.0, 5, 1, 7], 10)
    ratio, line, _n = correlation_ratio(x, y)
    assert line == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)
    assert line + 0.1 < ratio <= 1


def test_below_twenty_units_the_importance_is_the_squared_correlation(index):
    table = importance(index(drawn(12))).table
    assert set(table["penaksir"]) == {"linear"}
    pd.testing.assert_series_equal(table["linear"], table["kepentingan"], check_names=False)
    assert table["linear"].between(0, 1).all()


def test_shares_of_importance_and_of_weight_sum_to_one_in_each_family(index):
    table = importance(index(drawn(), weights={"a0": 3.0})).table
    sums = table.groupby("induk")[["pangsa", "bobot_keluarga", "selisih"]].sum()
    np.testing.assert_allclose(sums, [[1, 1, 0]] * 3, atol=1e-12)


def test_effective_weights_of_a_level_sum_to_one(index):
    recipe = index(drawn(), weights={"a0": 3.0, "b": 2.0}).recipe
    found = effective_weights(recipe)
    assert found[["a0", "a1", "b0", "b1"]].tolist() == pytest.approx([1 / 4, 1 / 12, 1 / 3, 1 / 3])
    assert found["I"] == 1


def test_a_node_without_weight_moves_no_rank(index):
    found = leave_one_out(index(drawn(), weights={"a0": 0.0})).table.set_index("kode")
    assert found.loc["a0", "pergeseran_rata"] == 0
    assert (found["pergeseran_rata"].drop("a0") > 0).all()
    assert pd.isna(found.loc["a0", "satuan_terbesar"])
    assert found.loc["a0", "satuan_sama"] == 0


def test_units_that_shift_alike_are_counted_not_chosen(index):
    made = index(drawn(n=12))
    found = leave_one_out(made)
    nominal = made.ranks.iloc[:, -1]
    for row in found.table.itertuples():
        shifts = (found.ranks[row.kode] - nominal).abs()
        assert row.satuan_sama == (shifts == shifts.max()).sum()
        assert shifts[row.satuan_terbesar] == row.pergeseran_terbesar
    first = found.table.iloc[0]
    said = found.summary({first["satuan_terbesar"]: "Kota Contoh"})
    others = f" dan {first['satuan_sama'] - 1} lainnya" if first["satuan_sama"] > 1 else ""
    assert said.endswith(f"(Kota Contoh{others}).")


def test_where_no_rank_moves_none_is_named(index):
    column = np.arange(6.0)
    found = leave_one_out(index(dict.fromkeys(("a0", "a1", "b0", "b1"), column)))
    assert found.summary() == "Tanpa salah satu unsurnya pun tidak ada peringkat yang bergeser."


def test_what_the_index_cannot_be_without_is_not_left_out(index):
    table = leave_one_out(index(drawn(), weights={"a1": 0.0, "b": 0.0})).table
    assert set(table["kode"]) == {"a1", "b0", "b1", "b"}


def test_leaving_out_the_only_indicator_leaves_out_its_pillar(index):
    made = index(drawn(codes=("a0", "a1", "b0")))
    found = leave_one_out(made)
    assert (found.ranks["b0"] == found.ranks["b"]).all()
    assert (found.ranks["b"] == made.ranks["a"]).all()


def test_an_unknown_node_is_named(index):
    with pytest.raises(ParameterError, match="tak-ada"):
        leave_one_out(index(drawn()), ["tak-ada"])


def test_a_difference_is_split_without_rest_under_arithmetic_means(index):
    old, new = index(drawn()), index(drawn(seed=9), weights={"a": 3.0})
    found = compare(old, new)
    np.testing.assert_allclose(found.parts.sum(axis=1), found.table["selisih"], atol=1e-10)
    np.testing.assert_allclose(found.parts["sisa"], 0, atol=1e-10)
    assert (found.parts["bobot"].abs() > 0).any()
    assert found.steps == ("weights",)


def test_what_no_weighted_sum_explains_is_the_rest(index):
    columns = drawn()
    old = index(columns)
    new = index(columns, aggregate=Aggregate(("arithmetic", "harmonic")))
    found = compare(old, new)
    np.testing.assert_allclose(found.parts["sisa"], found.table["selisih"], atol=1e-10)
    assert found.steps == ("aggregate",)


def test_ranks_are_compared_among_units_in_both(index):
    columns = drawn(10)
    old = index(columns, units=list("abcdefghij"))
    new = index({code: values[2:] for code, values in columns.items()}, units=list("cdefghij"))
    found = compare(old, new)
    assert found.only_old == ("a", "b")
    assert sorted(found.table["peringkat_lama"]) == list(range(1, 9))
    assert "Hanya pada versi lama: a dan b." in found.summary()


def test_an_index_equals_itself(index):
    made = index(drawn())
    found = compare(made, made)
    assert found.correlation == pytest.approx(1)
    assert not found.table["naik"].any()
    assert found.steps == ()


def test_versions_without_common_units_are_refused(index):
    with pytest.raises(ParameterError, match="dua satuan yang sama"):
        compare(index(drawn(5), units=list("abcde")), index(drawn(5), units=list("vwxyz")))
