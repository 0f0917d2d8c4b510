"""Charts of effects state what they show, and no text runs into another."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from evaluasi.figures import Measure, style
from evaluasi.figures.effect_ladder import effect_ladder
from evaluasi.figures.event_effects import event_effects
from evaluasi.figures.treatment_calendar import MAX_ROWS, treatment_calendar

Faults = Callable[[Figure], list[str]]
EFFECT = Measure("Taksiran pengaruh pada persentase penduduk miskin", "persen poin", 2, "turun",
                 change=True)  # fmt: skip
LONG = "Pengaruh per angkatan dan tahun (pembanding: yang belum diperlakukan pada tahun itu) "


def ladder_rows(values: list[tuple[float, float, float]], label: str = "Rancangan") -> pd.DataFrame:
    index = [f"{label} {i}" for i in range(len(values))]
    return pd.DataFrame(values, index=index, columns=["nilai", "bawah", "atas"])


LADDERS = {
    "four": ladder_rows([(0.2, -0.1, 0.5), (-0.3, -0.9, 0.3), (0.01, -0.2, 0.2), (1, 0.5, 2)]),
    "long labels": ladder_rows([(0.2, -0.1, 0.5), (-0.3, -0.9, 0.3)], LONG),
    "no interval": ladder_rows([(0.2, np.nan, np.nan), (0.1, -1, 1)]),
    "all far from zero": ladder_rows([(5.0, 4.0, 6.0), (7.0, 6.5, 7.5)]),
    "millions": ladder_rows([(2.5e6, -1e6, 6e6)]),
    "no row": ladder_rows([]),
    "none estimated": ladder_rows([(np.nan, np.nan, np.nan)]),
}


@pytest.mark.parametrize("case", LADDERS)
def test_a_ladder_is_legible(case: str, faults_of_layout: Faults) -> None:
    chart = effect_ladder(LADDERS[case], measure=EFFECT, main=str(LADDERS[case].index[:1].tolist()))
    assert faults_of_layout(chart.figure) == []


@pytest.mark.parametrize(
    ("zero", "said"),
    [(None, ["Nol: tidak ada perubahan"]), ("Nol: setara", ["Nol: setara"]), ("", [])],
)
def test_the_key_says_what_zero_means_or_nothing(zero: str | None, said: list[str]) -> None:
    figure = effect_ladder(LADDERS["four"], measure=EFFECT, zero=zero).figure
    told = [text.get_text() for text in figure.findobj(Text)]
    assert [words for words in told if words.startswith("Nol")] == said


def test_a_ladder_counts_intervals_that_hold_zero() -> None:
    chart = effect_ladder(LADDERS["four"], measure=EFFECT)
    assert "4 taksiran dari −0,30 persen poin sampai +1,00 persen poin" in chart.alt
    assert "3 dari 4 selangnya memuat nol" in chart.alt


def test_a_ladder_says_how_many_rows_have_no_estimate() -> None:
    rows = pd.concat([LADDERS["four"], LADDERS["none estimated"]])
    chart = effect_ladder(rows, measure=EFFECT)
    assert len(chart.data) == 4
    assert any("1 tanpa taksiran" in text.get_text() for text in chart.figure.texts)


def events(first: int, last: int) -> pd.DataFrame:
    at = np.arange(first, last + 1)
    rows = {"nilai": at / 20, "bawah": at / 20 - 0.5, "atas": at / 20 + 0.5}
    return pd.DataFrame({**rows, "pita_bawah": at / 20 - 0.9, "pita_atas": at / 20 + 0.9}, index=at)


@pytest.mark.parametrize(
    "rows",
    [events(-12, 5), events(-60, 30), events(0, 0), events(-3, -1), events(-2, 2).iloc[:0],
     events(-2, 2)[["nilai", "bawah", "atas"]], events(-2, 2).assign(bawah=np.nan, atas=np.nan)],
    ids=["usual", "many years", "one year", "only before", "none", "no band", "no interval"],
)  # fmt: skip
def test_effects_by_year_are_legible(rows: pd.DataFrame, faults_of_layout: Faults) -> None:
    assert faults_of_layout(event_effects(rows, measure=EFFECT).figure) == []


def test_effects_by_year_tell_before_and_after_apart() -> None:
    alt = event_effects(events(-12, 5), measure=EFFECT).alt
    assert "6 tahun sejak mulai" in alt
    assert "6 dari 6 selang sejak mulai memuat nol" in alt
    assert "10 dari 12 selang sebelum mulai memuat nol" in alt


def records(count: int) -> pd.DataFrame:
    codes = [f"99.{i:02d}" for i in range(count)]
    years = [2018 + i % 6 for i in range(count)]
    return pd.DataFrame({"kode": codes, "tahun": years, "pasti": [True, False] * (count // 2)})


@pytest.mark.parametrize("count", [0, 2, 16, MAX_ROWS + 4])
def test_a_calendar_is_legible(count: int, names: dict[str, str], faults_of_layout: Faults) -> None:
    rows = records(count)
    first = {code: year + 1 for code, year in zip(rows["kode"], rows["tahun"], strict=True)}
    chart = treatment_calendar(
        rows, first, (2010, 2025), measure=Measure("Penghargaan IGA"), labels=names
    )
    assert faults_of_layout(chart.figure) == []
    hidden = any("tidak digambar" in text.get_text() for text in chart.figure.texts)
    assert hidden == (count > MAX_ROWS)


def test_a_calendar_tells_how_many_started_and_when() -> None:
    rows = records(6)
    first = {code: year + 1 for code, year in zip(rows["kode"], rows["tahun"], strict=True)}
    chart = treatment_calendar(
        rows, first, (2010, 2025), measure=Measure("Penghargaan IGA"), labels={}
    )
    assert chart.alt == (
        "Penghargaan IGA: 6 wilayah tercatat; nilai pertama yang mungkin tersentuh dari 2019 "
        "sampai 2024."
    )
    assert list(chart.data["Pasti"]) == ["ya", "belum"] * 3


def test_drawing_twice_gives_the_same_bytes() -> None:
    one = style.to_svg(event_effects(events(-4, 3), measure=EFFECT).figure)
    assert one == style.to_svg(event_effects(events(-4, 3), measure=EFFECT).figure)
