"""Profile and dated facts: what kind of region, who resembles it, what the news told of it."""

import pytest

from evaluasi.reports.region import events, profile


def test_the_profile_states_type_codes_size_and_density(opened):
    table = profile.facts(opened("35.79")).set_index("Keterangan")["Isi"]
    assert table["Kode Kemendagri"] == "35.79"
    assert table["Kode BPS"] == "3579"
    assert table["Jumlah penduduk (jiwa)"] == "225.408"
    assert table["Luas (km²)"] == "194,17"
    assert table["Kepadatan (jiwa per km²)"] == "1.161"
    assert "Dukcapil 2025" in profile.facts_note(opened("35.79"))


def test_peers_are_named_with_their_base_year_and_the_number_of_candidates(opened):
    told = profile.peers_sentence(opened("35.79"))
    assert "Kota Madiun, Kota Probolinggo, Kota Mojokerto, Kota Blitar, dan Kota Pasuruan" in told
    assert "tahun 2017, dipilih dari 8 kota lain" in told


def test_the_table_of_peers_begins_with_the_region_and_goes_outward(opened):
    table = profile.peers(opened("35.10"))
    assert list(table["Kode"]) == ["35.10", "35.23", "35.17", "35.24", "35.22", "35.05"]
    assert table["Jarak"].is_monotonic_increasing


def test_the_map_marks_region_and_peers(opened):
    chart = profile.tile_map(opened("35.79"))
    assert len(chart.data) == 38
    assert chart.alt.startswith("Kota Batu ditandai pada peta petak 38 kabupaten/kota")


def test_a_province_is_drawn_with_all_its_regions(opened):
    assert profile.tile_map(opened("35")).alt == "Peta petak 38 kabupaten/kota di Jawa Timur."


def test_without_tiles_there_is_no_map_and_that_is_said(opened):
    subject = opened("91.03", data="nasional")
    assert profile.tile_map(subject) is None
    assert "Peta petak untuk Kabupaten Jayapura belum ada" in profile.sentences(subject)


def test_without_the_traits_there_are_no_peers_and_that_is_said(opened):
    subject = opened("91.03", data="nasional")
    assert profile.peers(subject).empty
    assert "PDRB per kapita 2017 belum ada data" in profile.peers_sentence(subject)


def test_facts_of_kota_batu_are_dated_and_sourced(opened):
    table = events.facts(opened("35.79"))
    assert list(table["Peristiwa"])[:3] == [
        "jumlah inovasi: 8 inovasi",
        "verifikasi lapangan",
        "jumlah inovasi: 63 inovasi",
    ]
    assert table.at[1, "Waktu"] == "13–14 November 2024"
    assert set(table["Sumber"]) == {"Bangsa Online"}


def test_a_winning_kecamatan_is_told_with_innovation_theme_and_coaching(opened):
    (row,) = events.skk_winners(opened("35.79")).to_dict("records")
    assert (row["Kecamatan"], row["Judul inovasi"]) == ("Junrejo", "Lansia Smart")
    assert row["Pendampingan"].endswith("(21 Oktober–2 November 2024)")


@pytest.mark.parametrize(
    ("kode", "name"),
    [
        ("35.77", "Kartoharjo"),
        ("35.20", "Kartoharjo"),
        ("35.74", "Kademangan"),
        ("35.05", "Kademangan"),
    ],
)
def test_a_winner_of_ambiguous_name_is_given_to_nobody(opened, kode, name):
    assert name not in list(events.skk_winners(opened(kode))["Kecamatan"])
    assert f"Pemenang bernama {name} mungkin juga dari daerah ini" in (
        events.skk_sentence(opened(kode))
    )


def test_outside_the_contests_province_nothing_is_said_of_it(opened):
    assert events.skk_sentence(opened("32.04", data="nasional")) == ""


def test_the_confidence_of_a_winner_is_not_that_of_title_and_theme(opened):
    subject = opened("35.07")
    table = events.skk_winners(subject).set_index("Kecamatan")
    assert table.at["Wonosari", "Keyakinan (pemenang)"] == "tinggi"
    assert events.skk_note(subject) == "judul dan tema: keyakinan sedang, dari satu artikel"
    assert table.at["Donomulyo", "Catatan"].startswith("kabupaten/kota disimpulkan")
    assert events.skk_note(opened("35.27")) == ""


def test_the_number_of_people_is_told_with_its_count(opened):
    assert "225.408 jiwa (Dukcapil 2025)" in profile.place_sentence(opened("35.79"))


def test_the_map_of_a_province_is_not_said_to_lie_in_itself(opened):
    assert profile.map_title(opened("35")) == "Kabupaten/kota di Provinsi Jawa Timur"
    assert profile.map_title(opened("35.79")) == "Letak Kota Batu di Jawa Timur"
