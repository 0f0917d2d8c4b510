"""The Bland–Altman plot: no text on another, the finding in words, the data of the pairs."""

import math

import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Text

from evaluasi.figures import Level, Measure, agreement, style

POINTS = Measure("Kematangan edisi 2026 (level terverifikasi)", "poin")
NONE = Level(math.nan, math.nan, math.nan)


def drawn(gaps, bias=None, limits=None, measure=POINTS):
    pairs = pd.DataFrame({"rata_rata": np.linspace(20, 100, len(gaps)), "selisih": gaps})
    bias = bias or Level(-4.0, -6.0, -2.0)
    limits = limits or (Level(-20.0, -24.0, -16.0), Level(12.0, 8.0, 16.0))
    return agreement(pairs, bias=bias, limits=limits, measure=measure, difference="B dikurangi A")


CASES = {
    "many pairs": drawn(np.linspace(-30, 10, 40)),
    "all alike": drawn([0.0] * 12, Level(0.0, 0.0, 0.0), (Level(0.0, 0.0, 0.0),) * 2),
    "lines close together": drawn(
        [1.0, 1.1], Level(1.0, 0.9, 1.1), (Level(0.95, 0.9, 1.0), Level(1.05, 1.0, 1.1))
    ),
    "one pair": drawn([-5.0], Level(-5.0, math.nan, math.nan), (NONE, NONE)),
    "no pair": drawn([], NONE, (NONE, NONE)),
    "long title": drawn([-5.0, 3.0], measure=Measure("Kematangan " * 20, "poin")),
    "large numbers": drawn(np.array([-5e9, 3e9]), Level(-1e9, -2e9, 0.0)),
}


@pytest.mark.parametrize("case", CASES)
def test_no_text_leaves_the_figure_or_meets_another(case, faults_of_layout):
    assert faults_of_layout(CASES[case].figure) == []


def test_the_finding_names_bias_and_limits():
    alt = CASES["many pairs"].alt
    assert alt == (
        "Rata-rata selisih −4,0 poin dari 40 pasang; 95 persen selisih diperkirakan antara −20,0 "
        "dan +12,0."
    )


def test_without_limits_the_finding_says_so():
    assert "belum dapat ditaksir" in CASES["one pair"].alt
    assert CASES["no pair"].alt == "Belum ada data untuk dibandingkan."


def test_the_data_are_the_pairs():
    data = CASES["many pairs"].data
    assert list(data.columns) == ["Rata-rata", "Selisih"]
    assert len(data) == 40


def test_lines_are_named_with_their_values():
    with style.context():
        words = " ".join(text.get_text() for text in CASES["many pairs"].figure.findobj(Text))
    for name in ("−4,0 rata-rata selisih", "−20,0 batas bawah", "+12,0 batas atas"):
        assert name in " ".join(words.split())
