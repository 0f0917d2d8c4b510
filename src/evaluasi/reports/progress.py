"""How a batch tells how far it is: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from evaluasi import text
from evaluasi.reports.job import JobResult
from evaluasi.text import _

_MINUTE = 60


class Progress(Protocol):
    """What a batch tells while it runs."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def begin(self, total: int) -> None:
        """Start with so many reports ahead."""

    def advance(self, code: str, name: str, result: JobResult) -> None:
        """Tell that one more report is made or has failed."""

    def note(self, sentence: str) -> None:
        """Tell something about the batch as a whole."""


class Silent:
    """Tells nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        pass

    def begin(self, total: int) -> None:
        """Start with so many reports ahead."""

    def advance(self, code: str, name: str, result: JobResult) -> None:
        """Tell that one more report is made or has failed."""

    def note(self, sentence: str) -> None:
        """Tell something about the batch as a whole."""


class Lines(Silent):
    """One line per report, for logs and pipes."""

    def begin(self, total: int) -> None:
        """Start with so many reports ahead."""
        self._total, self._done, self._started = total, 0, time.monotonic()

    def advance(self, code: str, name: str, result: JobResult) -> None:
        """Print the report, how it went, and the time left."""
        self._done += 1
        status = _("GAGAL") if result.fault else _("selesai")
        ahead = self._total - self._done
        left = (time.monotonic() - self._started) / self._done * ahead
        rest = _("; kira-kira {time} lagi").format(time=duration(left)) if ahead else ""
        line = f"[{self._done}/{self._total}] {code} {name}: {status}, {duration(result.seconds)}"
        self.note(line + rest)

    def note(self, sentence: str) -> None:
        """Print a line."""
        print(sentence, file=sys.stderr, flush=True)


class Bar(Silent):
    """A bar with the count, the time left and the report just made."""

    def __init__(self, console: Console) -> None:
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn(_("sisa waktu")),
            TimeRemainingColumn(),
            console=console,
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_fault: object) -> None:
        self._bar.stop()

    def begin(self, total: int) -> None:
        """Start with so many reports ahead."""
        self._task = self._bar.add_task(_("Laporan"), total=total)

    def advance(self, code: str, name: str, result: JobResult) -> None:
        """Move the bar; a failure leaves a line of its own."""
        if result.fault:
            self.note(
                _("{code} {name} gagal: {message}").format(
                    code=code, name=name, message=result.fault.message
                )
            )
        self._bar.update(self._task, advance=1, description=f"{code} {name}")

    def note(self, sentence: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(sentence, markup=False, highlight=False)


def for_terminal() -> Progress:
    """Return a bar where standard error is a terminal, else lines."""
    # Asked of the stream itself: colours wished for in a log (FORCE_COLOR) make it no terminal.
    return Bar(Console(stderr=True)) if sys.stderr.isatty() else Lines()


def duration(seconds: float) -> str:
    """Write a span of time: 6,1 detik; 2 menit 10 detik; 1 jam 5 menit."""
    if round(seconds, 1) < _MINUTE:
        return _("{n} detik").format(n=text.number(seconds, 1))
    minutes, rest = divmod(round(seconds), _MINUTE)
    if minutes < _MINUTE:
        return _("{m} menit {s} detik").format(m=minutes, s=rest)
    hours, minutes = divmod(minutes, _MINUTE)
    return _("{h} jam {m} menit").format(h=hours, m=minutes)
