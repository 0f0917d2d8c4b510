"""The annotated copy marks every fault, keeps what the user made, leaves the original alone."""

from __future__ import annotations

import hashlib
import re
import warnings
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from evaluasi.tables.outlet import marking
from evaluasi.tables.outlet.annotate import annotate

ORANGE = marking.COLOUR


@pytest.fixture
def sent(tmp_path):
    """A workbook with looks of its own: a list, a width, a bold cell, a comment, a merged area."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Data '26"
    for row in [["Judul", "Regulasi"], ["Satu", 1], ["Dua", 7], ["Tiga", "=1+1"]]:
        sheet.append(row)
    sheet["A2"].font = Font(bold=True)
    sheet["B3"].comment = Comment("catatan saya", "Pemakai")
    sheet.column_dimensions["A"].width = 33
    levels = DataValidation("list", formula1='"0,1,2,3"')
    levels.add("B2:B9")
    sheet.add_data_validation(levels)
    sheet.merge_cells("A5:B6")
    workbook.create_sheet("Lain")["A1"] = "tetap"
    path = tmp_path / "kiriman.xlsx"
    workbook.save(path)
    return path


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def opened(path):
    return openpyxl.load_workbook(path)


def test_faulty_cells_are_coloured_and_told(sent, one_fault):
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")]))
    assert path.name == "kiriman_diperiksa.xlsx"
    sheet = opened(path)["Data '26"]
    assert sheet["B3"].fill.start_color.rgb == ORANGE
    assert sheet["B2"].fill.start_color.rgb != ORANGE
    told = sheet["B3"].comment.text
    assert told.startswith("catatan saya")
    for part in ("di luar batas", "angka bulat 0 sampai 3", "Tulis level"):
        assert part in told


def test_what_the_user_made_stays(sent, one_fault):
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")]))
    workbook = opened(path)
    sheet = workbook["Data '26"]
    assert workbook.sheetnames == ["Pemeriksaan", "Data '26", "Lain"]
    assert sheet["A2"].font.bold
    assert sheet["B4"].value == "=1+1"
    assert sheet.column_dimensions["A"].width == 33
    assert str(sheet.data_validations.dataValidation[0].sqref) == "B2:B9"
    assert [str(area) for area in sheet.merged_cells.ranges] == ["A5:B6"]
    assert [s.sheet_view.tabSelected for s in workbook] == [True, False, False]


def test_the_first_sheet_lists_totals_and_each_fault_with_a_link(sent, one_fault):
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26"), ("B4", 4, "Data '26")]))
    sheet = opened(path)["Pemeriksaan"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert texts[0] == "Hasil pemeriksaan kiriman.xlsx"
    assert "Data, daftar: dibaca 3 baris = diterima 2 + dikarantina 1." in texts
    assert "Kesalahan: 2." in texts
    links = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert [cell.value for cell in links] == ["B3", "B4"]
    assert [cell.hyperlink.location for cell in links] == ["'Data ''26'!B3", "'Data ''26'!B4"]


def test_the_original_is_never_touched(sent, one_fault, tmp_path):
    before = digest(sent)
    intake = one_fault(sent, [("B3", 3, "Data '26")])
    annotate(intake)
    annotate(intake, tmp_path / "hasil")
    assert digest(sent) == before


def test_the_same_check_gives_the_same_bytes_in_the_same_place(sent, one_fault):
    intake = one_fault(sent, [("B3", 3, "Data '26")])
    (first,) = annotate(intake)
    before = digest(first)
    assert annotate(intake) == [first]
    assert digest(first) == before


def test_a_copy_that_someone_mended_is_not_written_over(sent, one_fault):
    intake = one_fault(sent, [("B3", 3, "Data '26")])
    (first,) = annotate(intake)
    mended = opened(first)
    mended["Data '26"]["B3"] = 3
    mended.save(first)
    before = digest(first)
    (second,) = annotate(intake)
    assert second.name == "kiriman_diperiksa (2).xlsx"
    assert digest(first) == before


def test_a_copy_never_takes_the_place_of_a_file_that_was_sent(sent, one_fault):
    intake = one_fault(sent, [("B3", 3, "Data '26")])
    (copy,) = annotate(intake)
    before = digest(copy)
    both = one_fault(sent, [("B3", 3, "Data '26")])
    also = one_fault(copy, []).books
    object.__setattr__(both, "books", both.books + also)
    (other,) = annotate(both)
    assert other != copy
    assert digest(copy) == before


def test_a_mended_copy_loses_the_marks_of_the_earlier_check(sent, one_fault):
    places = [("B3", 3, "Data '26"), ("B2", 2, "Data '26")]
    (first,) = annotate(one_fault(sent, places))
    (second,) = annotate(one_fault(first, [("B2", 2, "Data '26")]))
    workbook = opened(second)
    sheet = workbook["Data '26"]
    assert workbook.sheetnames == ["Pemeriksaan", "Data '26", "Lain"]
    assert sheet["B3"].fill.start_color.rgb != ORANGE
    assert sheet["B3"].comment.text == "catatan saya"
    assert sheet["B2"].comment.text.count("Kesalahan:") == 1


def test_a_fault_in_a_merged_area_is_told_at_its_first_cell(sent, one_fault):
    (path,) = annotate(one_fault(sent, [("B6", 6, "Data '26")]))
    sheet = opened(path)["Data '26"]
    assert sheet["A5"].fill.start_color.rgb == ORANGE
    assert sheet["A5"].comment


def test_a_fault_of_a_row_marks_its_first_cell_and_one_of_a_file_is_listed(sent, one_fault):
    (path,) = annotate(one_fault(sent, [("", 4, "Data '26"), ("", None, "")]))
    workbook = opened(path)
    assert workbook["Data '26"]["A4"].fill.start_color.rgb == ORANGE
    assert workbook["Pemeriksaan"].max_row >= 2


def test_beyond_the_limit_cells_are_coloured_but_not_commented(sent, one_fault, monkeypatch):
    monkeypatch.setattr(marking, "MAX_COMMENTS", 1)
    (path,) = annotate(one_fault(sent, [("B2", 2, "Data '26"), ("B4", 4, "Data '26")]))
    workbook = opened(path)
    sheet = workbook["Data '26"]
    assert [sheet[c].fill.start_color.rgb for c in ("B2", "B4")] == [ORANGE, ORANGE]
    assert [bool(sheet[c].comment) for c in ("B2", "B4")] == [True, False]
    told = [str(row[0].value) for row in workbook["Pemeriksaan"].iter_rows()]
    assert any("Komentar hanya pada 1 sel" in line for line in told)


@pytest.mark.parametrize(
    ("kind", "fragile", "told"),
    [
        ("xlsx", ("grafik", "makro"), "memuat grafik dan makro"),
        ("csv", (), "bukan buku kerja xlsx"),
        ("", (), "bukan buku kerja xlsx"),
    ],
)
def test_what_cannot_be_kept_gives_a_new_workbook(sent, one_fault, kind, fragile, told):
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")], kind=kind, fragile=fragile))
    workbook = opened(path)
    assert workbook.sheetnames == ["Pemeriksaan"]
    lines = [str(row[0].value) for row in workbook["Pemeriksaan"].iter_rows()]
    assert any(told in line for line in lines)


def test_a_broken_workbook_still_gives_its_list(tmp_path, one_fault):
    path = tmp_path / "rusak.xlsx"
    path.write_bytes(b"PK\x03\x04 rusak")
    (copy,) = annotate(one_fault(path, [("", None, "")]))
    assert opened(copy).sheetnames == ["Pemeriksaan"]


def test_a_new_workbook_holds_the_faulty_rows_with_their_faults(tmp_path, make_intake):
    path = tmp_path / "daftar.csv"
    path.write_text("")
    good = {"id": "a", "tahun": "2025", "kode": "35.79", "judul": "Baik"}
    bad = {"id": "b", "tahun": "2025", "kode": "35.79", "judul": "=1+1", "i16": "7"}
    (copy,) = annotate(make_intake([good, bad], path=path, kind="csv"))
    sheet = opened(copy)["inovasi"]
    (heads, row) = list(sheet.iter_rows(min_row=sheet.max_row - 1, values_only=True))
    found = dict(zip(heads, row, strict=True))
    assert found["Judul inovasi"] == "'=1+1"
    assert found["Baris"] == 3
    assert "di luar batas" in found["Kesalahan"]


def test_a_workbook_that_says_nothing_of_calculation_is_copied(sent, one_fault):
    with zipfile.ZipFile(sent) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    bare = re.sub(rb"<calcPr[^>]*/>", b"", parts["xl/workbook.xml"])
    assert bare != parts["xl/workbook.xml"]
    with zipfile.ZipFile(sent, "w") as archive:
        for name, content in (parts | {"xl/workbook.xml": bare}).items():
            archive.writestr(name, content)
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")]))
    assert opened(path).sheetnames == ["Pemeriksaan", "Data '26", "Lain"]


@pytest.mark.parametrize(
    ("drawing", "kept"), [(b"<wsDr></wsDr>", True), (b"<wsDr><oneCellAnchor/></wsDr>", False)]
)
def test_an_empty_drawing_is_no_hindrance(sent, one_fault, drawing, kept):
    with zipfile.ZipFile(sent, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")], fragile=("gambar",)))
    assert ("Lain" in opened(path).sheetnames) is kept


def test_the_copy_of_a_template_is_a_workbook(sent, one_fault):
    template = opened(sent)
    template.template = True
    template.save(sent)
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")]))
    with zipfile.ZipFile(path) as archive:
        assert b"template" not in archive.read("[Content_Types].xml")


def test_files_without_a_fault_get_no_copy(sent, make_intake):
    good = {"id": "a", "tahun": "2025", "kode": "35.79", "judul": "Baik"}
    assert annotate(make_intake([good], path=sent)) == []


def test_settings_that_openpyxl_drops_are_told(sent, one_fault, monkeypatch):
    load = openpyxl.load_workbook

    def complaining(path):
        warnings.warn(
            "Data Validation extension is not supported and will be removed", stacklevel=1
        )
        return load(path)

    monkeypatch.setattr("evaluasi.tables.outlet.annotate.openpyxl.load_workbook", complaining)
    (path,) = annotate(one_fault(sent, [("B3", 3, "Data '26")]))
    monkeypatch.undo()
    told = [str(row[0].value) for row in opened(path)["Pemeriksaan"].iter_rows()]
    assert any("mungkin tidak ikut" in line for line in told)


def test_simulated_rows_say_so(tmp_path, make_intake):
    path = tmp_path / "daftar.csv"
    path.write_text("")
    bad = {"id": "b", "tahun": "2025", "kode": "35.79", "judul": "Tiruan", "i16": "7"}
    (copy,) = annotate(make_intake([bad], path=path, kind="csv", simulated=True))
    assert all(sheet["A1"].value.startswith("SIMULASI") for sheet in opened(copy))
    assert len(opened(copy).sheetnames) == 2
