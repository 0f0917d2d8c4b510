"""What holds for any answers: order does not matter, and the index stays within its scale."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ikm_answers import NINE, survey

from evaluasi import sustainability as su

answer = st.sampled_from([".", "1", "2", "3", "4"])
drawn = st.lists(st.lists(answer, min_size=9, max_size=9), min_size=1, max_size=12)


def text(rows):
    return "\n".join(" ".join(row) for row in rows)


@settings(max_examples=30)
@given(drawn, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_elements_does_not_matter(rows, random):
    places = list(range(9))
    random.shuffle(places)
    turned = [[row[place] for place in places] for row in rows]
    one = su.ikm(survey(text(rows)))
    other = su.ikm(survey(text(turned), elements=[NINE[place] for place in places]))
    pd.testing.assert_frame_equal(one.table, other.table)
    shuffled = su.ikm(survey(text(rows)).sample(frac=1, random_state=3))
    pd.testing.assert_frame_equal(one.table, shuffled.table)


@settings(max_examples=30)
@given(drawn)
def test_index_interval_and_classes_agree(rows):
    for row in su.ikm(survey(text(rows))).table.to_dict("records"):
        if np.isnan(row["ikm"]):
            assert row["kelas"] == row["kelas_mungkin"] == ""
            assert row["alasan"]
            continue
        assert 25 <= row["ikm"] <= 100
        if np.isnan(row["bawah"]):
            assert row["alasan"]
            continue
        assert 25 <= row["bawah"] <= row["ikm"] <= row["atas"] <= 100
        assert row["kelas"] in row["kelas_mungkin"].split(" atau ")
        if row["unsur"] == 9:
            assert row["dengan_011"] == pytest.approx(0.99 * row["ikm"])
