"""A batch of reports: planned and checked first, then made, one process each."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from evaluasi import text
from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports import index, manifest, scheduler
from evaluasi.reports.folders import Layout
from evaluasi.reports.job import Fault, Job, JobResult, failed, run_job, same_report
from evaluasi.reports.planning import DEFAULT_FORMATS, Plan, plan
from evaluasi.reports.progress import Progress, Silent, duration
from evaluasi.reports.scheduler import Outcome
from evaluasi.reports.selection import Choice
from evaluasi.text import _

SAVE_EVERY_SECONDS = 2.0
# A report takes seconds; one that takes this long will not end by itself.
SOFT_LIMIT_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a batch and what became of it."""

    job: Job
    result: JobResult

    @property
    def fault(self) -> Fault | None:
        """Why it failed, None when it was made."""
        return self.result.fault


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch made."""

    layout: Layout
    reports: tuple[Report, ...]
    seconds: float

    @property
    def failed(self) -> tuple[Report, ...]:
        """The reports that could not be made."""
        return tuple(report for report in self.reports if report.fault)

    @property
    def exit_code(self) -> int:
        """0 when every report was made, else 1."""
        return 1 if self.failed else 0

    def to_frame(self) -> pd.DataFrame:
        """Return one row per report: kode, nama, status, detik, pesan."""
        return pd.DataFrame(
            [
                {
                    "kode": report.job.code,
                    "nama": report.job.name,
                    "status": manifest.FAILED if report.fault else manifest.DONE,
                    "detik": round(report.result.seconds, 2),
                    "pesan": report.fault.message if report.fault else "",
                }
                for report in self.reports
            ],
            columns=["kode", "nama", "status", "detik", "pesan"],
        )

    def summary(self) -> str:
        """Say what was made, what failed and why, and what to open."""
        total = len(self.reports)
        lines = [
            _("{done} dari {total} laporan selesai dalam {time}.").format(
                done=text.number(total - len(self.failed)),
                total=text.number(total),
                time=duration(self.seconds),
            )
        ]
        if self.failed:
            lines.append(_("Yang gagal:"))
            lines += [_failure(report, self.layout) for report in self.failed]
        lines.append(_("Buka {path}").format(path=self.layout.index))
        return "\n".join(lines)

    def __repr__(self) -> str:
        return self.summary()


def run(
    notebook: str | Path,
    regions: Iterable[str] | Choice,
    *,
    year: int | None = None,
    formats: Iterable[str] = DEFAULT_FORMATS,
    workers: int | None = None,
    out: str | Path = "reports",
    data: str | Path = "data/jatim",
    progress: Progress | None = None,
) -> Batch:
    """Make one report per region.

    Parameters
    ----------
    notebook : str or path
        Name in ``notebooks/`` (``"laporan_wilayah"``) or path.
    regions : codes or names
    year : int, optional
        Reporting year; default the latest of the dataset.
    formats : iterable of str
        Of `evaluasi.reports.formats.FORMATS`.
    workers : int, optional
        Reports made at the same time; default by cores and memory.
    out, data : path
        Output folder and dataset folder.
    progress : Progress, optional

    Returns
    -------
    Batch
        A report that fails does not stop the others. The manifest and the index are kept true
        while the batch runs, so that an interrupted one can be read too.

    Raises
    ------
    EvaluasiError
        When the call is wrong; then nothing has run.
    """
    checked = plan(notebook, _choice(regions), year=year, formats=formats, out=out, data=data)
    return make(checked, workers=workers, progress=progress)


def make(checked: Plan, *, workers: int | None = None, progress: Progress | None = None) -> Batch:
    """Run a plan; see `run`."""
    checked.layout.prepare()
    ledger = _Ledger(checked)
    started = time.perf_counter()
    with progress or Silent() as bar:
        bar.begin(len(checked.jobs))

        def done(outcome: Outcome[Job, JobResult]) -> None:
            job, result = outcome.task, _result(outcome)
            ledger.note(job, result)
            bar.advance(job.code, job.name, result)

        try:
            scheduler.run_tasks(
                checked.jobs,
                run_job,
                workers=workers,
                on_done=done,
                soft_limit=SOFT_LIMIT_SECONDS,
                preload=checked.preload,
                same=same_report,
                on_notice=bar.note,
            )
        finally:
            ledger.save()
    reports = tuple(Report(job, ledger.results[job.stem]) for job in checked.jobs)
    return Batch(checked.layout, reports, time.perf_counter() - started)


class _Ledger:
    """Keeps the results as they come, and the manifest and index on disk in step."""

    def __init__(self, checked: Plan) -> None:
        self.results: dict[str, JobResult] = {}
        self._layout = checked.layout
        self._batch = {"id": uuid.uuid4().hex, "mulai": manifest.timestamp(), **checked.shared}
        self._keys = {job.stem: _key(job, checked.shared) for job in checked.jobs}
        self._waiting = {
            job.stem: manifest.entry(job, self._keys[job.stem]) for job in checked.jobs
        }
        self._done: dict[str, Any] = {}
        self._saved = time.monotonic()

    def note(self, job: Job, result: JobResult) -> None:
        self.results[job.stem] = result
        self._done[job.stem] = manifest.entry(job, self._keys[job.stem], result)
        if time.monotonic() - self._saved > SAVE_EVERY_SECONDS:
            self.save()

    def save(self) -> None:
        batch = {**self._batch, "selesai": manifest.timestamp()}
        # Read anew each time: another batch may write into the same folder. A report of an
        # earlier batch stays listed until its successor is made.
        entries = self._waiting | manifest.earlier(self._layout) | self._done
        try:
            manifest.write(self._layout, batch, entries)
            index.write(self._layout, batch, entries)
        except OSError as fault:
            raise OutputError(
                _("Manifest dan indeks tidak dapat ditulis ke {out}: {reason}.").format(
                    out=self._layout.out, reason=fault.strerror or fault
                ),
                _("Periksa folder dan sisa ruang diska, lalu jalankan lagi."),
            ) from fault
        self._saved = time.monotonic()


def _key(job: Job, shared: Mapping[str, Any]) -> str:
    inputs = {name: value for name, value in shared.items() if name != "parameter"}
    return manifest.freshness_key(inputs, job.parameters)


def _result(outcome: Outcome[Job, JobResult]) -> JobResult:
    if outcome.result is not None:
        return replace(outcome.result, attempts=outcome.attempts)
    lost = outcome.failure
    assert lost is not None  # a task ends with a result or a failure
    fault = failed(outcome.task, lost.message, None, lost.traceback or lost.message)
    return JobResult(outcome.seconds, fault, attempts=outcome.attempts)


def _choice(regions: Iterable[str] | Choice) -> Choice:
    if isinstance(regions, Choice):
        return regions
    names = (regions,) if isinstance(regions, str) else tuple(regions)
    if not names:
        raise ParameterError(
            _("Tidak ada wilayah yang diminta."),
            _("Sebut paling sedikit satu kode atau nama, misalnya [“35.79”]."),
        )
    return Choice(names)


def _failure(report: Report, layout: Layout) -> str:
    fault = report.result.fault
    assert fault is not None  # only failures come here
    place = "" if fault.cell is None else _(", sel [{cell}]").format(cell=fault.cell)
    story = _(" (lihat {log})").format(log=layout.out / fault.log) if fault.log else ""
    return f"  - {report.job.code} {report.job.name}{place}: {fault.message}{story}"
