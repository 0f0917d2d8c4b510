"""The group is what the words say it is, and always holds the chosen regions."""

import pytest

from evaluasi.reports.explore.grouping import grouping_of
from evaluasi.reports.explore.selection import GROUPS, Selection
from evaluasi.reports.region.subject import open_subject

YEARS = (2015, 2025)


def grouped(data, group, *regions):
    return grouping_of(data, Selection("p0", regions, YEARS, group=group))


def test_a_city_stands_among_the_nine_cities_of_its_province(jatim):
    found = grouped(jatim, "sejenis", "35.79")
    assert sorted(found.codes) == [f"35.{n}" for n in range(71, 80)]
    assert found.words == "kota di Jawa Timur"
    assert found.peers == ()


def test_a_city_and_a_regency_stand_among_all_38(jatim):
    found = grouped(jatim, "sejenis", "35.79", "35.07")
    assert len(found.codes) == 38
    assert found.words == "kabupaten/kota di Jawa Timur"
    assert found.peers == ("35.07",)


def test_the_whole_province_holds_both_types(jatim):
    assert len(grouped(jatim, "seprovinsi", "35.79").codes) == 38


def test_the_peers_are_those_that_the_report_names(jatim):
    found = grouped(jatim, "pembanding", "35.79")
    assert found.peers == open_subject(jatim, "35.79").peers.codes
    assert "2017" in found.remark


def test_a_province_has_no_structural_peers_and_is_told_so(jatim):
    found = grouped(jatim, "pembanding", "35")
    assert found.codes == ("35",)
    assert found.remark


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("regions", [("35.79",), ("35.01", "35.79"), ("35",), ("35.79", "35")])
def test_no_chosen_region_is_lost_and_none_counts_twice(jatim, group, regions):
    found = grouped(jatim, group, *regions)
    assert set(regions) <= set(found.codes)
    assert len(set(found.codes)) == len(found.codes)
    assert regions[0] not in found.peers
