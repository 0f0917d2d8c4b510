"""How long a second run of 552 reports takes when nothing has changed.

The reports are stood in for by files of the size that real ones have; what is timed is real: the
dataset is read and checked, every key is computed, every file is looked at.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from evaluasi.reports import batch, planning
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Job, JobResult, output
from evaluasi.reports.scheduler import Outcome
from evaluasi.reports.selection import Choice

SIZES = {"html": 1_000_000, "pdf": 700_000, "ipynb": 1_300_000}
ROUNDS = 5


def stand_in(job: Job) -> JobResult:
    layout = Layout(job.out)
    paths = {name: layout.report(job.stem, name) for name in job.formats}
    paths["ipynb"] = layout.notebook(job.stem)
    for name, path in paths.items():
        path.write_bytes(os.urandom(1) * SIZES[name])
    return JobResult(1.0, outputs={name: output(path, layout) for name, path in paths.items()})


def run_here(tasks, _work, on_done, **_options):
    for task in tasks:
        on_done(Outcome(task, result=stand_in(task)))


def run(out: Path) -> tuple[float, float, batch.Batch]:
    """Plan and make; return wall and processor seconds, and the batch."""
    began, began_cpu = time.perf_counter(), time.process_time()
    plan = planning.plan("laporan_wilayah", Choice(everything=True), data="data/nasional", out=out)
    made = batch.make(plan)
    return time.perf_counter() - began, time.process_time() - began_cpu, made


def main() -> None:
    batch.scheduler.run_tasks = run_here
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        assert not run(out)[-1].failed
        os.sync()  # or the disk is still busy with what was written
        unchanged = [run(out) for _round in range(ROUNDS)]
        for path in out.rglob("*.*"):
            os.utime(path)
        touched = run(out)
    for *_times, made in (*unchanged, touched):
        assert {report.status for report in made.reports} == {batch.FRESH}
    wall, cpu = (statistics.median(r[i] for r in unchanged) for i in (0, 1))
    print(f"laporan: {len(made.reports)}; beban: {os.getloadavg()[0]:.1f}")
    print(f"tanpa perubahan, median dari {ROUNDS}: {wall:.2f} detik ({cpu:.2f} detik prosesor)")
    print(f"semua berkas berwaktu lain, isinya dibaca: {touched[0]:.2f} detik")


if __name__ == "__main__":
    main()
