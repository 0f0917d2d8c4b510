"""Small multiples: each panel on its own terms, or all on the same."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from evaluasi.figures import Chart, Measure, Panel, small_multiples

DOWN, UP = Measure("Miskin", "persen", 1, "turun"), Measure("Sekolah", "tahun", 1, "naik")
NEUTRAL = Measure("Penduduk", "jiwa", 0, "netral")


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.texts]


@pytest.fixture
def falling() -> pd.DataFrame:
    return pd.DataFrame(
        {2020: [5.0, 6, 7], 2021: [4.0, 6, 7], 2022: [3.0, 6, 7]}, index=list("abc")
    )


def test_every_panel_is_counted_by_its_way_and_none_is_judged(falling: pd.DataFrame) -> None:
    steady = falling * 0 + [2.01, 2.02, 2.04]  # all print as 2,0
    panels = [
        Panel(falling, "a", DOWN),
        Panel(-falling, "a", NEUTRAL),
        Panel(steady, "a", UP, title="Rasio"),
        Panel(falling[[2020]], "a", UP),
    ]
    assert small_multiples(panels, title="Capaian", labels={"a": "Kota A"}).alt == (
        "Kota A: dari tahun pertama ke tahun terakhir yang tercatat, nilai naik pada 1 grafik, "
        "turun pada 1 (miskin), tetap pada 1, dan belum dapat dibandingkan pada 1."
    )


def test_many_falling_panels_are_counted_and_not_listed(falling: pd.DataFrame) -> None:
    alt = small_multiples([Panel(falling, "a", DOWN)] * 5, title="x").alt
    assert "naik pada 0 grafik dan turun pada 5." in alt


def test_excluded_cells_are_not_the_first_year(falling: pd.DataFrame) -> None:
    falling.loc["a", 2020] = 1.0  # would turn the fall into a rise
    panel = Panel(falling, "a", DOWN, excluded=[("a", 2020)])
    chart = small_multiples([panel], title="Capaian")
    assert "turun pada 1 (miskin)" in chart.alt
    assert "Tidak dipakai untuk tren" in texts(chart)


def test_without_two_years_nothing_is_said_of_change(falling: pd.DataFrame) -> None:
    said = "Belum ada perubahan antartahun yang dapat dibaca."
    assert small_multiples([Panel(falling[[2020]], "a", DOWN)], title="x").alt == said
    assert small_multiples([], title="x").alt == said
    assert small_multiples([Panel(falling * np.nan, "a", DOWN)], title="x").alt == said


def test_each_panel_shows_its_own_years_unless_all_share_a_scale(falling: pd.DataFrame) -> None:
    panels = [Panel(falling, "a", DOWN), Panel(falling[[2021, 2022]], "b", DOWN)]
    assert texts(small_multiples(panels, title="x")).count("2020") == 1
    shared = small_multiples(panels, title="x", same_scale=True)
    assert texts(shared).count("2020") == 2


def test_a_value_older_than_the_axis_says_its_year(falling: pd.DataFrame) -> None:
    falling.loc["a", 2022] = np.nan
    assert {"4,0", "(2021)"} <= set(texts(small_multiples([Panel(falling, "a", DOWN)], title="x")))


def test_a_panel_without_own_values_says_so(falling: pd.DataFrame) -> None:
    chart = small_multiples([Panel(falling, "z", DOWN)], title="x")
    assert any("belum ada data" in text for text in texts(chart))


def test_the_table_names_panel_and_unit(falling: pd.DataFrame) -> None:
    panels = [Panel(falling, "a", DOWN), Panel(falling, "b", UP, title="Kota B")]
    table = small_multiples(panels, title="x").data
    assert set(zip(table["Panel"], table["Satuan"], strict=True)) == {
        ("Miskin", "persen"), ("Kota B", "tahun"),
    }  # fmt: skip
    own = table[(table["Panel"] == "Miskin") & (table["Kode"] == "a")]
    assert list(own["Nilai"]) == [5, 4, 3]
