"""What can go wrong, in sentences that a user can act on.

Every error that reaches a user is an `EvaluasiError`: it says what is wrong, lists each fault
(not just the first), and says what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable

MAX_FAULTS_SHOWN = 5


class EvaluasiError(Exception):
    """A fault told in Indonesian.

    Parameters
    ----------
    problem : str
        One sentence: what is wrong.
    remedy : str, optional
        One sentence: what the user can do about it.
    faults : iterable of str, optional
        One short line per fault; the text shows at most five and counts the rest.
    """

    def __init__(self, problem: str, remedy: str = "", faults: Iterable[str] = ()) -> None:
        self.problem = problem
        self.remedy = remedy
        self.faults = tuple(faults)
        # All arguments reach Exception so that the error survives pickling between processes.
        super().__init__(problem, remedy, self.faults)

    def __str__(self) -> str:
        lines = [self.problem]
        lines += [f"  - {fault}" for fault in self.faults[:MAX_FAULTS_SHOWN]]
        hidden = len(self.faults) - MAX_FAULTS_SHOWN
        if hidden > 0:
            lines.append(f"  - dan {hidden} lagi")
        if self.remedy:
            lines.append(self.remedy)
        return "\n".join(lines)


class ParameterError(EvaluasiError):
    """The call itself is wrong: an unknown option, region, year or parameter."""


class RegionError(ParameterError):
    """A region that is unknown, or a name that more than one region bears."""


class DatasetError(EvaluasiError):
    """A dataset that is missing, malformed, or does not match its descriptor."""


class ScaleBreakError(EvaluasiError):
    """Values from both sides of a break in a series were asked for as one series."""


class OutputError(EvaluasiError):
    """Results cannot be written where they were asked for."""
