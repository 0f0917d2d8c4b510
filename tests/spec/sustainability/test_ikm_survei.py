"""From answers to an index: missing answers, eight elements, odd answers, the interval."""

import numpy as np
import pandas as pd
import pytest
from ikm_answers import NINE, survey
from scipy import stats

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError

FULL = """
3 3 4 4 3 3 4 2 3
4 3 3 4 4 3 4 3 3
2 3 3 4 3 2 3 3 4
3 4 3 3 3 3 3 2 3
4 4 4 4 4 4 4 4 4
"""
GAPS = """
3 . 4 4 3 3 4 2 3
4 3 3 4 4 3 4 . 3
2 3 3 4 3 2 3 . 4
3 4 3 . 3 3 3 . 3
4 4 4 4 4 4 4 4 4
"""


def test_complete_answers_give_the_mean_of_respondents_and_its_t_interval():
    found = su.ikm(survey(FULL)).table.iloc[0]
    persons = 25 * np.array([line.split() for line in FULL.strip().splitlines()], float).mean(1)
    low, high = stats.t.interval(0.95, 4, persons.mean(), stats.sem(persons))
    assert found["ikm"] == pytest.approx(persons.mean())
    assert (found["bawah"], found["atas"]) == pytest.approx((low, min(high, 100.0)))
    assert found["kelas_mungkin"] == "A atau B atau C"


def test_elements_have_the_t_interval_of_their_own_answers():
    elements = su.ikm(survey(GAPS)).elements.set_index("unsur")
    answers = [3, 3, 4, 4]
    low, high = stats.t.interval(0.95, 3, np.mean(answers), stats.sem(answers))
    assert elements.loc["prosedur", ["bawah", "atas"]].tolist() == pytest.approx(
        [low, min(high, 4.0)]
    )
    # Four answers of 4 tell no spread.
    assert elements.loc["biaya", ["bawah", "atas"]].isna().all()


def test_ones_own_survey_is_held_against_what_was_published():
    own = su.ikm(survey(GAPS))
    index = own.table["ikm"].iloc[0]
    found = su.check_ikm(own.elements.set_index("unsur")["nrr"], round(index * 0.99, 2))
    assert (found.verdict, found.exact) == ("dibulatkan", pytest.approx(index))


def test_the_chart_shows_the_last_wave_of_one_object():
    table = pd.concat([survey(FULL), survey(GAPS, wave=1)])
    chart = su.ikm(table).plot()
    assert chart.data["Nilai"].tolist()[:2] == [pytest.approx(16 / 5), pytest.approx(14 / 4)]
    with pytest.raises(ParameterError, match="Anjasmoro"):
        su.ikm(table).plot("lain")


def test_an_answer_left_out_counts_for_its_element_only():
    found = su.ikm(survey(GAPS))
    elements = found.elements.set_index("unsur")
    assert elements.loc["pengaduan", ["jawaban", "kosong", "nrr"]].tolist() == [2, 3, 3.0]
    assert elements.loc["prosedur", "nrr"] == pytest.approx(14 / 4)
    assert found.table["ikm"].iloc[0] == pytest.approx(25 * elements["nrr"].mean())
    assert elements["tertimbang"].sum() * 25 == pytest.approx(found.table["ikm"].iloc[0])


def test_the_error_with_gaps_is_that_of_the_jackknife():
    rng = np.random.default_rng(5)
    answers = np.clip(np.rint(rng.normal(3, 0.6, (60, 1)) + rng.normal(0, 0.5, (60, 9))), 1, 4)
    answers[rng.random(answers.shape) < 0.2] = np.nan
    drawn = "\n".join(" ".join("." if np.isnan(x) else str(x) for x in row) for row in answers)
    found = su.ikm(survey(drawn)).table.iloc[0]
    left_out = [25 * np.nanmean(np.delete(answers, i, 0), axis=0).mean() for i in range(60)]
    jackknife = np.sqrt(59 / 60 * ((left_out - np.mean(left_out)) ** 2).sum())
    # Linearisation and jackknife agree up to terms of order 1/n.
    assert found["galat_baku"] == pytest.approx(jackknife, rel=1 / 60)


def test_a_known_population_narrows_the_interval_by_its_correction():
    plain = su.ikm(survey(FULL)).table.iloc[0]
    finite = su.ikm(survey(FULL), population=20).table.iloc[0]
    assert finite["galat_baku"] == pytest.approx(plain["galat_baku"] * np.sqrt(1 - 5 / 20))
    everyone = su.ikm(survey(FULL), population=5).table.iloc[0]
    assert everyone["bawah"] == everyone["atas"] == everyone["ikm"]
    assert everyone["alasan"] == "semua penerima layanan ditanya"
    with pytest.raises(ParameterError, match="ditulis 4, padahal respondennya 5"):
        su.ikm(survey(FULL), population={"Puskesmas Anjasmoro": 4})


