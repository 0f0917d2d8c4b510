"""What waits in quarantine is never lost, never doubled, and leaves once it is accepted."""

from __future__ import annotations

import openpyxl
import pytest

from evaluasi.errors import DatasetError
from evaluasi.tables import load
from evaluasi.tables.outlet import quarantine
from evaluasi.tables.outlet.importing import bring_in

GOOD = {"id": "a", "tahun": "2025", "kode": "35.79", "judul": "Satu", "i16": "2"}
BAD = {"id": "b", "tahun": "2025", "kode": "35.79", "judul": "=Dua", "i16": "7", "opd": "Dinas"}
LOST = {"tahun": "2025", "judul": "Tiga", "opd": "Dinas", "tahapan": "penerapan", "i17": "1"}


@pytest.fixture
def send(tmp_path, make_intake):
    """A function that makes the check of a file with these rows, or of a workbook as it lies."""

    def sent(*records, name="kiriman.xlsx", path=None, **options):
        path = path or tmp_path / name
        if not path.exists():
            path.write_bytes(b"isi")
        return make_intake(list(records), path=path, **options)

    return sent


@pytest.fixture
def bring(base, tmp_path):
    """A function that imports into one folder and gives the titles that wait."""

    def brought(intake, **options):
        folder = tmp_path / "input"
        bring_in(intake, folder, base, **options)
        return waiting(folder)["judul"].tolist()

    return brought


def waiting(folder, table="inovasi"):
    return quarantine.read(quarantine.path_of(folder, table), table)


def test_a_row_that_waits_is_read_back_as_it_was(send, bring, tmp_path):
    assert bring(send(GOOD, BAD)) == ["=Dua"]
    (row,) = waiting(tmp_path / "input").to_dict("records")
    assert {name: row[name] or "" for name in BAD} == BAD
    assert row["asal"] == "kiriman.xlsx, lembar Inovasi, baris 3"


def test_a_mended_row_that_is_sent_again_leaves(send, bring):
    bring(send(GOOD, BAD))
    assert bring(send(GOOD, {**BAD, "i16": "3"})) == []


def test_a_mended_row_that_comes_in_another_file_leaves(send, bring):
    bring(send(GOOD, BAD))
    assert bring(send({**BAD, "i16": "3"}, name="lain.xlsx")) == []


def test_a_row_in_conflict_stays_while_the_one_it_contradicts_comes_again(send, bring):
    bring(send(GOOD))
    assert bring(send({**GOOD, "judul": "Lain"}, name="lain.xlsx")) == ["Lain"]
    assert bring(send(GOOD)) == ["Lain"]


def test_a_row_whose_key_was_mended_leaves_too(send, bring):
    assert bring(send(GOOD, LOST)) == ["Tiga"]
    assert bring(send(GOOD, {**LOST, "id": "c", "kode": "35.79"})) == []


def test_another_row_at_the_same_place_does_not_push_it_out(send, bring):
    bring(send(GOOD, LOST))
    other = {"id": "z", "tahun": "2024", "kode": "35.10", "judul": "Lain sama sekali", "i16": "1"}
    assert bring(send(GOOD, other)) == ["Tiga"]


def test_a_quarantine_that_does_not_change_is_not_written(send, bring, monkeypatch):
    bring(send(BAD, LOST))

    def written(*_arguments):
        raise AssertionError

    monkeypatch.setattr(quarantine, "store", written)
    assert bring(send(BAD, LOST)) == ["=Dua", "Tiga"]


def test_a_row_that_is_still_wrong_waits_once_with_its_new_fault(send, bring, tmp_path):
    bring(send(BAD))
    bring(send(BAD))
    assert bring(send({**BAD, "i16": "8"})) == ["=Dua"]
    assert "“8”" in waiting(tmp_path / "input")["kesalahan"].iloc[0]


def test_the_same_row_from_a_renamed_file_waits_once(send, bring):
    bring(send(BAD))
    assert bring(send(GOOD, BAD, name="lain.xlsx")) == ["=Dua"]


