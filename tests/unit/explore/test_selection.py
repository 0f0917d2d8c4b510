"""A choice is whole or told to be not, and only what may stand in one picture can be chosen."""

import pytest

from evaluasi.errors import ParameterError, RegionError
from evaluasi.reports.explore.selection import Choices, Selection
from evaluasi.tables import series


def test_all_faults_of_a_choice_are_told_at_once():
    with pytest.raises(ParameterError) as caught:
        Selection("p0", (), (2020, 2010), view="kue", group="teman")
    assert len(caught.value.faults) == 4


def test_pictures_of_one_year_show_the_last_year():
    years = (2010, 2025)
    assert list(Selection("p0", ("35.79",), years, view="titik").shown_years) == [2025]
    assert list(Selection("p0", ("35.79",), years, view="petak").shown_years) == [2025]
    assert list(Selection("p0", ("35.79",), years).shown_years) == list(range(2010, 2026))


def test_no_entry_of_the_list_crosses_a_break(jatim):
    for entry in Choices.of(jatim).indicators:
        series.require_one_series([entry.code], range(entry.first, entry.last + 1))


def test_series_that_must_not_be_joined_are_entries_of_their_own(jatim):
    codes = [entry.code for entry in Choices.of(jatim).indicators]
    assert {"ipm_lama", "ipm_baru", "uhh_lama", "uhh_baru"} <= set(codes)
    assert codes.count("iid") == 3


def test_an_entry_names_series_unit_and_years_of_the_iid_on_its_own_scale(jatim):
    labels = [entry.label for entry in Choices.of(jatim).indicators]
    assert "Persentase penduduk miskin (persen), 2010–2025" in labels
    assert "Indeks Inovasi Daerah (poin), 2020" in labels
    assert "Indeks Inovasi Daerah (skala 0-100), 2021–2024" in labels


def test_every_indicator_of_the_dataset_can_be_chosen(jatim):
    codes = {entry.code for entry in Choices.of(jatim).indicators}
    assert codes == set(jatim.capaian["indikator"]) | {"iid"}


@pytest.mark.parametrize("text", ["Kota Batu", "35.79", "kota batu", "batu", "3579"])
def test_a_region_is_found_by_what_people_type(jatim, text):
    assert Choices.of(jatim).code_of(text) == "35.79"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Malang", "lebih dari satu wilayah"),
        ("Kota Bandung", "tidak punya data dalam dataset ini"),
        ("Atlantis", "Atlantis"),
    ],
)
def test_a_region_that_is_unclear_or_has_no_data_is_never_guessed(jatim, text, told):
    with pytest.raises(RegionError, match=told):
        Choices.of(jatim).code_of(text)


def test_the_list_narrows_to_a_province_and_knows_no_kecamatan(jatim):
    choices = Choices.of(jatim)
    assert set(choices.within("35").values()) == set(choices.regions.index)
    assert choices.within("33") == {}
    assert choices.regions.index.str.len().max() == len("35.79")


def test_the_app_starts_in_the_home_province(jatim):
    assert Choices.of(jatim).start("35") == "35.01"
