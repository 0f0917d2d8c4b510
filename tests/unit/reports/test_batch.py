"""A batch goes on after failures, and leaves a true manifest and index however it ends."""

import hashlib
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import reports as rp
from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports import batch, events, ledger, manifest
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Fault, Job, JobResult, Output, output, same_report
from evaluasi.reports.planning import Plan
from evaluasi.reports.scheduler import Failure, Outcome

HASH = "0" * 64
SHARED = {
    "notebook": {"nama": "laporan_wilayah", "sha256": HASH},
    "data": {"judul": "Jawa Timur", "jenis": "publik", "sidik": HASH},
    "parameter": {},
    "versi": {"evaluasi": "0.1.0"},
    "bahasa": "id",
}
KEY = {
    **dict.fromkeys(("notebook", "data", "program", "versi", "templat"), HASH),
    "bahasa": "id",
    "masukan": {},
}
DONE = JobResult(1.5, outputs={"html": Output("35.79_kota-batu.html", HASH)})
FAILED = JobResult(0.5, Fault("ValueError: salah", 4, "log/35.79_kota-batu.log"))


def job(out, code="35.79", name="Kota Batu", stem="35.79_kota-batu"):
    notebook = Path("laporan_wilayah.ipynb")
    return Job(code, name, stem, notebook, {}, out, {}, "evaluasi", key=KEY)


def other(out):
    return job(out, "35.10", "Kabupaten Banyuwangi", "35.10_kabupaten-banyuwangi")


def planned(out, *jobs, fresh=()):
    jobs = jobs or (job(out),)
    reasons = {one.stem: "baru" for one in jobs if one not in fresh}
    return Plan(jobs, reasons, Layout(out), SHARED)


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
    made = batch.make(planned(tmp_path, other(tmp_path), job(tmp_path)))
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
    with pytest.raises(KeyboardInterrupt):
        batch.make(planned(tmp_path, job(tmp_path), other(tmp_path)))
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


def test_a_second_batch_in_the_same_folder_is_told_to_wait(tmp_path, monkeypatch):
    told = []

    def run_tasks(tasks, _work, on_done, **_options):
        with pytest.raises(OutputError) as caught:
            batch.make(planned(tmp_path, other(tmp_path)))
        told.append(str(caught.value))
        on_done(Outcome(tasks[0], result=DONE))

    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    assert batch.make(planned(tmp_path)).exit_code == 0
    assert statuses(tmp_path) == {"35.79": "selesai"}
    assert f"sedang diisi batch lain (proses {os.getpid()}, sejak 20" in told[0]
    assert "--keluaran" in told[0]


def test_a_later_batch_keeps_the_reports_of_the_earlier_one(tmp_path, outcomes):
    for one in (job(tmp_path), other(tmp_path)):
        outcomes({"result": DONE})
        (tmp_path / "35.79_kota-batu.html").touch()
        batch.make(planned(tmp_path, one))
    assert statuses(tmp_path) == {"35.10": "selesai", "35.79": "selesai"}


def test_fresh_reports_are_not_run_but_counted(tmp_path, outcomes):
    outcomes({"result": DONE})
    made = batch.make(planned(tmp_path, job(tmp_path), other(tmp_path), fresh=[other(tmp_path)]))
    assert [(r.job.code, r.status) for r in made.reports] == [
        ("35.79", "selesai"),
        ("35.10", "segar"),
    ]
    assert made.exit_code == 0
    assert made.summary().startswith("1 dari 1 laporan selesai dalam ")
    assert "; 1 lainnya masih segar." in made.summary()
    assert list(made.to_frame()["status"]) == ["selesai", "segar"]


