"""Charts with rows: better is where the chart says it is; nobody is dropped in silence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D

from evaluasi.errors import ParameterError
from evaluasi.figures import (
    Chart,
    Measure,
    dot_by_region,
    dot_with_peers,
    interval_strip,
    style,
)

DOWN, UP = Measure("Miskin", "persen", 1, "turun"), Measure("Sekolah", "tahun", 1, "naik")
NEUTRAL = Measure("Penduduk", "jiwa", 0, "netral")


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.texts]


@pytest.fixture
def quantities() -> pd.DataFrame:
    return pd.DataFrame(
        [[2.0, 4, 6, 10], [7.0, 8, 9, 12], [5.0, 1, 2, 3]],
        index=["down", "up", "neutral"],
        columns=list("abcd"),
    )


def dots(data: pd.DataFrame, own: str = "a", **options: object) -> Chart:
    measures = {"down": DOWN, "up": UP, "neutral": NEUTRAL}
    return dot_with_peers(data, own, measures=measures, title="Letak", group="daerah", **options)


def own_places(chart: Chart) -> list[float]:
    (marks,) = (
        line
        for line in chart.figure.findobj(Line2D)
        if line.get_markerfacecolor() == style.HIGHLIGHT and line.get_markersize() > 8
    )
    order = np.argsort(-np.asarray(marks.get_ydata()))
    return list(np.asarray(marks.get_xdata())[order])


def test_better_lies_to_the_right_whichever_way_it_is(quantities: pd.DataFrame) -> None:
    # "a" has least poverty (best, right), least schooling (worst, left), most people (right).
    assert own_places(dots(quantities)) == [1.0, 0.0, 1.0]
    assert own_places(dots(quantities, "d")) == [1.0, 0.0, 0.5]  # schooling now comes first


def test_rows_are_sorted_by_standing_and_neutral_ones_stand_apart(
    quantities: pd.DataFrame,
) -> None:
    assert list(dots(quantities).data["Ukuran"]) == ["Miskin", "Sekolah", "Penduduk"]
    assert list(dots(quantities, "d").data["Ukuran"]) == ["Sekolah", "Miskin", "Penduduk"]
    kept = dots(quantities, "d", order="data").data["Ukuran"]
    assert list(kept) == ["Miskin", "Sekolah", "Penduduk"]


def test_both_ends_of_each_scale_are_printed(quantities: pd.DataFrame) -> None:
    written = texts(dots(quantities))
    assert {"10,0", "2,0", "7,0", "12,0"} <= set(written)


def test_the_finding_counts_only_what_has_a_better_way(quantities: pd.DataFrame) -> None:
    assert dots(quantities).alt == (
        "a lebih baik daripada median daerah pada 1 dari 2 ukuran; letak terbaik pada miskin, "
        "terlemah pada sekolah."
    )


def test_a_missing_own_value_is_said_and_not_counted(quantities: pd.DataFrame) -> None:
    quantities.loc["up", "a"] = np.nan
    chart = dots(quantities)
    assert "belum ada data" in texts(chart)
    assert chart.alt == "a lebih baik daripada median daerah pada 1 dari 1 ukuran."
    assert dots(quantities, "x").alt == "Belum ada data x yang dapat dibandingkan."


def test_the_table_tells_spread_and_peers(quantities: pd.DataFrame) -> None:
    row = dots(quantities, peers=["c", "z"]).data.set_index("Ukuran").loc["Miskin"]
    assert row["a"] == 2
    assert row["Median"] == 5
    assert (row["Terendah"], row["Tertinggi"], row["Banyak wilayah"]) == (2, 10, 4)
    assert row["c"] == 6
    assert "z" not in row


def test_the_middle_half_needs_five_values(quantities: pd.DataFrame) -> None:
    said = "Separuh tengah (kuartil 1–3)"
    assert said not in texts(dots(quantities))
    assert np.isnan(dots(quantities).data["Kuartil 1"]).all()
    five = dots(quantities.assign(e=[8.0, 8, 8]))
    assert said in texts(five)
    assert list(five.data.loc[0, ["Kuartil 1", "Kuartil 3"]]) == [4, 8]
    values = pd.Series({"a": 5.0, "b": 1.0, "c": 2.0, "d": 3.0})
    assert said not in texts(dot_by_region(values, "a", measure=DOWN))
    assert said in texts(dot_by_region(pd.concat([values, pd.Series({"e": 4.0})]), "a", measure=UP))


CHANGE = Measure("Sesudah", "persen poin", 1, "turun", change=True)


def changes(values: list[float]) -> Chart:
    frame = pd.DataFrame([values], index=["x"], columns=list("abc"))
    return dot_with_peers(frame, "a", measures={"x": CHANGE}, title="x")


def test_changes_keep_their_sign_and_the_ends_say_their_way() -> None:
    said = texts(changes([0.5, -1.0, 0.0]))
    assert {"+0,5", "−1,0", "median 0,0", "← naik lebih banyak", "turun lebih banyak →"} <= set(
        said
    )
    assert "← turun lebih sedikit" in texts(changes([-0.5, -1.0, -2.0]))
    assert "naik lebih sedikit →" in texts(changes([0.5, 1.0, 2.0]))
    row = pd.Series({"a": 0.5, "b": -1.0, "c": 0.0})
    chart = dot_by_region(row, "a", measure=CHANGE)
    assert {"+0,5", "−1,0"} <= set(texts(chart))
    assert any("makin turun makin baik" in text for text in texts(chart))
    assert "+0,5 persen poin" in chart.alt


def test_equal_in_print_is_not_called_better() -> None:
    frame = pd.DataFrame([[3.96, 4.04, 9.0]], index=["x"], columns=list("abc"))
    chart = dot_with_peers(frame, "a", measures={"x": DOWN}, title="x")
    assert "pada 0 dari 1 ukuran" in chart.alt
    alt = dot_by_region(frame.loc["x"], "a", measure=DOWN).alt
    assert "sama dengan median" in alt


def test_official_names_keep_their_capital() -> None:
    index = Measure("Indeks Pembangunan Manusia (seri SP2010)", "indeks", 1, "naik")
    alt = dot_by_region(pd.Series({"b": 1.0}), "a", measure=index).alt
    assert alt == "Belum ada data Indeks Pembangunan Manusia (seri SP2010) untuk a."


@pytest.mark.parametrize(
    ("measure", "order"), [(DOWN, ["b", "c", "a", "d"]), (UP, ["d", "a", "b", "c"])]
)
def test_regions_are_sorted_best_first_ties_by_code(measure: Measure, order: list[str]) -> None:
    values = pd.Series({"d": 9.0, "c": 1.0, "b": 1.0, "a": 5.0, "e": np.nan})
    chart = dot_by_region(values, "a", measure=measure, group="daerah")
    assert list(chart.data["Kode"]) == order
    assert any("1 daerah belum ada data" in text for text in texts(chart))


def test_the_standing_of_one_region_is_told() -> None:
    values = pd.Series({"a": 5.0, "b": 1.0, "c": 2.0})
    chart = dot_by_region(values, "a", measure=DOWN, labels={"a": "Kota A"}, group="daerah")
    assert chart.alt == (
        "Miskin Kota A 5,0 persen, di atas median 3 daerah (2,0 persen), rentang 1,0 sampai 5,0."
    )


def test_too_many_rows_are_refused_with_a_way_out() -> None:
    with pytest.raises(ParameterError, match="interval_strip"):
        dot_by_region(pd.Series(range(61), dtype=float), "0", measure=UP)


def strip(frame: pd.DataFrame, own: str, measure: Measure = UP) -> Chart:
    return interval_strip(frame, own, measure=measure, labels={"a": "Kota A"}, group="daerah")


@pytest.fixture
def estimates() -> pd.DataFrame:
    return pd.DataFrame(
        {"nilai": [5.0, 8, 1, np.nan], "bawah": [4.0, 6, 0, 1], "atas": [6.0, 9, 2, 3]},
        index=list("abcd"),
    )


def test_the_strip_is_sorted_and_counts_who_is_left_out(estimates: pd.DataFrame) -> None:
    chart = strip(estimates, "a")
    assert list(chart.data["Kode"]) == ["b", "a", "c"]
    assert list(strip(estimates, "a", DOWN).data["Kode"]) == ["c", "a", "b"]
    assert any("1 daerah belum ada data" in text for text in texts(chart))


def test_the_finding_counts_overlapping_intervals(estimates: pd.DataFrame) -> None:
    # [4, 6] touches [6, 9] and not [0, 2].
    assert strip(estimates, "a").alt == (
        "Sekolah Kota A 5,0 tahun (selang 4,0 sampai 6,0); selang 1 dari 2 daerah lain "
        "bertumpang tindih dengannya."
    )


def test_no_interval_is_invented(estimates: pd.DataFrame) -> None:
    estimates.loc["a", "atas"] = np.nan
    chart = strip(estimates, "a")
    assert chart.alt == "Sekolah Kota A 5,0 tahun, tanpa selang."
    drawn = [line.get_xdata() for line in chart.figure.findobj(Line2D)]
    assert not any({4.0, 5.0} <= set(np.asarray(xs, dtype=float)) for xs in drawn)


def test_a_region_without_an_estimate_is_told(estimates: pd.DataFrame) -> None:
    assert strip(estimates, "d").alt == "Belum ada data sekolah untuk d."
    assert strip(estimates.iloc[:0], "a").alt == "Belum ada data sekolah untuk Kota A."
