"""`evaluasi periksa`: faults on screen, as CSV and in a copy; the original is not touched."""

import hashlib

import openpyxl
import pandas as pd
import pytest

from evaluasi import cli

HEAD = ["Judul Inovasi", "Pemda", "Tahapan Inovasi", "Nama Inisiator"]
GOOD = ["SIPADU", "Kota Batu", "Penerapan", "Budi Santoso"]
BAD = ["=LAPOR", "Malang", "Pertapaan", "Ani [red]"]


@pytest.fixture
def saved(tmp_path):
    def save(name, *rows):
        workbook = openpyxl.Workbook()
        workbook.active.title = "Data"
        for row in rows:
            workbook.active.append([f"'{c}" if str(c).startswith("=") else c for c in row])
        workbook.save(tmp_path / name)
        return tmp_path / name

    return save


def run(capsys, *words):
    try:
        code = cli.main([str(word) for word in words])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_a_sound_file_leaves_nothing_behind(capsys, saved, tmp_path):
    path = saved("baik.xlsx", HEAD, GOOD)
    code, out, err = run(capsys, "periksa", path, "--edisi", "2026")
    assert (code, err) == (0, "")
    assert "Dibaca 1 baris = diterima 1 + dikarantina 0." in out
    assert "Tidak ada kesalahan." in out
    assert [entry.name for entry in tmp_path.iterdir()] == ["baik.xlsx"]


def test_faults_are_shown_listed_and_marked(capsys, saved, tmp_path):
    path = saved("buruk.xlsx", HEAD, GOOD, BAD)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    out_folder = tmp_path / "hasil"
    code, out, err = run(capsys, "periksa", path, "--edisi", "2026", "--keluaran", out_folder)
    assert (code, err) == (1, "")
    assert "buruk.xlsx, lembar Data" in out
    for told in ("B3", "Malang", "C3", "Pertapaan", "Kesalahan: 2."):
        assert told in out
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    listed = pd.read_csv(out_folder / "buruk_kesalahan.csv", encoding="utf-8-sig", dtype=str)
    assert list(listed["sel"]) == ["B3", "C3"]
    assert list(listed["alasan"]) == ["wilayah_ganda", "di_luar_daftar"]
    marked = openpyxl.load_workbook(out_folder / "buruk_diperiksa.xlsx")
    assert marked["Data"]["B3"].comment is not None
    assert marked["Data"]["B2"].comment is None
    assert "Budi" not in out + listed.to_csv()


def test_more_faults_than_fit_are_counted(capsys, saved):
    rows = [[f"Inovasi {n}", "Malang", "Penerapan", ""] for n in range(50)]
    code, out, _err = run(capsys, "periksa", saved("b.xlsx", HEAD, *rows), "--edisi", "2026")
    assert code == 1
    assert "… dan 10 kesalahan lagi" in out
    assert out.count("wilayah") >= 40 or out.count("Malang") >= 40


def test_a_folder_is_checked_without_our_own_copies(capsys, saved, tmp_path):
    saved("a.xlsx", HEAD, BAD)
    for _time in range(2):
        code, out, _err = run(capsys, "periksa", tmp_path, "--edisi", "2026")
        assert code == 1
        assert "Berkas diperiksa: 1." in out


def test_the_same_call_writes_the_same_bytes(capsys, saved, tmp_path):
    path = saved("a.xlsx", HEAD, GOOD, BAD)
    digests = []
    for _time in range(2):
        run(capsys, "periksa", path, "--edisi", "2026")
        written = sorted(tmp_path.glob("a_*"))
        digests.append([hashlib.sha256(file.read_bytes()).hexdigest() for file in written])
    assert digests[0] == digests[1]
    assert len(digests[0]) == 2


def test_an_unreadable_file_does_not_stop_the_others(capsys, saved, tmp_path):
    good = saved("baik.xlsx", HEAD, GOOD)
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 50)
    code, out, _err = run(capsys, "periksa", tmp_path / "rusak.xlsx", good, "--edisi", "2026")
    assert code == 1
    assert "rusak.xlsx" in out
    assert "diterima 1" in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "wajib diisi: BERKAS"),
        (["tiada.xlsx"], "evaluasi: Berkas atau folder tidak ada."),
        (["--edisi", "26", "x"], "bukan tahun"),
    ],
)
def test_a_wrong_call_ends_with_two(capsys, words, told):
    code, _out, err = run(capsys, "periksa", *words)
    assert code == 2
    assert told in err
    assert "Traceback" not in err
