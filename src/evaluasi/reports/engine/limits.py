"""Limits of time and memory, raised inside the running code so that what is done can be saved."""

from __future__ import annotations

import _thread
import contextlib
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

import psutil

from evaluasi.text import _, number

if sys.platform == "linux":
    import resource

# Code that swallows the first notice (`except:` in a loop) gets another.
REPEAT_SECONDS = 2.0
_CAN_LIMIT_MEMORY = sys.platform == "linux"


class TimeLimitReached(BaseException):
    """The code ran longer than it may; not an `Exception`, so that `except Exception` lets it by.

    Parameters
    ----------
    seconds : float
        The limit.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return _("Batas waktu {n} detik terlampaui.").format(n=number(self.seconds))


@contextlib.contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raise `TimeLimitReached` in the main thread when the block takes longer.

    Limits nest: whichever ends first strikes. After the first notice the code has two seconds
    until the next, again and again; `settled` ends that.
    """
    if seconds is None:
        yield
        return
    outer = _Alarm.current
    alarm = _Alarm(seconds, outer)
    try:
        alarm.set()
        yield
    finally:
        alarm.clear()
        _Alarm.current = outer
        if outer is not None:
            outer.set()


def limit_memory(size: int | None) -> None:
    """Let this process take so many bytes more than it has; then allocation fails (Linux)."""
    if size is None or not _CAN_LIMIT_MEMORY:
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = psutil.Process().memory_info().data + size
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def settled() -> None:
    """Say that a limit was noticed: those that are set strike no more.

    What remains to be done is to save what there is, and that needs time and memory too.
    """
    if _CAN_LIMIT_MEMORY:
        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    alarm = _Alarm.current
    while alarm is not None:
        alarm.clear()
        alarm.ends = float("inf")
        alarm = alarm.outer


class _Alarm:
    """One limit on the process's single timer."""

    current: _Alarm | None = None

    def __init__(self, seconds: float, outer: _Alarm | None) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds
        self.outer = outer
        if outer is not None and outer.ends < self.ends:
            self.seconds, self.ends = outer.seconds, outer.ends
        self._thread: threading.Timer | None = None

    def set(self) -> None:
        _Alarm.current = self
        if self.ends == float("inf"):
            return
        wait = max(self.ends - time.monotonic(), 1e-3)
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGALRM, self._strike)
            signal.setitimer(signal.ITIMER_REAL, wait, REPEAT_SECONDS)
        else:  # Windows has no timer signal: a thread interrupts the main one
            signal.signal(signal.SIGINT, self._strike)
            self._thread = threading.Timer(wait, _thread.interrupt_main)
            self._thread.daemon = True
            self._thread.start()

    def clear(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        elif self._thread is not None:
            self._thread.cancel()
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _strike(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002  # signal's signature
        raise TimeLimitReached(self.seconds)
