"""The picture carries the numbers of the dataset, its cautions, and its source."""

import pytest

from evaluasi.errors import ParameterError, RegionError, ScaleBreakError
from evaluasi.reports.explore.drawing import draw
from evaluasi.reports.explore.selection import Choices, Selection

BATU_POVERTY = [
    5.08, 4.74, 4.47, 4.77, 4.59, 4.71, 4.48, 4.31,
    3.89, 3.81, 3.89, 4.09, 3.79, 3.31, 3.06, 2.86,
]  # fmt: skip


def test_the_table_of_a_line_chart_has_a_row_per_year_as_in_the_source(jatim):
    table = draw(jatim, Selection("p0", ("35.79", "35.07"), (2010, 2025))).table
    assert table["Tahun"].tolist() == list(range(2010, 2026))
    assert table["Kota Batu"].tolist() == BATU_POVERTY
    assert table.columns[:3].tolist() == ["Tahun", "Kota Batu", "Kabupaten Malang"]


def test_a_year_without_a_value_keeps_its_row_and_stays_empty(jatim):
    table = draw(jatim, Selection("tpt", ("35.79",), (2015, 2017))).table
    assert table["Tahun"].tolist() == [2015, 2016, 2017]
    assert table["Kota Batu"].isna().tolist() == [False, True, False]


def test_the_caption_names_series_regions_years_unit_and_source(jatim):
    caption = draw(jatim, Selection("p0", ("35.79", "35.07"), (2015, 2025))).caption
    assert caption.title == "Persentase penduduk miskin: Kota Batu dan Kabupaten Malang, 2015–2025"
    assert caption.unit == "persen"
    assert caption.source.startswith("Sumber: BPS")
    assert not caption.simulated


def test_many_regions_do_not_swell_the_title(jatim):
    codes = ("35.71", "35.72", "35.73", "35.74", "35.75")
    title = draw(jatim, Selection("p0", codes, (2015, 2025))).caption.title
    assert title.endswith("Kota Kediri, Kota Blitar, Kota Malang, dan 2 wilayah lain, 2015–2025")


def test_shaded_years_and_the_notes_tell_the_same_cautions(jatim):
    plan = draw(jatim, Selection("p0", ("35.79",), (2010, 2025))).plan
    assert plan.cautions[2011, 2014] == "catatan 3"
    (told,) = [note for note in plan.notes if note.startswith("(3)")]
    assert "September" in told


def test_a_caution_about_other_regions_or_years_is_left_out(jatim):
    alone = draw(jatim, Selection("p0", ("35.79",), (2015, 2025), group="terpilih")).plan
    assert not [note for note in alone.notes if "Probolinggo" in note or "2011" in note]
    with_it = draw(jatim, Selection("p0", ("35.79", "35.74"), (2010, 2025), group="terpilih")).plan
    assert [note for note in with_it.notes if "Kota Probolinggo" in note]


def test_years_on_both_sides_of_a_break_are_refused(jatim):
    with pytest.raises(ScaleBreakError, match="patahan skala"):
        draw(jatim, Selection("iid", ("35.10",), (2020, 2022)))


def test_a_region_that_the_dataset_does_not_list_is_refused(jatim):
    with pytest.raises(RegionError, match=r"32\.73"):
        draw(jatim, Selection("p0", ("35.79", "32.73"), (2015, 2025)))


def test_a_region_without_tiles_gets_a_sentence_instead_of_somebody_elses_map(jatim, monkeypatch):
    monkeypatch.setitem(jatim._tables, "petak", jatim.petak.iloc[:0])
    with pytest.raises(ParameterError, match="Peta petak"):
        draw(jatim, Selection("p0", ("35.79",), (2015, 2025), view="petak"))


def test_simulated_data_cannot_lose_their_word(simulated):
    for view in ("garis", "titik", "petak"):
        caption = draw(simulated, Selection("p0", ("35.79",), (2015, 2025), view=view)).caption
        assert caption.simulated
        assert "SIMULASI" in caption.source


def test_every_entry_can_be_drawn_in_every_view(jatim):
    for entry in Choices.of(jatim).indicators:
        for view in ("garis", "titik", "petak"):
            shown = draw(jatim, Selection(entry.code, ("35.10",), (entry.first, entry.last), view))
            assert shown.chart.alt
            assert shown.caption.source
