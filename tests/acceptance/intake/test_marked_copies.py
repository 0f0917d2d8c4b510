"""A marked copy of an ugly workbook is checked like the workbook, and can be mended and sent."""

import datetime as dt

import dressed_books
import faulty_books
import innovation_list
import openpyxl
import pytest

from evaluasi import cli
from evaluasi.tables import intake
from evaluasi.tables.outlet.annotate import annotate

WITH_ROWS = [
    "tanggal_amerika.xlsx",
    "dua_makna.xlsx",
    "judul_kosong.xlsx",
    "sel_galat.xlsx",
    "rumus_tanpa_nilai.xlsx",
    "judul_ganda.xlsx",
    "level_bukan_level.xlsx",
    "wilayah_ganda.xlsx",
    "nol_hilang.xlsx",
    "tanpa_wilayah.xlsx",
    "edisi_bertentangan.xlsx",
    "kolom_ganda.xlsx",
    "tanpa_judul_inovasi.xlsx",
]
TOTALS = ("dibaca", "diterima", "dikarantina", "dilewati")


@pytest.fixture
def marked(tmp_path):
    """A function that builds a faulty book, checks it, and gives its outcome and marked copy."""

    def build(file):
        faulty_books.BOOKS[file](tmp_path / file)
        outcome = intake.check([tmp_path / file], edition=2026)
        (copy,) = annotate(outcome, tmp_path / "hasil")
        return outcome, copy

    (tmp_path / "hasil").mkdir()
    return build


@pytest.mark.parametrize("file", WITH_ROWS)
def test_a_marked_copy_has_the_faults_of_its_original(marked, file):
    outcome, copy = marked(file)
    again = intake.check([copy], edition=2026)
    assert list(map(again.total, TOTALS)) == list(map(outcome.total, TOTALS))
    told = ["lembar", "baris", "kolom", "sel", "alasan", "kalimat"]
    assert again.rejected[told].equals(outcome.rejected[told])


def test_a_copy_mended_at_the_cell_that_was_named_is_accepted(marked):
    outcome, copy = marked("tanggal_amerika.xlsx")
    (fault,) = outcome.rejected.itertuples()
    book = openpyxl.load_workbook(copy)
    book[fault.lembar][fault.sel] = dt.datetime(2024, 10, 21)
    book.save(copy)
    again = intake.check([copy], edition=2026)
    assert again.clean
    assert again.total("diterima") == outcome.total("dibaca")


def test_files_of_one_name_keep_their_lists_apart(tmp_path):
    faulty_books.BOOKS["tanggal_amerika.xlsx"](tmp_path / "daftar.xlsx")
    rows = [innovation_list.HEADINGS, *innovation_list.changed(kematangan="banyak")]
    dressed_books.delimited(tmp_path / "daftar.csv", rows)
    folder = tmp_path / "hasil"
    files = [str(tmp_path / name) for name in ("daftar.xlsx", "daftar.csv")]
    assert cli.main(["periksa", *files, "--edisi", "2026", "--keluaran", str(folder)]) == 1
    told = "".join(path.read_text("utf-8-sig") for path in folder.glob("*_kesalahan*.csv"))
    assert "10/21/2024" in told
    assert "banyak" in told
