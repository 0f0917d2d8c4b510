"""Workers that run several tasks in turn, for systems that cannot fork; trusted only after a test.

A process that has run one report may spoil the next. So until the test is passed, the outcome of
a task counts only if the task was the first of its process. The test: a worker that has run
another task repeats one whose outcome is known from a fresh process. If the outcomes differ, each
task gets a process of its own from then on, and what was not the first of its process is redone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluasi.reports.engine.crew import Crew, Hand, Job
from evaluasi.reports.engine.outcome import Failure, Outcome
from evaluasi.text import _

TASKS_EACH = 25

Same = Callable[[Any, Any], bool]


class RecyclingCrew(Crew):
    """A crew whose workers stay for up to 25 tasks.

    Parameters
    ----------
    same : callable
        Says whether two results of one task are equal.
    on_notice : callable
        Told, in a sentence, if they are not.
    """

    def __init__(
        self, *args: Any, same: Same, on_notice: Callable[[str], None], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._same = same
        self._on_notice = on_notice
        self._trusted: bool | None = None
        self._reference: tuple[int, Any] | None = None
        self._testing = False
        self._held: list[tuple[Job, Outcome[Any, Any]]] = []

    def pair(self) -> tuple[Hand, Job] | None:
        """Choose the test first, if it is due; then the next job."""
        idle = [hand for hand in self.hands if hand.job is None]
        if self._trusted is None and self._reference and not self._testing:
            for hand in idle:
                if set(hand.done) - {self._reference[0]}:
                    self._testing = True
                    return hand, Job(self._reference[0], purpose="test")
        if not self.queue and self._held and len(idle) == len(self.hands):
            self._distrust(_("Proses yang dipakai ulang tidak dapat diuji;"))
            return self.pair()
        if not self.queue:
            return None
        job = self.queue.popleft()
        return (idle[0] if idle and job.attempt == 1 else self.hire(job)), job

    def finish(self, hand: Hand, job: Job, outcome: Outcome[Any, Any]) -> None:
        """Pass on an outcome that can be trusted; keep or redo one that cannot."""
        first = not hand.done
        worn = len(hand.done) + 1 == TASKS_EACH
        if worn or self._trusted is False or job.attempt > 1:
            self.dismiss(hand)
        if job.purpose == "test":
            self._judge(outcome)
        elif first or self._trusted:
            self.report(job, outcome)
            if self._reference is None and job.attempt == 1 and outcome.failure is None:
                self._reference = (job.index, outcome.result)
        elif self._trusted is None:
            self._held.append((job, outcome))
        else:
            self.queue.append(job)

    def lose(self, hand: Hand, job: Job, failure: Failure) -> None:
        """Take a test that broke for a test that was not passed."""
        if job.purpose == "test":
            self._distrust(_("Proses yang dipakai ulang berhenti mendadak;"))
        else:
            super().lose(hand, job, failure)

    def _judge(self, outcome: Outcome[Any, Any]) -> None:
        self._testing = False
        known = self._reference[1] if self._reference else None
        if outcome.failure is None and self._same(known, outcome.result):
            self._trusted = True
            for job, held in self._held:
                self.emit(job.index, held)
            self._held.clear()
        else:
            self._distrust(_("Proses yang dipakai ulang memberi hasil lain daripada proses baru;"))

    def _distrust(self, reason: str) -> None:
        """From now on a fresh process for each task; the test itself may have spoiled files."""
        self._trusted = False
        self._on_notice(reason + " " + _("selanjutnya setiap laporan mendapat proses sendiri."))
        self.queue.extend(job for job, __ in self._held)
        self._held.clear()
        if self._reference is not None:
            self.queue.append(Job(self._reference[0], purpose="redo"))
        for hand in [hand for hand in self.hands if hand.job is None]:
            self.dismiss(hand)
