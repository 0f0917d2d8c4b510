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


def test_what_is_better_depends_on_the_quantity(falling: pd.DataFrame) -> None:
    panels = [Panel(falling, "a", measure) for measure in (DOWN, UP, NEUTRAL)]
    assert small_multiples(panels, title="Capaian", labels={"a": "Kota A"}).alt == (
        "Kota A: dari 2 grafik, 1 membaik dan 1 memburuk (sekolah) antara tahun pertama dan "
        "tahun terakhir yang tercatat."
    )


def test_excluded_cells_are_not_the_first_year(falling: pd.DataFrame) -> None:
    falling.loc["a", 2020] = 1.0  # would turn the fall into a rise
    panel = Panel(falling, "a", DOWN, excluded=[("a", 2020)])
    chart = small_multiples([panel], title="Capaian")
    assert "1 membaik dan tidak ada yang memburuk" in chart.alt
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
