"""Answers that can't be answers are told with their cell, and count nowhere."""

import numpy as np
import pytest
from answering import CODES, row, sheet, survey

from evaluasi import sustainability as su

# what is written                    where     what is said
CASES = {
    "above the scale": ("nilai", 8, "1 sampai 7"),
    "below the scale": ("nilai", 0, "1 sampai 7"),
    "half a point": ("nilai", 3.5, "bilangan bulat"),
    "text": ("nilai", "baik", "bilangan bulat"),
    "unknown domain": ("domain", "keberanian", "ranah tidak dikenal"),
    "unknown item": ("butir", "41", "ranah tidak dikenal"),
    "no respondent": ("responden", None, "kosong"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_wrong_cell_is_named_and_does_not_count(case):
    column, value, told = CASES[case]
    answers = sheet("A", "R1", 4).astype({"nilai": object})
    answers.index = answers.index + 100
    answers.loc[101, column] = value
    found = su.capacity(answers)
    (fault,) = found.faults.to_dict("records")
    assert fault["baris"] == 101
    assert told in fault["kalimat"]
    assert row(found, "A", CODES[0])["jawaban"] == 4
    assert row(found, "A", CODES[0])["rata"] == 4
    assert "1 jawaban tidak dihitung" in found.summary()


def test_an_answer_given_twice_counts_in_neither_form():
    answers = survey(sheet("A", "R1", 4), sheet("A", "R1", 7).iloc[:1])
    found = su.capacity(answers)
    assert found.faults["butir"].tolist() == ["1", "1"]
    assert row(found, "A", CODES[0])["rata"] == 4


def test_a_domain_with_more_items_than_the_instrument_is_a_fault():
    answers = sheet("A", "R1", 4)
    answers["domain"] = np.repeat(CODES, 5)
    answers.loc[5, "domain"] = CODES[0]
    found = su.capacity(answers)
    assert len(found.faults) == 6
    assert "lebih banyak butir" in found.faults["kalimat"].iloc[0]


def test_only_faults_give_a_reason():
    found = su.capacity(sheet("A", "R1", 9))
    assert "40 kesalahan" in found.reason
    assert len(found.faults) == 40


def test_no_answer_is_no_fault():
    answers = sheet("A", "R1", 4)
    answers.loc[0, "nilai"] = np.nan
    assert su.capacity(answers).faults.empty
