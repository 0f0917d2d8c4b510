"""What innovations changed, how sure that is, and which designs the data would carry."""

from evaluasi.impact.descriptive import AwardComparison, award_comparison, caution
from evaluasi.impact.feasibility import Holdings, possible_designs
from evaluasi.impact.group_time import GroupTimeATT, group_time_att
from evaluasi.impact.group_time_average import Aggregate
from evaluasi.impact.panel import Panel
from evaluasi.impact.results import Notice, Result

__all__ = [
    "Aggregate",
    "AwardComparison",
    "GroupTimeATT",
    "Holdings",
    "Notice",
    "Panel",
    "Result",
    "award_comparison",
    "caution",
    "group_time_att",
    "possible_designs",
]
