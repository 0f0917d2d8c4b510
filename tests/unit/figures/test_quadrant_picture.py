"""Quadrants and rows of intervals: no text on another, every item counted, same bytes."""

import numpy as np
import pandas as pd
import pytest

from evaluasi.figures import Measure, style
from evaluasi.figures.interval_rows import interval_rows
from evaluasi.figures.quadrant import Group, quadrant

GROUPS = (
    Group(("naik", "tetap"), "rentan", "terjaga"),
    Group(("turun",), "surut", "perlu ditelusuri"),
    Group(("belum diketahui",)),
)
CAPACITY = Measure("Kapasitas dan status", "persen dari skala")


def dots(values, rows, **more):
    data = pd.DataFrame({"nilai": values, "baris": rows, **more})
    return quadrant(data, GROUPS, measure=CAPACITY, cut=50, line="Ambang", hollow="Dekat garis")


def many(count=2_000):
    rng = np.random.default_rng(1)
    rows = rng.choice(["naik", "tetap", "turun", "belum diketahui"], count)
    return dots(rng.integers(0, 101, count), rows, kosong=rng.random(count) < 0.3)


QUADRANTS = {
    "many": many(),
    "one": dots([40.0], ["naik"]),
    "all at one place": dots([100.0] * 300, ["tetap"] * 300),
    "without values": dots([np.nan, 10.0], ["naik", "turun"]),
    "none": dots([], []),
}


@pytest.mark.parametrize("case", QUADRANTS)
def test_no_text_of_a_quadrant_meets_another(case, faults_of_layout):
    assert faults_of_layout(QUADRANTS[case].figure) == []


@pytest.mark.parametrize("cut", [3.0, 50.0, 97.0])
def test_words_beside_a_line_at_the_edge_are_left_out_rather_than_cut(cut, faults_of_layout):
    data = pd.DataFrame({"nilai": [10.0], "baris": ["naik"]})
    assert faults_of_layout(quadrant(data, GROUPS, measure=CAPACITY, cut=cut).figure) == []


def test_each_item_is_counted_and_those_without_value_are_told():
    chart = QUADRANTS["without values"]
    assert "naik 1" in chart.alt
    assert len(chart.data) == 2
    texts = [text.get_text() for text in chart.figure.texts]
    assert any("1 tanpa nilai" in text for text in texts)
    assert "Belum ada data" in QUADRANTS["none"].alt


def test_dots_stay_within_their_row():
    chart = dots([100.0] * 300, ["tetap"] * 300)
    lines = [line for line in chart.figure.get_children() if getattr(line, "get_marker", None)]
    marks = [line for line in lines if line.get_marker() == "o" and len(line.get_ydata()) == 300]
    spread = np.ptp(marks[0].get_ydata())
    assert 20 < spread <= 30


def rows(values, **more):
    names = [f"ranah nomor {n}" for n in range(len(values))]
    values = np.asarray(values, dtype=float)
    columns = {"nilai": values, "bawah": values - 0.5, "atas": values + 0.5}
    ends = {"terendah": values - 1, "tertinggi": values + 1, "tebal": False}
    data = pd.DataFrame({**columns, **ends, **more}, index=names)
    measure = Measure("Kapasitas", "skala 1–7", 1, "naik")
    return interval_rows(
        data, measure=measure, limits=(1, 7), interval="Selang", spread="Penilai", without="ditahan"
    )


ROWS = {
    "some": rows([2, 3, 4.5], tebal=[False, False, True]),
    "one withheld": rows([2, np.nan], terendah=1.0, tertinggi=6.0),
    "nine": rows([3] * 9),
    "all withheld": rows([np.nan] * 3),
    "none": rows([]),
}


@pytest.mark.parametrize("case", ROWS)
def test_no_text_of_the_rows_meets_another(case, faults_of_layout):
    assert faults_of_layout(ROWS[case].figure) == []


def test_a_withheld_row_says_so_and_keeps_its_range():
    chart = ROWS["one withheld"]
    assert "ditahan" in [text.get_text() for text in chart.figure.texts]
    assert chart.data["Terendah"].tolist() == [1, 1]
    assert "belum ada data" in ROWS["all withheld"].alt


def test_lowest_and_highest_are_told():
    assert "terendah ranah nomor 0 (2,0), tertinggi ranah nomor 2 (4,5)" in ROWS["some"].alt


def test_rows_that_share_the_end_are_all_told():
    assert "terendah ranah nomor 0 dan ranah nomor 1 (2,0)" in rows([2, 2, 3]).alt
    assert "terendah 4 baris (2,0), tertinggi 4 baris (2,0)" in rows([2] * 4).alt


def test_same_picture_same_bytes():
    assert style.to_svg(many(50).figure) == style.to_svg(many(50).figure)
    assert style.to_svg(rows([2, 3]).figure) == style.to_svg(rows([2, 3]).figure)
