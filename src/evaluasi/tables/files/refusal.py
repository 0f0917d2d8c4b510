"""What stops the reading of a file or a sheet: a reason and one sentence with the way out."""

from __future__ import annotations

from evaluasi.tables.faults import Fault, Reason


class RefusedError(Exception):
    """A file or sheet that is not read; it becomes a `Fault` and never leaves this package."""

    def __init__(self, reason: Reason, sentence: str) -> None:
        self.reason = reason
        self.sentence = sentence
        super().__init__(reason, sentence)

    def fault(self, file: str, sheet: str = "") -> Fault:
        """Tell it as a fault of a file, or of one of its sheets."""
        return Fault(file, self.reason, self.sentence, lembar=sheet)
