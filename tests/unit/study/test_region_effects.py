"""The region report says what holds for its province, and which part the region has in it."""

import pytest

from evaluasi.reports.region import impact, open_subject


@pytest.fixture(scope="module")
def batu():
    return open_subject("data/jatim", "35.79")


def test_a_region_without_a_row_is_a_comparison_of_which_little_is_known(batu):
    told = impact.sentences(batu)
    assert "Kota Batu tidak tercatat menerima" in told
    assert "belum tentu tidak menerima" in told
    assert "> Belum ada bukti" in told


def test_a_winner_is_told_from_which_year_it_counts():
    told = impact.sentences(open_subject("data/jatim", "35.10"))
    assert "termasuk 15 wilayah" in told
    assert "2020" in told


def test_each_outcome_stands_with_its_interval_and_what_it_could_have_shown(batu):
    frame = impact.table(batu)
    assert list(frame["Capaian"]) == [
        "Persentase penduduk miskin",
        "Tingkat pengangguran terbuka",
        "Indeks Pembangunan Manusia, seri SP2010",
        "Indeks Pembangunan Manusia, seri LF SP2020",
    ]
    assert frame["Tingkat bukti"].str.endswith("dari 5").all()
    assert frame["Terkecil yang terlihat"].str.fullmatch(r"\d,\d\d").all()


def test_all_regions_of_a_province_share_one_computation(batu, monkeypatch):
    impact.effects(batu)
    monkeypatch.setattr(impact, "_effects", None)  # would fail if asked again
    assert impact.effects(open_subject("data/jatim", "35.27"))


def test_a_province_itself_has_no_such_section():
    east_java = open_subject("data/jatim", "35")
    assert impact.sentences(east_java) == ""
    assert impact.table(east_java).empty


@pytest.mark.parametrize("kode", ["91.03", "94.01", "31.71"])
def test_where_nothing_can_be_estimated_the_reason_stands(kode):
    found = open_subject("data/nasional", kode)
    assert "Tidak dapat ditaksir" in impact.sentences(found)
    for effect in impact.effects(found):
        assert effect.refusal or effect.outcome != "p0"
