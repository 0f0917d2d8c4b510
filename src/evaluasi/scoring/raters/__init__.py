"""Raters and contests: agreement, severity, and who is among the first."""

from evaluasi.scoring.raters.agreement import Agreement, krippendorff_alpha
from evaluasi.scoring.raters.intraclass import IntraclassCorrelation, icc
from evaluasi.scoring.raters.kappa import Kappa, weighted_kappa
from evaluasi.scoring.raters.selection import Selection, select_top
from evaluasi.scoring.raters.severity import Adjusted, severity_adjusted

__all__ = [
    "Adjusted",
    "Agreement",
    "IntraclassCorrelation",
    "Kappa",
    "Selection",
    "icc",
    "krippendorff_alpha",
    "select_top",
    "severity_adjusted",
    "weighted_kappa",
]
