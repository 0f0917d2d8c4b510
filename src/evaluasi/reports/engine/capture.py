"""What a notebook writes to standard output and standard error, by any road.

Text comes from Python (``print``), from C code and from children (straight to file descriptors
1 and 2). As in a Jupyter kernel, each stream keeps its text until something is displayed, until
it is flushed, or until 0.2 seconds have passed: so the order of outputs is that of a kernel.

A kernel reads the descriptors through a pipe and a thread, which loses their place among the
prints. Here the descriptors point to a file: nothing can block, no thread is needed, and what was
written is fetched before the next print, so that the order is the true one.
"""

from __future__ import annotations

import codecs
import contextlib
import ctypes
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from typing import IO, Self

KEEP_SECONDS = 0.2
_CHUNK = 1 << 20
_HAS_DESCRIPTORS = hasattr(os, "pread")

Publish = Callable[[str, str], None]


class Stream(io.TextIOBase):
    """Takes the place of ``sys.stdout`` or ``sys.stderr`` while a notebook runs."""

    encoding = "UTF-8"

    def __init__(self, name: str, descriptor: int, capture: Capture) -> None:
        self.name = name
        self.due = float("inf")
        self._descriptor = descriptor
        self._capture = capture
        self._pid = os.getpid()
        self._parts: list[str] = []

    def write(self, text: str) -> int:
        """Keep text until it is due; in a forked child, hand it to the descriptor."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._pid:
            os.write(self._descriptor, text.encode(errors="replace"))
            return len(text)
        with self._capture.lock:
            self._capture.collect()
            self.keep(text)
        return len(text)

    def keep(self, text: str) -> None:
        """Add text to what waits; the clock starts with the first piece."""
        if not self._parts:
            self.due = time.monotonic() + KEEP_SECONDS
        self._parts.append(text)

    def take(self) -> str:
        """Give up all that waits."""
        text = "".join(self._parts)
        self._parts.clear()
        self.due = float("inf")
        return text

    def flush(self) -> None:
        """Publish all that was written to this stream so far."""
        if os.getpid() == self._pid:
            with self._capture.lock:
                self._capture.collect()
                self._capture.publish_now(self)

    def fileno(self) -> int:
        """Return the descriptor that children and C code write to."""
        return self._descriptor

    def writable(self) -> bool:
        """Say that this stream takes text."""
        return True


class _Tail:
    """Reads what is added to the end of a file."""

    def __init__(self, file: IO[bytes]) -> None:
        self.descriptor = file.fileno()
        self._position = 0
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")

    def read(self) -> str:
        size = os.fstat(self.descriptor).st_size
        if size == self._position:  # nearly always: this runs before every print
            return ""
        if size < self._position:  # `echo text > /dev/stdout` in a script cuts the file first
            self._position = 0
        parts = []
        while added := os.pread(self.descriptor, _CHUNK, self._position):
            self._position += len(added)
            parts.append(self._decoder.decode(added))
        return "".join(parts)


class Capture:
    """Gathers both streams of this process and hands their text to `publish`, in order.

    A context manager; between its begin and its end, output is caught inside `listening` blocks.

    Parameters
    ----------
    publish : callable
        Called with the name of the stream (``stdout`` or ``stderr``) and the text.
    """

    def __init__(self, publish: Publish) -> None:
        self.lock = threading.RLock()
        self.out = Stream("stdout", 1, self)
        self.err = Stream("stderr", 2, self)
        self._publish = publish
        self._tails: list[tuple[Stream, _Tail]] = []
        self._files = contextlib.ExitStack()

    def __enter__(self) -> Self:
        if _HAS_DESCRIPTORS:
            for stream in (self.out, self.err):
                file = self._files.enter_context(tempfile.TemporaryFile("ab+", buffering=0))
                self._tails.append((stream, _Tail(file)))
        return self

    def __exit__(self, *raised: object) -> None:
        self._tails.clear()
        self._files.close()

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Catch all output until the block ends; all of it is published by then."""
        with contextlib.ExitStack() as stack:
            _flush_below_python()
            for stream, tail in self._tails:
                stack.enter_context(_redirected(stream.fileno(), tail.descriptor))
            stack.enter_context(contextlib.redirect_stdout(self.out))
            stack.enter_context(contextlib.redirect_stderr(self.err))
            try:
                yield
            finally:
                # As at the end of a cell in a kernel: standard output first.
                self.out.flush()
                self.err.flush()

    def collect(self) -> None:
        """Fetch what came in by descriptor; publish what has waited long enough."""
        if self._tails:
            _flush_below_python()
        for stream, tail in self._tails:
            if text := tail.read():
                stream.keep(text)
        now = time.monotonic()
        if min(self.out.due, self.err.due) <= now:
            for stream in sorted((self.out, self.err), key=lambda s: s.due):
                if stream.due <= now:
                    self.publish_now(stream)

    def publish_now(self, stream: Stream) -> None:
        """Publish what waits in one stream."""
        if text := stream.take():
            self._publish(stream.name, text)


@contextlib.contextmanager
def _redirected(descriptor: int, target: int) -> Iterator[None]:
    """Point a file descriptor elsewhere, and back again."""
    original = os.dup(descriptor)
    os.dup2(target, descriptor)
    try:
        yield
    finally:
        os.dup2(original, descriptor)
        os.close(original)


def _flush_below_python() -> None:
    """Push on what C code, or Python's own first stream objects, hold in memory."""
    for first in (sys.__stdout__, sys.__stderr__):
        if first is not None and not first.closed:
            first.flush()
    _flush_c(None)


def _c_flush() -> Callable[[None], object]:
    try:
        return ctypes.CDLL(None).fflush
    except (OSError, TypeError, AttributeError):  # no C library under that name: Windows
        return lambda _: None


_flush_c = _c_flush()
