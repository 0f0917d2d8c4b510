"""Every text lies within the figure and on no other text, whatever the data and the names."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from evaluasi.figures import (
    Measure,
    Panel,
    dot_by_region,
    dot_with_peers,
    interval_strip,
    line_with_peers,
    small_multiples,
    tile_grid,
)

Faults = Callable[[Figure], list[str]]

LONG_TITLE = "Persentase penduduk miskin menurut survei sosial ekonomi nasional " * 2
EVENTS = {2021: "IGA", 2021.5: "IGA terinovatif kabupaten", 2025.75: "IGA 2025, nama yang panjang"}
CAUTIONS = {(2010, 2014): "acuan September", (2012, 2013): "angka revisi " * 6}
RUPIAH = Measure("Pendapatan asli daerah", "rupiah", 0, "naik")


def _later(panel: pd.DataFrame, year: int) -> pd.DataFrame:
    """Mark the cells of the first nine regions after a year."""
    later = pd.DataFrame(False, panel.index, panel.columns)
    later.iloc[:9, panel.columns > year] = True
    return later


def _line_cases(panel: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        "38 regions, 16 years": panel,
        "equal end values": panel * 0 + 7.5,
        "one year": panel[[2024]],
        "two years far apart": panel[[2010, 2025]],
        "ends before the last year": panel.mask(_later(panel, 2014)),
        "no value": panel * np.nan,
        "no region": panel.iloc[:0],
        "one region": panel.iloc[2:3],
        "trillions": panel * 1e11,
        "tiny and negative": panel * -1e-3,
        "a century": panel.set_axis(range(1900, 2028, 8), axis=1),
    }


LINE_CASES = list(_line_cases(pd.DataFrame(np.ones((38, 16)), columns=range(2010, 2026))))


@pytest.mark.parametrize("case", LINE_CASES)
def test_lines(
    case: str,
    panel: pd.DataFrame,
    codes: list[str],
    names: dict[str, str],
    faults_of_layout: Faults,
) -> None:
    chart = line_with_peers(
        _line_cases(panel)[case], codes[2], measure=Measure(LONG_TITLE, "persen", 2, "turun"),
        labels=names, peers=codes[5:], group="kabupaten/kota", events=EVENTS, cautions=CAUTIONS,
        excluded=[(codes[2], 2010), (codes[6], 2025)],
    )  # fmt: skip
    assert faults_of_layout(chart.figure) == []


def test_lines_of_an_unknown_region(
    panel: pd.DataFrame, names: dict[str, str], poverty: Measure, faults_of_layout: Faults
) -> None:
    chart = line_with_peers(panel, "11.11", measure=poverty, labels=names)
    assert faults_of_layout(chart.figure) == []


def test_dots_by_quantity(
    panel: pd.DataFrame, codes: list[str], names: dict[str, str], faults_of_layout: Faults
) -> None:
    data = panel.T.iloc[:6].set_axis(list("abcdef"), axis=0)
    data.loc["b"] *= np.nan
    data.loc["c"] = 7.5
    data.loc["d"] *= 1e11
    unit = "rupiah per kapita per bulan menurut harga berlaku"
    measures = {
        "a": Measure(LONG_TITLE, unit, 2, "turun"),
        "b": Measure("Belum ada", unit, 2, "naik"),
        "c": Measure("Sama", "", 2, "naik"),
        "d": RUPIAH,
        "e": Measure("Netral", "jiwa", 0, "netral"),
        "f": Measure(LONG_TITLE, unit, 2, "netral"),
    }
    chart = dot_with_peers(
        data, codes[2], measures=measures, title=LONG_TITLE, labels=names, peers=codes[5:],
        group="kabupaten/kota", years=dict.fromkeys("abcdef", 2025),
    )  # fmt: skip
    assert faults_of_layout(chart.figure) == []


@pytest.mark.parametrize("factor", [1, 0, 1e11])
def test_dots_by_region(
    factor: float,
    panel: pd.DataFrame,
    codes: list[str],
    names: dict[str, str],
    faults_of_layout: Faults,
) -> None:
    chart = dot_by_region(
        panel[2025] * factor, codes[2], measure=RUPIAH, labels=names, peers=codes[5:]
    )
    assert faults_of_layout(chart.figure) == []


@pytest.mark.parametrize("factor", [1, 0, 1e11])
def test_strip(
    factor: float,
    intervals: pd.DataFrame,
    codes: list[str],
    names: dict[str, str],
    faults_of_layout: Faults,
) -> None:
    chart = interval_strip(
        intervals * factor, codes[2], measure=RUPIAH, labels=names, peers=codes[1:],
        reference={0: "tidak berubah"},
    )  # fmt: skip
    assert faults_of_layout(chart.figure) == []


@pytest.mark.parametrize("factor", [None, 1, 0, 1e11, np.nan])
def test_tiles(
    factor: float | None,
    tiles: pd.DataFrame,
    panel: pd.DataFrame,
    names: dict[str, str],
    faults_of_layout: Faults,
) -> None:
    codes = list(names)
    values = None if factor is None else panel[2025].iloc[:30] * factor
    chart = tile_grid(
        tiles, values, highlight=codes[2], measure=RUPIAH, title=LONG_TITLE, labels=names,
        peers=codes[5:9],
    )  # fmt: skip
    assert faults_of_layout(chart.figure) == []


def test_tiles_too_small_for_text_carry_none(
    tiles: pd.DataFrame, panel: pd.DataFrame, names: dict[str, str], poverty: Measure
) -> None:
    row = tiles.assign(kolom=range(len(tiles)), baris=0)
    chart = tile_grid(row, panel[2025], measure=poverty, labels=names)
    written = {text.get_text() for text in chart.figure.texts}
    # Only the heading and the round bounds of the legend: no number is ever cut short.
    assert written == {"Penduduk miskin", "persen · makin rendah makin baik"} | {
        "5", "10", "15", "20", "25",
    }  # fmt: skip


@pytest.mark.parametrize("same_scale", [True, False])
def test_small_multiples(
    same_scale: bool,
    panel: pd.DataFrame,
    names: dict[str, str],
    poverty: Measure,
    faults_of_layout: Faults,
) -> None:
    codes = list(names)
    long = Measure(LONG_TITLE, "persen", 2, "turun")
    panels = [Panel(panel, code, poverty, title=names[code]) for code in codes[:7]]
    panels += [
        Panel(panel * np.nan, codes[0], long),
        Panel(panel[[2020]], codes[3], poverty),
        Panel(panel, "11.11", poverty),
        Panel(panel.mask(_later(panel, 2014)), codes[3], long),
    ]
    if not same_scale:
        panels.append(Panel(panel * 1e11, codes[3], RUPIAH))
    chart = small_multiples(panels, title=LONG_TITLE, labels=names, same_scale=same_scale)
    assert faults_of_layout(chart.figure) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    cells=st.lists(
        st.lists(
            st.one_of(st.just(np.nan), st.floats(-1e13, 1e13, allow_subnormal=False)),
            min_size=4, max_size=4,
        ),
        min_size=1, max_size=9,
    ),
    names=st.lists(st.text(max_size=60), min_size=9, max_size=9),
)  # fmt: skip
def test_lines_of_any_values_and_names(
    cells: list[list[float]], names: list[str], faults_of_layout: Faults
) -> None:
    codes = [f"99.{i:02d}" for i in range(len(cells))]
    data = pd.DataFrame(cells, index=codes, columns=[2020, 2021, 2023, 2024])
    chart = line_with_peers(
        data, codes[0], measure=Measure("Nilai", "rupiah"), peers=codes[1:],
        labels=dict(zip(codes, names, strict=False)),
    )  # fmt: skip
    assert faults_of_layout(chart.figure) == []
