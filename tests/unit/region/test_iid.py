"""IID: what is on file is quoted with scale and source; what is not is never called absent."""

import pytest

from evaluasi.reports.region import iid, national


def test_banyuwangi_2021_is_quoted_with_scale_predicate_rank_decree_and_source(opened):
    told = iid.sentences(opened("35.10"))
    assert "Pada 2021 skor IID Kabupaten Banyuwangi 84,19 (skala 0–100)" in told
    assert "predikat Sangat Inovatif, diumumkan pada peringkat 1 lingkup kabupaten" in told
    row = iid.table(opened("35.10")).set_index("Tahun").loc[2021]
    assert row["Skor"] == "84,19"
    assert row["Keputusan"] == "Kepmendagri 002.6-5848/2021"
    assert row["Sumber"] == "Surya (Tribunnews Surabaya)"


def test_points_are_never_set_beside_the_scale_of_0_to_100(opened):
    table = iid.table(opened("35.10")).set_index("Tahun")
    assert (table.at[2019, "Skor"], table.at[2019, "Skala"]) == ("74.400", "poin")
    assert table.at[2021, "Skala"] == "0–100"
    told = iid.sentences(opened("35.10"))
    assert "tidak dapat dibandingkan dengan skor 0–100 sejak 2021" in told
    assert "Predikat yang tercatat tidak sebanding antartahun" in told


def test_years_without_a_row_are_named_as_not_on_file(opened):
    told = iid.sentences(opened("35.10"))
    assert "edisi 2018, 2020, dan 2025 tidak tercatat" in told


def test_a_region_without_rows_is_not_said_to_be_unrated(opened):
    told = iid.sentences(opened("35.79"))
    assert "tidak tercatat dalam dataset ini untuk edisi 2018–2025" in told
    assert "tidak berarti daerah ini tidak dinilai" in told
    assert iid.table(opened("35.79")).empty


def test_rows_of_low_confidence_are_counted_but_not_shown(opened):
    told = iid.sentences(opened("35.27"))
    assert "hanya ada baris berkeyakinan rendah (2020 dan 2021" in told
    assert "4.924" not in told
    assert iid.table(opened("35.27")).empty


def test_text_of_sources_cannot_become_markup(opened):
    assert "Surya \\(Tribunnews Surabaya\\)" in iid.sentences(opened("35.10"))


def test_editions_after_the_reporting_year_are_unknown(opened):
    assert list(iid.table(opened("35.10", 2021))["Tahun"]) == [2019, 2021]
    assert "2025" not in iid.sentences(opened("35.10", 2021))


def test_a_dataset_before_the_first_edition_says_so(opened):
    assert iid.sentences(opened("35.10", 2012)) == (
        "Dataset ini belum memuat edisi Indeks Inovasi Daerah sampai tahun 2012."
    )
    assert "belum ada data" in national.sentence(opened("35.10", 2012))
    assert national.table(opened("35.10", 2012)).empty


@pytest.mark.parametrize(
    ("year", "column", "value"),
    [
        (2018, "Peserta", 188),
        (2020, "Inovasi", 17_779),
        (2020, "Sangat Inovatif", 195),
        (2021, "Sangat Inovatif", 37),
        (2022, "Kurang Inovatif", 101),
        (2025, "Rata-rata skor", 49.43),
    ],
)
def test_national_figures_are_those_of_the_most_trusted_source(opened, year, column, value):
    assert national.table(opened("35.79")).set_index("Tahun").at[year, column] == value


def test_a_national_figure_published_in_two_versions_is_told(opened):
    assert "14.897 pada 2020" in national.note(opened("35.79"))


def test_the_national_sentence_is_of_the_regions_latest_edition(opened):
    assert "untuk edisi 2024 tercatat 529 pemerintah daerah" in national.sentence(opened("35.10"))
    assert "untuk edisi 2025 tercatat 531 pemerintah daerah" in national.sentence(opened("35.79"))
