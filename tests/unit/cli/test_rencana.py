"""`evaluasi rencana`: the plan of the scoring module, printed and as a workbook."""

from pathlib import Path

import openpyxl
import pytest

from evaluasi import cli

SIMULATED = str(Path(__file__).parents[3] / "data" / "simulasi")


def run(capsys, *words):
    code = cli.main(["rencana", "--data", SIMULATED, "--wilayah", "35.06", *words])
    return code, capsys.readouterr()


def test_a_plan_is_printed_and_written(capsys, tmp_path):
    path = tmp_path / "rencana.xlsx"
    code, told = run(capsys, "--target", "50", "--keluaran", str(path))
    assert code == 0
    assert "tidak ada rencana yang lebih murah" in told.out
    assert "Asumsi: setiap kenaikan satu level berbiaya 1." in told.out
    assert "SIMULASI" in told.out
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Langkah", "Per OPD", "Edisi mendatang"]


def test_a_target_out_of_reach_ends_with_one_and_says_how_far_it_goes(capsys):
    code, told = run(capsys, "--target", "100")
    assert code == 1
    assert "hanya sampai" in told.out


def test_substantive_plans_ask_for_no_video(capsys):
    _code, told = run(capsys, "--target", "46", "--substantif")
    assert "i35" not in told.out
    assert "Langkah yang hanya mengubah berkas tidak dipilih." in told.out


def test_costs_come_from_a_file(capsys, tmp_path):
    file = tmp_path / "biaya.csv"
    file.write_text("indikator,ke,biaya\ni35,1,500\ni35,2,500\ni35,3,500\n", encoding="utf-8")
    _code, told = run(capsys, "--target", "50", "--biaya", str(file))
    assert "i35" not in told.out


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--target", "Terhebat"], "tidak ada pada iid-2026"),
        (["--target", "50", "--tahun", "2024"], "tidak dapat dihitung"),
        (["--target", "50", "--kunci", "tak-ada"], "inovasi tak-ada tidak ada"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, reason):
    code, told = run(capsys, *words)
    assert code == 2
    assert reason in told.err
