"""`evaluasi cakupan` hands its words on and prints what comes back."""

import datetime as dt
from pathlib import Path

import pytest

from evaluasi import cli, quality
from evaluasi.quality import Quota, coverage_book
from evaluasi.tables import provenance

ROOT = Path(__file__).parents[3]


class Found:
    def summary(self):
        return "cakupan"


@pytest.fixture
def asked(monkeypatch):
    """Record what a call asks for, and stop there."""
    calls = []

    def coverage(ds, region, edition, **options):
        calls.append((ds.name, region, edition, options))
        return Found()

    monkeypatch.setattr(quality, "coverage", coverage)
    monkeypatch.setattr(coverage_book, "save", lambda _found, path: calls.append(path) or path)
    return calls


def run(capsys, *words):
    try:
        code = cli.main(words)
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_words_become_a_call(capsys, asked, tmp_path):
    listed = tmp_path / "opd.toml"
    listed.write_text('[[opd]]\nnama = "Dinas Sosial"\nunit = 3\n', encoding="utf-8")
    words = ["cakupan", "--wilayah", "35.79", "--tahun", "2026", "--data", str(ROOT / "data/jatim"),
             "--opd", str(listed), "--tenggat", "22-08-2026", "--tanggal", "2026-08-01",
             "--kuota-unit", "0", "--keluaran", "x.xlsx"]  # fmt: skip
    code, out, err = run(capsys, *words)
    assert (code, out, err) == (0, "cakupan\n\nBuku kerja: x.xlsx\n", "")
    (_name, region, edition, options), path = asked
    assert (region, edition, path) == ("35.79", 2026, Path("x.xlsx"))
    assert options == {
        "quota": Quota(1, 0, Quota.read(listed).offices),
        "deadline": dt.date(2026, 8, 22),
        "today": dt.date(2026, 8, 1),
    }


def test_without_options_the_day_is_today_and_nothing_is_saved(capsys, asked):
    words = ["cakupan", "--wilayah", "35.79", "--data", str(ROOT / "data/jatim")]
    assert run(capsys, *words)[0] == 0
    ((_name, _region, edition, options),) = asked
    assert edition is None
    assert (options["quota"], options["deadline"]) == (Quota(), None)
    assert abs((options["today"] - dt.date.today()).days) <= 1  # midnight may pass in between


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "wajib diisi: --wilayah"),
        (["--wilayah", "35.79", "--tenggat", "besok"], "'besok' bukan tanggal"),
        (["--wilayah", "35.79", "--tahun", "26"], "bukan tahun"),
        (["--wilayah", "35.79", "--kuota-opd", "-1"], "'-1' bukan bilangan bulat"),
        (["--wilayah", "35.79", "--data", "tiada"], "evaluasi: "),
        (["--wilayah", "35.79", "--data", str(ROOT / "data/jatim")], "belum memuat inovasi Kota"),
        (["--wilayah", "Malang", "--data", str(ROOT / "data/jatim")], "evaluasi: "),
        (
            ["--wilayah", "35.79", "--data", str(ROOT / "data/jatim"), "--opd", "tiada.csv"],
            "Daftar OPD tiada.csv tidak ditemukan",
        ),
    ],
)
def test_a_wrong_call_is_told_in_indonesian(capsys, words, told):
    code, out, err = run(capsys, "cakupan", *words)
    assert (code, out) == (2, "")
    assert told in err


def test_from_words_to_screen_and_workbook(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr(provenance, "_loaded", {})  # other tests must stay free of SIMULASI
    listed = tmp_path / "opd.csv"
    listed.write_text("opd;unit\nDinas yang Belum Mengisi;2\n", encoding="cp1252")
    saved = tmp_path / "baru/cakupan.xlsx"
    words = ["cakupan", "--wilayah", "Kota Batu", "--tahun", "2026", "--data",
             str(ROOT / "data/simulasi"), "--opd", str(listed), "--tenggat", "2026-08-22",
             "--tanggal", "2026-08-01", "--keluaran", str(saved)]  # fmt: skip
    code, out, _err = run(capsys, *words)
    assert code == 0
    assert out.startswith("SIMULASI – Cakupan laporan Kota Batu (35.79), edisi 2026\n")
    assert "Tenggat 22 Agustus 2026: 21 hari lagi" in out
    lines = out.splitlines()
    (head,) = (k for k, line in enumerate(lines) if line.startswith("OPD  "))
    assert lines[head + 1].startswith("Dinas yang Belum Mengisi")
    assert lines[head + 1].split()[4:6] == ["0", "3"]
    assert saved.is_file()


def test_help_is_indonesian(capsys):
    code, out, _err = run(capsys, "cakupan", "--help")
    assert code == 0
    assert out.startswith("pemakaian: evaluasi cakupan")
