"""`evaluasi keaslian`: options in, questions and a workbook out."""

from types import SimpleNamespace

import pytest

from evaluasi import cli, quality, tables
from evaluasi.quality.authenticity import Scope
from evaluasi.quality.authenticity.collection import Authenticity
from evaluasi.quality.authenticity.question import Question

ASKED = Question(
    code="a",
    title="Nama berganti",
    sentence="Apakah 1?",
    count=1,
    rule="r",
    source="s",
    confidence="B",
)


@pytest.fixture
def called(monkeypatch):
    """What the command hands on; nothing is read."""
    seen = SimpleNamespace()

    def asked(ds, edition, region, *, tell):
        seen.data, seen.edition, seen.region = ds, edition, region
        tell("langkah")
        return Authenticity((ASKED,), Scope(edition, region))

    monkeypatch.setattr(tables, "load", lambda folder: f"dataset {folder}")
    monkeypatch.setattr(quality, "authenticity", asked)
    return seen


def run(capsys, *words):
    try:
        code = cli.main(["keaslian", *words])
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


def test_options_reach_the_questions_and_the_workbook(called, capsys, tmp_path):
    book = tmp_path / "k.xlsx"
    words = ["--data", "d", "--tahun", "2025", "--wilayah", "Kota Batu", "--keluaran", str(book)]
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert (called.data, called.edition, called.region) == ("dataset d", 2025, "Kota Batu")
    assert "PENGGUNAAN INTERNAL" in out
    assert "Nama berganti: 1. Apakah 1?" in out
    assert str(book) in out
    assert book.exists()


@pytest.mark.parametrize(
    "words", [["--tahun", "dua"], ["--wilayah", ""], ["--keluaran", ""], ["x"]]
)
def test_a_wrong_call_is_told(called, capsys, words):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert "evaluasi" in err
    assert "Traceback" not in err


def test_a_missing_dataset_is_told(capsys, tmp_path):
    code, _out, err = run(capsys, "--data", str(tmp_path / "tidak ada"))
    assert code == 2
    assert "tidak ada" in err


def test_help_is_indonesian_and_accuses_nobody(capsys):
    code, out, _err = run(capsys, "--help")
    assert code == 0
    assert "bukan tuduhan" in out
