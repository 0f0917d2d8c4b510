"""How a task ended."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Generic, Literal, Self, TypeVar

from evaluasi.reports.engine.limits import TimeLimitReached
from evaluasi.text import _, number

Task = TypeVar("Task")
Result = TypeVar("Result")

Kind = Literal["error", "time_limit", "memory", "crash"]
_KINDS: dict[str, Kind] = {TimeLimitReached.__name__: "time_limit", "MemoryError": "memory"}
_SIGKILL = 9
_DEAD_KERNEL = "DeadKernelError"  # nbclient's word for a process that crashed


@dataclass(frozen=True)
class Failure:
    """Why a task has no result.

    Attributes
    ----------
    kind : {"error", "time_limit", "memory", "crash"}
    message : str
        One sentence for the reader of a report's status.
    exception : str
        Name of the exception's class; empty when the process simply ended.
    traceback : str
        For the log; empty when the process simply ended.
    """

    kind: Kind
    message: str
    exception: str = ""
    traceback: str = ""

    @classmethod
    def from_error(cls, error: BaseException) -> Self:
        """Describe an exception that left the work function.

        An error that papermill passes on tells by `ename` and `evalue` what was raised in a cell.
        """
        name = getattr(error, "ename", type(error).__name__)
        message = str(getattr(error, "evalue", error)).strip() or name
        details = "".join(traceback.format_exception(error))
        if name == _DEAD_KERNEL:
            return cls("crash", _("Kernel berhenti mendadak."), name, details)
        return cls(_KINDS.get(name, "error"), message, name, details)

    @classmethod
    def from_exit_code(cls, code: int | None) -> Self:
        """Describe a process that ended before its task; a negative code is a signal's number."""
        if code == -_SIGKILL:
            return cls("crash", _("Proses dimatikan dari luar, mungkin karena memori habis."))
        return cls("crash", _("Proses berhenti mendadak (kode {code}).").format(code=code))

    @classmethod
    def from_hard_limit(cls, seconds: float) -> Self:
        """Describe a process that was killed because it did not come to an end."""
        return cls(
            "time_limit",
            _("Proses dihentikan paksa sesudah {n} detik.").format(n=number(seconds, 0)),
        )

    @classmethod
    def from_silence(cls, seconds: float) -> Self:
        """Describe a process that was started and never spoke."""
        return cls(
            "crash",
            _("Proses tidak mulai bekerja dalam {n} detik.").format(n=number(seconds, 0)),
        )


@dataclass(frozen=True)
class Outcome(Generic[Task, Result]):
    """One task's end: a result or a failure.

    Attributes
    ----------
    task : Task
    result : Result or None
    failure : Failure or None
    attempts : int
        2 when the task ran again, through a real kernel, because the quick way had broken.
    seconds : float
        Wall time of the last attempt, without the start of its process.
    cpu_seconds : float
        Processor time of the last attempt; 0 where the process was lost.
    """

    task: Task
    result: Result | None = None
    failure: Failure | None = None
    attempts: int = 1
    seconds: float = 0.0
    cpu_seconds: float = 0.0
