"""What a study leaves behind: a workbook with the same bytes each time, a form that can be read."""

import openpyxl
import pytest

import evaluasi as ev
from evaluasi.reports.impact import running
from evaluasi.reports.selection import Choice, select
from evaluasi.reports.workbooks import impact


def test_the_same_study_writes_the_same_bytes(poverty, tmp_path):
    one = impact.save(poverty, tmp_path / "satu.xlsx").read_bytes()
    assert one == impact.save(poverty, tmp_path / "dua.xlsx").read_bytes()


def test_the_workbook_holds_every_table_of_the_report(poverty, tmp_path):
    book = openpyxl.load_workbook(impact.save(poverty, tmp_path / "buku.xlsx"))
    assert {
        "Ringkasan", "Perlakuan", "Rancangan", "Taksiran", "Inferensi", "Pembacaan lain",
        "Per angkatan", "Tren tidak sejajar", "Satu wilayah", "Satu wilayah, uji",
        "Satu wilayah, pembacaan", "Satu wilayah, donor", "Satu wilayah, jalur",
        "Tren sebelum", "Tahun palsu", "Tanpa satu wilayah", "Terkecil terlihat", "Tingkat bukti",
        "Sumber",
    } <= set(book.sheetnames)  # fmt: skip


def test_a_refused_study_writes_its_reason_and_a_form(kecamatan, tmp_path):
    assert impact.has_form(kecamatan)
    book = openpyxl.load_workbook(impact.save(kecamatan, tmp_path / "buku.xlsx"))
    assert "Taksiran" not in book.sheetnames
    told = [cell.value for row in book["Ringkasan"].iter_rows() for cell in row if cell.value]
    assert any("tidak tercatat untuk kecamatan" in str(line) for line in told)


def test_a_filled_form_is_read_back_without_retyping(kecamatan, tmp_path):
    path = impact.save_form(kecamatan, tmp_path / "templat.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.active
    at = next(r for r in range(1, 12) if sheet.cell(r, 1).value in ("kode", "Kode"))
    head = {str(cell.value).lower(): cell.column for cell in sheet[at]}
    for row in (at + 1, at + 2):
        sheet.cell(row, head["nilai"]).value = 7.5
        sheet.cell(row, head["sumber"]).value = "Survei kecamatan 2026"
        sheet.cell(row, head["keyakinan"]).value = "sedang"
    book.save(path)
    read = ev.check(path, table="capaian")
    assert len(read.accepted) == 2
    assert set(read.accepted["nilai"]) == {7.5}
    assert read.accepted["kode"].str.len().eq(8).all()


def test_files_are_named_after_question_and_place(poverty, kecamatan):
    assert running.stem(poverty) == "dampak-p0-iga-jawa-timur-tercatat"
    assert running.stem(kecamatan) == "dampak-p0-skk-jawa-timur-tercatat"


@pytest.mark.parametrize(
    ("choice", "found"),
    [(Choice(), ("35",)), (Choice(province="35"), ("35",)), (Choice(names=("35",)), ("35",))],
)
def test_a_notebook_on_provinces_makes_one_report(jatim, choice, found):
    assert select(jatim, choice, ("provinsi",)) == found
