"""A batch goes on after failures, and leaves a true manifest and index however it ends."""

import json
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import reports as rp
from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports import batch
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Fault, Job, JobResult, Output, same_report
from evaluasi.reports.planning import Plan
from evaluasi.reports.scheduler import Failure, Outcome

HASH = "0" * 64
SHARED = {
    "notebook": {"nama": "laporan_wilayah", "sha256": HASH},
    "data": {"judul": "Jawa Timur", "jenis": "publik", "sidik": HASH},
    "parameter": {},
    "templat": HASH,
    "versi": {"evaluasi": "0.1.0"},
    "bahasa": "id",
}
DONE = JobResult(1.5, outputs={"html": Output("35.79_kota-batu.html", HASH)})
FAILED = JobResult(0.5, Fault("ValueError: salah", 4, "log/35.79_kota-batu.log"))


def job(out, code="35.79", name="Kota Batu", stem="35.79_kota-batu"):
    return Job(code, name, stem, Path("laporan_wilayah.ipynb"), {}, out, {}, "evaluasi")


def planned(out, *jobs):
    return Plan(jobs or (job(out),), Layout(out), SHARED)


@pytest.fixture
def outcomes(monkeypatch):
    """Hand the batch these ends of its tasks, then raise what is asked for."""

    def prepare(*ends, fault=None):
        def run_tasks(tasks, _work, on_done, **_options):
            for task, end in zip(tasks, ends, strict=False):
                on_done(Outcome(task, **end))
            if fault:
                raise fault

        monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)

    return prepare


def statuses(out):
    found = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["laporan"]
    return {entry["kode"]: entry["status"] for entry in found.values()}


def test_a_good_batch_ends_with_zero(tmp_path, outcomes):
    outcomes({"result": DONE})
    made = batch.make(planned(tmp_path))
    assert made.exit_code == 0
    assert made.summary().startswith("1 dari 1 laporan selesai dalam ")
    assert str(tmp_path / "indeks.html") in made.summary()
    assert statuses(tmp_path) == {"35.79": "selesai"}


def test_failures_are_counted_named_and_told_where_to_read_on(tmp_path, outcomes):
    outcomes({"result": DONE}, {"result": FAILED})
    other = job(tmp_path, "35.10", "Kabupaten Banyuwangi", "35.10_kabupaten-banyuwangi")
    made = batch.make(planned(tmp_path, other, job(tmp_path)))
    assert made.exit_code == 1
    log = tmp_path / "log" / "35.79_kota-batu.log"
    told = f"  - 35.79 Kota Batu, sel [4]: ValueError: salah (lihat {log})"
    assert told in made.summary().splitlines()
    pd.testing.assert_frame_equal(
        made.to_frame()[["kode", "status", "pesan"]],
        pd.DataFrame(
            {
                "kode": ["35.10", "35.79"],
                "status": ["selesai", "gagal"],
                "pesan": ["", "ValueError: salah"],
            }
        ),
    )


def test_a_process_that_was_lost_is_a_failed_report_with_a_log(tmp_path, outcomes):
    lost = Failure("crash", "Proses berhenti mendadak (kode -11).")
    outcomes({"failure": lost, "attempts": 2, "seconds": 3.0})
    (report,) = batch.make(planned(tmp_path)).reports
    assert report.fault.message == "Proses berhenti mendadak (kode -11)."
    assert report.result.attempts == 2
    assert "kode -11" in (tmp_path / report.fault.log).read_text(encoding="utf-8")


def test_an_interrupted_batch_tells_what_was_done_and_what_was_not(tmp_path, outcomes):
    outcomes({"result": DONE}, fault=KeyboardInterrupt())
    other = job(tmp_path, "35.10", "Kabupaten Banyuwangi", "35.10_kabupaten-banyuwangi")
    with pytest.raises(KeyboardInterrupt):
        batch.make(planned(tmp_path, job(tmp_path), other))
    assert statuses(tmp_path) == {"35.79": "selesai", "35.10": "menunggu"}
    assert "menunggu" in (tmp_path / "indeks.html").read_text(encoding="utf-8")


def test_an_interrupted_rerun_keeps_the_earlier_report_listed(tmp_path, outcomes):
    outcomes({"result": DONE})
    batch.make(planned(tmp_path))
    (tmp_path / "35.79_kota-batu.html").touch()
    outcomes(fault=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        batch.make(planned(tmp_path))
    assert statuses(tmp_path) == {"35.79": "selesai"}


def test_two_batches_in_one_folder_do_not_lose_each_other(tmp_path, monkeypatch):
    other = job(tmp_path, "35.10", "Kabupaten Banyuwangi", "35.10_kabupaten-banyuwangi")
    outputs = {"html": Output("35.10_kabupaten-banyuwangi.html", HASH)}
    (tmp_path / "35.10_kabupaten-banyuwangi.html").touch()
    (tmp_path / "35.79_kota-batu.html").touch()

    def inner(tasks, _work, on_done, **_options):
        on_done(Outcome(tasks[0], result=JobResult(1.0, outputs=outputs)))

    def outer(tasks, _work, on_done, **_options):
        monkeypatch.setattr(batch.scheduler, "run_tasks", inner)
        batch.make(planned(tmp_path, other))
        on_done(Outcome(tasks[0], result=DONE))

    monkeypatch.setattr(batch.scheduler, "run_tasks", outer)
    batch.make(planned(tmp_path))
    assert statuses(tmp_path) == {"35.10": "selesai", "35.79": "selesai"}


def test_the_manifest_is_kept_true_while_the_batch_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(batch, "SAVE_EVERY_SECONDS", 0.0)
    other = job(tmp_path, "35.10", "Kabupaten Banyuwangi", "35.10_kabupaten-banyuwangi")
    seen = []

    def run_tasks(tasks, _work, on_done, **_options):
        for task in tasks:
            on_done(Outcome(task, result=DONE))
            seen.append(statuses(tmp_path))

    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    batch.make(planned(tmp_path, job(tmp_path), other))
    assert seen == [
        {"35.79": "selesai", "35.10": "menunggu"},
        {"35.79": "selesai", "35.10": "selesai"},
    ]


def test_a_folder_that_vanishes_is_told_in_a_sentence(tmp_path, monkeypatch):
    out = tmp_path / "reports"

    def run_tasks(_tasks, _work, **_options):
        for folder in ("log", "notebook", "."):
            (out / folder).rmdir()

    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    with pytest.raises(OutputError, match="tidak dapat ditulis"):
        batch.make(planned(out))


def test_no_region_is_not_all_regions():
    with pytest.raises(ParameterError, match="wilayah"):
        rp.run("laporan_wilayah", [])


def test_equal_reports_are_equal_however_long_they_took():
    notebook = Output("notebook/a.ipynb", "1" * 64)
    slow = JobResult(9.0, outputs={**DONE.outputs, "ipynb": notebook})
    assert same_report(DONE, slow)
    assert not same_report(DONE, JobResult(1.5, outputs={"html": Output("a.html", "2" * 64)}))
    assert not same_report(DONE, FAILED)
