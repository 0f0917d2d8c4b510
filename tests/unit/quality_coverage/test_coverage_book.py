"""The workbook says what the result says, the same bytes each time, and runs nothing."""

import datetime as dt

import pytest
from openpyxl import load_workbook

from evaluasi.quality import Office, Quota, coverage, coverage_book
from evaluasi.tables import provenance
from evaluasi.tables.provenance import Provenance

SHEETS = ["Ringkasan", "Per OPD", "Per inovasi", "Yang kurang", "Kisi indikator", "SPD",
          "Urusan dasar"]  # fmt: skip


@pytest.fixture
def found(dataset, innovations):
    rows = innovations(
        ("a", "Dinas Kesehatan", "penerapan", "Kesehatan", "3" * 20),
        ("b", '=HYPERLINK(""x"")', "", "", "-" * 20),
    )
    return coverage(
        dataset(inovasi=rows, bukti="id_inovasi,tahun,indikator,dokumen\na,2026,i16,x.pdf\n"),
        "35.79",
        2026,
        quota=Quota(offices=(Office("Dinas Sosial", 2),)),
        deadline=dt.date(2026, 8, 22),
        today=dt.date(2026, 8, 1),
    )


def rows_of(sheet):
    """Return the rows below the headings as dictionaries."""
    first, last = sheet.auto_filter.ref.split(":")
    top, bottom = (int("".join(filter(str.isdigit, cell))) for cell in (first, last))
    head, *body = sheet.iter_rows(min_row=top, max_row=bottom, values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_every_sheet_holds_its_table(found, tmp_path):
    book = load_workbook(coverage_book.save(found, tmp_path / "cakupan.xlsx"))
    assert book.sheetnames == SHEETS
    offices = rows_of(book["Per OPD"])
    assert [row["OPD"] for row in offices] == ["Dinas Sosial", "'=HYPERLINK(\"x\")",
                                               "Dinas Kesehatan"]  # fmt: skip
    assert [row["Inovasi"] for row in offices] == [0, 1, 1]
    assert [row["Kuota"] for row in offices] == [3, None, None]
    assert len(rows_of(book["Yang kurang"])) == len(found.lacking) == 20 + 19
    assert len(rows_of(book["SPD"])) == 20
    assert len(rows_of(book["Kisi indikator"])[0]) == 21


def test_needs_are_coloured(found, tmp_path):
    book = load_workbook(coverage_book.save(found, tmp_path / "cakupan.xlsx"))
    painted = [name for name in SHEETS if len(book[name].conditional_formatting)]
    assert painted == SHEETS[1:]


def test_the_same_coverage_gives_the_same_bytes(found, tmp_path):
    one, two = (coverage_book.save(found, tmp_path / name) for name in ("a.xlsx", "b.xlsx"))
    assert one.read_bytes() == two.read_bytes()


def test_simulated_data_say_so_on_every_sheet(found, tmp_path):
    origin = Provenance(kinds=("simulasi",), titles=("Contoh",))
    provenance.stamp(found.offices, origin)
    assert found.summary().startswith("SIMULASI – ")
    book = load_workbook(coverage_book.save(found, tmp_path / "cakupan.xlsx"))
    assert all("SIMULASI" in str(book[name]["A1"].value) for name in SHEETS)


def test_an_empty_report_is_saved_too(dataset, tmp_path):
    found = coverage(dataset(), "35.79", 2031)
    book = load_workbook(coverage_book.save(found, tmp_path / "kosong.xlsx"))
    assert book.sheetnames == SHEETS
