"""The report says of a winner what the files say, and names what they don't."""

import csv
from pathlib import Path

import pytest

from evaluasi.errors import RegionError
from evaluasi.reports.kecamatan import facts, history
from evaluasi.reports.selection import Choice, left_out, select

ROOT = Path(__file__).parents[3]
LEVELS = ("kecamatan",)
WINNERS = {
    2023: ["35.07.32", "35.20.05", "35.24.03", "35.29.04", "35.77.02", "35.78.12", "35.79.03"],
    2024: ["35.07.01", "35.11.07", "35.16.06", "35.24.20", "35.78.14"],
}


def told_in_the_file(kode):
    with (ROOT / "data/jatim/kasus.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["kode"] == kode]
    return {row["ukuran"]: row["teks"] for row in rows}


def test_the_winners_of_both_years_are_chosen_each_once(jatim):
    assert list(select(jatim, Choice(), LEVELS)) == sorted(WINNERS[2023] + WINNERS[2024])


def test_winners_lie_in_the_province_that_is_asked_for(jatim):
    assert select(jatim, Choice(province="35"), LEVELS) == select(jatim, Choice(), LEVELS)
    with pytest.raises(RegionError):
        select(jatim, Choice(province="34"), LEVELS)


def test_a_name_of_two_kecamatan_is_told_with_both_and_chosen_by_code_alone(jatim):
    told = left_out(jatim, Choice(), LEVELS)
    assert len(told) == 2
    assert "35.05.04 Kabupaten Blitar dan 35.74.01 Kota Probolinggo" in told[0]
    assert "35.20.15 Kabupaten Magetan dan 35.77.01 Kota Madiun" in told[1]
    assert left_out(jatim, Choice(names=("35.77.01",)), LEVELS) == ()
    assert select(jatim, Choice(names=("35.77.01",)), LEVELS) == ("35.77.01",)


def test_other_notebooks_leave_nobody_out(jatim):
    assert left_out(jatim, Choice(), ("provinsi", "kabupaten", "kota")) == ()


@pytest.mark.parametrize("kode", WINNERS[2023])
def test_title_theme_and_coaching_are_printed_as_on_file(opened, kode):
    rows = facts.table(opened(kode)).set_index("Perihal")["Isi"]
    file = told_in_the_file(kode)
    assert rows["Judul inovasi"] == file["judul_inovasi"]
    assert rows["Tema"] == file["tema"]
    assert rows["Pendampingan"] == file["pendampingan"]
    assert "belum diisi" not in set(rows)


@pytest.mark.parametrize("kode", WINNERS[2024])
def test_what_no_source_tells_is_an_empty_place(opened, kode):
    rows = facts.table(opened(kode)).set_index("Perihal")
    assert (
        rows.loc[["Judul inovasi", "Tema", "Pendampingan"], "Isi"].tolist() == ["belum diisi"] * 3
    )
    assert rows.loc["Penghargaan SKK", "Keyakinan"] == "sedang"
    assert "judul inovasi pemenangnya tidak tercatat" in facts.sentence(opened(kode))


def test_a_candidate_is_not_called_a_winner(opened):
    said = facts.sentence(opened("35.77.01"))
    assert "tidak tercatat memenangi" in said
    assert "mungkin kecamatan ini" in said
    row = facts.table(opened("35.77.01")).iloc[0]
    assert row["Isi"] == "belum pasti kecamatan ini"
    assert row["Keyakinan"] == "rendah"


def test_a_kecamatan_without_any_award_is_not_called_a_winner(opened):
    assert "tidak tercatat memenangi" in facts.sentence(opened("35.79.01"))


@pytest.mark.parametrize("kode", ["35.79", "35", "99.99.99", "Kartoharjo"])
def test_what_is_no_single_kecamatan_is_refused(opened, kode):
    with pytest.raises(RegionError):
        opened(kode)


@pytest.mark.parametrize(
    ("own", "found"),
    [
        ({}, True),
        ({"kode": "35.79", "opd": "Kecamatan Junrejo", "judul": "Lain"}, True),
        ({"kode": "35.79", "opd": "KECAMATAN  JUNREJO KOTA BATU", "judul": "Lain"}, True),
        ({"kode": "35.79", "opd": "Dinas Sosial", "judul": "LANSIA-SMART"}, True),
        ({"kode": "35.79", "opd": "Kecamatan Bumiaji", "judul": "Lain"}, False),
        ({"kode": "35.79.01"}, False),
        ({"kode": "35.78", "opd": "Kecamatan Junrejo"}, False),
    ],
)
def test_an_innovation_is_found_by_code_office_or_title(opened, lansia, own, found):
    subject = opened("35.79.03", inovasi=[lansia | own])
    assert (len(subject.innovations) == 1) is found


def test_of_several_editions_the_last_counts(opened, lansia):
    rows = [lansia | {"tahun": 2024, "penerima": 120}, lansia | {"penerima": 80}]
    subject = opened("35.79.03", inovasi=rows)
    assert subject.innovations["penerima"].tolist() == [120]
    assert not subject.several


def test_text_from_data_is_shown_literally(opened, lansia):
    seen = [{"id_inovasi": "a", "tanggal": "2025-01-01", "status": "tetap"}]
    subject = opened("35.79.03", inovasi=[lansia | {"judul": "**x** <b>"}], tindak_lanjut=seen)
    for said in (facts.sentence(subject), history.sentence(subject)):
        assert r"\*\*x\*\* \<b\>" in said
