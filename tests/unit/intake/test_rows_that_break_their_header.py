"""Rows and cells that do not fit their column are told; no number is taken from a wrong place."""

import pytest
from sheets_by_hand import check, reasons, skipped

from evaluasi.tables.files import open_file
from evaluasi.tables.intake.checking import check_books
from evaluasi.tables.intake.context import Context

KNOWN = Context(edition=2026, region="35.79")
RANKING = "Nama Daerah,Predikat,Nilai Indeks,Peringkat\n"


def of_text(folder, text):
    path = folder / "daftar.csv"
    path.write_text(text, encoding="utf-8")
    return check_books([open_file(path)], Context(edition=2026))


def test_a_decimal_comma_that_cuts_a_row_moves_no_number(tmp_path):
    rows = "Kota Batu,Inovatif,55,4,12\nKab. Malang,Inovatif,56,11\n"
    found = of_text(tmp_path, RANKING + rows)
    assert reasons(found) == [(2, "", "jumlah_sel")]
    assert found.accepted[["kode", "skor", "peringkat"]].values.tolist() == [["35.07", 56.0, 11]]


def test_delimiters_at_the_end_of_a_line_are_nothing(tmp_path):
    found = of_text(tmp_path, RANKING + "Kota Batu,Inovatif,55,12,,,\n")
    assert reasons(found) == []


def test_a_column_of_a_sheet_without_a_heading_is_told_and_holds_no_row():
    rows = ["Judul Inovasi", None, "Tahapan"], ["A", "lain", "Penerapan"]
    found = check(*rows, context=KNOWN)
    assert reasons(found) == []
    assert any("tanpa judul" in note and note.endswith(": B") for note in found.notes)


def test_a_ranking_without_any_score_is_read_to_its_end():
    head = ["Nama Daerah", "Nilai Indeks (mandiri)", "Nilai Indeks Verifikasi", "Predikat"]
    found = check(head, ["Kota Batu", None, None, "Inovatif"], context=Context(edition=2025))
    assert skipped(found) == {2: "tanpa nilai"}


@pytest.mark.parametrize("sign", ["²", "2026²", "9" * 5000])
@pytest.mark.parametrize("head", ["Tahun", "i16", "Kematangan"])
def test_signs_that_only_look_like_a_number_are_a_fault(head, sign):
    context = Context(region="35.79") if head == "Tahun" else KNOWN
    found = check(["Judul Inovasi", head], ["A", sign], ["B", sign], context=context)
    assert {(row, name) for row, name, _reason in reasons(found)} == {(2, head), (3, head)}


@pytest.mark.parametrize(("edition", "highest"), [(2021, 150), (2022, 111), (2026, 111)])
def test_no_maturity_above_the_highest_of_its_edition(edition, highest):
    rows = ["A", highest], ["B", highest + 0.5]
    context = Context(edition=edition, region="35.79")
    found = check(["Judul Inovasi", "Kematangan"], *rows, context=context)
    assert reasons(found) == [(3, "Kematangan", "di_luar_batas")]
    assert str(highest) in found.rejected["kalimat"].iloc[0]


def test_the_highest_maturity_is_that_of_each_row():
    rows = [("A", 2021, 130), ("B", 2022, 130), ("C", 2019, 130)]
    found = check(["Judul Inovasi", "Tahun", "Kematangan"], *rows, context=Context(region="35.79"))
    assert reasons(found) == [(3, "Kematangan", "di_luar_batas")]


def test_reviewed_maturities_have_the_same_end():
    head = ["Judul", "Pemda", "Skor", "Skor Verifikasi"]
    rows = ["A", "Kota Batu", 112, 100], ["B", "Kota Batu", 100, 112]
    found = check(head, *rows, context=Context(edition=2026))
    assert reasons(found) == [
        (2, "Skor", "di_luar_batas"),
        (3, "Skor Verifikasi", "di_luar_batas"),
    ]
