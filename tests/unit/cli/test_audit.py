"""`evaluasi audit`: ranks with intervals on the terminal and in the workbook, or why not."""

import contextlib
import io
from pathlib import Path

import openpyxl
import pytest

from evaluasi import cli

_FURTHEST = "Pergeseran peringkat, terbesar"
SIMULATED = str(Path(__file__).parents[3] / "data" / "simulasi")


def call(target, *words):
    return ["audit", "--data", SIMULATED, "--tarikan", "200", "--keluaran", str(target), *words]


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """What the terminal said, and the workbook."""
    target = tmp_path_factory.mktemp("audit") / "audit.xlsx"
    with contextlib.redirect_stdout(io.StringIO()) as told:
        assert cli.main(call(target, "--tahun", "2026")) == 0
    return told.getvalue(), openpyxl.load_workbook(target)


def test_terminal_and_workbook_carry_the_same_ranks_with_their_intervals(saved):
    told, book = saved
    rows = cells(book["Wilayah"])
    (head,) = [row for row in rows if row[0] == "Kode"]
    places = [head.index(name) for name in head if name and name.startswith("Peringkat")]
    body = rows[rows.index(head) + 1 :]
    assert len(body) == 6
    for row in body:
        low, middle, high = (row[place] for place in places)
        assert f"{row[1]}: peringkat {low} sampai {high} (median {middle})" in told


def test_simulated_data_are_called_so_on_every_sheet_and_on_the_terminal(saved):
    told, book = saved
    assert "SIMULASI" in told
    for sheet in book:
        assert any("SIMULASI" in str(value) for row in cells(sheet) for value in row if value)


def test_the_workbook_holds_the_anatomy_and_the_official_index(saved):
    _told, book = saved
    wanted = {"Asumsi", "Kepekaan", "Indeks resmi", "Putusan", "Aturan putusan", "Kepentingan"}
    assert wanted <= set(book.sheetnames)
    assert "bukan indeks resmi" in str(cells(book["Wilayah"]))
    verdicts = cells(book["Putusan"])
    assert any("Infrastruktur" in str(row) for row in verdicts)


def test_the_same_call_gives_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        assert cli.main(call(tmp_path / name, "--benih", "7")) == 0
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--tahun", "2022"], "tidak dapat diaudit"),
        (["--tahun", "2019"], "Belum ada pedoman"),
        (["--data", str(Path(SIMULATED).with_name("jatim"))], "evaluasi impor"),
    ],
)
def test_what_cannot_be_audited_ends_with_two_and_writes_nothing(capsys, tmp_path, words, reason):
    target = tmp_path / "audit.xlsx"
    assert cli.main(call(target, *words)) == 2
    assert reason in capsys.readouterr().err
    assert not target.exists()


@pytest.mark.parametrize("words", [["--benih", "-1"], ["--benih", "x"], ["--tarikan", "0"]])
def test_a_wrong_number_is_refused(capsys, words):
    with pytest.raises(SystemExit) as ended:
        cli.main(["audit", *words])
    assert ended.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_regions_are_named_not_coded(saved):
    told, book = saved
    assert "paling jauh 2 (Kota Surabaya)" in told
    rows = cells(book["Tanpa satu unsur"])
    (head,) = [row for row in rows if row[0] == "Unsur yang dikeluarkan"]
    still = [row for row in rows[rows.index(head) + 1 :] if row[head.index(_FURTHEST)] == 0]
    assert still
    assert all(row[head.index("Wilayah yang paling bergeser")] is None for row in still)
