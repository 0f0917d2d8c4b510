"""Lines over years: nothing is bridged, hidden or counted that should not be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon

import evaluasi as ev
from evaluasi.figures import Chart, Measure, line_with_peers, style
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance

ROOT = Path(__file__).parents[3]


@pytest.fixture
def three() -> pd.DataFrame:
    """Three regions; 2021 is missing for all, 2022 for "a" alone."""
    return pd.DataFrame(
        {2019: [5.0, 6.0, 10.0], 2020: [4.0, 7.0, 9.0], 2022: [np.nan, 8.0, 9.0],
         2023: [2.0, 9.0, 8.0]},
        index=["a", "b", "c"],
    )  # fmt: skip


def own_line(chart: Chart) -> Line2D:
    look = style.HIGHLIGHT_LINE
    (line,) = (
        line
        for line in chart.figure.findobj(Line2D)
        if line.get_color() == look.color
        and line.get_linewidth() == look.width
        and len(line.get_xdata()) > 2
    )
    return line


def is_band(shape: Polygon) -> bool:
    return to_hex(shape.get_facecolor()) == style.BAND.lower()


def texts(chart: Chart) -> list[str]:
    return [text.get_text() for text in chart.figure.texts]


def test_a_year_without_a_value_is_a_gap(three: pd.DataFrame, poverty: Measure) -> None:
    line = own_line(line_with_peers(three, "a", measure=poverty))
    assert list(line.get_xdata()) == [2019, 2020, 2021, 2022, 2023]
    np.testing.assert_array_equal(line.get_ydata(), [5, 4, np.nan, np.nan, 2])


def test_a_value_between_gaps_is_marked(poverty: Measure) -> None:
    data = pd.DataFrame(
        [[1.0, 2, 3, 4, 5], [1, np.nan, 2, np.nan, 3]],
        index=["own", "peer"], columns=range(2019, 2024),
    )  # fmt: skip
    chart = line_with_peers(data, "own", measure=poverty, peers=["peer"])
    (marked,) = (
        line
        for line in chart.figure.findobj(Line2D)
        if line.get_marker() == style.PEER_LINES[0].marker and len(line.get_xdata()) > 1
    )
    assert list(marked.get_xdata()) == [2019, 2021, 2023]


def test_the_range_is_not_bridged_either(three: pd.DataFrame, poverty: Measure) -> None:
    chart = line_with_peers(three, "a", measure=poverty)
    bands = [band.get_xy()[:, 0] for band in chart.figure.findobj(Polygon) if is_band(band)]
    spans = sorted((float(xs.min()), float(xs.max())) for xs in bands)
    # 2022 has two values, fewer than make a range; 2023 stands alone as a bar.
    assert spans == [(2019, 2020), (2022.85, 2023.15)]


def test_excluded_cells_are_hollow_and_count_nowhere(three: pd.DataFrame, poverty: Measure) -> None:
    chart = line_with_peers(three, "a", measure=poverty, group="daerah", excluded=[("a", 2019)])
    np.testing.assert_array_equal(own_line(chart).get_ydata(), [np.nan, 4, np.nan, np.nan, 2])
    hollow = [
        (*line.get_xdata(), *line.get_ydata())
        for line in chart.figure.findobj(Line2D)
        if line.get_markerfacecolor() == style.PAPER and len(line.get_xdata()) == 1
    ]
    assert (2019, 5.0) in hollow
    assert chart.alt.startswith("Penduduk miskin a turun dari 4,00 persen (2020) menjadi 2,00")
    rows = chart.data.set_index(["Wilayah", "Tahun"])["Keterangan"]
    assert rows["a", 2019] == "tidak dipakai untuk tren"
    assert ("Median", 2019) not in rows.index  # two values left
    assert "Tidak dipakai untuk tren" in texts(chart)


def test_the_table_holds_what_was_given_and_nothing_else(
    panel: pd.DataFrame, poverty: Measure, codes: list[str]
) -> None:
    chart = line_with_peers(panel, codes[0], measure=poverty, peers=codes[1:3])
    table = chart.data
    for code in codes[:3]:
        own = table[table["Kode"] == code].set_index("Tahun")["Penduduk miskin (persen)"]
        pd.testing.assert_series_equal(own, panel.loc[code], check_names=False)
    for word, values in {
        "Median": panel.median(), "Terendah": panel.min(), "Tertinggi": panel.max()
    }.items():  # fmt: skip
        drawn = table[table["Wilayah"] == word].set_index("Tahun")["Penduduk miskin (persen)"]
        pd.testing.assert_series_equal(drawn, values, check_names=False)
    assert set(table["Wilayah"]) == {*codes[:3], "Median", "Terendah", "Tertinggi"}


def test_the_data_given_stay_as_they_are(panel: pd.DataFrame, poverty: Measure) -> None:
    before = panel.copy()
    line_with_peers(panel, panel.index[0], measure=poverty, excluded=[(panel.index[0], 2010)])
    pd.testing.assert_frame_equal(panel, before)


def test_a_range_that_dwarfs_the_lines_is_cut_and_said_to_be(poverty: Measure) -> None:
    data = pd.DataFrame({2020: [1.0, 2, 3, 90], 2021: [1.0, 2, 3, 95]}, index=list("abcd"))
    chart = line_with_peers(data, "a", measure=poverty, peers=["b"], group="daerah")
    said = "Rentang 4 daerah, 1,00 sampai 95,00, terpotong di tepi gambar"
    assert said in texts(chart)
    (band,) = (band.get_xy()[:, 1] for band in chart.figure.findobj(Polygon) if is_band(band))
    assert band.max() == 2.5  # the upper end of the scale that lines and median need
    whole = line_with_peers(data, "d", measure=poverty, group="daerah")
    assert "Rentang 4 daerah" in texts(whole)


def test_peers_beyond_the_sixth_are_counted_not_drawn(
    panel: pd.DataFrame, poverty: Measure, codes: list[str]
) -> None:
    chart = line_with_peers(panel, codes[0], measure=poverty, peers=[codes[0], *codes[1:10]])
    assert set(chart.data["Kode"]) == {*codes[:7], ""}
    assert any("termasuk 3 pembanding lain" in text for text in texts(chart))


def test_events_are_marked_in_their_year_or_not_at_all(
    panel: pd.DataFrame, poverty: Measure, codes: list[str]
) -> None:
    events = {2005: "sebelum", 2021: "dalam", 2025.75: "Desember", 2027: "sesudah"}
    chart = line_with_peers(panel, codes[0], measure=poverty, events=events)
    assert {"dalam", "Desember"} <= set(texts(chart))
    assert not {"sebelum", "sesudah"} & set(texts(chart))


def test_a_line_that_ended_earlier_says_when(three: pd.DataFrame, poverty: Measure) -> None:
    three.loc["b", 2023] = np.nan
    chart = line_with_peers(three, "a", measure=poverty, peers=["b"], labels={"b": "Kota B"})
    assert "8,00 Kota B (2022)" in texts(chart)


SENTENCES = {
    "falls, always below": ([3, 2], [9, 9], "turun dari 3,00 persen (2020) menjadi 2,00 persen "
                            "(2021), selalu di bawah median 3 daerah."),
    "rises, always above": ([8, 9], [1, 1], "naik dari 8,00 persen (2020) menjadi 9,00 persen "
                            "(2021), selalu di atas median 3 daerah."),
    "crosses": ([3, 9], [5, 5], "naik dari 3,00 persen (2020) menjadi 9,00 persen (2021), pada "
                "2021 di atas median 3 daerah (5,00 persen)."),
    "ends on the median": ([3, 5], [5, 5], "naik dari 3,00 persen (2020) menjadi 5,00 persen "
                           "(2021), pada 2021 sama dengan median 3 daerah (5,00 persen)."),
    "ends on the median as printed": ([3, 5.004], [5, 5], "naik dari 3,00 persen (2020) menjadi "
                                      "5,00 persen (2021), pada 2021 sama dengan median 3 daerah "
                                      "(5,00 persen)."),
    "same": ([3, 3], [5, 5], "3,00 persen, sama pada 2020 dan 2021, selalu di bawah median 3 "
             "daerah."),
    "same when rounded": ([3.001, 3.002], [5, 5], "3,00 persen, hampir sama pada 2020 dan 2021, "
                          "selalu di bawah median 3 daerah."),
    "one year": ([np.nan, 3], [5, 5], "3,00 persen (2021), di bawah median 3 daerah (5,00 "
                 "persen)."),
}  # fmt: skip


@pytest.mark.parametrize("case", SENTENCES)
def test_the_alternative_text_states_the_finding(case: str, poverty: Measure) -> None:
    own, others, said = SENTENCES[case]
    data = pd.DataFrame([own, others, others], index=list("abc"), columns=[2020, 2021])
    data = data.astype(float)
    chart = line_with_peers(data, "a", measure=poverty, labels={"a": "Kota A"}, group="daerah")
    assert chart.alt == f"Penduduk miskin Kota A {said}"


def test_without_a_value_the_finding_says_so(three: pd.DataFrame, poverty: Measure) -> None:
    chart = line_with_peers(three, "x", measure=poverty, labels={"x": "Kota X"}, group="daerah")
    assert chart.alt == (
        "Belum ada data penduduk miskin untuk Kota X, median 3 daerah 8,00 persen (2023)."
    )
    assert any("Kota X: belum ada data" in text for text in texts(chart))


def test_without_any_data_the_picture_says_so(three: pd.DataFrame, poverty: Measure) -> None:
    chart = line_with_peers(three * np.nan, "a", measure=poverty)
    assert "Belum ada data" in texts(chart)
    assert chart.data.empty


def test_the_caller_may_word_the_finding(three: pd.DataFrame, poverty: Measure) -> None:
    assert line_with_peers(three, "a", measure=poverty, alt="Lain.").alt == "Lain."


def test_large_amounts_are_shortened_on_the_picture_only() -> None:
    data = pd.DataFrame({2020: [214_653.0, 2_896_195, 900_000]}, index=list("abc"))
    people = Measure("Penduduk", "jiwa", 0)
    chart = line_with_peers(data, "a", measure=people, group="daerah")
    assert (
        chart.alt
        == "Penduduk a 214,7 ribu jiwa (2020), di bawah median 3 daerah (900,0 ribu jiwa)."
    )
    assert set(chart.data["Penduduk (jiwa)"]) == {214_653.0, 900_000, 2_896_195}


def test_simulated_data_keep_their_mark(three: pd.DataFrame, poverty: Measure) -> None:
    provenance.stamp(three, Provenance(kinds=("simulasi",), titles=("Uji",)))
    kept = provenance.of(line_with_peers(three, "a", measure=poverty).data)
    assert kept is not None
    assert kept.simulated


def test_poverty_of_kota_batu_as_published() -> None:
    """The end values were read by hand from the table of BPS: 5,08 (2010) and 2,86 (2025)."""
    data = ev.load(ROOT / "data" / "jatim")
    series = data.series("p0")
    chart = line_with_peers(
        series[series.index != "35"], "35.79", measure=Measure("Penduduk miskin", "persen", 2),
        labels={"35.79": "Kota Batu"}, group="kabupaten/kota",
    )  # fmt: skip
    assert chart.alt == (
        "Penduduk miskin Kota Batu turun dari 5,08 persen (2010) menjadi 2,86 persen (2025), "
        "selalu di bawah median 37–38 kabupaten/kota."
    )


def test_the_leader_of_a_name_begins_at_the_end_of_its_line(
    three: pd.DataFrame, poverty: Measure
) -> None:
    chart = line_with_peers(three, "a", measure=poverty, labels={"a": "Kota A"})
    line = own_line(chart)
    (leader,) = (
        other
        for other in chart.figure.findobj(Line2D)
        if other.get_color() == line.get_color() and other.get_linewidth() == 0.7
    )
    end = line.get_transform().transform((2023, 2.0))
    start = leader.get_transform().transform((leader.get_xdata()[0], leader.get_ydata()[0]))
    np.testing.assert_allclose(start, end)
