"""IID: what is on file is quoted with scale and source; what is not is never called absent."""

import pytest

from evaluasi.reports.region import gaps, iid, national, summary


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


@pytest.mark.parametrize(("kode", "years"), [("35.26", (2020, 2021)), ("35.29", (2021,))])
def test_an_edition_hidden_for_low_confidence_is_not_called_unrecorded(opened, kode, years):
    told = iid.sentences(opened(kode))
    (absent,) = [part for part in told.split("\n\n") if part.startswith("Hasil IID")]
    assert not [year for year in years if str(year) in absent]
    assert f"{years[-1]} ada baris berkeyakinan rendah" in told


def test_a_score_known_from_the_news_only_is_pointed_to(opened):
    told = iid.sentences(opened("63.11", data="nasional"))
    (absent,) = [part for part in told.split("\n\n") if part.startswith("Hasil IID")]
    assert "2020" not in absent
    assert "Skor 2020 hanya tercatat dari berita; lihat tabel Peristiwa." in told


def test_a_provisional_score_is_told_as_such_and_is_no_key_figure(opened):
    subject = opened("63.11", data="nasional")
    for said in (iid.sentences(subject), summary.sentences(subject)):
        assert "skor sementara IID Kabupaten Balangan (sebelum sidang pleno) 97,6" in said
    assert list(iid.table(subject)["Skor"]) == ["97,6 (sementara)"]
    assert summary.key_figures(subject)["Skor IID terakhir (skala 0–100)"] is None
    assert "2025" in gaps.sentences(subject).split("skor_iid.csv")[1].split("\n")[0]


def test_the_last_score_comes_with_its_edition(opened):
    figure = summary.key_figures(opened("35.10"))["Skor IID terakhir (skala 0–100)"]
    assert figure == (84.19, "2021")


def test_a_place_on_a_list_is_not_called_a_rank(opened):
    table = iid.table(opened("35.10")).set_index("Tahun")
    assert table.at[2022, "Peringkat (lingkup)"] == "urutan 1 pada daftar kabupaten"
    assert "(2022): diumumkan dengan urutan 1 pada daftar kabupaten" in (
        iid.sentences(opened("35.10"))
    )


@pytest.mark.parametrize(
    ("kode", "told"),
    [
        ("35.74", "(2024): predikat Sangat Inovatif"),
        ("35.78", "(2025): diumumkan pada peringkat 1"),
    ],
)
def test_without_a_score_the_last_predicate_or_rank_is_quoted(opened, kode, told):
    assert told in iid.sentences(opened(kode))
    assert told in summary.sentences(opened(kode))


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


def test_a_national_figure_that_is_own_arithmetic_is_marked(opened):
    assert "Tidak Dapat Dinilai: 23 pada 2021 hitungan sendiri (542 − 519)" in (
        national.note(opened("35.79"))
    )
    assert "542" not in national.note(opened("35.79", 2020))


def test_the_national_sentence_is_of_the_regions_latest_edition(opened):
    assert "untuk edisi 2024 tercatat 529 pemerintah daerah" in national.sentence(opened("35.10"))
    assert "untuk edisi 2025 tercatat 531 pemerintah daerah" in national.sentence(opened("35.79"))
