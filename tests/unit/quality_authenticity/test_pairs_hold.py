"""Whatever the titles: pairs join two ids of one region, and no title breaks the matching."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.quality.authenticity import identical_titles
from evaluasi.quality.authenticity.matching import SCORE, matched

WORDS = st.sampled_from(["SIPINTER", "Sistem", "Bola", "(", ")", ":", "2023", "2.0", "I", "=", "é"])
TITLES = st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=8).map(" ".join))
ROWS = st.lists(st.tuples(TITLES, st.sampled_from(["35.79", "35.78", "99.99"])), max_size=12)


def table(rows):
    made = [(f"v{i}", 2024 + i % 2, kode, title) for i, (title, kode) in enumerate(rows)]
    return pd.DataFrame(made, columns=["id", "tahun", "kode", "judul"])


@settings(max_examples=40)
@given(ROWS)
def test_pairs_join_two_ids_of_one_region_once(rows):
    frame = table(rows)
    pairs = matched(frame)
    place = frame.set_index("id")["kode"]
    assert (pairs["id_1"] != pairs["id_2"]).all()
    assert list(pairs["id_1"].map(place)) == list(pairs["id_2"].map(place))
    assert not pairs[["id_1", "id_2"]].apply(frozenset, axis=1).duplicated().any()
    assert pairs["skor"].between(SCORE, 100).all()


@settings(max_examples=25)
@given(ROWS)
def test_a_title_always_meets_itself(rows):
    frame = table([(title, "35.79") for title, _kode in rows if any(map(str.isalnum, title))])
    twins = frame.assign(id=frame["id"] + "x", judul=frame["judul"])
    pairs = matched(pd.concat([frame, twins]))
    found = {frozenset(pair) for pair in zip(pairs["id_1"], pairs["id_2"], strict=True)}
    plain = frame[frame["judul"].map(str.isascii).astype(bool)]
    assert {frozenset((own, own + "x")) for own in plain["id"]} <= found


@pytest.mark.parametrize("title", ["", "???", "—", "ꦲꦏ꧀ꦱꦫ"])
def test_titles_without_a_letter_we_read_are_like_no_other(title):
    rows = table([(title, "35.79")] * 3).assign(tahun=2024)
    assert len(matched(rows)) == 0
    assert identical_titles(rows).count == 0


def test_a_very_long_title_is_only_slow():
    frame = table([("Sistem Informasi " * 2_000, "35.79"), ("Sistem Informasi", "35.79")])
    assert len(matched(frame)) <= 1
