"""One report: whole when it succeeds, a sentence and a log when it does not."""

import hashlib
import json
import pickle
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from papermill.exceptions import PapermillExecutionError

from evaluasi.errors import DatasetError
from evaluasi.reports import job as job_module
from evaluasi.reports.blocks import MIME
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Job, run_job

DECLARED = {"label": "IID", "value": 84.19, "text": "84,19"}


@pytest.fixture
def job(tmp_path):
    Layout(tmp_path).prepare()
    return Job(
        code="35.79",
        name="Kota Batu",
        stem="35.79_kota-batu",
        notebook=Path("laporan.ipynb"),
        parameters={"wilayah": "35.79"},
        out=tmp_path,
        meta={"date": "2026-11-21", "region": "Kota Batu"},
        engine="evaluasi",
    )


@pytest.fixture
def execution(monkeypatch):
    """What papermill would do: leave a notebook on disk, return it or raise."""

    def prepare(fault=None, metadata=None):
        bundle = {"version": 1, "kind": "key_figures", "figures": [DECLARED]}
        output = new_output("display_data", data={MIME: bundle})
        nb = new_notebook(cells=[new_code_cell("x", outputs=[output])], metadata=metadata or {})

        def execute(_source, target, **_options):
            nbformat.write(nb, target)
            if fault:
                raise fault
            return nb

        monkeypatch.setattr(job_module, "execute_notebook", execute)

    return prepare


def test_a_report_leaves_its_page_and_notebook_with_true_hashes(job, execution):
    execution()
    result = run_job(job)
    assert result.fault is None
    files = {name: job.out / output.file for name, output in result.outputs.items()}
    assert {name: path.relative_to(job.out).as_posix() for name, path in files.items()} == {
        "html": "35.79_kota-batu.html",
        "ipynb": "notebook/35.79_kota-batu.ipynb",
    }
    for name, path in files.items():
        written = result.outputs[name]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == written.sha256
        assert (path.stat().st_size, path.stat().st_mtime_ns) == (written.size, written.modified)
    assert "21 November 2026" in files["html"].read_text(encoding="utf-8")
    assert [figure.value for figure in result.key_figures] == [84.19]
    assert list((job.out / "log").iterdir()) == []


@pytest.mark.parametrize(
    ("fault", "message", "cell"),
    [
        (
            PapermillExecutionError(3, 2, "x = 1/0", "ZeroDivisionError", "division", ["\x1b[1mT"]),
            "ZeroDivisionError: division",
            2,
        ),
        (
            PapermillExecutionError(3, 2, "load", "DatasetError", "Tabel rusak.\nGanti.", ["T"]),
            "Tabel rusak. Ganti.",
            2,
        ),
        (DatasetError("Tabel rusak.", "Ganti."), "Tabel rusak. Ganti.", None),
        (RuntimeError("kernel mati"), "RuntimeError: kernel mati", None),
        (
            PapermillExecutionError(3, 2, "x", "MemoryError", "", ["T"]),
            "Memori habis.",
            2,
        ),
        (
            PapermillExecutionError(3, 2, "x", "SystemExit", "3", ["T"]),
            "Sel mengakhiri notebook dengan sys.exit(3).",
            2,
        ),
        (
            PapermillExecutionError(3, 2, "x", "TimeLimitReached", "Batas waktu.", ["T"]),
            "Batas waktu.",
            2,
        ),
        (AssertionError(), "AssertionError", None),
        (OSError(28, "No space left", "/x/a.html"), "a.html: diska penuh", None),
        (OSError(5, "Input/output error", "/x/a.html"), "a.html: Input/output error", None),
        (OSError("aneh"), "OSError: aneh", None),
        (RuntimeError("x" * 1000), "RuntimeError: " + "x" * 286, None),
    ],
)
def test_a_failure_is_one_line_with_the_whole_story_in_the_log(
    job, execution, fault, message, cell
):
    execution(fault)
    result = run_job(job)
    assert (result.fault.message, result.fault.cell) == (message, cell)
    assert result.outputs == {}
    log = Layout(job.out).log(job.stem).read_text(encoding="utf-8")
    assert "35.79 Kota Batu" in log
    assert "\x1b" not in log
    assert Layout(job.out).partial(job.stem).exists()
    assert not Layout(job.out).report(job.stem, "html").exists()


def test_a_report_that_lost_a_figure_has_failed(job, execution):
    execution(metadata={"evaluasi": {"gambar": 2, "tabel": 0}})
    assert "gambar: seharusnya 2, ternyata 0" in run_job(job).fault.message


def test_success_clears_the_log_of_an_earlier_failure(job, execution):
    execution(RuntimeError("gagal"))
    run_job(job)
    execution()
    run_job(job)
    assert list((job.out / "log").iterdir()) == []


def test_a_full_disk_is_a_failure_like_any_other(job, execution, monkeypatch):
    execution()

    def full(path, _content):
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(job_module, "write_atomic", full)
    fault = run_job(job).fault
    name = "35.79_kota-batu.html"
    assert fault.message == f"{name}: diska penuh (log tidak dapat ditulis: diska penuh)"


def test_nothing_is_written_before_all_is_rendered(job, execution, monkeypatch):
    execution()
    run_job(job)
    page = Layout(job.out).report(job.stem, "html")
    before = page.stat().st_mtime_ns

    def broken(_document):
        raise ValueError("PDF tidak dapat disusun")

    renderer = job_module.formats.renderer
    monkeypatch.setattr(
        job_module.formats, "renderer", lambda name: broken if name == "pdf" else renderer(name)
    )
    assert "PDF tidak dapat disusun" in run_job(replace(job, formats=("html", "pdf"))).fault.message
    assert page.stat().st_mtime_ns == before


def test_jobs_and_results_travel_between_processes(job, execution):
    execution()
    result = run_job(job)
    assert pickle.loads(pickle.dumps(job)) == job
    assert pickle.loads(pickle.dumps(result)) == result


def test_the_executed_notebook_is_a_notebook(job, execution):
    execution()
    run_job(job)
    path = Layout(job.out).notebook(job.stem)
    nbformat.validate(json.loads(path.read_text(encoding="utf-8")))
