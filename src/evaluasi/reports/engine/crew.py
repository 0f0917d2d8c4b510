"""The loop that keeps workers busy, watches them, and tells how each task ended."""

from __future__ import annotations

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import connection
from multiprocessing.connection import Connection
from typing import Any, Literal

from evaluasi.reports.engine import processes, worker
from evaluasi.reports.engine.checkpoint import Draft
from evaluasi.reports.engine.outcome import Failure, Outcome
from evaluasi.reports.engine.processes import Child
from evaluasi.reports.engine.worker import Reply, Settings

# A process that was forked at the wrong moment hangs before its first word.
START_SECONDS = 120.0
_NEVER = float("inf")

Emit = Callable[[int, Outcome[Any, Any]], None]


class AbandonedError(Exception):
    """Whoever asked for the work is gone."""


@dataclass(frozen=True)
class Job:
    """A task on its way to its outcome."""

    index: int
    attempt: int = 1
    purpose: Literal["result", "test", "redo"] = "result"


@dataclass(eq=False)
class Hand:
    """A worker process and what it is at."""

    child: Child
    job: Job | None
    ready: bool = False
    began: float = field(default_factory=time.monotonic)
    deadline: float = field(default_factory=lambda: time.monotonic() + START_SECONDS)
    done: list[int] = field(default_factory=list)
    draft: Draft | None = None

    def take(self, message: object) -> None:
        """Keep what a message adds to the draft of the running notebook."""
        if isinstance(message, Draft):
            self.draft = self.draft.renewed(message) if self.draft else message

    def rescue(self) -> None:
        """Write what a lost worker had of its notebook."""
        for message in self.child.unread:
            self.take(message)
        if self.draft is not None:
            with contextlib.suppress(OSError):  # the outcome tells what became of the task
                self.draft.write()


class Crew:
    """Runs each task in a process of its own, and a second time when that process breaks.

    Parameters
    ----------
    tasks : sequence
    settings : Settings
    workers : int
        How many tasks run at a time.
    recruit : callable
        Starts a worker.
    emit : callable
        Receives the number of each task and its outcome.
    indexes : iterable of int, optional
        The tasks to run; by default all.
    lifeline : Connection, optional
        When its other end closes, the work is abandoned.
    """

    def __init__(
        self,
        tasks: Sequence[Any],
        settings: Settings,
        *,
        workers: int,
        recruit: Callable[[], Child],
        emit: Emit,
        indexes: Iterable[int] | None = None,
        lifeline: Connection | None = None,
    ) -> None:
        self.tasks = tasks
        self.settings = settings
        self.workers = workers
        self.recruit = recruit
        self.emit = emit
        self.queue = deque(map(Job, range(len(tasks)) if indexes is None else indexes))
        self.hands: list[Hand] = []
        self._lifeline = [] if lifeline is None else [lifeline]

    def run(self) -> None:
        """Run all tasks; whatever happens, no worker is left behind.

        Raises
        ------
        AbandonedError
            When the lifeline was cut.
        """
        try:
            while self._assign():
                self._listen()
        finally:
            for hand in self.hands:
                hand.child.stop(thorough=True)
                hand.rescue()

    def pair(self) -> tuple[Hand, Job] | None:
        """Choose the next job and the worker for it."""
        if not self.queue:
            return None
        job = self.queue.popleft()
        return self.hire(job), job

    def finish(self, hand: Hand, job: Job, outcome: Outcome[Any, Any]) -> None:
        """Pass on the outcome of a job whose worker is free again."""
        self.dismiss(hand)
        self.report(job, outcome)

    def lose(self, hand: Hand, job: Job, failure: Failure) -> None:
        """Give a job whose worker is gone another chance, or give it up."""
        hand.rescue()
        if job.attempt == 1:
            self.queue.append(replace(job, attempt=2))
        else:
            self.report(job, self._complete(hand, job, Outcome(None, failure=failure)))

    def report(self, job: Job, outcome: Outcome[Any, Any]) -> None:
        """Tell how a task ended, unless it only ran for another's sake."""
        if job.purpose == "result":
            self.emit(job.index, outcome)

    def hire(self, job: Job) -> Hand:
        """Start a worker; for a second attempt, one that uses a real kernel."""
        if job.attempt == 1:
            child = self.recruit()
        else:
            child = processes.start(processes.SPAWN, worker.serve, self.settings, "kernel")
        hand = Hand(child, job)
        self.hands.append(hand)
        return hand

    def dismiss(self, hand: Hand, *, thorough: bool = False) -> int | None:
        """End a worker; return its exit code."""
        self.hands.remove(hand)
        return hand.child.stop(thorough=thorough)

    def _busy(self) -> list[Hand]:
        return [hand for hand in self.hands if hand.job is not None]

    def _assign(self) -> bool:
        """Give work to as many workers as may run; say whether any is at work."""
        while len(self._busy()) < self.workers and (pair := self.pair()):
            hand, job = pair
            hand.job = job
            if hand.ready:
                self._hand_over(hand, job)
        return bool(self._busy())

    def _hand_over(self, hand: Hand, job: Job) -> None:
        """Send a worker its task."""
        hand.draft = None
        hand.began = time.monotonic()
        hand.deadline = hand.began + (self.settings.hard_limit or _NEVER)
        try:
            hand.child.connection.send(self.tasks[job.index])
        except OSError:
            self._bury(hand, job)

    def _listen(self) -> None:
        """Wait for the first thing to happen, and see to all that has happened."""
        hands = self._busy()
        sources: dict[Any, Hand] = {hand.child.connection: hand for hand in hands}
        sources |= {hand.child.process.sentinel: hand for hand in hands}
        nearest = min(hand.deadline for hand in hands)
        wait = None if nearest == _NEVER else max(0.0, nearest - time.monotonic())
        happened = connection.wait([*sources, *self._lifeline], wait)
        if self._lifeline and self._lifeline[0] in happened:
            raise AbandonedError
        heard = [sources[source] for source in happened]
        for hand in hands:
            if hand.job is None:
                continue
            if hand in heard:
                self._hear(hand, hand.job)
            elif hand.deadline <= time.monotonic():
                failure = self._lateness(hand)
                self.dismiss(hand, thorough=True)
                self.lose(hand, hand.job, failure)

    def _hear(self, hand: Hand, job: Job) -> None:
        try:
            message = hand.child.receive(0)
        except (EOFError, OSError):
            self._bury(hand, job)
            return
        match message:
            case worker.READY:
                hand.ready = True
                self._hand_over(hand, job)
            case Draft():
                hand.take(message)
            case Reply(result, failure, cpu_seconds):
                hand.job = hand.draft = None
                outcome = Outcome(None, result, failure, cpu_seconds=cpu_seconds)
                self.finish(hand, job, self._complete(hand, job, outcome))
                hand.done.append(job.index)

    def _bury(self, hand: Hand, job: Job) -> None:
        """See to the job of a worker that has died."""
        code = self.dismiss(hand)
        self.lose(hand, job, Failure.from_exit_code(code))

    def _complete(self, hand: Hand, job: Job, outcome: Outcome[Any, Any]) -> Outcome[Any, Any]:
        seconds = time.monotonic() - hand.began
        return replace(outcome, task=self.tasks[job.index], attempts=job.attempt, seconds=seconds)

    def _lateness(self, hand: Hand) -> Failure:
        if hand.ready and self.settings.hard_limit is not None:
            return Failure.from_hard_limit(self.settings.hard_limit)
        return Failure.from_silence(START_SECONDS)
