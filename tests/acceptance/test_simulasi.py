"""`evaluasi simulasi` from the shell: a dataset that the other commands take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from evaluasi import tables
from evaluasi.tables import provenance

ROOT = Path(__file__).parents[2]
SMALL = "tests/notebooks/laporan_kecil.ipynb"


def run(*words):
    return subprocess.run(
        [sys.executable, "-m", "evaluasi", *map(str, words)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def simulate(folder, *words):
    return run("simulasi", "--keluaran", folder, "--skala", "kecil", *words)


def files(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("simulasi") / "data"
    return folder, simulate(folder, "--benih", "3")


def test_it_says_what_it_made_and_nothing_else(made):
    folder, result = made
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("SIMULASI")
    assert str(folder) in result.stdout
    assert [path.name for path in folder.parent.iterdir()] == ["data"]


def test_the_dataset_loads_and_is_marked(made, monkeypatch):
    monkeypatch.setattr(provenance, "_loaded", {})
    loaded = tables.load(made[0])
    assert loaded.kind == "simulasi"
    assert loaded.provenance.line().startswith("SIMULASI")


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(made, tmp_path):
    simulate(tmp_path / "sama", "--benih", "3")
    simulate(tmp_path / "lain", "--benih", "4")
    assert files(tmp_path / "sama") == files(made[0])
    assert files(tmp_path / "lain").keys() == files(made[0]).keys()
    assert files(tmp_path / "lain") != files(made[0])


def test_a_folder_of_the_user_is_refused_before_any_work(tmp_path):
    (tmp_path / "penting.xlsx").write_bytes(b"milik pemakai")
    result = simulate(tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert "penting.xlsx" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(tmp_path) == {Path("penting.xlsx"): b"milik pemakai"}


def test_a_report_on_it_says_simulasi(made, tmp_path):
    words = ["--data", made[0], "--wilayah", "35.79", "--notebook", SMALL, "--format", "html"]
    result = run("laporan", *words, "--keluaran", tmp_path / "laporan")
    assert result.returncode == 0, result.stderr
    (page,) = (tmp_path / "laporan").glob("35.79*.html")
    assert "SIMULASI" in page.read_text(encoding="utf-8")
