"""Run many tasks side by side, each from a fresh state, whatever any one of them does.

On Linux each task gets a process of its own, forked from one that has imported everything that
the tasks need: the state is fresh and costs milliseconds. Elsewhere workers are started anew and
then reused; see `evaluasi.reports.engine.recycling` for why that is trusted only after a test.
"""

from __future__ import annotations

import logging
import operator
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal, TypeVar

from evaluasi.reports.engine import machine, processes, worker, zygote
from evaluasi.reports.engine.crew import Crew, Emit
from evaluasi.reports.engine.outcome import Failure, Outcome
from evaluasi.reports.engine.recycling import RecyclingCrew
from evaluasi.reports.engine.worker import Settings
from evaluasi.text import _

__all__ = ["Failure", "Isolation", "Outcome", "run_tasks"]

Task = TypeVar("Task")
Result = TypeVar("Result")
Isolation = Literal["auto", "fork", "spawn", "reuse"]

# Time to save what a task has, between the request to end and the kill.
GRACE_SECONDS = 30.0
# Time for the zygote to end its workers; it takes a few milliseconds.
ZYGOTE_GRACE_SECONDS = 10.0
_log = logging.getLogger(__name__)


def run_tasks(
    tasks: Sequence[Task],
    work: Callable[[Task], Result],
    workers: int | None = None,
    on_done: Callable[[Outcome[Task, Result]], None] | None = None,
    *,
    soft_limit: float | None = None,
    hard_limit: float | None = None,
    memory_limit: int | None = None,
    preload: Sequence[str] = (),
    log: Path | None = None,
    isolation: Isolation = "auto",
    same: Callable[[Result, Result], bool] = operator.eq,
    on_notice: Callable[[str], None] = _log.warning,
) -> list[Outcome[Task, Result]]:
    """Run a function on each task in processes of its own.

    Notebooks that `work` executes by papermill with ``engine_name="evaluasi"`` run right in the
    worker's process.

    Parameters
    ----------
    tasks : sequence
        Small and picklable.
    work : callable
        Takes a task and returns its picklable result; a function of an importable module, not of
        ``__main__``. It may be called again for a task that broke, or to test a worker: it must
        replace what it wrote.
    workers : int, optional
        Tasks at a time; by default as many as cores and free memory allow.
    on_done : callable, optional
        Called in this process with each outcome, as it comes.
    soft_limit : float, optional
        Seconds after which `TimeLimitReached` is raised in the running code, so that it can save
        what it has.
    hard_limit : float, optional
        Seconds after which the process is killed; by default 30 more than `soft_limit`.
    memory_limit : int, optional
        Bytes one task may take; by default an even share of what is free.
    preload : sequence of str
        What to import before the first task; see `evaluasi.reports.engine.preload`.
    log : Path, optional
        File that receives what workers say outside of notebooks, and where they were when they
        crashed; by default that is lost.
    isolation : {"auto", "fork", "spawn", "reuse"}
        A forked process for each task, a new one for each task, or workers that are reused;
        by default "fork" on Linux and "reuse" elsewhere.
    same : callable
        Says whether two results of one task are equal; used to test a reused worker.
    on_notice : callable
        Told, in a sentence, when reused workers turn out to be unfit.

    Returns
    -------
    list of Outcome
        In the order of the tasks. A task whose process breaks (it crashes, or must be killed) is
        run once more, in a new process and through a real kernel.

    Raises
    ------
    KeyboardInterrupt
        After Ctrl-C; all processes are ended by then.
    """
    workers = min(workers or machine.default_workers(), len(tasks))
    if not workers:
        return []
    if isolation == "auto":
        isolation = "fork" if processes.CAN_FORK else "reuse"
    if hard_limit is None and soft_limit is not None:
        hard_limit = soft_limit + GRACE_SECONDS
    outcomes: dict[int, Outcome[Task, Result]] = {}

    def emit(index: int, outcome: Outcome[Any, Any]) -> None:
        outcomes[index] = replace(outcome, task=tasks[index])
        if on_done is not None:
            on_done(outcomes[index])

    with tempfile.TemporaryDirectory(prefix="evaluasi-") as folder:
        settings = Settings(
            work=work,
            preload=tuple(preload),
            soft_limit=soft_limit,
            hard_limit=hard_limit,
            memory_limit=memory_limit or machine.memory_share(workers),
            shared=Path(folder),
            log=log,
            reuse=isolation == "reuse",
        )
        if isolation == "fork":
            _run_forked(tasks, settings, workers, emit)
            if len(outcomes) < len(tasks):
                on_notice(_("Proses induk berhenti; sisanya dijalankan dengan proses baru."))
        crew_class: Callable[..., Crew] = Crew
        if isolation == "reuse":
            crew_class = partial(RecyclingCrew, same=same, on_notice=on_notice)
        crew_class(
            tasks,
            settings,
            workers=workers,
            recruit=partial(processes.start, processes.SPAWN, worker.serve, settings, "fresh"),
            emit=emit,
            indexes=[index for index in range(len(tasks)) if index not in outcomes],
        ).run()
    return [outcomes[index] for index in range(len(tasks))]


def _run_forked(tasks: Sequence[Any], settings: Settings, workers: int, emit: Emit) -> None:
    """Let a zygote run the tasks; returns early if the zygote dies."""
    child = processes.start(processes.SPAWN, zygote.serve, list(tasks), settings, workers)
    try:
        while (message := child.receive()) is not None:
            emit(*message)
    except (EOFError, ConnectionError):
        return
    finally:
        child.leave(ZYGOTE_GRACE_SECONDS)
