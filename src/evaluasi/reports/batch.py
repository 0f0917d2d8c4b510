"""A batch of reports: planned and checked first, then made, one process each."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from evaluasi import text
from evaluasi.errors import OutputError, ParameterError
from evaluasi.reports import events, scheduler
from evaluasi.reports.events import EventLog
from evaluasi.reports.folders import Layout
from evaluasi.reports.freshness import DONE, FAILED, WAITING
from evaluasi.reports.job import Fault, Job, JobResult, failed, run_job, same_report
from evaluasi.reports.ledger import Ledger
from evaluasi.reports.planning import Plan, plan
from evaluasi.reports.progress import Progress, Silent, duration
from evaluasi.reports.scheduler import Outcome
from evaluasi.reports.selection import Choice
from evaluasi.text import _

# A report takes seconds; one that takes this long will not end by itself.
SOFT_LIMIT_SECONDS = 900.0
FRESH = "segar"


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a batch and what became of it; without a result it was not run."""

    job: Job
    status: str
    result: JobResult | None = None

    @property
    def fault(self) -> Fault | None:
        """Why it failed, None when it did not."""
        return self.result.fault if self.result else None


@dataclass(frozen=True, slots=True)
class Batch:
    """What a batch made; ``trouble`` says why it ended before its time."""

    layout: Layout
    reports: tuple[Report, ...]
    seconds: float
    trouble: str = ""

    @property
    def failed(self) -> tuple[Report, ...]:
        """The reports that could not be made."""
        return tuple(report for report in self.reports if report.fault)

    @property
    def exit_code(self) -> int:
        """0 when every report is there, else 1."""
        return 1 if self.failed or self.trouble else 0

    def to_frame(self) -> pd.DataFrame:
        """Return one row per report: kode, nama, status, detik, pesan."""
        return pd.DataFrame(
            [
                {
                    "kode": report.job.code,
                    "nama": report.job.name,
                    "status": report.status,
                    "detik": round(report.result.seconds, 2) if report.result else None,
                    "pesan": report.fault.message if report.fault else "",
                }
                for report in self.reports
            ],
            columns=["kode", "nama", "status", "detik", "pesan"],
        )

    def summary(self) -> str:
        """Say what was made, what failed and why, and what to open."""
        lines = [self._counts()]
        if self.trouble:
            lines += [_("Batch terhenti. {why}").format(why=self.trouble)]
            lines += [_("Sesudah itu, perintah yang sama melanjutkannya.")]
        if self.failed:
            lines.append(_("Yang gagal:"))
            lines += [_failure(report, self.layout) for report in self.failed]
        lines.append(_("Buka {path}").format(path=self.layout.index))
        return "\n".join(lines)

    def _counts(self) -> str:
        counts = {s: sum(r.status == s for r in self.reports) for s in (FRESH, DONE)}
        fresh, total = counts[FRESH], len(self.reports)
        if fresh == total:
            return _(
                "Semua {n} laporan masih segar, tidak ada yang dibuat (--paksa membuatnya ulang)."
            ).format(n=text.number(total))
        rest = _("; {n} lainnya masih segar").format(n=text.number(fresh)) if fresh else ""
        return _("{done} dari {total} laporan selesai dalam {time}{rest}.").format(
            done=text.number(counts[DONE]),
            total=text.number(total - fresh),
            time=duration(self.seconds),
            rest=rest,
        )

    def __repr__(self) -> str:
        return self.summary()


def run(
    notebook: str | Path,
    regions: Iterable[str] | Choice,
    *,
    year: int | None = None,
    formats: Iterable[str] | None = None,
    workers: int | None = None,
    out: str | Path = "reports",
    data: str | Path = "data/jatim",
    force: bool = False,
    progress: Progress | None = None,
) -> Batch:
    """Make one report per region; those that are on file and still fresh are left as they are.

    Parameters
    ----------
    notebook : str or path
        Name in ``notebooks/`` (``"laporan_wilayah"``) or path.
    regions : codes or names
    year : int, optional
        Reporting year; default the latest of the dataset.
    formats : iterable of str, optional
        Of `evaluasi.reports.formats.FORMATS`; by default HTML, and PDF where it can be made.
    workers : int, optional
        Reports made at the same time; default by cores and memory.
    out, data : path
        Output folder and dataset folder.
    force : bool
        Make the fresh ones too.
    progress : Progress, optional

    Returns
    -------
    Batch
        A report that fails does not stop the others. The manifest and the index are kept true
        while the batch runs, so that an interrupted one can be read too; run again, it goes on.

    Raises
    ------
    EvaluasiError
        When the call is wrong, or another batch is at work in the folder; then nothing has run.
    """
    checked = plan(
        notebook, _choice(regions), year=year, formats=formats, out=out, data=data, force=force
    )
    return make(checked, workers=workers, progress=progress)


def make(checked: Plan, *, workers: int | None = None, progress: Progress | None = None) -> Batch:
    """Run a plan; see `run`."""
    layout = checked.layout
    started = time.perf_counter()
    results: dict[str, JobResult] = {}
    trouble = ""
    if checked.stale or not _settled(layout):
        layout.prepare()
        with EventLog.opened(layout) as log, progress or Silent() as bar:
            ledger = Ledger(checked, log)
            trouble = _run(checked, ledger, workers, bar)
            results = ledger.results
    reports = tuple(_report(job, job.stem in checked.reasons, results) for job in checked.jobs)
    return Batch(layout, reports, time.perf_counter() - started, trouble)


def _run(checked: Plan, ledger: Ledger, workers: int | None, bar: Progress) -> str:
    """Do the jobs; return what broke the batch off, if anything did."""
    if ledger.resumes:
        bar.note(_("Melanjutkan batch yang terhenti; yang masih segar tidak dibuat ulang."))
    bar.begin(len(checked.stale))

    def done(outcome: Outcome[Job, JobResult]) -> None:
        job, result = outcome.task, _result(outcome)
        ledger.note(job, result)
        bar.advance(job.code, job.name, result)

    try:
        scheduler.run_tasks(
            checked.stale,
            run_job,
            workers=workers,
            on_done=done,
            soft_limit=SOFT_LIMIT_SECONDS,
            preload=checked.preload,
            same=same_report,
            on_notice=bar.note,
        )
        ledger.end()
    except OutputError as fault:
        ledger.break_off()
        return str(fault)
    except BaseException:
        ledger.break_off()
        raise
    return ""


def _settled(layout: Layout) -> bool:
    """Whether the manifest and the index are there and know all that has happened."""
    there = layout.manifest.exists() and layout.index.exists()
    return there and not events.cut_short(layout)


def _report(job: Job, stale: bool, results: dict[str, JobResult]) -> Report:
    if not stale:
        return Report(job, FRESH)
    result = results.get(job.stem)
    if result is None:
        return Report(job, WAITING)
    return Report(job, FAILED if result.fault else DONE, result)


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
    fault = report.fault
    assert fault is not None  # only failures come here
    place = "" if fault.cell is None else _(", sel [{cell}]").format(cell=fault.cell)
    story = _(" (lihat {log})").format(log=layout.out / fault.log) if fault.log else ""
    return f"  - {report.job.code} {report.job.name}{place}: {fault.message}{story}"
