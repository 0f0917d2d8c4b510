"""Agreement, severity and selection: published values, and what holds for any ratings."""

import numpy as np
import pandas as pd
import pytest
from validation_table import Table

from evaluasi import agreement
from evaluasi.errors import ParameterError
from evaluasi.scoring import raters

ALPHA = "alpha Krippendorff, empat tingkat (Krippendorff 2011)"
ICC = "enam ICC (Shrout dan Fleiss 1979)"
ICC_ENDS = "selang 95% enam ICC (pingouin 0.6.1, dua angka tercetak)"
SQUARES = "kuadrat tengah (Shrout dan Fleiss 1979)"
KAPPA = "kappa tertimbang dan selangnya (statsmodels 0.15.0, empat angka tercetak)"
# Half of the last digit that the reference prints.
PARITY = Table(
    "penilai", {ALPHA: 1e-12, ICC: 5e-7, ICC_ENDS: 0.00501, SQUARES: 5e-7, KAPPA: 5.01e-5}
)

# Krippendorff (2011): 4 observers, 12 units.
OBSERVERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""
# Shrout and Fleiss (1979): six targets, four judges.
JUDGES = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]


@pytest.fixture
def observers():
    rows = [line.split() for line in OBSERVERS.strip().splitlines()]
    return np.array([[np.nan if cell == "." else float(cell) for cell in row] for row in rows])


@pytest.mark.parametrize(
    ("level", "value"),
    [
        ("nominal", 0.743421052632),
        ("ordinal", 0.815387503755),
        ("interval", 0.849107142857),
        ("ratio", 0.797402774712),
    ],
)
def test_alpha_is_krippendorffs(observers, level, value):
    found = agreement.krippendorff_alpha(observers, level)
    PARITY.note(ALPHA, found.estimate, value)
    assert found.ci[0] < value < found.ci[1]
    assert (found.n_units, found.n_raters, found.n_ratings) == (11, 4, 40)


def test_alpha_does_not_depend_on_the_order_of_raters_or_units(observers):
    turned = agreement.krippendorff_alpha(observers[::-1, ::-1], "ordinal")
    assert turned.estimate == pytest.approx(
        agreement.krippendorff_alpha(observers, "ordinal").estimate
    )


def test_perfect_agreement_is_one_and_no_variation_cannot_be_told():
    same = np.tile([1.0, 2, 3, 4], (3, 1))
    assert agreement.krippendorff_alpha(same, "interval").estimate == 1
    flat = agreement.krippendorff_alpha(np.ones((3, 4)), "interval")
    assert np.isnan(flat.estimate)
    assert "Semua penilaian sama" in flat.summary()


@pytest.mark.parametrize(
    ("ratings", "level", "told"),
    [
        (np.ones((3, 4)), "rasio", "tidak dikenal"),
        (np.array([[1.0, np.nan], [np.nan, 2.0]]), "nominal", "dua satuan"),
        (pd.DataFrame({"u1": [1, "dua"], "u2": [1, 2]}), "nominal", "bukan angka"),
    ],
)
def test_ratings_that_cannot_be_compared_are_refused(ratings, level, told):
    with pytest.raises(ParameterError, match=told):
        agreement.krippendorff_alpha(ratings, level)


@pytest.mark.parametrize(
    ("form", "value", "low", "high"),
    [
        ("ICC(1,1)", 0.165742, -0.13, 0.72),
        ("ICC(A,1)", 0.289764, 0.02, 0.76),
        ("ICC(C,1)", 0.714841, 0.34, 0.95),
        ("ICC(1,k)", 0.442797, -0.88, 0.91),
        ("ICC(A,k)", 0.620051, 0.07, 0.93),
        ("ICC(C,k)", 0.909316, 0.68, 0.99),
    ],
)
def test_the_six_forms_are_shrout_and_fleisss(form, value, low, high):
    found = agreement.icc(np.array(JUDGES, dtype=float)).table.set_index("bentuk").loc[form]
    PARITY.note(ICC, found["nilai"], value)
    PARITY.note(ICC_ENDS, [found["bawah"], found["atas"]], [low, high])


def test_mean_squares_are_shrout_and_fleisss():
    squares = agreement.icc(np.array(JUDGES, dtype=float)).mean_squares
    ours = [squares[name] for name in ("objek", "penilai", "sisa", "dalam_objek")]
    PARITY.note(SQUARES, ours, [11.241667, 32.486111, 1.019444, 6.263889])


