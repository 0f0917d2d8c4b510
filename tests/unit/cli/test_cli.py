"""The command line speaks Indonesian and answers with the right exit code."""

import argparse
import ast
import inspect
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

from evaluasi import cli
from evaluasi.cli.words import ARGPARSE_WORDS
from evaluasi.errors import DatasetError
from evaluasi.reports import batch, formats, planning
from evaluasi.reports.explore import lab
from evaluasi.reports.selection import Choice

# Told only to a programmer who builds a parser wrongly, or by features we do not use.
FOR_PROGRAMMERS = re.compile(
    r"conflict|subparser|mutually|merge|callable|unknown action|option string|required' is|dest="
    r"|mode %r|__call__|show program's version|deprecated"
)


def words_of_argparse():
    tree = ast.parse(inspect.getsource(argparse))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext"):
            yield from (a.value for a in node.args if isinstance(getattr(a, "value", 0), str))


def test_no_word_of_argparse_is_left_in_english():
    used = {word for word in words_of_argparse() if not FOR_PROGRAMMERS.search(word)}
    assert used - set(ARGPARSE_WORDS) == set()


def run(capsys, *words):
    try:
        code = cli.main(words)
    except SystemExit as ended:
        code = ended.code
    return code, *capsys.readouterr()


@pytest.mark.parametrize("words", [["--help"], ["laporan", "--help"], ["jelajah", "--help"]])
def test_help_is_indonesian(capsys, words):
    code, out, err = run(capsys, *words)
    assert (code, err) == (0, "")
    assert out.startswith("pemakaian: evaluasi")
    for english in ("usage", "options:", "show this", "exit", "default", "argument:"):
        assert english not in out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "wajib diisi: PERINTAH"),
        (["lapor"], "tidak dikenal"),
        (["laporan", "--warna"], "argumen tidak dikenal: --warna"),
        (["laporan", "--tahun", "kemarin"], "'kemarin' bukan tahun; tulis empat angka"),
        (["laporan", "--wilayah", ""], "--wilayah: tidak boleh kosong"),
        (["laporan", "--wilayah", " , "], "--wilayah: tidak boleh kosong"),
        (["laporan", "--keluaran", ""], "--keluaran: tidak boleh kosong"),
        (["laporan", "--tahun"], "perlu satu nilai"),
        (["laporan", "-j", "0"], "paling sedikit 1"),
        (["laporan", "--semua", "--provinsi", "35"], "tidak boleh bersama"),
        (["laporan", "--lanjut", "--paksa"], "tidak boleh bersama"),
        (["laporan", "--s", "--semua=ya"], "tidak menerima nilai"),
        (["laporan", "--ke", "x"], "bermakna ganda"),
    ],
)
def test_a_wrong_call_is_told_in_indonesian(capsys, words, told):
    code, out, err = run(capsys, *words)
    assert (code, out) == (2, "")
    assert told in err
    assert "error" not in err


def test_version(capsys):
    assert run(capsys, "--version") == (0, "evaluasi 0.1.0\n", "")


@pytest.fixture
def planned(monkeypatch):
    """Record what a call asks for, and stop there."""
    calls = []

    class Planned:
        notes = ()

        def summary(self):
            return "rencana"

    def plan(*args, **options):
        calls.append((args, options))
        return Planned()

    monkeypatch.setattr(planning, "plan", plan)
    return calls


def test_words_become_a_call(capsys, planned):
    words = "laporan --wilayah 35.79,Banyuwangi --wilayah Malang --tahun 2024 --format html,pdf"
    words += " --notebook studi --data d --keluaran k --kering"
    assert run(capsys, *words.split()) == (0, "rencana\n", "")
    assert planned == [
        (
            ("studi", Choice(("35.79", "Banyuwangi", "Malang"))),
            {
                "year": 2024,
                "formats": ("html", "pdf"),
                "out": "k",
                "data": "d",
                "force": False,
            },
        )
    ]


def test_without_options_the_home_province_is_reported(capsys, planned):
    run(capsys, "laporan", "--kering")
    ((args, options),) = planned
    assert args == ("laporan_wilayah", Choice())
    assert options == {
        "year": None,
        "formats": None,
        "out": "reports",
        "data": "data/jatim",
        "force": False,
    }


@pytest.mark.parametrize(("word", "force"), [("--lanjut", False), ("--paksa", True)])
def test_only_paksa_makes_what_is_fresh(capsys, planned, word, force):
    run(capsys, "laporan", "--kering", word)
    assert planned[0][1]["force"] is force


@pytest.mark.parametrize(
    ("words", "told"), [([], "PDF tidak dibuat: "), (["--format", "html"], "")]
)
def test_a_usual_format_that_cannot_be_made_is_told(capsys, planned, monkeypatch, words, told):
    monkeypatch.setattr(formats, "find_spec", lambda _name: None)
    made = SimpleNamespace(summary=lambda: "selesai", exit_code=0)
    monkeypatch.setattr(batch, "make", lambda *_args, **_options: made)
    code, out, err = run(capsys, "laporan", *words)
    assert (code, out) == (0, "selesai\n")
    assert err.startswith(told)
    assert bool(err) is bool(told)


def test_what_is_not_reported_on_is_told_beside_the_batch(capsys, planned, monkeypatch):
    planned_kind = type(planning.plan())
    monkeypatch.setattr(planned_kind, "notes", ("Kartoharjo bermakna ganda.",))
    made = SimpleNamespace(summary=lambda: "selesai", exit_code=0)
    monkeypatch.setattr(batch, "make", lambda *_args, **_options: made)
    code, out, err = run(capsys, "laporan", "--format", "html")
    assert (code, out, err) == (0, "selesai\n", "Kartoharjo bermakna ganda.\n")


def test_an_error_is_a_sentence_with_its_remedy_and_no_traceback(capsys, monkeypatch):
    def plan(*_args, **_options):
        raise DatasetError("Dataset rusak.", "Perbaiki.", ["a.csv hilang"])

    monkeypatch.setattr(planning, "plan", plan)
    code, out, err = run(capsys, "laporan")
    assert (code, out) == (2, "")
    assert err == "evaluasi: Dataset rusak.\n  - a.csv hilang\nPerbaiki.\n"


def test_an_interruption_ends_with_a_sentence(capsys, monkeypatch):
    def plan(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "plan", plan)
    code, _, err = run(capsys, "laporan")
    assert code == 130
    assert err.startswith("evaluasi: dihentikan.")


def test_exploring_opens_jupyterlab(capsys, monkeypatch):
    monkeypatch.setattr(lab, "open_lab", lambda: 0)
    assert run(capsys, "jelajah") == (0, "", "")


def test_the_package_runs_as_a_module():
    called = subprocess.run(
        [sys.executable, "-m", "evaluasi", "--version"], capture_output=True, text=True, check=True
    )
    assert called.stdout == "evaluasi 0.1.0\n"


def test_a_reader_of_a_pipe_who_has_seen_enough_is_no_fault():
    command = f"{sys.executable} -m evaluasi laporan --help | head -n 1"
    ended = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    plan = f"{sys.executable} -m evaluasi laporan --data data/nasional --semua --kering | head -n 1"
    ended = subprocess.run(["sh", "-c", plan], capture_output=True, text=True, check=True)
    assert (ended.stderr, ended.stdout.count("\n")) == ("", 1)