# what is asked                              why there is no interval
NO_INTERVAL = {
    "3 3 4 4 3 3 4 2 3": "satu responden",
    "4 4 4 4 4 4 4 4 4\n4 4 4 4 4 4 4 4 4": "menjawab sama",
    "3 3 4 4 3 3 4 2 3\n2 3 4 4 3 3 . 2 3": "dijawab satu responden saja",
}


@pytest.mark.parametrize("drawn", NO_INTERVAL)
def test_no_interval_where_nothing_tells_the_spread(drawn):
    found = su.ikm(survey(drawn))
    row = found.table.iloc[0]
    assert np.isnan([row["bawah"], row["atas"]]).all()
    assert row["kelas_mungkin"] == ""
    assert NO_INTERVAL[drawn] in row["alasan"]
    assert NO_INTERVAL[drawn] in found.summary()


def test_eight_elements_are_told_and_seven_give_no_index():
    eight = su.ikm(survey("3 3 4 4 3 3 4 2\n4 3 3 4 3 3 4 2", elements=NINE[:8]))
    assert eight.table["ikm"].iloc[0] == pytest.approx(25 * 52 / 16)
    assert "Sarana dan prasarana; bobotnya 1/8" in eight.summary()
    seven = su.ikm(survey("3 3 4 4 3 3 4", elements=NINE[:7]))
    assert np.isnan(seven.table["ikm"].iloc[0])
    assert "hanya 7 dari 9 unsur" in seven.summary()


# answer at R000, waktu        why it is left out
ODD = {
    5: "di luar skala",
    0: "di luar skala",
    2.5: "bukan bilangan bulat",
    "baik": "bukan angka",
}


@pytest.mark.parametrize("answer", ODD)
def test_an_odd_answer_is_listed_with_its_row_and_counts_as_none(answer):
    table = survey(FULL).astype({"nilai": object})
    table.loc[2, "nilai"] = answer
    found = su.ikm(table)
    assert found.dropped[["baris", "responden", "butir", "nilai"]].to_numpy().tolist() == [
        [2, "R000", "U3", answer]
    ]
    assert ODD[answer] in found.dropped["alasan"].iloc[0]
    assert ODD[answer] in found.summary()
    gap = survey(FULL)
    gap.loc[2, "nilai"] = np.nan
    pd.testing.assert_frame_equal(found.table, su.ikm(gap).table)


def test_two_answers_to_one_item_count_once_when_equal_and_never_when_not():
    table = survey(FULL)
    same = su.ikm(pd.concat([table, table.iloc[[0]]]))
    pd.testing.assert_frame_equal(same.table, su.ikm(table).table)
    other = pd.concat([table, table.iloc[[0]].assign(nilai=1.0)], ignore_index=True)
    found = su.ikm(other)
    assert found.dropped["alasan"].tolist() == ["dua jawaban berbeda untuk satu butir"] * 2
    assert found.elements["kosong"].iloc[0] == 1


def test_names_that_are_no_element_are_listed_not_guessed():
    found = su.ikm(survey(FULL, elements=[*NINE[:8], "keamanan"]))
    assert found.table["unsur"].iloc[0] == 8
    assert set(found.dropped["alasan"]) == {"bukan unsur survei kepuasan"}
    assert "keamanan" in found.summary()


def test_the_interval_holds_the_truth_as_often_as_it_says():
    rng = np.random.default_rng(11)
    levels = rng.normal(3.1, 0.5, 4000)
    spread = rng.normal(0, 0.6, (4000, 9))
    everyone = np.clip(np.rint(levels[:, None] + spread), 1, 4)
    truth = 25 * everyone.mean()
    names = np.tile(NINE, 30)
    held = 0
    for _draw in range(300):
        asked = everyone[rng.choice(4000, 30, replace=False)]
        table = pd.DataFrame(
            {
                "objek": "A",
                "responden": np.repeat([f"R{i}" for i in range(30)], 9),
                "gelombang": 0,
                "butir": names,
                "nilai": asked.ravel(),
            }
        )
        row = su.ikm(table).table.iloc[0]
        held += row["bawah"] <= truth <= row["atas"]
    # 300 draws: the share of a true 95 % interval lies within three standard errors, 0.0126 each.
    assert abs(held / 300 - 0.95) <= 3 * np.sqrt(0.95 * 0.05 / 300)


def test_a_column_that_lacks_is_named():
    with pytest.raises(ParameterError, match="gelombang"):
        su.ikm(survey(FULL).drop(columns="gelombang"))


def test_several_instruments_must_be_told_apart():
    both = pd.concat([survey(FULL).assign(instrumen="SKM"), survey(FULL).assign(instrumen="lain")])
    with pytest.raises(ParameterError, match="SKM"):
        su.ikm(both)
    assert su.ikm(both, instrument="SKM").table["responden"].tolist() == [5]