def test_a_gap_is_refused_not_dropped():
    ratings = np.array(JUDGES, dtype=float)
    ratings[0, 0] = np.nan
    with pytest.raises(ParameterError, match="1 sel kosong: lengkapi"):
        agreement.icc(ratings)


def test_weighted_kappa_is_statsmodels():
    found = agreement.weighted_kappa([[20, 5, 1], [3, 15, 6], [0, 4, 16]])
    PARITY.note(KAPPA, [found.estimate, *found.ci], [0.7609, 0.6432, 0.8785])


def test_targets_with_equal_means_have_no_icc():
    with pytest.raises(ParameterError, match="Rata-rata semua objek sama"):
        agreement.icc(np.array([[1.0, 2.0], [2.0, 1.0], [1.5, 1.5]]))


@pytest.mark.parametrize("table", [[[1, 2]], [[5, 0], [0, 0]], [[1, -1], [0, 2]]])
def test_kappa_of_what_is_no_table_of_two_is_refused(table):
    with pytest.raises(ParameterError):
        agreement.weighted_kappa(table)


def design(noise=0.0, seed=1, objects=7, judges=6, each=4, criteria=9):
    """Build ratings from a known truth: every object rated by some judges, in turn."""
    draws = np.random.default_rng(seed)
    truth = draws.normal(size=objects) + 5
    severity = draws.normal(scale=0.6, size=judges)
    item = draws.normal(scale=0.4, size=criteria)
    rows = [
        {
            "objek": f"o{o}",
            "penilai": f"P{(o + j) % judges}",
            "kriteria": f"k{c}",
            "skor": truth[o] - severity[(o + j) % judges] + item[c] + noise * draws.normal(),
        }
        for o in range(objects)
        for j in range(each)
        for c in range(criteria)
    ]
    return pd.DataFrame(rows), truth


def test_without_noise_adjusted_scores_are_the_truth_up_to_a_constant():
    ratings, truth = design()
    scores = raters.severity_adjusted(ratings).scores
    gap = scores["skor_disesuaikan"] - truth
    assert gap.std() < 1e-9
    assert (scores["skor_mentah"] - truth).std() > 0.05


def test_adjustment_brings_scores_closer_to_the_truth():
    def error(scores, truth):
        return np.std(scores - scores.mean() - (truth - truth.mean()))

    raw, adjusted = [], []
    for seed in range(10):
        ratings, truth = design(noise=0.5, seed=seed)
        scores = raters.severity_adjusted(ratings).scores
        raw.append(error(scores["skor_mentah"].to_numpy(), truth))
        adjusted.append(error(scores["skor_disesuaikan"].to_numpy(), truth))
    assert np.mean(adjusted) < 0.8 * np.mean(raw)


def test_the_same_judges_everywhere_change_nothing_but_the_constant():
    ratings, _truth = design(noise=0.3, each=6)
    scores = raters.severity_adjusted(ratings).scores
    gap = scores["skor_disesuaikan"] - scores["skor_mentah"]
    assert gap.std() < 1e-9


WEIGHTS = {"k0": 60, "k1": 30, "k2": 10}


def test_adjusted_scores_stand_at_the_level_of_the_weighted_mean():
    """The same judges everywhere: nothing is adjusted, not even the level."""
    ratings, _truth = design(noise=0.3, each=6, criteria=3)
    scores = raters.severity_adjusted(ratings, weights=WEIGHTS).scores
    np.testing.assert_allclose(scores["skor_disesuaikan"], scores["skor_mentah"])


def test_weighted_without_noise_adjusted_scores_are_the_truth_up_to_a_constant():
    ratings, truth = design(criteria=3)
    scores = raters.severity_adjusted(ratings, weights=WEIGHTS).scores
    assert (scores["skor_disesuaikan"] - truth).std() < 1e-9


def test_a_criterion_of_weight_zero_is_as_if_it_were_not_there():
    ratings, _truth = design(noise=0.3, criteria=3)
    found = raters.severity_adjusted(ratings, weights={"k0": 2, "k1": 1, "k2": 0})
    alone = raters.severity_adjusted(
        ratings[ratings["kriteria"] != "k2"], weights={"k0": 2, "k1": 1}
    )
    pd.testing.assert_frame_equal(found.scores, alone.scores)
    assert found.df == alone.df
    assert "Kriteria berbobot 0 tidak ikut: k2" in found.summary()


