"""Sentence parts read as good Indonesian: units, rise and fall, better and worse."""

import datetime as dt

import pytest

from evaluasi.reports.region import words
from evaluasi.tables.series import SERIES

P0, IPM, PAD, PEOPLE = SERIES["p0"], SERIES["ipm_baru"], SERIES["pad"], SERIES["penduduk"]


@pytest.mark.parametrize(
    ("change", "series", "said", "judged"),
    [
        (-0.2, P0, "turun 0,20 persen poin", "membaik"),
        (0.54, P0, "naik 0,54 persen poin", "memburuk"),
        (-0.1, P0, "turun 0,10 persen poin", "membaik"),
        (-0.09, P0, "turun 0,09 persen poin", "hampir tetap"),
        (0.004, P0, "tidak berubah", "tetap"),
        (-0.004, P0, "tidak berubah", "tetap"),
        (3.53, IPM, "naik 3,53 poin", "membaik"),
        (-1.0, IPM, "turun 1,00 poin", "memburuk"),
        (12_334, PEOPLE, "naik 12.334 jiwa", "naik"),
        (-12_334, PEOPLE, "turun 12.334 jiwa", "turun"),
        (110_629_803_474, PAD, "naik 110,63 miliar rupiah", "naik"),
    ],
)
def test_a_change_is_said_with_its_unit_and_its_direction(change, series, said, judged):
    assert words.moved(change, series) == said
    assert words.verdict(change, series) == judged


@pytest.mark.parametrize(
    ("value", "series", "said"),
    [
        (2.86, P0, "2,86 persen"),
        (80.35, IPM, "80,35"),
        (149_423_863_144, PAD, "149,42 miliar rupiah"),
        (225_408, PEOPLE, "225.408 jiwa"),
    ],
)
def test_a_value_is_said_with_its_unit_but_an_index_without(value, series, said):
    assert words.spoken(value, series) == said


@pytest.mark.parametrize(
    ("value", "median", "said"),
    [
        (2.86, 8.83, "di bawah median"),
        (9.0, 8.83, "di atas median"),
        (8.834, 8.831, "sama dengan median"),
    ],
)
def test_a_side_of_the_median_follows_the_printed_digits(value, median, said):
    assert words.side(value, median, P0) == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("p0", "persentase penduduk miskin"),
        ("ipm_baru", "Indeks Pembangunan Manusia (seri LF SP2020)"),
        ("pdrb_pk", "PDRB per kapita (harga konstan 2010)"),
        ("pertumbuhan", "pertumbuhan ekonomi (PDRB, harga konstan 2010)"),
        ("gini", "Rasio Gini"),
    ],
)
def test_a_series_is_named_within_a_sentence_without_losing_its_capitals(code, said):
    assert words.mentioned(SERIES[code]) == said


def test_no_name_of_a_series_breaks_a_list():
    assert not [s.kode for s in SERIES.values() if ", " in words.called(s).split("(")[0]]


@pytest.mark.parametrize(
    ("change", "other", "series", "ahead"),
    [(-1.0, -0.5, P0, True), (-0.5, -1.0, P0, False), (1.0, 0.5, IPM, True)],
)
def test_the_better_of_two_changes_depends_on_the_way_of_the_series(change, other, series, ahead):
    assert words.better(change, other, series) is ahead
    assert words.better(other, change, series) is not ahead


def test_equal_changes_are_neither_ahead_nor_behind():
    assert not words.better(0.501, 0.499, P0)
    assert not words.better(0.499, 0.501, P0)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ((2024, 11, 13), (2024, 11, 14), "13–14 November 2024"),
        ((2024, 10, 21), (2024, 11, 2), "21 Oktober–2 November 2024"),
        ((2023, 12, 30), (2024, 1, 2), "30 Desember 2023–2 Januari 2024"),
    ],
)
def test_a_stretch_of_days_repeats_nothing(start, end, said):
    assert words.date_span(dt.date(*start), dt.date(*end)) == said


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([2012], "2012"),
        ([2008, 2009, 2011], "2008–2009 dan 2011"),
        ([2010, 2011, 2012], "2010–2012"),
        ([2018, 2020, 2022], "2018, 2020, dan 2022"),
    ],
)
def test_consecutive_years_are_told_as_a_stretch(years, said):
    assert words.stretches(years) == said
