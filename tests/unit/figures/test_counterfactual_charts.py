"""What happened beside what would have happened: the words tell the numbers drawn."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from evaluasi.figures import Measure
from evaluasi.figures.counterfactual import gap_with_placebos, path_with_counterfactual

LONG = "Persentase penduduk miskin menurut survei sosial ekonomi nasional " * 2
COUNTS = Measure("Pengaduan", "pengaduan per bulan", 0)


def monthly(shift: float = -30.0) -> pd.DataFrame:
    when = 2020 + np.arange(60) / 12
    without = 100 + 10 * np.sin(np.arange(60))
    return pd.DataFrame(
        {"nyata": without + np.where(when >= 2022, shift, 0), "tanpa": without}, index=when
    )


@pytest.mark.parametrize(("shift", "side"), [(-30.0, "di bawah"), (12.0, "di atas")])
def test_the_words_say_the_mean_gap_and_its_side(shift: float, side: str) -> None:
    chart = path_with_counterfactual(monthly(shift), measure=COUNTS, start=2022, began="aplikasi")
    assert f"rata-rata {abs(shift):.0f} pengaduan per bulan {side}" in chart.alt


def test_the_table_holds_every_point_drawn() -> None:
    data = monthly()
    chart = path_with_counterfactual(data, measure=COUNTS, start=2022, began="aplikasi")
    assert chart.data["Nyata"].tolist() == data["nyata"].tolist()
    assert chart.data["Tanpa perubahan"].tolist() == data["tanpa"].tolist()


def test_placebos_that_stray_as_far_are_counted() -> None:
    years = range(2010, 2022)
    gap = pd.Series(np.where(np.arange(12) >= 8, 2.0, 0.0), index=years)
    placebos = pd.DataFrame({i: gap * i for i in (-3, -1, 0, 0.5)})
    chart = gap_with_placebos(gap, placebos, measure=COUNTS, start=2018, began="IGA")
    assert "2 dari 4 placebo" in chart.alt
    assert chart.data["Placebo terendah"].min() == -6


@pytest.mark.parametrize("factor", [1.0, 1e-4, 1e11])
def test_no_text_runs_into_another(
    factor: float, faults_of_layout: Callable[[Figure], list[str]]
) -> None:
    data = monthly() * factor
    smooth = data.assign(taksiran=data["nyata"].rolling(3, min_periods=1).mean())
    for shown in (data, smooth):
        chart = path_with_counterfactual(
            shown, measure=Measure(LONG, "persen"), start=2022, began="Aplikasi pengaduan kota"
        )
        assert not faults_of_layout(chart.figure)
    gap = data["nyata"] - data["tanpa"]
    placebos = pd.DataFrame({i: gap * i for i in range(5)})
    chart = gap_with_placebos(
        gap, placebos, measure=Measure(LONG, "persen", change=True), start=2022, began="Aplikasi"
    )
    assert not faults_of_layout(chart.figure)
