"""Text breaks where it fits and loses no letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.figures.lettering import clean, width_of, wrap
from evaluasi.figures.short_names import fit_all, short


@given(st.text(max_size=80), st.floats(30, 300))
def test_lines_are_no_wider_than_asked(text: str, width: float) -> None:
    assert all(width_of(line) <= width for line in wrap(text, width))


@given(st.text(alphabet=st.characters(categories=["L", "N"]), max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    assert "".join(wrap(text, 60)).replace("-", "") == "".join(text.split()).replace("-", "")


def test_bold_is_wider() -> None:
    assert width_of("Kota Batu", bold=True) > width_of("Kota Batu")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kota\nBatu\t 1", "Kota Batu 1"),
        ("Batu \N{FIRE}", "Batu □"),
        ("Batu\x00\x1b", "Batu□□"),
        ("naik → 5,1 − 2", "naik → 5,1 − 2"),
    ],
)
def test_signs_that_cannot_be_drawn_become_boxes(text: str, shown: str) -> None:
    assert clean(text) == shown


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Kabupaten Tulungagung", ["Tulung-", "agung"]),
        ("Kabupaten Banyuwangi", ["Banyu-", "wangi"]),
        ("Kabupaten Trenggalek", ["Treng-", "galek"]),
        ("Kabupaten Bangkalan", ["Bang-", "kalan"]),
        ("Kabupaten Lamongan", ["Lamo-", "ngan"]),
        ("Kabupaten Situbondo", ["Situ-", "bondo"]),
        ("Kota Probolinggo", ["Kota", "Probo-", "linggo"]),
        ("Kota Batu", ["Kota", "Batu"]),
        ("Provinsi Jawa Timur", ["Jawa", "Timur"]),
    ],
)
def test_names_break_by_syllable(name: str, lines: list[str]) -> None:
    blocks, size = fit_all([short(name)], [""], width=39, height=39)
    assert blocks == [lines]
    assert size == 9.0


@given(st.lists(st.text(alphabet="abdegiklmnoprstu ", max_size=30), min_size=1, max_size=5))
def test_names_on_tiles_lose_no_letter(names: list[str]) -> None:
    blocks, size = fit_all(names, [""] * len(names), 42, 42)
    for name, lines in zip(names, blocks, strict=True):
        if lines:
            assert "".join(lines).replace("-", "").replace(" ", "") == "".join(name.split())
        assert all(width_of(line, size) <= 42 for line in lines)
