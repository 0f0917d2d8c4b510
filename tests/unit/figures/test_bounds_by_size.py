"""Intervals by size of violation: the words tell what is drawn, ends without limit are told."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaluasi.figures import Measure
from evaluasi.figures.bounds_by_size import bounds_by_size

Faults = Callable[[Figure], list[str]]
EFFECT = Measure("Taksiran pengaruh pada persentase penduduk miskin", "persen poin", 2, "turun",
                 change=True)  # fmt: skip
inf, nan = np.inf, np.nan


def rows(*ends: tuple[float, float]) -> pd.DataFrame:
    names = ["Semula: tren sejajar", *(f"m = {i / 2}" for i in range(len(ends) - 1))]
    return pd.DataFrame(list(ends), index=names[: len(ends)], columns=["bawah", "atas"])


CASES = {
    "usual": rows((-2, -1), (-2.1, -0.9), (-2.5, -0.4), (-3, 0.2)),
    "open": rows((-2, -1), (-inf, -0.5), (-inf, inf)),
    "no interval": rows((-2, -1), (nan, nan)),
    "millions": rows((1e6, 4e6), (-2e6, 9e6)),
    "all open": rows((-inf, inf)),
    "none": rows(),
}


@pytest.mark.parametrize("case", CASES)
def test_bounds_are_legible(case: str, faults_of_layout: Faults) -> None:
    chart = bounds_by_size(CASES[case], measure=EFFECT, breakdown="nilai gugur m = 1,34")
    assert faults_of_layout(chart.figure) == []
    assert len(chart.data) == len(CASES[case])


def test_the_words_count_intervals_that_hold_zero_and_name_the_breakdown() -> None:
    chart = bounds_by_size(CASES["usual"], measure=EFFECT, breakdown="nilai gugur m = 1,34")
    assert "1 dari 4 selang memuat nol" in chart.alt
    assert chart.alt.endswith("Nilai gugur m = 1,34.")


def test_ends_without_limit_are_told_in_words() -> None:
    texts = [t.get_text() for t in bounds_by_size(CASES["open"], measure=EFFECT).figure.texts]
    assert "tak terbatas … −0,50" in texts
    assert "tidak terbatas" in texts
