"""One report: execute the notebook, read its document, render it, write it.

`run_job` is called in a process of its own and never raises for a fault of the report: what went
wrong comes back with the result and lies in a log beside the reports.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from papermill.iorw import papermill_io

from evaluasi.errors import EvaluasiError
from evaluasi.reports import formats
from evaluasi.reports.blocks import KeyFigure
from evaluasi.reports.document import Document, from_notebook
from evaluasi.reports.engine.limits import TimeLimitReached
from evaluasi.reports.folders import Layout, reason, write_atomic
from evaluasi.text import _

NOTEBOOK = "ipynb"
MAX_MESSAGE = 300
_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Job:
    """What to make: one region, one notebook, its parameters and where the files go.

    ``meta`` fills what the notebook does not say about its report; ``engine`` is the name of a
    papermill engine; ``formats`` are keys of `evaluasi.reports.formats.FORMATS`; ``key`` holds a
    hash of each thing that the report is made from, see `evaluasi.reports.freshness`.
    """

    code: str
    name: str
    stem: str
    notebook: Path
    parameters: Mapping[str, Any]
    out: Path
    meta: Mapping[str, Any]
    engine: str
    formats: tuple[str, ...] = ("html",)
    key: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a report failed.

    ``message`` is one line, ``cell`` the number that the notebook prints beside its cell, ``log``
    the file with the whole story, relative to the output folder.
    """

    message: str
    cell: int | None = None
    log: str | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """A written file, relative to the output folder; its time is in nanoseconds."""

    file: str
    sha256: str
    size: int = 0
    modified: int = 0


@dataclass(frozen=True, slots=True)
class JobResult:
    """What became of a job; ``fault`` is None when the report was made."""

    seconds: float
    fault: Fault | None = None
    outputs: Mapping[str, Output] = field(default_factory=dict)
    key_figures: tuple[KeyFigure, ...] = ()
    figures: int = 0
    tables: int = 0
    simulated: bool = False
    attempts: int = 1


def run_job(job: Job) -> JobResult:
    """Make one report and say how it went."""
    layout = Layout(job.out)
    started = time.perf_counter()
    try:
        nb = _execute(job, layout)
        document = from_notebook(nb).completed(**job.meta)
        _hold_declared(nb, document)
        outputs = _write(job, layout, document)
    except Exception as fault:
        return JobResult(time.perf_counter() - started, failed(job, *_told(fault)))
    layout.log(job.stem).unlink(missing_ok=True)
    return JobResult(
        seconds=time.perf_counter() - started,
        outputs=outputs,
        key_figures=document.key_figures,
        figures=len(document.figures),
        tables=len(document.tables),
        simulated=document.simulated,
    )


def same_report(one: JobResult, other: JobResult) -> bool:
    """Whether two results say the same, however long they took."""

    def said(result: JobResult) -> tuple[object, ...]:
        # The executed notebook holds the times of its cells.
        files = {n: file.sha256 for n, file in result.outputs.items() if n != NOTEBOOK}
        return result.fault, files, result.key_figures, result.simulated

    return said(one) == said(other)


class _WholeFile:
    """How papermill writes our notebook: whole or not at all, as everything here is written."""

    @staticmethod
    def write(content: str, path: str) -> None:
        write_atomic(Path(path), content)

    @staticmethod
    def pretty_path(path: str) -> str:
        return path


def _execute(job: Job, layout: Layout) -> nbformat.NotebookNode:
    # What papermill warns of was checked before the batch began.
    logging.getLogger("papermill").setLevel(logging.ERROR)
    # Written under another name until it is whole; after a failure the partial notebook stays.
    partial = str(layout.partial(job.stem))
    papermill_io.register(partial, _WholeFile)
    nb: nbformat.NotebookNode = execute_notebook(
        str(job.notebook),
        partial,
        parameters=dict(job.parameters),
        engine_name=job.engine,
        progress_bar=False,
    )
    return nb


def _hold_declared(nb: nbformat.NotebookNode, document: Document) -> None:
    """Refuse a report that silently lost a figure or table its notebook declares."""
    declared = nb.metadata.get("evaluasi", {})
    found = {"gambar": len(document.figures), "tabel": len(document.tables)}
    faults = [
        _("{kind}: seharusnya {declared}, ternyata {found}").format(
            kind=kind, declared=declared[kind], found=count
        )
        for kind, count in found.items()
        if kind in declared and declared[kind] != count
    ]
    if faults:
        raise EvaluasiError(_("Isi laporan tidak lengkap."), faults=faults)


def _write(job: Job, layout: Layout, document: Document) -> dict[str, Output]:
    # All is rendered before anything is written: no new page beside an old PDF.
    rendered = {name: formats.renderer(name)(document) for name in job.formats}
    paths = {name: layout.report(job.stem, name) for name in rendered}
    for name, content in rendered.items():
        write_atomic(paths[name], content)
    paths[NOTEBOOK] = layout.notebook(job.stem)
    layout.partial(job.stem).replace(paths[NOTEBOOK])
    return {name: output(path, layout) for name, path in paths.items()}


def output(path: Path, layout: Layout) -> Output:
    """Describe a file that was written."""
    content, found = path.read_bytes(), path.stat()
    name = path.relative_to(layout.out).as_posix()
    return Output(name, hashlib.sha256(content).hexdigest(), len(content), found.st_mtime_ns)


def _told(fault: Exception) -> tuple[str, int | None, str]:
    """Return what went wrong in one line, in which cell, and the whole story."""
    if isinstance(fault, PapermillExecutionError):
        story = "\n".join([fault.source, "-" * 75, *fault.traceback])
        return _sentence(fault.ename, fault.evalue), fault.exec_count, story
    story = "".join(traceback.format_exception(fault))
    if isinstance(fault, OSError) and fault.errno:
        place = f"{Path(fault.filename).name}: " if fault.filename else ""
        return place + reason(fault), None, story
    return _sentence(type(fault).__name__, str(fault)), None, story


def _sentence(kind: str, said: str) -> str:
    """Say what an error means; our own are sentences already, unknown ones are told by kind."""
    known = {
        "MemoryError": _("Memori habis."),
        "SystemExit": _("Sel mengakhiri notebook dengan sys.exit({code}).").format(code=said),
        "DeadKernelError": _("Proses notebook berhenti mendadak."),
        **dict.fromkeys((TimeLimitReached.__name__, *_own_errors()), said),
    }
    return known.get(kind) or (f"{kind}: {said}" if said else kind)


def failed(job: Job, message: str, cell: int | None, story: str) -> Fault:
    """Keep the whole story in the log of the report, and return the short one."""
    layout = Layout(job.out)
    short = " ".join(_ANSI.sub("", message).split())[:MAX_MESSAGE]
    heading = f"{job.code} {job.name}\n{job.notebook.as_posix()} {dict(job.parameters)}\n\n"
    try:
        write_atomic(layout.log(job.stem), heading + _ANSI.sub("", story).rstrip() + "\n")
    except OSError as lost:
        short = _("{message} (log tidak dapat ditulis: {reason})").format(
            message=short, reason=reason(lost)
        )
        return Fault(short, cell)
    return Fault(short, cell, layout.log(job.stem).relative_to(job.out).as_posix())


def _own_errors() -> list[str]:
    found = [EvaluasiError]
    for kind in found:
        found += kind.__subclasses__()
    return [kind.__name__ for kind in found]
