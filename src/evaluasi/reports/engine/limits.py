"""Limits of time and memory, raised inside the running code so that what is done can be saved."""

from __future__ import annotations

import _thread
import contextlib
import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType

import psutil

from evaluasi.text import _, number

if sys.platform == "linux":
    import resource

# Code that swallows the first notice (`except:` in a loop) gets another.
REPEAT_SECONDS = 2.0
_HAS_TIMER = hasattr(signal, "setitimer")

Handler = Callable[[int, FrameType | None], None]


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
    limit = _Limit(seconds, _Limit.current)
    limit.enforce()
    try:
        yield
    finally:
        limit.leave()


def limit_memory(size: int | None) -> None:
    """Let this process take so many bytes more than it has; then allocation fails (Linux)."""
    if size is None or sys.platform != "linux":
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
    if sys.platform == "linux":
        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    limit = _Limit.current
    while limit is not None:
        limit.ends = math.inf
        limit = limit.outer
    if _Limit.current is not None:
        _Limit.current.enforce()


class _Limit:
    """One limit; the innermost keeps the alarm, and looks after those around it."""

    current: _Limit | None = None

    def __init__(self, seconds: float, outer: _Limit | None) -> None:
        self.seconds = seconds
        self.ends = time.monotonic() + seconds
        self.outer = outer
        if outer is not None and outer.ends < self.ends:
            self.seconds, self.ends = outer.seconds, outer.ends
        self._alarm: _TimerAlarm | _ThreadAlarm | None = None

    def enforce(self) -> None:
        """Set the alarm for this limit."""
        self._stop()
        _Limit.current = self
        if self.ends < math.inf:
            alarm = _TimerAlarm if _HAS_TIMER else _ThreadAlarm
            self._alarm = alarm(max(self.ends - time.monotonic(), 1e-3), self._strike)

    def leave(self) -> None:
        """Give the alarm back to the limit around this one."""
        self._stop()
        _Limit.current = self.outer
        if self.outer is not None:
            self.outer.enforce()

    def _stop(self) -> None:
        if self._alarm is not None:
            self._alarm.stop()
            self._alarm = None

    def _strike(self, signum: int, frame: FrameType | None) -> None:  # noqa: ARG002  # signal's signature
        raise TimeLimitReached(self.seconds)


class _TimerAlarm:
    """The timer of POSIX systems, which also breaks off a wait."""

    def __init__(self, wait: float, strike: Handler) -> None:
        signal.signal(signal.SIGALRM, strike)
        signal.setitimer(signal.ITIMER_REAL, wait, REPEAT_SECONDS)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)


class _ThreadAlarm:
    """A thread that interrupts the main one, for Windows, which has no such timer."""

    def __init__(self, wait: float, strike: Handler) -> None:
        self._before = signal.signal(signal.SIGINT, strike)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._ring, args=(wait,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
        signal.signal(signal.SIGINT, self._before)

    def _ring(self, wait: float) -> None:
        while not self._stopped.wait(wait):
            _thread.interrupt_main()
            wait = REPEAT_SECONDS
