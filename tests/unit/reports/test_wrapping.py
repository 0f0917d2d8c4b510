"""Long words break where a reader would break them, and nothing is lost or added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.reports.wrapping import breadth, pieces


@given(st.text("ab/.- ", max_size=80).map(lambda words: f"https://{words}?x=1"))
def test_joined_the_pieces_are_the_text(words):
    assert "".join(pieces(words)) == words


def test_only_long_words_are_broken():
    address = "https://contoh.id/penilaian-2024"
    assert pieces(f"penilaian.csv {address}") == [
        "penilaian.csv https://", "contoh.", "id/", "penilaian-", "2024",
    ]  # fmt: skip
    assert pieces("a-b c/d " * 20) == ["a-b c/d " * 20]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2020–2025 (Maret)", "short"),
        ("rupiah per kapita per bulan", "medium"),
        ("Indeks Pembangunan Manusia (seri SP2010)", "long"),
    ],
)
def test_columns_are_as_broad_as_their_longest_cell_asks(cell, expected):
    assert breadth(len(cell)) == expected