def test_rows_that_a_check_of_the_quarantine_read_make_room_for_what_it_says(send, bring, tmp_path):
    bring(send(BAD, LOST))
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    first = int(waiting(tmp_path / "input").index[0])
    mended = send({**BAD, "i16": "3"}, LOST, path=path, first=first)
    assert bring(mended) == ["Tiga"]
    assert waiting(tmp_path / "input")["asal"].tolist() == ["kiriman.xlsx, lembar Inovasi, baris 3"]
    assert list(load(tmp_path / "input").inovasi["judul"]) == ["=Dua"]


def test_rows_of_the_quarantine_that_were_not_read_stay(send, bring, tmp_path):
    bring(send(BAD, LOST))
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    second = int(waiting(tmp_path / "input").index[1])
    mended = {**LOST, "id": "c", "kode": "35.79"}
    assert bring(send(mended, path=path, first=second)) == ["=Dua"]


def test_edits_and_columns_of_the_user_outlive_other_imports(send, bring, tmp_path):
    bring(send(BAD))
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    width = sheet.max_column
    sheet.cell(sheet.max_row, width).value = 12
    sheet.cell(sheet.max_row - 1, width + 1).value = "Catatan saya"
    sheet.cell(sheet.max_row, width + 1).value = "tanya dinas"
    workbook.save(path)
    assert bring(send(LOST, name="lain.xlsx")) == ["=Dua", "Tiga"]
    row = waiting(tmp_path / "input").iloc[0]
    assert row["penerima"] == 12
    assert row["Catatan saya"] == "tanya dinas"


def test_a_mended_row_is_not_replaced_by_what_its_file_still_says(send, bring, tmp_path):
    bring(send(BAD))
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    sheet.cell(sheet.max_row, sheet.max_column).value = 12
    workbook.save(path)
    assert bring(send(BAD)) == ["=Dua"]
    assert waiting(tmp_path / "input")["penerima"].tolist() == [12]


def test_rows_removed_from_the_quarantine_are_gone(send, bring, tmp_path):
    bring(send(BAD, LOST))
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].delete_rows(workbook.worksheets[0].max_row)
    workbook.save(path)
    assert bring(send(GOOD)) == ["=Dua"]


def test_an_empty_quarantine_leaves_no_file(send, bring, tmp_path):
    bring(send(BAD))
    bring(send({**BAD, "i16": "3"}))
    assert not quarantine.path_of(tmp_path / "input", "inovasi").exists()


@pytest.mark.parametrize("content", ["rusak", "lain"])
def test_a_file_that_is_not_as_we_wrote_it_stops_the_import(send, bring, tmp_path, content):
    path = quarantine.path_of(tmp_path / "input", "inovasi")
    path.parent.mkdir()
    if content == "rusak":
        path.write_bytes(b"bukan buku kerja")
    else:
        openpyxl.Workbook().save(path)
    before = path.read_bytes()
    with pytest.raises(DatasetError, match="tidak lagi tersusun"):
        bring(send(GOOD))
    assert path.read_bytes() == before
    assert not (tmp_path / "input" / "datapackage.json").exists()


def test_values_of_one_line_are_told_apart(send, bring, base, tmp_path, make_intake):
    row = {"kode": "35.79", "indikator": "p0", "satuan": "persen", "sumber": "B",
           "keyakinan": "sedang"}  # fmt: skip
    intake = send(
        {**row, "tahun": "2024", "nilai": "9.9"}, {**row, "tahun": "2025", "nilai": "2.9"},
        table="capaian",
    )  # fmt: skip
    rows = intake.tables["capaian"]
    rows.index = rows.index.set_codes([rows.index.codes[2] * 0], level=[2])
    imported = bring_in(intake, tmp_path / "input", base)
    assert list(imported.rejected["alasan"]) == ["bertentangan"]
    assert list(load(tmp_path / "input").capaian["tahun"]) == [2024, 2025]
    assert waiting(tmp_path / "input", "capaian")["tahun"].tolist() == ["2024"]