def test_whoever_has_scores_of_no_weight_only_is_named():
    ratings, _truth = design(criteria=2)
    ratings = ratings[(ratings["objek"] != "o3") | (ratings["kriteria"] == "k1")]
    with pytest.raises(ParameterError) as caught:
        raters.severity_adjusted(ratings, weights={"k0": 1, "k1": 0})
    assert caught.value.faults == ("objek: o3",)


@pytest.mark.parametrize("weight", [-1, np.nan, np.inf])
def test_a_weight_that_is_none_is_refused(weight):
    ratings, _truth = design(criteria=2)
    with pytest.raises(ParameterError, match="kriteria “k1” berbobot"):
        raters.severity_adjusted(ratings, weights={"k0": 1, "k1": weight})


def test_the_error_of_weighted_scores_is_that_of_constant_noise():
    """Over 400 drawn contests the mean squared error told is the variance seen, within 6 %."""
    told, seen = [], []
    truth = design(criteria=3, noise=0)[0]["skor"]
    ratings = design(criteria=3, noise=0)[0]
    nominal = raters.severity_adjusted(ratings, weights=WEIGHTS).scores["skor_disesuaikan"]
    for seed in range(400):
        noise = np.random.default_rng(seed).normal(size=len(ratings))
        found = raters.severity_adjusted(ratings.assign(skor=truth + noise), weights=WEIGHTS)
        told.append((found.scores["galat_baku"] ** 2).mean())
        seen.append(((found.scores["skor_disesuaikan"] - nominal) ** 2).mean())
    assert np.mean(told) == pytest.approx(np.mean(seen), rel=0.06)


def test_raters_without_a_common_object_are_told_by_group():
    apart = pd.DataFrame(
        {"objek": ["a", "a", "b", "b"], "penilai": ["P1", "P2", "P3", "P4"], "skor": [1, 2, 3, 4]}
    )
    with pytest.raises(ParameterError) as caught:
        raters.severity_adjusted(apart)
    assert set(caught.value.faults) == {"P1, P2", "P3, P4"}


def test_a_score_given_twice_and_a_criterion_without_weight_are_told():
    ratings, _truth = design()
    with pytest.raises(ParameterError, match="dinilai lebih dari sekali"):
        raters.severity_adjusted(pd.concat([ratings, ratings.iloc[:1]]))
    with pytest.raises(ParameterError, match="kriteria “k8” tidak punya bobot"):
        raters.severity_adjusted(ratings, weights={f"k{c}": 1 for c in range(8)})


def test_chances_to_be_among_the_first_sum_to_k():
    ratings, _truth = design(noise=0.5)
    found = raters.select_top(ratings, 3)
    assert found.table["peluang"].sum() == pytest.approx(3)
    assert (found.table["bawah"] <= found.table["atas"]).all()
    assert found.table["peringkat"].is_monotonic_increasing


def test_without_noise_the_first_are_sure():
    ratings, truth = design(noise=1e-6)
    found = raters.select_top(ratings, 2).table.set_index("objek")["peluang"]
    best = {f"o{o}" for o in np.argsort(-truth)[:2]}
    assert set(found[found > 0.99].index) == best


def test_a_tie_is_called_a_tie():
    rows = [
        {"objek": o, "penilai": p, "skor": s + bump}
        for o, s in (("a", 9), ("b", 7), ("c", 7), ("d", 5))
        for p, bump in (("P1", 0), ("P2", 1), ("P3", -1))
    ]
    found = raters.select_top(pd.DataFrame(rows), 2)
    table = found.table.set_index("objek")
    assert list(table.loc[["b", "c"], "peringkat"]) == [2, 2]
    assert table.loc[["b", "c"], "seri"].all()
    assert "Seri pada batas 2 teratas: b dan c" in found.summary()


def test_weights_of_criteria_decide():
    rows = [
        {"objek": o, "penilai": p, "kriteria": k, "skor": s}
        for o, scores in (("a", (9, 1)), ("b", (1, 9)))
        for k, s in zip(("baru", "manfaat"), scores, strict=True)
        for p in ("P1", "P2")
    ]
    ratings = pd.DataFrame(rows)
    for weights, best in (({"baru": 3, "manfaat": 1}, "a"), ({"baru": 1, "manfaat": 3}, "b")):
        assert raters.select_top(ratings, 1, weights=weights).table["objek"][0] == best


@pytest.mark.parametrize("k", [0, 7])
def test_k_must_leave_somebody_out(k):
    with pytest.raises(ParameterError, match="tidak dapat dipakai"):
        raters.select_top(design()[0], k)


def test_the_page_says_what_was_measured():
    PARITY.hold()
