"""Start and end the processes in which notebooks run."""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
import types
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any

import psutil

# macOS could fork, but its system libraries do not survive it.
CAN_FORK = sys.platform == "linux"
SPAWN: BaseContext = multiprocessing.get_context("spawn")
FORK: BaseContext = multiprocessing.get_context("fork" if CAN_FORK else "spawn")

INLINE_BACKEND = "module://matplotlib_inline.backend_inline"

# What must be set before a worker's Python begins, or before it imports the library concerned.
# One thread for linear algebra: reports run side by side, and a pool of threads does not survive
# a fork. Iteration order of sets is part of "same inputs, same bytes".
ENVIRONMENT = {
    "MPLBACKEND": INLINE_BACKEND,
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}
_PR_SET_PDEATHSIG = 1


class Child:
    """A running process and the connection to it.

    Attributes
    ----------
    process : BaseProcess
    connection : Connection
    unread : list
        Messages that came before the process was stopped and were not received until then.
    """

    def __init__(self, process: BaseProcess, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.unread: list[Any] = []
        self._stopped = False

    def receive(self, timeout: float | None = None) -> Any:
        """Wait for the next message.

        Raises
        ------
        EOFError
            The process has ended. (Its end of the connection may live on in what it started.)
        TimeoutError
        """
        ready = multiprocessing.connection.wait([self.connection, self.process.sentinel], timeout)
        if not ready:
            raise TimeoutError
        if self.connection not in ready and not self.connection.poll():
            raise EOFError
        return self.connection.recv()

    def stop(self, *, thorough: bool = False) -> int | None:
        """End the process and the group of processes it leads; return its exit code.

        `thorough` ends what it started outside of its group too. A kernel is such a process: by
        itself it would stay, for it looks after its parent from a thread, and that thread never
        runs while a computation in C holds the interpreter.
        """
        if self._stopped:
            return self.process.exitcode
        self._stopped = True
        if thorough and self.process.pid is not None:
            kill_descendants(self.process.pid)
        # Before the process is joined: then its number may become another's.
        if hasattr(os, "killpg") and self.process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        with contextlib.suppress(Exception):  # the end, or a message cut off by the kill
            while self.connection.poll():
                self.unread.append(self.connection.recv())
        self.connection.close()
        return self.process.exitcode

    def leave(self, seconds: float) -> None:
        """Close the connection, give the process time to end by itself, then stop it."""
        self.connection.close()
        self.process.join(seconds)
        if self.process.exitcode is None:
            self.stop(thorough=True)


def start(context: BaseContext, target: Callable[..., None], *args: Any) -> Child:
    """Start ``target(connection, *args)`` in another process.

    The child never imports the caller's ``__main__``: a script that calls us needs no
    ``if __name__ == "__main__"`` guard, but what is sent must come from importable modules.
    """
    ours, theirs = SPAWN.Pipe()
    process = context.Process(target=target, args=(theirs, *args))  # type: ignore[attr-defined]
    with _hidden_main(), _interrupts_ignored(), _environment():
        process.start()
    theirs.close()
    return Child(process, ours)


def kill_descendants(pid: int) -> None:
    """Kill whatever a process has started, and what that has started in turn."""
    with contextlib.suppress(psutil.NoSuchProcess):
        for descendant in psutil.Process(pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                descendant.kill()


def settle(*, leaves_with_parent: bool = True) -> None:
    """Set this process apart from the terminal; a worker is also gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    if not leaves_with_parent:
        return
    if CAN_FORK:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


@contextlib.contextmanager
def _hidden_main() -> Iterator[None]:
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let the child be born deaf to Ctrl-C; only the parent acts on it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)


@contextlib.contextmanager
def _environment() -> Iterator[None]:
    """Lend the child what `ENVIRONMENT` lists, as far as the user has not set it."""
    added = {name: value for name, value in ENVIRONMENT.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            del os.environ[name]
