"""The visit sheet comes back: what was filled is a follow-up, what was not is nothing."""

import datetime as dt
import shutil
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import evaluasi as ev
from evaluasi.errors import EvaluasiError, OutputError
from evaluasi.tables import template
from evaluasi.tables.outlet.importing import bring_in
from evaluasi.tables.template import visits

DATA = Path(__file__).parents[3] / "data"
HEADINGS = [
    "Judul inovasi",
    "Pengenal inovasi",
    "OPD",
    "Yang terakhir tercatat",
    "Tanggal",
    "Status",
    "Bukti",
]


@pytest.fixture(scope="module")
def simulated():
    return ev.load(DATA / "simulasi")


@pytest.fixture
def sheet(simulated, tmp_path):
    return visits.write(tmp_path / "kunjungan.xlsx", visits.known(simulated, "35.79"))


def filled(path, *rows):
    """Fill (row of the sheet, date, status) and save beside."""
    workbook = load_workbook(path)
    page = workbook[visits.SHEET]
    for place, day, status in rows:
        page.cell(place, 5).value, page.cell(place, 6).value = day, status
        page.cell(place, 7).value = "kunjungan lapangan"
    target = path.with_name("terisi.xlsx")
    workbook.save(target)
    return target


def test_every_innovation_of_the_region_stands_there_once(simulated, sheet):
    page = load_workbook(sheet)[visits.SHEET]
    assert [cell.value for cell in page[7]] == HEADINGS
    ids = [row[1].value for row in page.iter_rows(min_row=8) if row[1].value]
    own = simulated.inovasi[simulated.inovasi["kode"] == "35.79"]["id"].unique()
    assert sorted(ids) == sorted(own)
    assert page["A1"].value.startswith("SIMULASI")


def test_the_last_record_is_told_and_the_longest_unseen_come_first(simulated, sheet):
    page = load_workbook(sheet)[visits.SHEET]
    told = {row[1].value: row[3].value for row in page.iter_rows(min_row=8) if row[1].value}
    rows = simulated.tindak_lanjut.sort_values("tanggal").drop_duplicates("id_inovasi", keep="last")
    last = rows.set_index("id_inovasi")["status"]
    for id_, words in told.items():
        assert words.startswith(last.get(id_, "belum pernah diperiksa"))
    days = rows.set_index("id_inovasi")["tanggal"].reindex(list(told))
    assert days.isna().tolist() == sorted(days.isna(), reverse=True)
    assert days.dropna().is_monotonic_increasing


def test_round_trip_through_the_intake(simulated, sheet, tmp_path):
    folder = tmp_path / "punya-saya"
    shutil.copytree(DATA / "simulasi", folder)
    page = load_workbook(sheet)[visits.SHEET]
    first, third = page.cell(8, 2).value, page.cell(10, 2).value
    day = dt.date(2026, 11, 20)
    path = filled(sheet, (8, day, "melemah"), (10, day, "tetap"))
    found = ev.check(path)
    assert found.rejected.empty
    assert len(found.accepted) == 2
    bring_in(found, folder, DATA / "jatim")
    after = ev.load(folder).tindak_lanjut
    assert len(after) == len(simulated.tindak_lanjut) + 2
    new = after[after["tanggal"] == pd.Timestamp(day)].set_index("id_inovasi")["status"]
    assert new.to_dict() == {first: "melemah", third: "tetap"}


def test_an_unfilled_sheet_brings_nothing_and_no_fault(sheet):
    found = ev.check(sheet, table="tindak_lanjut")
    assert found.rejected.empty
    assert found.accepted.empty


def test_a_status_without_a_date_is_told(sheet):
    found = ev.check(filled(sheet, (8, None, "melemah")))
    assert found.rejected["kolom"].tolist() == ["Tanggal"]


def test_same_innovations_same_bytes_and_filled_sheets_are_not_replaced(simulated, sheet):
    before = sheet.read_bytes()
    known = visits.known(simulated, "35.79")
    assert visits.write(sheet, known).read_bytes() == before
    filled(sheet, (8, dt.date(2026, 11, 20), "tetap")).replace(sheet)
    with pytest.raises(OutputError, match="sudah ada"):
        visits.write(sheet, known)
    assert visits.write(sheet, known, overwrite=True).read_bytes() == before


def test_a_region_without_innovations_gets_an_empty_sheet_and_is_told_so(tmp_path):
    known = visits.known(ev.load(DATA / "jatim"), "35.79")
    path = visits.write(tmp_path / "kosong.xlsx", known)
    assert "Belum ada inovasi wilayah ini" in visits.told(path, known)
    page = load_workbook(path)[visits.SHEET]
    assert page.cell(8, 1).value is None
    assert page["A3"].value is None


@pytest.mark.parametrize("title", ["=1+1", "+62", "@SUM(A1)"])
def test_titles_never_run_as_formulas(simulated, tmp_path, title):
    known = visits.known(simulated, "35.79")
    rows = known.rows.assign(judul=title)
    one = visits.Visits(known.region, known.edition, known.simulated, rows)
    page = load_workbook(visits.write(tmp_path / "x.xlsx", one))[visits.SHEET]
    assert page.cell(8, 1).data_type == "s"
    assert not str(page.cell(8, 1).value).startswith(("=", "+", "@"))


def test_another_kind_of_file_is_refused(simulated, tmp_path):
    with pytest.raises(EvaluasiError, match=r"\.xlsx"):
        visits.write(tmp_path / "x.csv", visits.known(simulated, "35.79"))


def test_the_template_of_innovations_stays_as_it_was(tmp_path):
    subject = template.subject(2026, "35.79")
    path = template.write(tmp_path / "isian.xlsx", subject)
    assert "Kunjungan" not in load_workbook(path).sheetnames
