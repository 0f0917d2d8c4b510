"""From sheets of cells to typed tables, and every fault on the way."""

from evaluasi.tables.intake.checking import check
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import Extract, Skipped
from evaluasi.tables.intake.result import Intake

__all__ = ["Context", "Extract", "Intake", "Skipped", "check"]
