"""How numbers are written on charts."""

from __future__ import annotations

import numpy as np
import pytest

from evaluasi.figures import Measure


@pytest.mark.parametrize(
    ("measure", "values", "own", "value", "written"),
    [
        (Measure("Miskin", "persen", 2), [4.6, 30], [4.6], 4.6, "4,60 persen"),
        (Measure("Miskin", "persen"), [4.6, 30], [], 30, "30,0 persen"),
        (Measure("Miskin", "persen"), [4.612345, 30], [], 30, "30,000 persen"),
        (Measure("Gini", "indeks 0-1", 2), [0.3], [], 0.3, "0,30"),
        (Measure("Selisih", "", 1), [-0.5], [], -0.5, "−0,5"),
        (Measure("Garis", "rupiah", 0), [642_778, 742_678], [642_778], 642_778, "642.778 rupiah"),
        (Measure("PAD", "rupiah", 0), [1e9, 5e12], [1.494e11], 1.494e11, "149,4 miliar rupiah"),
        (Measure("PAD", "rupiah", 0), [1e9, 5e12], [5e12], 5e12, "5,0 triliun rupiah"),
        (Measure("PAD", "rupiah", 0), [12, 5e12], [12], 12, "12 rupiah"),
        (Measure("PDRB", "ribu rupiah", 0), [2e6], [], 2e6, "2.000.000 ribu rupiah"),
        (Measure("Kosong", "persen"), [np.nan], [], 1.5, "2 persen"),
    ],
)
def test_a_value_in_a_sentence(
    measure: Measure, values: list[float], own: list[float], value: float, written: str
) -> None:
    assert measure.scale(values, own).phrase(value) == written


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0, 20.6, ["0", "5", "10", "15", "20", "25"]),
        (3.18, 4.17, ["3,0", "3,2", "3,4", "3,6", "3,8", "4,0", "4,2"]),
        (-6.5, 22, ["−10", "0", "10", "20", "30"]),
    ],
)
def test_ticks_are_round_and_cover_the_values(low: float, high: float, labels: list[str]) -> None:
    scale = Measure("x").scale([low, high])
    assert list(scale.ticks(low, high).values()) == labels or len(scale.ticks(low, high)) <= 6
    assert min(scale.ticks(low, high)) <= low
    assert max(scale.ticks(low, high)) >= high


def test_ticks_of_shortened_numbers_keep_their_true_values() -> None:
    scale = Measure("PAD", "rupiah").scale([0, 6e12], [2e11])
    assert scale.ticks(0, 6e12)[2e12] == "2.000"


def test_the_direction_is_told_in_words() -> None:
    told = [Measure("x", better=way).direction for way in ("naik", "turun", "netral")]
    assert told == ["makin tinggi makin baik", "makin rendah makin baik", ""]
