"""What innovations changed, how sure that is, and which designs the data would carry."""

from evaluasi.impact.descriptive import AwardComparison, award_comparison, caution
from evaluasi.impact.feasibility import Holdings, possible_designs

__all__ = ["AwardComparison", "Holdings", "award_comparison", "caution", "possible_designs"]
