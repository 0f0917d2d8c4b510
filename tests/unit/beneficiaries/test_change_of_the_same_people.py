"""Before and after: published values, who was lost, and no claim of a cause."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

# Student (1908): hours of sleep gained with two drugs, the same ten people.
SLEEP = {
    0: [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0],
    1: [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4],
}


def scores(waves, low=-np.inf, high=np.inf):
    """Make scores of waves; None for who was not asked."""
    rows = [
        (f"R{i:03d}", wave, value, 1, 1)
        for wave, values in waves.items()
        for i, value in enumerate(values)
        if value is not None
    ]
    columns = ["responden", "gelombang", "skor", "dijawab", "butir"]
    return su.Scores(pd.DataFrame(rows, columns=columns), "pos", low, high, pd.DataFrame())


def test_sleep_as_published():
    found = su.paired_change(scores(SLEEP))
    assert (found.estimate, found.df, found.n) == (pytest.approx(1.58), 9, 10)
    assert found.estimate / found.se == pytest.approx(4.0621, abs=5e-5)
    assert found.p == pytest.approx(0.002833, abs=5e-7)
    assert found.ci == pytest.approx((0.7001142, 2.4598858), abs=5e-8)


def test_signs_by_lot_are_all_counted_when_they_are_few():
    found = su.paired_change(scores(SLEEP))
    # Nine people gained and one stayed: of 1,024 sign patterns 2 + 2 are as extreme.
    assert found.exact
    assert found.p_permutation == pytest.approx(4 / 1024)


def test_the_share_that_rose_is_exact():
    effect = su.paired_change(scores(SLEEP)).effect
    assert "Naik 9, tetap 1, turun 0" in effect.name
    # Nine of nine: the lower limit is 0.025 to the power 1/9.
    assert (effect.value, effect.low, effect.high) == pytest.approx((1.0, 0.025 ** (1 / 9), 1.0))


def test_a_known_population_corrects_the_error():
    plain, finite = su.paired_change(scores(SLEEP)), su.paired_change(scores(SLEEP), population=40)
    assert finite.se == pytest.approx(plain.se * np.sqrt(0.75))
    everyone = su.paired_change(scores(SLEEP), population=10)
    assert everyone.ci == pytest.approx((1.58, 1.58))
    assert "Semua penerima ditanya" in everyone.summary()
    with pytest.raises(ParameterError, match="ditulis 9"):
        su.paired_change(scores(SLEEP), population=9)


def test_who_was_asked_once_is_listed_and_set_beside_those_who_stayed():
    waves = {0: [2.0, 3.0, 2.5, 1.0, 1.5, None], 1: [2.5, 3.0, 3.5, None, None, 4.0]}
    found = su.paired_change(scores(waves))
    assert found.n == 3
    assert found.left.to_numpy().tolist() == [["R003", 0], ["R004", 0], ["R005", 1]]
    assert "2 dari 5 responden awal tidak ditanya lagi; nilai awalnya −1,25" in found.summary()
    assert "1 responden hanya ada pada gelombang akhir" in found.summary()


def test_the_summary_never_claims_a_cause():
    assert "bukan pengaruh inovasi" in su.paired_change(scores(SLEEP)).summary()


# before and after              what the summary says instead of an interval
SILENT = {
    "one": ({0: [2.0], 1: [3.0]}, "Satu responden"),
    "equal": ({0: [2.0, 3.0, 1.0], 1: [3.0, 4.0, 2.0]}, "Semua perubahan sama besar"),
}


@pytest.mark.parametrize("case", SILENT)
def test_no_interval_of_no_width(case):
    waves, told = SILENT[case]
    found = su.paired_change(scores(waves))
    assert np.isnan([found.se, found.p, *found.ci]).all()
    assert told in found.summary()
    assert "selang 95%" not in found.summary().splitlines()[0]


def test_nobody_changed():
    found = su.paired_change(scores({0: [2.0, 3.0], 1: [2.0, 3.0]}))
    assert found.estimate == 0
    assert np.isnan(found.effect.value)


def test_answers_at_the_end_of_the_scale_are_flagged():
    waves = {0: [4.0, 3.0, 3.5, 2.0, 3.0], 1: [4.0, 4.0, 3.5, 3.0, 3.0]}
    told = su.paired_change(scores(waves, low=1, high=4)).summary()
    assert "gelombang 0: 20% responden pada nilai tertinggi" in told
    assert "gelombang 1: 40% responden pada nilai tertinggi" in told


@pytest.mark.parametrize(
    ("waves", "why"),
    [
        ({0: [1.0, 2.0]}, "Gelombang 1 tidak memuat"),
        ({0: [1.0, None], 1: [None, 2.0]}, "kedua gelombang"),
    ],
)
def test_what_cannot_be_paired_is_refused_with_the_way_out(waves, why):
    with pytest.raises(ParameterError, match=why):
        su.paired_change(scores(waves))


def test_same_seed_same_draws():
    rng = np.random.default_rng(2)
    waves = {k: list(rng.normal(k / 4, 1, 30)) for k in (0, 1)}
    one, two = (su.paired_change(scores(waves), seed=3).p_permutation for _ in range(2))
    assert one == two
    assert not su.paired_change(scores(waves)).exact


def test_scores_are_means_of_the_answered_items_and_few_answers_are_listed():
    table = pd.DataFrame(
        {
            "objek": "pos",
            "responden": ["R001"] * 4 + ["R002"] * 4,
            "gelombang": 0,
            "butir": list("abcd") * 2,
            "nilai": [2, 3, None, 4, 1, None, None, None],
        }
    )
    found = su.respondent_scores(table)
    assert found.table[["responden", "skor", "dijawab", "butir"]].to_numpy().tolist() == [
        ["R001", 3.0, 3, 4]
    ]
    assert found.dropped["responden"].tolist() == ["R002"]
    assert "kurang dari 50% butir" in found.summary()


def test_one_object_at_a_time():
    table = pd.DataFrame(
        {"objek": ["a", "b"], "responden": "R1", "gelombang": 0, "butir": "1", "nilai": 2}
    )
    with pytest.raises(ParameterError, match="a dan b"):
        su.respondent_scores(table)
    assert su.respondent_scores(table, subject="b").table["skor"].tolist() == [2.0]
