"""Sheets that are about innovations of another sheet: what they leave out, and say above."""

import datetime as dt

import pytest
from dressed_books import saved

from evaluasi.tables import intake

DAY = dt.datetime(2024, 10, 21)


def checked(path, *rows, **known):
    saved(path, ("Sheet1", rows))
    return intake.check([path], edition=2026, **known)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kiriman.xlsx"


@pytest.mark.parametrize("words", ["Regulasi Inovasi Daerah", "16", "16. Regulasi"])
def test_an_indicator_above_the_table_is_read_as_one_in_a_column(path, words):
    result = checked(
        path,
        ["Judul Inovasi", "SIMANIS"],
        ["Pemda", "Kota Batu"],
        ["Indikator", words],
        ["Nomor Surat", "Tanggal Surat", "Tentang", "File"],
        ["188/1", DAY, "SK", "sk.pdf"],
    )
    assert result.clean, result.summary()
    assert result.accepted["indikator"].tolist() == ["i16"]


def test_a_row_without_an_identifier_bars_no_other(path):
    result = checked(
        path,
        ["ID Inovasi", "Tanggal", "Status"],
        ["35.79-aaaa", DAY, "tetap"],
        ["35.79-bbbb", DAY, "berhenti"],
        [None, DAY, "melemah"],
    )
    assert result.accepted["id_inovasi"].tolist() == ["35.79-aaaa", "35.79-bbbb"]
    assert result.total("dikarantina") == 1
    assert not result.rejected["kolom"].str.startswith("_").any()


def test_a_dash_in_a_level_across_is_a_blank_cell(path):
    result = checked(
        path,
        ["HASIL VERIFIKASI"],
        ["Judul Inovasi", "Pemda", "Indikator 16", "Indikator 17", "Indikator 31"],
        ["SIMANIS", "Kota Batu", 2, None, 1],
        ["SIGAP", "Kota Batu", 3, "-", "–"],
    )
    assert result.clean, result.summary()
    assert result.accepted["level"].tolist() == [2, 1, 3]


@pytest.mark.parametrize("name", ["Tingkat pengangguran terbuka", "Nilai IPM", "Penerapan SIPD"])
def test_a_regional_indicator_of_another_edition_is_told(path, name):
    result = checked(path, ["Pemda", "Indikator", "Level"], ["Kota Batu", name, 2])
    assert result.total("diterima") == 0
    assert result.rejected["kolom"].tolist() == ["Indikator"]


def test_a_level_across_that_is_none_is_told_at_its_own_cell(path):
    result = checked(
        path,
        ["HASIL VERIFIKASI"],
        ["Judul Inovasi", "Pemda", "Indikator 16", "Indikator 17", "Indikator 31"],
        ["SIMANIS", "Kota Batu", 2, 4, "banyak"],
    )
    assert result.rejected["sel"].tolist() == ["D3", "E3"]
    assert result.rejected["alasan"].tolist() == ["di_luar_batas", "bukan_bilangan_bulat"]
    assert (result.total("diterima"), result.total("dikarantina")) == (1, 2)


def test_evidence_and_review_find_the_innovation_of_the_list(tmp_path):
    saved(
        tmp_path / "daftar.xlsx",
        (
            "Daftar",
            [["ID Inovasi", "Judul Inovasi", "Pemda"], ["X-1", "SIMANIS Kota", "Kota Batu"]],
        ),
    )
    saved(
        tmp_path / "bukti.xlsx",
        (
            "Bukti",
            [
                ["Judul Inovasi", "Pemda", "Indikator", "File"],
                ["simanis  kota", "Kota Batu", "Indikator 17", "sk.pdf"],
            ],
        ),
    )
    result = intake.check([tmp_path / "bukti.xlsx", tmp_path / "daftar.xlsx"], edition=2026)
    assert result.clean, result.summary()
    assert result.tables["bukti"]["id_inovasi"].tolist() == ["X-1"]


def test_a_form_per_sheet_is_one_innovation_each(path):
    forms = [
        (
            title,
            [
                ["Nama Inovasi", title],
                ["Nama Pemda", "Kota Batu"],
                ["Tahapan Inovasi", "Uji Coba"],
                ["Inisiator", "OPD"],
                ["Jenis", "Digital"],
                ["Waktu Uji Coba", "5 Januari 2024"],
            ],
        )
        for title in ("SIMANIS", "SIGAP", "SIAGA")
    ]
    saved(path, *forms)
    result = intake.check([path], edition=2026)
    assert result.clean, result.summary()
    assert sorted(result.accepted["judul"]) == ["SIAGA", "SIGAP", "SIMANIS"]
    assert set(result.accepted["tahapan"]) == {"uji coba"}
