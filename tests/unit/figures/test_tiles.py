"""Tile maps: each region one tile, each value in its class, what is missing hatched."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from evaluasi.errors import ParameterError
from evaluasi.figures import Chart, Measure, style, tile_grid


@pytest.fixture
def square() -> pd.DataFrame:
    return pd.DataFrame(
        [(c, i % 3, i // 3) for i, c in enumerate("abcdefghi")], columns=["kode", "kolom", "baris"]
    )


def boxes(chart: Chart) -> list[Rectangle]:
    """Return the tiles in the order of the rows."""
    found = (box for box in chart.figure.findobj(Rectangle) if box is not chart.figure.patch)
    return [box for box in found if box.get_width() == box.get_height()]


def texts(chart: Chart) -> set[str]:
    return {text.get_text() for text in chart.figure.texts}


WINDS = {
    "a": "barat laut", "b": "utara", "c": "timur laut",
    "d": "barat", "e": "tengah", "f": "timur",
    "g": "barat daya", "h": "selatan", "i": "tenggara",
}  # fmt: skip


@pytest.mark.parametrize(("code", "where"), list(WINDS.items()))
def test_the_place_is_told_by_compass(square: pd.DataFrame, code: str, where: str) -> None:
    chart = tile_grid(square, highlight=code, group="daerah")
    assert chart.alt == f"Peta petak 9 daerah (letak hampiran): {code} di bagian {where}."


def test_row_zero_is_on_top(square: pd.DataFrame) -> None:
    heights = {t.get_text(): t.get_position()[1] for t in tile_grid(square).figure.texts}
    assert heights["a"] > heights["d"] > heights["g"]


def test_values_fall_in_classes_with_round_bounds(square: pd.DataFrame, poverty: Measure) -> None:
    values = pd.Series(dict(zip("abcdefghi", [0, 1, 5, 6, 10, 12, 16, 18, 20.0], strict=True)))
    chart = tile_grid(square, values, measure=poverty)
    colors = [to_hex(box.get_facecolor()).upper() for box in boxes(chart)]
    darkness = [-style.luminance(color) for color in colors]
    assert darkness == sorted(darkness)
    assert {"0", "5", "10", "15", "20"} <= texts(chart)
    assert colors[2] == colors[3]  # a value on a bound belongs to the class above
    assert colors[7] == colors[8]  # the highest value to the last class


def test_skewed_values_are_classed_by_count(square: pd.DataFrame, poverty: Measure) -> None:
    values = pd.Series(dict(zip("abcdefghi", [1, 2, 3, 4, 5, 6, 7, 8, 900.0], strict=True)))
    chart = tile_grid(square, values, measure=poverty, group="daerah")
    colors = [to_hex(box.get_facecolor()) for box in boxes(chart)]
    assert len(set(colors)) == 5
    assert any("kira-kira seperlima daerah" in text for text in texts(chart))


def test_missing_values_are_hatched_and_told(square: pd.DataFrame, poverty: Measure) -> None:
    chart = tile_grid(square, pd.Series({"a": 1.0, "b": 2.0, "z": 99.0}), measure=poverty)
    assert sum(box.get_hatch() is not None for box in boxes(chart)) == 7
    assert "Belum ada data" in texts(chart)
    assert chart.alt.startswith("Penduduk miskin tertinggi di b (2,00 persen) dan terendah di a")


def test_no_value_at_all(square: pd.DataFrame, poverty: Measure) -> None:
    chart = tile_grid(square, pd.Series({"a": np.nan}), measure=poverty)
    assert chart.alt == "Belum ada data penduduk miskin."
    assert "Belum ada data" in texts(chart)


def test_the_finding_places_the_highlighted_region(square: pd.DataFrame, poverty: Measure) -> None:
    values = pd.Series({"a": 1.0, "b": 2.0, "c": 6.0})
    chart = tile_grid(square, values, highlight="a", measure=poverty, group="daerah")
    assert chart.alt.endswith("A 1,00 persen, di bawah median 3 daerah (2,00 persen).")


def test_tiles_without_rows(square: pd.DataFrame) -> None:
    assert "Belum ada data" in texts(tile_grid(square.iloc[:0]))


def test_values_need_their_measure(square: pd.DataFrame) -> None:
    with pytest.raises(ParameterError, match="measure"):
        tile_grid(square, pd.Series({"a": 1.0}))


def test_codes_stay_text() -> None:
    tiles = pd.DataFrame({"kode": ["35.10", "35.1"], "kolom": ["0", "1"], "baris": ["0", "0"]})
    assert list(tile_grid(tiles).data["Kode"]) == ["35.10", "35.1"]
