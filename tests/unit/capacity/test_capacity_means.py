"""Means of domains: of answered items, none below three of five, no whole without its parts."""

import numpy as np
import pandas as pd
import pytest
from answering import CODES, PSAT, drawn, row, sheet, survey
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.instruments.domain_scores import OVERALL


def test_a_domain_is_the_mean_of_its_answered_items():
    answers = sheet("A", "R1", 4)
    answers.loc[0:4, "nilai"] = [7, 6, np.nan, 2, np.nan]
    found = su.capacity(answers)
    domain = row(found, "A", CODES[0])
    assert domain["rata"] == 5
    assert domain["jawaban"] == 3
    assert row(found, "A", OVERALL)["rata"] == pytest.approx((5 + 7 * 4) / 8)


def test_fewer_than_three_of_five_answers_give_no_domain_and_no_whole():
    answers = sheet("A", "R1", 4)
    answers.loc[0:2, "nilai"] = np.nan
    found = su.capacity(answers)
    domain, whole = row(found, "A", CODES[0]), row(found, "A", OVERALL)
    assert np.isnan(domain["rata"])
    assert domain["status"] == "ditahan"
    told = found.assessors.set_index("domain")["alasan"]
    assert "2 dari 5" in told[CODES[0]]
    assert np.isnan(whole["rata"])
    assert whole["status"] == "ditahan"


def test_short_forms_need_two_of_three():
    answers = sheet("A", "R1", 4).groupby(np.arange(40) // 5).head(3)
    codes = [code for code in CODES for _item in range(3)]
    short = answers.assign(instrumen="psat-pendek", domain=codes)
    short.loc[short.index[0], "nilai"] = np.nan
    assert row(su.capacity(short, "psat-pendek"), "A", CODES[0])["rata"] == 4
    short.loc[short.index[1], "nilai"] = np.nan
    assert np.isnan(row(su.capacity(short, "psat-pendek"), "A", CODES[0])["rata"])


def test_domains_are_known_by_their_names_in_any_language_and_case():
    answers = sheet("A", "R1", np.repeat([1, 2, 3, 4, 5, 6, 7, 4], 5))
    by_number = su.capacity(answers).table
    original = np.repeat([one.asli.upper() for one in PSAT.ranah], 5)
    named = np.repeat([one.nama for one in PSAT.ranah], 5)
    for words in (original, named, np.repeat(CODES, 5)):
        pd.testing.assert_frame_equal(su.capacity(answers.assign(domain=words)).table, by_number)


def test_the_order_of_answers_does_not_matter():
    answers = drawn(4, 3)
    shuffled = answers.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(su.capacity(shuffled).table, su.capacity(answers).table)
    unnamed = answers.set_axis([0] * len(answers))
    pd.testing.assert_frame_equal(su.capacity(unnamed).table, su.capacity(answers).table)


def test_answers_given_stay_as_they_are():
    answers = drawn(3, 2)
    before = answers.copy(deep=True)
    su.capacity(answers)
    pd.testing.assert_frame_equal(answers, before)


def test_other_instruments_are_not_read():
    mixed = survey(sheet("A", "R1", 4), sheet("A", "R2", 7).assign(instrumen="kepuasan"))
    found = su.capacity(mixed)
    assert row(found, "A", OVERALL)["penilai"] == 1
    assert found.faults.empty


def test_without_answers_the_reason_is_told():
    found = su.capacity(sheet("A", "R1", 4).assign(instrumen="kepuasan"))
    assert found.table.empty
    assert "Belum ada jawaban" in found.summary()
    assert "Yang ada: kepuasan. Nama yang dikenal: psat, PSAT" in found.summary()
    assert found.for_quadrant().empty


def test_asked_objects_are_told_and_reliability_rests_on_all():
    answers = drawn(6, 3)
    whole, part = su.capacity(answers), su.capacity(answers, objects=["O001", "O002"])
    assert set(part.table["objek"]) == {"O001", "O002"}
    pd.testing.assert_frame_equal(part.reliability, whole.reliability)
    told = whole.table[whole.table["objek"].isin(["O001", "O002"])].reset_index(drop=True)
    pd.testing.assert_frame_equal(part.table, told)


def test_percent_of_the_scale():
    found = su.capacity(survey(sheet("A", "R1", 1), sheet("B", "R2", 7), sheet("C", "R3", 4)))
    assert found.for_quadrant()["nilai"].tolist() == [0, 100, 50]


def test_an_instrument_scored_otherwise_is_refused():
    with pytest.raises(ParameterError, match="rata-rata ranah"):
        su.capacity(sheet("A", "R1", 4), "nhs")


def test_missing_columns_are_named():
    with pytest.raises(ParameterError, match="gelombang"):
        su.capacity(sheet("A", "R1", 4).drop(columns="gelombang"))


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_raising_an_answer_never_lowers_a_score(data):
    values = data.draw(st.lists(st.integers(1, 6), min_size=40, max_size=40))
    place = data.draw(st.integers(0, 39))
    low = sheet("A", "R1", values)
    high = low.assign(nilai=low["nilai"].where(low.index != place, low["nilai"] + 1))
    before, after = su.capacity(low).table, su.capacity(high).table
    rise = after["rata"] - before["rata"]
    changed = before["domain"].isin([CODES[place // 5], OVERALL])
    assert rise[changed].tolist() == pytest.approx([1 / 5, 1 / 40])
    assert (rise[~changed].abs() < 1e-12).all()
