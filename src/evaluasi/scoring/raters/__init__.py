"""Raters and contests: severity, and who is among the first."""

from evaluasi.scoring.raters.selection import Selection, select_top
from evaluasi.scoring.raters.severity import Adjusted, severity_adjusted

__all__ = [
    "Adjusted",
    "Selection",
    "select_top",
    "severity_adjusted",
]
