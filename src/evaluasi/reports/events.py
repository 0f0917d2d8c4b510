"""`kejadian.jsonl`: what happens in a batch, one JSON line each, written as it happens.

Whatever ends the batch, a report whose line stands here is not lost: the manifest is completed
from it. Each batch begins a log of its own; that of the batch before is kept in ``log/``.

Lines are handed to the operating system one by one, so that they survive the death of the
process. A power cut may take the last ones along; then those reports are made again.

The log is also the folder's lock. The system takes the lock back when its holder dies, however
that happens, so there is never a stale one to remove.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from evaluasi.errors import OutputError
from evaluasi.reports.folders import Layout, write_atomic
from evaluasi.text import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# Of a batch: begun, begun where another was cut short, ended, ended before its time.
STARTED, RESUMED, ENDED, INTERRUPTED = "mulai", "lanjut", "tamat", "dihentikan"
# Windows bars others from the byte that is locked; this one is far behind the text.
_LOCKED_BYTE = 1 << 40

Event = Mapping[str, Any]


class EventLog:
    """The open log of a batch that runs."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    @classmethod
    @contextlib.contextmanager
    def opened(cls, layout: Layout) -> Iterator[Self]:
        """Open a folder's log; while it is open, no other batch can write there.

        Raises
        ------
        OutputError
            When another batch is at work in the folder.
        """
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
        try:
            descriptor = os.open(layout.events, flags, 0o644)
        except OSError as fault:
            raise layout.unwritable(fault) from fault
        try:
            if not _locked(descriptor):
                raise OutputError(
                    _("Folder {out} sedang diisi batch lain{who}.").format(
                        out=layout.out, who=_holder(layout)
                    ),
                    _("Tunggu sampai batch itu selesai, atau pilih folder lain dengan --keluaran."),
                )
            yield cls(descriptor)
        finally:
            os.close(descriptor)

    def rotate(self, layout: Layout) -> None:
        """Put what happened before aside; call it when the manifest knows it."""
        if past := layout.events.read_bytes():
            write_atomic(layout.earlier_events, past)
            os.ftruncate(self._descriptor, 0)

    def append(self, name: str, **details: Any) -> None:
        """Write down an event.

        Raises
        ------
        OSError
            When that is impossible, or the file is not in its folder any more.
        """
        if os.fstat(self._descriptor).st_nlink == 0:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        event = {"waktu": timestamp(), "peristiwa": name, **details}
        line = (json.dumps(event, ensure_ascii=False) + "\n").encode()
        if os.write(self._descriptor, line) < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def read(path: Path) -> list[Event]:
    """Return the events of a log; what was torn when a process died is left out."""
    try:
        lines = path.read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        with contextlib.suppress(ValueError):
            found.append(json.loads(line))
    return [event for event in found if isinstance(event, dict)]


def cut_short(layout: Layout) -> bool:
    """Whether the last batch in a folder ended before its time."""
    past = read(layout.events)
    return bool(past) and past[-1].get("peristiwa") != ENDED


def timestamp() -> str:
    """Return the local time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _locked(descriptor: int) -> bool:
    """Try to lock the log; say whether nobody else holds it."""
    try:
        _take(descriptor)
    except OSError as fault:
        # Some network folders know no locks; that is no reason to refuse the work.
        return fault.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(layout: Layout) -> str:
    """Tell who holds the lock, as far as its first words say."""
    first = next(iter(read(layout.events)), {})
    if "proses" not in first:
        return ""
    return _(" (proses {pid}, sejak {time})").format(
        pid=first["proses"], time=str(first.get("waktu", ""))[:16].replace("T", " ")
    )
