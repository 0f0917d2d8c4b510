"""`evaluasi laporan` from the shell, on the data that ship and a small notebook."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from evaluasi.reports import manifest

ROOT = Path(__file__).parents[2]
SMALL = "tests/notebooks/laporan_kecil.ipynb"
FAILING = "tests/notebooks/gagal_satu.ipynb"
SCHEMA = json.loads(
    Path(manifest.__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
)


def command(*words):
    return [sys.executable, "-m", "evaluasi", "laporan", *map(str, words)]


def environment():
    return os.environ | {"SOURCE_DATE_EPOCH": "1795219200", "PYTHONIOENCODING": "utf-8"}


def run(*words, cwd=ROOT):
    return subprocess.run(
        command(*words), cwd=cwd, env=environment(), capture_output=True, text=True, check=False
    )


def pages(folder):
    """What a reader gets: pages and PDFs by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("3*.*"))}


def listed(folder):
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, SCHEMA)
    return {entry["kode"]: entry for entry in found["laporan"].values()}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Three reports, two at a time."""
    out = tmp_path_factory.mktemp("laporan") / "reports"
    words = ["--wilayah", "35.79,Banyuwangi", "--wilayah", "Kota Surabaya", "-j", "2"]
    ended = run(*words, "--notebook", SMALL, "--keluaran", out)
    assert ended.returncode == 0, ended.stderr
    return out, ended


def test_a_batch_leaves_reports_notebooks_index_and_manifest(made):
    out, ended = made
    assert [path.name for path in sorted(out.iterdir())] == [
        "35.10_kabupaten-banyuwangi_laporan-kecil.html",
        "35.10_kabupaten-banyuwangi_laporan-kecil.pdf",
        "35.78_kota-surabaya_laporan-kecil.html",
        "35.78_kota-surabaya_laporan-kecil.pdf",
        "35.79_kota-batu_laporan-kecil.html",
        "35.79_kota-batu_laporan-kecil.pdf",
        "indeks.html",
        "kejadian.jsonl",
        "log",
        "manifest.json",
        "notebook",
    ]
    assert list((out / "log").iterdir()) == []
    assert len(list((out / "notebook").iterdir())) == 3
    assert ended.stdout.startswith("3 dari 3 laporan selesai dalam ")
    assert len(ended.stderr.splitlines()) == 3
    assert {entry["status"] for entry in listed(out).values()} == {"selesai"}


def test_a_report_carries_its_figures_from_the_data(made):
    out, _ = made
    page = (out / "35.79_kota-batu_laporan-kecil.html").read_text(encoding="utf-8")
    assert ">2,86<" in page  # poverty of Kota Batu in 2025, data/jatim/capaian.csv
    assert "21 November 2026" in page
    assert "Gambar 1" in page
    assert "import evaluasi" not in page
    (figure,) = listed(out)["35.79"]["angka_kunci"]
    assert figure == {"label": "Penduduk miskin (%)", "nilai": 2.86, "teks": "2,86"}


def test_serial_and_parallel_give_the_same_bytes(made, tmp_path):
    out, _ = made
    words = ["--wilayah", "35.79,Banyuwangi,Kota Surabaya", "-j", "1"]
    again = run(*words, "--notebook", SMALL, "--keluaran", tmp_path)
    assert again.returncode == 0, again.stderr
    assert pages(tmp_path) == pages(out)


def test_one_failing_region_does_not_stop_the_others(tmp_path):
    ended = run("--wilayah", "35.78,35.79", "--notebook", FAILING, "--keluaran", tmp_path)
    assert ended.returncode == 1
    assert "1 dari 2 laporan selesai" in ended.stdout
    assert "35.79 Kota Batu, sel [4]: ValueError: tidak bisa 35.79" in ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr
    found = listed(tmp_path)
    assert {kode: entry["status"] for kode, entry in found.items()} == {
        "35.78": "selesai",
        "35.79": "gagal",
    }
    log = (tmp_path / found["35.79"]["galat"]["log"]).read_text(encoding="utf-8")
    assert "raise ValueError" in log
    assert "tidak bisa 35.79" in (tmp_path / "indeks.html").read_text(encoding="utf-8")


def test_a_later_batch_keeps_the_earlier_reports_in_the_index(tmp_path):
    for region in ("35.78", "35.10"):
        run("--wilayah", region, "--notebook", FAILING, "--keluaran", tmp_path)
    assert set(listed(tmp_path)) == {"35.78", "35.10"}


def test_the_project_is_found_from_any_folder(tmp_path):
    ended = run("--wilayah", "35.79", "--notebook", SMALL, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert len(pages(tmp_path / "reports")) == 2


def test_a_dry_run_says_what_would_be_made_and_makes_nothing(tmp_path):
    out = tmp_path / "reports"
    ended = run("--notebook", SMALL, "--keluaran", out, "--kering")
    assert ended.returncode == 0
    assert ended.stdout.startswith("38 laporan akan dibuat")
    assert "  35.79  Kota Batu: baru" in ended.stdout.splitlines()
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--wilayah", "Malang"], "Kota Malang"),
        (["--wilayah", "Wakanda"], "Wakanda"),
        (["--tahun", "1900"], "1900"),
        (["--data", "data/antah"], "data/antah"),
        (["--notebook", "antah"], "antah"),
        (["--keluaran", "README.md"], "bukan folder"),
        (["--format", "odt"], "odt"),
    ],
)
def test_a_wrong_call_ends_with_a_sentence_before_anything_runs(words, told):
    notebook = [] if "--notebook" in words else ["--notebook", SMALL]
    ended = run(*notebook, *words)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert told in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C dikirim lain di Windows")
def test_ctrl_c_leaves_what_was_done_and_a_true_manifest(tmp_path):
    batch = subprocess.Popen(
        command("--notebook", SMALL, "--keluaran", tmp_path, "-j", "1"),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    # The second page stands only after the first report was noted as done.
    while len(list(tmp_path.glob("3*.html"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    batch.send_signal(signal.SIGINT)
    _, told = batch.communicate(timeout=60)
    assert batch.returncode == 130
    assert "dihentikan" in told
    assert "Traceback" not in told
    found = listed(tmp_path)
    assert len(found) == 38
    done = {entry["keluaran"]["html"]["berkas"] for entry in found.values() if entry["keluaran"]}
    assert 0 < len(done) < 38
    assert done <= set(pages(tmp_path))
    assert not [path for path in tmp_path.rglob(".*") if path.is_file()]
    last = (tmp_path / "kejadian.jsonl").read_text(encoding="utf-8").splitlines()[-1]
    assert json.loads(last)["peristiwa"] == "dihentikan"
