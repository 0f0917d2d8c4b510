"""`evaluasi lomba`: from a dataset or a file as sent, to the terminal and a workbook."""

import re
from pathlib import Path

import openpyxl
import pytest

from evaluasi import cli, load
from evaluasi.rubrics import contests
from evaluasi.scoring.contest import run_contest

SIMULATED = Path(__file__).parents[3] / "data" / "simulasi"


def run(capsys, *words):
    code = cli.main(["lomba", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def sheet(tmp_path):
    """Write a file of ratings as an office would send it."""

    def build(spoiled=False):
        book = openpyxl.Workbook()
        book.active.append(["Peserta", "Juri", "Aspek", "Tahap", "Nilai"])
        for entry, level in (("Tandes", 90), ("Donomulyo", 80), ("Pungging", 70), ("Modo", 60)):
            for place, judge in enumerate(("P01", "P02", "P03")):
                for aspect in ("Inovasi", "Kinerja"):
                    shift = {"Inovasi": place, "Kinerja": -place * (level == 80)}[aspect]
                    book.active.append([entry, judge, aspect, "Tinjau Lapang", level + shift])
        if spoiled:
            book.active.append(["Modo", "P04", "Inovasi", "Tinjau Lapang", "bagus"])
        path = tmp_path / "nilai skk.xlsx"
        book.save(path)
        return path

    return build


def test_the_workbook_holds_what_the_contest_module_says(capsys, tmp_path):
    target = tmp_path / "lomba.xlsx"
    code, told, _err = run(
        capsys, "--data", SIMULATED, "--lomba", "iga-2023", "--lolos", 7, "--keluaran", target
    )
    assert code == 0
    found = run_contest(load(SIMULATED).penilaian, contests.load("iga-2023"), first=7)
    assert found.summary() in told
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == [
        "Ringkasan",
        "Kesepakatan presentasi",
        "Peserta presentasi",
        "Kriteria presentasi",
        "Penilai presentasi",
        "Aturan",
    ]
    rows = [[cell.value for cell in row] for row in book["Peserta presentasi"].iter_rows()]
    (head,) = [row for row in rows if row[0] == "Objek"]
    body = rows[rows.index(head) + 1 :]
    chances = {row[0]: row[head.index("Peluang lolos")] for row in body}
    assert chances == pytest.approx(found.stages[0].table.set_index("objek")["peluang"].to_dict())


def test_simulated_ratings_say_so_on_screen_and_on_every_sheet(capsys, tmp_path):
    target = tmp_path / "lomba.xlsx"
    words = ["--data", SIMULATED, "--lomba", "skk-jatim", "--keluaran", target]
    _code, told, _err = run(capsys, *words)
    assert "SIMULASI" in told
    for one in openpyxl.load_workbook(target):
        assert any("SIMULASI" in str(cell.value) for row in one.iter_rows() for cell in row), one


def test_the_same_contest_gives_the_same_bytes(capsys, tmp_path):
    made = [tmp_path / name for name in ("satu.xlsx", "dua.xlsx")]
    for path in made:
        run(capsys, "--data", SIMULATED, "--lomba", "iga-2023", "--keluaran", path)
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_file_as_sent_with_weights_of_the_user(capsys, sheet, tmp_path):
    weights = tmp_path / "bobot.csv"
    weights.write_text("Kriteria;Bobot\nInovasi;62,5\nKinerja;37,5\n", encoding="utf-8")
    code, told, _err = run(capsys, sheet(), "--lomba", "skk-jatim", "--bobot", weights)
    assert code == 0
    assert "bobot dari aturan pemakai" in told
    # Tandes: .625 × (90 + 91 + 92) / 3 + .375 × 90
    assert "Tandes: skor 90,63" in told
    assert "Peluang masuk 3 teratas" in told


def test_weights_per_stage_in_a_workbook(capsys, sheet, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Tahap", "Kriteria", "Bobot"], ["Tinjau Lapang", "Inovasi", 0.5]):
        book.active.append(row)
    book.active.append(["tinjau_lapang", "Kinerja", 0.5])
    path = tmp_path / "bobot.xlsx"
    book.save(path)
    code, told, _err = run(capsys, sheet(), "--lomba", "skk-jatim", "--bobot", path)
    assert code == 0  # one stage, however its name is spelled
    # Tandes: the mean of 91 and 90, half each
    assert "Tandes: skor 90,50" in told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("nama;bobot\nInovasi;100\n", "tidak punya kolom kriteria dan bobot"),
        ("kriteria;bobot\nInovasi;seratus\n", "baris 2: kriteria “Inovasi”, bobot “seratus”"),
        ("kriteria;bobot\nInovasi;50\nInovasi;50\n", "“Inovasi” ditulis dua kali"),
        ("kriteria;bobot\n", "tidak berisi satu baris pun"),
        ("kriteria;bobot\nInovasi;60\nKinerja;30\n", "berjumlah 90"),
    ],
)
def test_weights_that_cannot_be_used_end_with_two(capsys, sheet, tmp_path, content, told):
    weights = tmp_path / "bobot.csv"
    weights.write_text(content, encoding="utf-8")
    code, _out, err = run(capsys, sheet(), "--lomba", "skk-jatim", "--bobot", weights)
    assert code == 2
    assert told in err


def test_a_file_without_a_sound_row_tells_its_faults(capsys, tmp_path):
    book = openpyxl.Workbook()
    for row in (["Peserta", "Juri", "Nilai"], ["Tandes", "P01", 90]):
        book.active.append(row)
    path = tmp_path / "kurang.xlsx"
    book.save(path)
    code, _out, err = run(capsys, path, "--lomba", "skk-jatim")
    assert code == 2
    assert "Tidak ada penilaian yang dapat dibaca dari kurang.xlsx" in err
    assert err.count("  - ") >= 2  # kriteria and tahap
    assert "evaluasi periksa" in err


def test_rows_with_a_fault_end_with_one_and_the_rest_is_judged(capsys, sheet):
    code, told, _err = run(capsys, sheet(spoiled=True), "--lomba", "skk-jatim", "--bobot", "sama")
    assert code == 1
    assert "1 kesalahan pada berkas" in told
    assert "Tinjau lapang: 4 peserta, 3 penilai" in told


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--data", SIMULATED, "--lomba", "piala"], "Lomba “piala” tidak dikenal"),
        (["--data", SIMULATED, "--lomba", "kiks"], "Tidak ada penilaian untuk KIKS"),
        (["--data", SIMULATED, "--lomba", "x.toml"], "tidak dapat dibaca"),
        (["--data", SIMULATED, "--lomba", "skk-jatim", "--bobot", "x.csv"], "x.csv"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, reason):
    code, _out, err = run(capsys, *words)
    assert code == 2
    assert reason in err
    assert "Traceback" not in err


def test_each_entry_has_its_chance_and_a_number_the_rules_fix_is_not_overruled(capsys):
    asked = ["--data", SIMULATED, "--lomba", "skk-jatim", "--bobot", "sama", "--lolos", "9"]
    code, told, _err = run(capsys, *asked)
    assert code == 0
    # By an independent fit of rater and entry effects and 20,000 draws: .878 and .097.
    assert re.search(r"KE?PEHATATUN\): .*; peluang lolos 88%", told)
    assert "Banyaknya yang lolos 9 tidak dipakai pada Presentasi: aturan lombanya ada." in told
    assert "Peluang masuk 7 teratas" in told
