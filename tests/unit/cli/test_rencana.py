"""`evaluasi rencana`: the plan of the scoring module, printed and as a workbook."""

import re
from pathlib import Path

import openpyxl
import pytest

from evaluasi import cli, load
from evaluasi.text import signed

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
        (["--target", "50", "--biaya", "tak-ada.csv"], "Berkas tak-ada.csv tidak terbaca"),
        (["--target", "50", "--beban", "tests"], "ini folder"),
        (["--target", "50", "--anggaran", "-3"], "-3.0 bukan angka 0 ke atas"),
        (["--target", "50", "--pada", "2020"], "tidak ada satu skor pun"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, reason):
    code, told = run(capsys, *words)
    assert code == 2
    assert reason in told.err
    assert "Traceback" not in told.err


def test_costs_and_limits_are_read_as_a_spreadsheet_program_writes_them(capsys, tmp_path):
    costs, limits = tmp_path / "biaya.csv", tmp_path / "beban.csv"
    costs.write_text("Indikator;Ke;Biaya\n12;1;2,5\n12;2;2,5\n12;3;2,5\n", encoding="utf-8")
    path = tmp_path / "rencana.xlsx"
    asked = ["--target", "100", "--biaya", str(costs), "--keluaran", str(path)]
    run(capsys, *asked)
    spent = {row[5]: row[12] for row in openpyxl.load_workbook(path)["Langkah"].values}
    assert spent["12"] == 2.5
    own = load(SIMULATED).inovasi
    names = own[(own["kode"] == "35.06") & (own["tahun"] == 2026)]["opd"].unique()
    limits.write_text("OPD;Beban\n" + "".join(f"{n};0\n" for n in names), encoding="utf-8")
    _code, told = run(capsys, *asked, "--beban", str(limits))
    assert "level" in told.out
    assert not re.search(r"^\d+\. i\d\d", told.out, re.M)  # no step of an innovation is left


def test_the_way_to_a_year_stands_beside_the_plan(capsys, tmp_path):
    path = tmp_path / "rencana.xlsx"
    _code, told = run(capsys, "--target", "60", "--pada", "2029", "--keluaran", str(path))
    own = load(SIMULATED).skor_iid
    latest = own[(own["kode"] == "35.06") & (own["tahun"] == 2026)]["skor"].item()
    assert f"Diperlukan {signed((60 - latest) / 3, 2)} poin per tahun selama 3 tahun." in told.out
    assert "Dua skor hanya memberi selisih" in told.out
    rows = list(openpyxl.load_workbook(path)["Jalur sasaran"].values)
    assert ("sasaran", 2029, 60) in [row[:3] for row in rows]


def test_the_way_is_told_where_there_are_scores_but_no_innovations(capsys):
    published = str(Path(SIMULATED).parent / "jatim")
    asked = ["--wilayah", "35.76", "--target", "Sangat Inovatif", "--pada", "2029"]
    code = cli.main(["rencana", "--data", published, *asked])
    told = capsys.readouterr()
    assert code == 2
    assert "skor terakhir 92,25 (2024)" in told.out
    assert "tidak memuat inovasi Kota Mojokerto" in told.err
