"""What a worker process does: take a task, run it, hand back how it ended."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from evaluasi.reports.engine import checkpoint, limits, preload, processes, role, shared
from evaluasi.reports.engine.outcome import Failure
from evaluasi.reports.engine.reset import Baseline

READY = "ready"


@dataclass(frozen=True)
class Settings:
    """What all workers of a batch have in common.

    Attributes
    ----------
    work : callable
        Takes a task, returns its result; from an importable module.
    preload : tuple of str
        See `evaluasi.reports.engine.preload`.
    soft_limit, hard_limit : float or None
        Seconds after which a task is asked to end, and is killed.
    memory_limit : int or None
        Bytes that one task may take for itself.
    shared : Path
        Folder in which processes leave what all tasks share.
    log : Path or None
        File for what the worker says outside of notebooks.
    reuse : bool
        Whether a worker takes one task after the other.
    """

    work: Callable[[Any], Any]
    preload: tuple[str, ...]
    soft_limit: float | None
    hard_limit: float | None
    memory_limit: int | None
    shared: Path
    log: Path | None = None
    reuse: bool = False


@dataclass(frozen=True)
class Reply:
    """What comes back from a worker."""

    result: Any = None
    failure: Failure | None = None
    cpu_seconds: float = 0.0


def serve(connection: Connection, settings: Settings, own_role: role.Role) -> None:
    """Run tasks from the connection, each from the same state, until the connection closes."""
    processes.settle()
    _talk_to(settings.log)
    role.become(own_role)
    shared.use_folder(settings.shared)
    checkpoint.send_to(connection.send)
    if own_role == "fresh":
        preload.load(settings.preload)
    connection.send(READY)
    if not settings.reuse:
        _answer(connection, settings)
        return
    baseline = Baseline()
    with contextlib.suppress(EOFError):
        while True:
            _answer(connection, settings)
            baseline.restore()


def serve_forked(connection: Connection, settings: Settings, inherited: Connection) -> None:
    """Run tasks in a process that was forked with everything already imported."""
    inherited.close()
    if numpy_random := sys.modules.get("numpy.random"):
        numpy_random.seed()  # or all would draw the numbers of the process they came from
    serve(connection, settings, "fresh")


def _talk_to(log: Path | None) -> None:
    """Send what this process says outside of notebooks, and its last words, to a file."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    descriptor = os.open(os.devnull if log is None else log, flags, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    faulthandler.enable(descriptor)  # kept open: notebooks point 1 and 2 elsewhere


def _answer(connection: Connection, settings: Settings) -> None:
    reply = _perform(connection.recv(), settings)
    try:
        connection.send(reply)
    except Exception as error:  # a result that cannot be pickled
        connection.send(Reply(failure=Failure.from_error(error)))


def _perform(task: Any, settings: Settings) -> Reply:
    pid, began = os.getpid(), time.process_time()
    limits.limit_memory(settings.memory_limit)
    try:
        with limits.time_limit(settings.soft_limit):
            result = settings.work(task)
        return Reply(result, cpu_seconds=time.process_time() - began)
    except BaseException as error:  # whatever a notebook can do, the batch goes on
        return Reply(failure=Failure.from_error(error), cpu_seconds=time.process_time() - began)
    finally:
        if os.getpid() != pid:  # a copy made by os.fork() inside the task
            os._exit(0)
