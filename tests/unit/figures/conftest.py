"""Data of a made-up province of 38 regions, names that strain the layout, and how to look."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from evaluasi.figures import Measure, style

CODES = [f"99.{i:02d}" for i in range(1, 39)]
ODD = (
    "Kota",
    "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "Kabupaten Ogan Komering Ulu Selatan",
    "Kota Lubuklinggau",
)
TOUCH = 0.6  # points by which two boxes may touch: rounding of glyph widths


@pytest.fixture
def codes() -> list[str]:
    return list(CODES)


@pytest.fixture
def names() -> dict[str, str]:
    """Long names, four patterns with a number each."""
    return {code: f"{ODD[i % 4]} {i}" for i, code in enumerate(CODES)}


@pytest.fixture
def poverty() -> Measure:
    return Measure("Penduduk miskin", "persen", 2, "turun")


@pytest.fixture
def panel() -> pd.DataFrame:
    """38 regions × 2010–2025, without chance: region i falls from 8 + i/2 by 0.2 a year."""
    years = range(2010, 2026)
    values = [[8 + i / 2 - 0.2 * (year - 2010) for year in years] for i in range(len(CODES))]
    return pd.DataFrame(values, index=pd.Index(CODES, name="kode"), columns=list(years))


@pytest.fixture
def tiles() -> pd.DataFrame:
    cells = [(code, i % 8, i // 8) for i, code in enumerate(CODES)]
    return pd.DataFrame(cells, columns=["kode", "kolom", "baris"])


@pytest.fixture
def intervals(panel: pd.DataFrame) -> pd.DataFrame:
    last = panel[2025]
    return pd.DataFrame({"nilai": last, "bawah": last - 1, "atas": last + 2})


@pytest.fixture
def faults_of_layout() -> Callable[[Figure], list[str]]:
    """Return a function that tells which texts of a figure leave it or run into another."""
    return _faults


def _faults(figure: Figure) -> list[str]:
    with style.context():
        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [text for text in figure.findobj(Text) if text.get_text().strip()]
        boxes = [
            (text.get_text(), text.get_window_extent(renderer).extents / figure.dpi * 72)
            for text in texts
        ]
    width, height = figure.get_size_inches() * 72
    faults = [
        f"outside: {words!r} {box.round(1)}"
        for words, box in boxes
        if box[0] < 0 or box[1] < 0 or box[2] > width or box[3] > height
    ]
    for (one, a), (two, b) in combinations(boxes, 2):
        overlap = np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2])
        if (overlap > TOUCH).all():
            faults.append(f"overlap: {one!r} and {two!r}")
    return faults
