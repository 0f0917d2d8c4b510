"""`evaluasi templat`: words in, a workbook out, the right exit code."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from evaluasi import cli


def run(capsys, *words):
    try:
        code = cli.main(["templat", *map(str, words)])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_a_workbook_for_a_region_an_edition_and_its_offices(capsys, tmp_path):
    (tmp_path / "opd.txt").write_text("Dinas Kesehatan\nBappeda\n", encoding="utf-8")
    path = tmp_path / "baru" / "isian.xlsx"
    words = (path, "--edisi", 2025, "--wilayah", "Kota Batu", "--opd", tmp_path / "opd.txt")
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert out == f"{path}: templat edisi 2025, Kota Batu.\n"
    workbook = load_workbook(path)
    assert workbook["Inovasi"]["A2"].value == "Wilayah: 35.79 Kota Batu"
    assert workbook["Inovasi"]["A3"].value == "Edisi: 2025"
    assert [workbook["Daftar OPD"].cell(row, 1).value for row in (8, 9, 10)] == [
        "Dinas Kesehatan",
        "Bappeda",
        None,
    ]


def test_an_edition_without_rules_is_told(capsys, tmp_path):
    code, out, _err = run(capsys, tmp_path / "isian.xlsx", "--edisi", 2027)
    assert code == 0
    assert "wilayah belum disebut" in out
    assert "Arti level edisi 2027 belum ada" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "wajib diisi: KELUARAN.xlsx"),
        (("isian.csv",), "bukan isian.csv"),
        (("isian.xlsx", "--edisi", "20x6"), "bukan tahun"),
        (("isian.xlsx", "--edisi", "1990"), "Edisi 1990"),
        (("isian.xlsx", "--wilayah", "35.1"), "kehilangan angka nol"),
        (("isian.xlsx", "--opd", "tiada.txt"), "tiada.txt"),
    ],
)
def test_a_wrong_call_is_told_and_writes_nothing(capsys, tmp_path, monkeypatch, words, told):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert list(tmp_path.iterdir()) == []


def test_a_visit_sheet_for_a_region(capsys, tmp_path):
    data = Path(__file__).parents[3] / "data" / "simulasi"
    path = tmp_path / "kunjungan.xlsx"
    code, out, err = run(capsys, path, "--kunjungan", "--wilayah", "35.79", "--data", data)
    assert (code, err) == (0, "")
    assert "lembar kunjungan Kota Batu, 31 inovasi" in out
    assert load_workbook(path).sheetnames == ["Petunjuk", "Kunjungan"]


def test_a_visit_sheet_needs_a_region(capsys, tmp_path):
    code, _out, err = run(capsys, tmp_path / "kunjungan.xlsx", "--kunjungan")
    assert code == 2
    assert "--wilayah" in err