def test_when_all_is_fresh_nothing_is_touched(tmp_path, outcomes):
    outcomes({"result": DONE})
    batch.make(planned(tmp_path))
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    outcomes(fault=AssertionError("tidak boleh dijalankan"))
    made = batch.make(planned(tmp_path, fresh=[job(tmp_path)]))
    assert made.summary().startswith("Semua 1 laporan masih segar, tidak ada yang dibuat")
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("name", ["indeks.html", "manifest.json"])
def test_a_lost_index_or_manifest_is_written_again_though_all_is_fresh(tmp_path, outcomes, name):
    outcomes({"result": DONE})
    batch.make(planned(tmp_path))
    (tmp_path / "35.79_kota-batu.html").touch()
    (tmp_path / name).unlink()
    outcomes()
    assert batch.make(planned(tmp_path, fresh=[job(tmp_path)])).exit_code == 0
    assert statuses(tmp_path) == {"35.79": "selesai"}
    assert (tmp_path / name).exists()


def test_the_manifest_is_kept_true_while_the_batch_runs(tmp_path, monkeypatch):
    monkeypatch.setattr(ledger, "SAVE_EVERY_SECONDS", 0.0)
    seen = []

    def run_tasks(tasks, _work, on_done, **_options):
        for task in tasks:
            on_done(Outcome(task, result=DONE))
            seen.append(statuses(tmp_path))

    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    batch.make(planned(tmp_path, job(tmp_path), other(tmp_path)))
    assert seen == [
        {"35.79": "selesai", "35.10": "menunggu"},
        {"35.79": "selesai", "35.10": "selesai"},
    ]


def names_of(out):
    return [event["peristiwa"] for event in events.read(out / "kejadian.jsonl")]


def test_the_log_tells_how_a_batch_went(tmp_path, outcomes):
    outcomes({"result": DONE}, fault=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        batch.make(planned(tmp_path, job(tmp_path), other(tmp_path)))
    assert names_of(tmp_path) == ["mulai", "selesai", "dihentikan"]
    outcomes({"result": FAILED})
    batch.make(planned(tmp_path, other(tmp_path)))
    assert names_of(tmp_path) == ["lanjut", "gagal", "tamat"]
    assert [e["peristiwa"] for e in events.read(Layout(tmp_path).earlier_events)] == [
        "mulai",
        "selesai",
        "dihentikan",
    ]
    outcomes({"result": DONE})
    batch.make(planned(tmp_path))
    assert names_of(tmp_path) == ["mulai", "selesai", "tamat"]


def test_what_cannot_be_recorded_is_not_made(tmp_path, monkeypatch):
    out = tmp_path / "reports"

    def run_tasks(tasks, _work, on_done, **_options):
        shutil.rmtree(out)
        on_done(Outcome(tasks[0], result=DONE))
        raise AssertionError("tidak sampai")

    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    made = batch.make(planned(out))
    assert made.exit_code == 1
    assert [report.status for report in made.reports] == ["selesai"]
    assert "Batch terhenti. Folder keluaran" in made.summary()
    assert "tidak ada lagi" in made.summary()


def test_a_report_made_twice_is_on_record_as_it_is_now(tmp_path, monkeypatch):
    page = tmp_path / "35.79_kota-batu.html"

    def run_tasks(tasks, _work, on_done, **_options):
        page.write_text("pertama")
        on_done(Outcome(tasks[0], result=JobResult(1.0, outputs={"html": output(page, layout)})))
        page.write_text("kedua kali")

    layout = Layout(tmp_path)
    monkeypatch.setattr(batch.scheduler, "run_tasks", run_tasks)
    batch.make(planned(tmp_path))
    (entry,) = manifest.recorded(layout).values()
    assert entry["keluaran"]["html"]["sha256"] == hashlib.sha256(b"kedua kali").hexdigest()


def test_no_region_is_not_all_regions():
    with pytest.raises(ParameterError, match="wilayah"):
        rp.run("laporan_wilayah", [])


def test_equal_reports_are_equal_however_long_they_took():
    notebook = Output("notebook/a.ipynb", "1" * 64)
    slow = JobResult(9.0, outputs={**DONE.outputs, "ipynb": notebook})
    assert same_report(DONE, slow)
    assert not same_report(DONE, JobResult(1.5, outputs={"html": Output("a.html", "2" * 64)}))
    assert not same_report(DONE, FAILED)
