"""The workbook: internal on every sheet, the same bytes each time, nothing that runs."""

import openpyxl

from evaluasi.quality import authenticity
from evaluasi.tables.provenance import Provenance


def lines(sheet):
    return [str(row[0]) for row in sheet.iter_rows(values_only=True, max_row=12) if row[0]]


def test_every_sheet_says_internal_and_the_first_lists_the_questions(full, tmp_path):
    found = authenticity(full)
    book = openpyxl.load_workbook(found.save(tmp_path / "keaslian.xlsx"))
    for sheet in book:
        assert [line for line in lines(sheet) if "PENGGUNAAN INTERNAL" in line]
    titles = {row[0] for row in book.worksheets[0].iter_rows(values_only=True)}
    assert {question.title for question in found.questions} <= titles


def test_simulated_data_are_marked_on_every_sheet(make_dataset, full, tmp_path):
    origin = Provenance(kinds=("simulasi",), titles=("Rekaan",))
    made = make_dataset(origin, inovasi=full.inovasi, verifikasi=full.verifikasi)
    book = openpyxl.load_workbook(authenticity(made).save(tmp_path / "keaslian.xlsx"))
    assert all("SIMULASI" in lines(sheet)[0] for sheet in book)


def test_the_same_data_give_the_same_bytes(full, tmp_path):
    one, other = (authenticity(full).save(tmp_path / f"{i}.xlsx").read_bytes() for i in "ab")
    assert one == other


def test_a_title_that_a_spreadsheet_would_run_is_text(make_dataset, full, tmp_path):
    rows = full.inovasi.assign(judul=lambda t: "=HYPERLINK(" + t["judul"] + ")")
    book = openpyxl.load_workbook(
        authenticity(make_dataset(inovasi=rows)).save(tmp_path / "k.xlsx")
    )
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("HYPERLINK" in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
