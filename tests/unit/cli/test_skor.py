"""`evaluasi skor`: the index where it can be computed, the reason where it cannot."""

from pathlib import Path

import openpyxl
import pytest

from evaluasi import cli, load
from evaluasi import scoring as sc

SIMULATED = str(Path(__file__).parents[3] / "data" / "simulasi")


def run(capsys, *words):
    code = cli.main(["skor", "--data", SIMULATED, *words])
    return code, capsys.readouterr().out


def test_the_index_is_that_of_the_scoring_module(capsys, tmp_path):
    code, told = run(capsys, "--tahun", "2026", "--keluaran", str(tmp_path / "skor.xlsx"))
    assert code == 0
    ds = load(SIMULATED)
    table = sc.regional_index(
        ds.inovasi[ds.inovasi["tahun"] == 2026], ds.kapasitas, sc.load_rubric("iid-2026")
    ).table
    sheet = openpyxl.load_workbook(tmp_path / "skor.xlsx")["Wilayah"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    (head,) = [row for row in rows if row[0] == "Kode"]
    body = rows[rows.index(head) + 1 :]
    written = {row[0]: row[head.index("IID dihitung (0–100)")] for row in body}
    assert written == pytest.approx(table.set_index("kode")["iid"].to_dict())
    assert "SIMULASI" in told
    assert any("SIMULASI" in str(cell) for row in rows for cell in row if cell)


def test_an_edition_without_rules_for_the_index_says_so(capsys):
    code, told = run(capsys, "--tahun", "2024")
    assert code == 0
    assert "tidak dapat dihitung" in told
    assert "belum ada pedoman edisi 2024" in told


def test_another_editions_rules_name_what_could_not_be_carried(capsys):
    code, told = run(capsys, "--tahun", "2025", "--edisi", "2026")
    assert code == 0
    assert "i33 (Kemanfaatan inovasi) tidak dibawa" in told


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--tahun", "2019"], "tidak memuat inovasi edisi 2019"),
        (["--aturan", "tak-ada.toml"], "tak-ada.toml"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, reason):
    assert cli.main(["skor", "--data", SIMULATED, *words]) == 2
    assert reason in capsys.readouterr().err


def test_a_dataset_without_innovations_says_how_to_bring_them_in(capsys):
    jatim = str(Path(SIMULATED).with_name("jatim"))
    assert cli.main(["skor", "--data", jatim]) == 2
    assert "evaluasi impor" in capsys.readouterr().err
