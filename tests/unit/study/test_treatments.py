"""When a region counts as started: from awards, predicates, columns and files."""

import pandas as pd
import pytest

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.reports.impact.treatment_words import open_treatment


def first(treatment, code, reading="tercatat", **more):
    return treatment.first_exposed([code], reading, **more)[code]


def test_an_award_of_december_first_touches_the_value_of_the_next_year(jatim):
    iga = open_treatment(jatim, "iga")
    assert first(iga, "35.10") == 2020  # first award on file: 2019
    assert first(iga, "35.10", earlier=2) == 2018


@pytest.mark.parametrize(
    ("code", "on_file", "certain", "strict"),
    [
        ("35.29", 2021, 2021, 2021),  # one certain prize
        ("35.12", 2022, 2023, 2022),  # a predicate in 2021, the prize in 2022
        ("35.21", 2021, "tidak tercatat", 2021),  # only a predicate: neither treated nor not
        ("35.79", None, None, "tidak tercatat"),  # no row: not on file, which is not never
    ],
)
def test_each_reading_says_what_doubtful_and_missing_records_mean(
    jatim, code, on_file, certain, strict
):
    iga = open_treatment(jatim, "iga")
    found = [first(iga, code, reading) for reading in ("tercatat", "pasti", "ketat")]
    assert found == [on_file, certain, strict]


def test_winners_whose_name_fits_two_places_make_neither_a_comparison(jatim):
    skk = open_treatment(jatim, "skk")
    for code in ("35.20.15", "35.77.01", "35.05.04", "35.74.01"):
        assert first(skk, code) == "tidak tercatat"
    assert any("Kartoharjo" in remark for remark in skk.remarks)


def test_a_predicate_counts_on_one_ruler_only(jatim):
    found = open_treatment(jatim, "predikat: sangat inovatif")
    assert set(found.records["tahun"]) == {2021, 2023, 2024}
    lower = open_treatment(jatim, "predikat:Inovatif")
    assert set(found.records["kode"]) < set(lower.records["kode"])


def test_a_column_of_years_gives_its_first_year(jatim):
    by_column = open_treatment(jatim, "penghargaan.tahun")
    rows = jatim.penghargaan
    assert first(by_column, "35.10") == rows.loc[rows["kode"] == "35.10", "tahun"].min() + 1


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("adipura", "iga"),
        ("predikat:Hebat", "Sangat Inovatif"),
        ("penghargaan.kategori", "bukan tahun"),
        ("penghargaan.tidakada", "tidak punya kolom"),
        ("tidak-ada.csv", "tidak terbaca"),
    ],
)
def test_a_word_that_asks_for_nothing_known_is_refused_with_what_is(jatim, word, said):
    with pytest.raises(ParameterError) as refusal:
        open_treatment(jatim, word)
    assert said in str(refusal.value)


def file_of(tmp_path, text):
    path = tmp_path / "mulai.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_names_who_started_and_everybody_else_never_did(jatim, tmp_path):
    path = file_of(tmp_path, "kode,tahun\n35.10,2018\n35.79,\n35.78,tidak tercatat\n35.07,0\n")
    own = open_treatment(jatim, path)
    codes = ["35.10", "35.79", "35.78", "35.07", "35.01"]
    assert list(own.first_exposed(codes)) == [2018, None, "tidak tercatat", None, None]
    assert own.readings() == ("tercatat",)


def test_every_row_of_a_file_that_cannot_be_used_is_told(jatim, tmp_path):
    text = "kode,tahun\n99.99,2018\n35.10,2018\n35.10,2019\n35.79,dua ribu\n"
    with pytest.raises(DatasetError) as refusal:
        open_treatment(jatim, file_of(tmp_path, text))
    assert [fault.split(":")[0] for fault in refusal.value.faults] == [
        "baris 2", "baris 4", "baris 5",
    ]  # fmt: skip


def test_a_code_that_became_a_number_is_never_guessed(jatim, tmp_path):
    path = tmp_path / "mulai.xlsx"
    pd.DataFrame({"kode": [35.1], "tahun": [2018]}).to_excel(path, index=False)
    with pytest.raises(DatasetError, match="terbaca sebagai angka"):
        open_treatment(jatim, str(path))


def test_a_lag_of_ones_own_replaces_the_usual_one(jatim):
    assert first(open_treatment(jatim, "iga", 0), "35.10") == 2019
