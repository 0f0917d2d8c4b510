"""A saved workbook or CSV is safe, the same each time, and holds what the table holds."""

from __future__ import annotations

import datetime as dt
import zipfile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.errors import OutputError
from evaluasi.tables.neutral import restored
from evaluasi.tables.outlet import book, cells, sheets
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.provenance import Provenance

USER = Provenance(kinds=("pengguna",), titles=("Kiriman OPD",))
SIMULATED = Provenance(kinds=("simulasi",), titles=("Dunia tiruan",))


def table():
    return pd.DataFrame(
        {
            "kode": pd.array(["35.10", "35.79"], dtype="str"),
            "judul": ["=HYPERLINK(1)", "Si-Apel\r\ndua baris"],
            "tahun": [2024, 2025],
            "anggaran": [1_250_000.0, None],
            "penerima": pd.array([12_000, None], dtype="Int64"),
            "tanggal_uji_coba": pd.to_datetime(["2024-10-21", None]),
        }
    )


def saved(tmp_path, *sheets, provenance=USER):
    path = book.save(tmp_path / "hasil.xlsx", sheets, provenance)
    return openpyxl.load_workbook(path)


def test_cells_keep_their_kind(tmp_path):
    sheet = saved(tmp_path, SheetOut("Inovasi", table(), "Judul", ["Catatan."]))["Inovasi"]
    rows = list(sheet.iter_rows(min_row=sheet.max_row - 2))
    assert [c.value for c in rows[0]] == [
        "Kode", "Judul", "Tahun", "Anggaran", "Penerima", "Tanggal uji coba",
    ]  # fmt: skip
    assert [c.value for c in rows[1]] == [
        "35.10", "'=HYPERLINK(1)", 2024, 1_250_000, 12_000, dt.datetime(2024, 10, 21),
    ]  # fmt: skip
    assert [c.value for c in rows[2]] == ["35.79", "Si-Apel\ndua baris", 2025, None, None, None]
    formats = [c.number_format for c in rows[1]]
    assert formats == ["General", "General", "0", "#,##0", "#,##0", "dd-mm-yyyy"]


def test_title_notes_and_source_stand_above_a_frozen_filtered_header(tmp_path):
    sheet = saved(tmp_path, SheetOut("Inovasi", table(), "Judul", ["Catatan."]))["Inovasi"]
    assert [row[0].value for row in sheet.iter_rows(max_row=4)] == [
        "Judul", "Catatan.", "Sumber: “Kiriman OPD”.", None,
    ]  # fmt: skip
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref == "A5:F7"


def test_simulated_data_say_so_on_each_sheet(tmp_path):
    sheets = [SheetOut("Satu", table(), "Judul"), SheetOut("Dua", table())]
    for sheet in saved(tmp_path, *sheets, provenance=SIMULATED):
        assert sheet["A1"].value.startswith("SIMULASI")
        assert sheet.oddHeader.center.text == "SIMULASI"


def test_the_same_tables_give_the_same_bytes_without_a_date(tmp_path):
    paths = [
        book.save(tmp_path / name, [SheetOut("Inovasi", table(), "Judul")], USER)
        for name in ("satu.xlsx", "dua.xlsx")
    ]
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_a_failed_write_leaves_the_old_file_and_no_draft(tmp_path):
    blocked = tmp_path / "folder.xlsx"
    blocked.mkdir()
    with pytest.raises(OutputError, match=r"folder\.xlsx"):
        book.save(blocked, [SheetOut("Inovasi", table())], USER)
    assert list(tmp_path.iterdir()) == [blocked]


def test_a_table_larger_than_a_sheet_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MAX_ROWS", sheets.MAX_ABOVE + 1)
    with pytest.raises(OutputError, match="lebih besar daripada satu lembar"):
        book.save(tmp_path / "a.xlsx", [SheetOut("A", table().iloc[:1]), SheetOut("B", table())])
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(OutputError, match="ternyata sebuah berkas"):
        book.save(tmp_path / "berkas" / "a.xlsx", [SheetOut("Inovasi", table())], USER)


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("a/b:c*[d]?\\e", "a b c d e"),
        ("'kutip'", "kutip"),
        ("", "Lembar"),
        ("History", "History (2)"),
        ("x" * 40, "x" * 31),
        ("SATU", "SATU (2)"),
    ],
)
def test_sheet_names_are_those_that_excel_accepts(wanted, name):
    assert sheets.sheet_name(wanted, ["Satu"]) == name


def test_shortened_sheet_names_stay_unique():
    names: list[str] = []
    for _ in range(3):
        names.append(sheets.sheet_name("x" * 40, names))
    assert len({name.casefold() for name in names}) == 3
    assert max(map(len, names)) == 31


def test_text_too_long_for_a_cell_is_cut_and_told(tmp_path):
    long = pd.DataFrame({"teks": ["a" * 40_000, "𝔸" * 20_000, "b" * cells.MAX_LENGTH]})
    sheet = saved(tmp_path, SheetOut("Teks", long, "Judul"))["Teks"]
    assert "2 sel lebih panjang" in sheet["A2"].value
    values = [row[0].value for row in sheet.iter_rows(min_row=sheet.max_row - 2)]
    assert [len(v.encode("utf-16-le")) // 2 for v in values] == [32_767, 32_767, 32_767]
    assert [v[-1] for v in values] == ["…", "…", "b"]


def test_numbers_that_excel_would_round_stay_text():
    assert cells.plain(3_579_010_101_010_001) == "3579010101010001"
    assert cells.plain(35_790_101) == 35_790_101


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "'=1", "TRUE", "2024-01-02", "1e5"])
def test_text_stays_text(tmp_path, text):
    sheet = saved(tmp_path, SheetOut("Teks", pd.DataFrame({"teks": [text]})), provenance=None)
    cell = sheet["Teks"].cell(sheet["Teks"].max_row, 1)
    assert (restored(cell.value), cell.data_type) == (text, "s")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=5))
def test_any_text_can_be_saved_and_never_becomes_a_formula(tmp_path_factory, texts):
    folder = tmp_path_factory.mktemp("teks")
    sheet = saved(folder, SheetOut("Teks", pd.DataFrame({"teks": texts})), provenance=None)["Teks"]
    read = [row[0] for row in sheet.iter_rows(min_row=sheet.max_row - len(texts) + 1)]
    assert not {cell.data_type for cell in read} & {"f", "e"}
    kept = [restored(cell.value or "") for cell in read]
    assert kept == [restored(cells.safe(text)) for text in texts]


def test_csv_is_for_excel_and_neutralised():
    frame = pd.DataFrame({"=a": ["+1", "teks, koma"], "n": [-1, 2]})
    content = book.csv_bytes(frame)
    assert content == b"\xef\xbb\xbf'=a,n\r\n'+1,-1\r\n\"teks, koma\",2\r\n"
    assert list(frame.columns) == ["=a", "n"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2021, 2024], "0"),
        ([36_742, 1], "#,##0"),
        ([0.5, 1.0], "0.0"),
        ([1 / 3, 12_000.0], "#,##0.000"),
        ([0.00004, 0.00001], "0.00000"),
        ([None, None], "General"),
    ],
)
def test_numbers_show_as_many_places_as_they_need(values, expected):
    column = pd.Series(values, dtype="float64" if None in values else None)
    assert cells.number_format(column) == expected
