"""The prefix filter loses no pair: the same pairs as comparing every row with every other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.quality.authenticity.vectors import similar_pairs, vectors

TEXTS = st.lists(st.text("abcde1", min_size=1, max_size=12), min_size=1, max_size=25)


def plain(matrix, threshold):
    cosines = (matrix @ matrix.T).toarray()
    first, second = np.nonzero(np.triu(cosines >= threshold, k=1))
    return {(int(i), int(j)): cosines[i, j] for i, j in zip(first, second, strict=True)}


@settings(max_examples=60)
@given(TEXTS, st.sampled_from([0.2, 0.5, 0.8, 0.95]), st.sampled_from([0.3, 0.6, 0.9, 1.0]))
def test_same_pairs_as_the_plain_loop(texts, threshold, rest):
    made = vectors(texts)
    found = similar_pairs(made, threshold, rest)
    pairs = zip(found.first.tolist(), found.second.tolist(), strict=True)
    expected = plain(made.matrix, threshold - 1e-12)
    assert dict(zip(pairs, found.cosine, strict=True)) == pytest.approx(expected)


@settings(max_examples=30)
@given(TEXTS, st.data())
def test_only_texts_of_one_block_meet(texts, data):
    size = len(texts)
    blocks = np.array(data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)))
    found = similar_pairs(vectors(texts, blocks), 0.5)
    assert (blocks[found.first] == blocks[found.second]).all()
    free = similar_pairs(vectors(texts), 0.5)
    together = blocks[free.first] == blocks[free.second]
    assert found.first.tolist() == free.first[together].tolist()
    assert found.second.tolist() == free.second[together].tolist()


def test_rows_have_length_one_and_equal_texts_meet_fully():
    made = vectors(["sipinter", "sipinter", "a"])
    assert np.sqrt((made.matrix**2).sum(axis=1)) == pytest.approx([1, 1, 1])
    found = similar_pairs(made, 0.999)
    assert (found.first.tolist(), found.second.tolist()) == ([0], [1])


def test_no_text_gives_no_pair():
    assert len(similar_pairs(vectors([]), 0.5).first) == 0
