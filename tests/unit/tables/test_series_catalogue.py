"""Breaks and cautions belong to the series; nothing may be joined across a break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluasi.errors import ParameterError, ScaleBreakError
from evaluasi.tables import schemas, series
from evaluasi.tables.series import FAMILIES, SERIES, Caution

INDICATORS = schemas.get("capaian").field("indikator").enum
CODES = st.sampled_from(sorted(SERIES))
YEARS = st.lists(st.integers(2000, 2030), min_size=1, max_size=4)


def test_the_catalogue_covers_every_indicator_and_the_index():
    assert set(SERIES) == {*INDICATORS, "iid", "predikat"}


@pytest.mark.parametrize("code", sorted(SERIES))
def test_every_series_can_be_named_printed_and_judged(code):
    found = SERIES[code]
    assert found.nama
    assert found.satuan
    assert found.rujukan
    assert found.desimal in range(3)
    assert found.arah in ("naik", "turun", "netral")
    for gap in found.breaks:
        assert gap.end == gap.start + 1
    for caution in found.cautions:
        assert caution.kalimat.endswith(".")
        assert caution.first is None or caution.first <= caution.last


def test_no_series_is_named_like_a_family():
    assert not FAMILIES.keys() & SERIES.keys()
    for family in FAMILIES.values():
        assert set(family.members) <= set(SERIES)


@given(CODES, YEARS)
def test_years_are_refused_exactly_when_a_break_lies_between_them(code, years):
    crossed = [g for g in SERIES[code].breaks if min(years) <= g.start < g.end <= max(years)]
    if not crossed:
        series.require_one_series([code], years)
        return
    with pytest.raises(ScaleBreakError) as caught:
        series.require_one_series([code], years)
    assert len(caught.value.faults) == len(crossed)


@given(CODES, st.integers(2000, 2030))
def test_one_year_of_one_series_is_never_refused(code, year):
    series.require_one_series([code], [year])


@given(st.lists(CODES))
def test_codes_are_refused_exactly_when_two_measure_the_same(codes):
    clash = any(len(set(family.members) & set(codes)) > 1 for family in FAMILIES.values())
    if not clash:
        series.require_one_series(codes)
        return
    with pytest.raises(ScaleBreakError):
        series.require_one_series(codes)


@pytest.mark.parametrize("code", sorted(FAMILIES))
def test_a_name_that_two_series_share_is_refused_with_both(code):
    with pytest.raises(ScaleBreakError) as caught:
        series.get(code)
    for member in FAMILIES[code].members:
        assert member in str(caught.value)


def test_an_unknown_indicator_is_refused_with_the_known_ones():
    with pytest.raises(ParameterError) as caught:
        series.get("kemiskinan")
    assert "“kemiskinan” tidak dikenal" in caught.value.problem
    assert "garis_kemiskinan" in caught.value.remedy


def test_the_sentence_of_a_break():
    with pytest.raises(ScaleBreakError) as caught:
        series.require_one_series(["predikat"], range(2022, 2026))
    assert str(caught.value) == (
        "Predikat Indeks Inovasi Daerah 2022–2025 bukan satu seri: ada patahan skala.\n"
        "  - 2024 → 2025: batas Sangat Inovatif naik dari di atas 60 menjadi di atas 65\n"
        "Minta satu ruas saja, misalnya tahun 2025."
    )


def test_the_piece_that_is_proposed_can_be_asked():
    with pytest.raises(ScaleBreakError, match="misalnya 2021–2024"):
        series.require_one_series(["iid"], range(2019, 2025))
    series.require_one_series(["iid"], range(2021, 2025))


@pytest.mark.parametrize(
    ("kode", "year", "covered"),
    [
        ("35.74", 2012, True),
        ("35.74.01", 2012, True),
        ("35.74", 2013, False),
        ("35.7", 2012, False),
        ("35.741", 2012, False),
        ("35.79", 2012, False),
        ("35.79", 2010, False),
    ],
)
def test_a_caution_covers_its_region_what_lies_in_it_and_its_years(kode, year, covered):
    caution = Caution("Kalimat.", 2010, 2012, regions=("35.74",))
    assert caution.covers(kode, year) is covered


def test_a_caution_may_hold_outside_a_province():
    caution = Caution("Kalimat.", outside=("35",))
    assert caution.covers("33.01", 1999)
    assert not caution.covers("35.79", 1999)


def test_cells_that_trends_leave_out_are_those_of_excluding_cautions():
    assert SERIES["p0"].excluded(["35.74", "35.79"], range(2010, 2026)) == {
        ("35.74", 2010),
        ("35.74", 2011),
        ("35.74", 2012),
    }
    assert SERIES["tpt"].excluded(["35.79"], [2008, 2009, 2010, 2011, 2012]) == {
        ("35.79", 2008),
        ("35.79", 2009),
        ("35.79", 2011),
    }


def test_cautions_are_chosen_by_region_and_years():
    p0 = SERIES["p0"]
    assert len(p0.cautions_for()) == len(p0.cautions)
    september = [c for c in p0.cautions_for("35.79", [2013]) if c.first == 2011]
    assert len(september) == 1
    assert not [c for c in p0.cautions_for("35.79", [2020]) if c.first]
