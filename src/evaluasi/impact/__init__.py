"""What innovations changed, how sure that is, and which designs the data would carry."""

from evaluasi.impact.balance import balance
from evaluasi.impact.descriptive import AwardComparison, award_comparison, caution
from evaluasi.impact.detectable import DetectableEffect, minimum_detectable_effect
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.event_time import event_study
from evaluasi.impact.evidence import Variants
from evaluasi.impact.feasibility import Holdings, possible_designs
from evaluasi.impact.goodman_bacon import BaconResult, bacon
from evaluasi.impact.grade import Grade, grade
from evaluasi.impact.grading.facts import Facts
from evaluasi.impact.group_time import GroupTimeATT, group_time_att
from evaluasi.impact.group_time_average import Aggregate
from evaluasi.impact.honest_did import HonestDiD, honest_did
from evaluasi.impact.interaction_weighted import sun_abraham
from evaluasi.impact.interrupted_time_series import (
    InterruptedTimeSeries,
    interrupted_time_series,
)
from evaluasi.impact.leave_one_out import leave_one_out
from evaluasi.impact.matching import MatchingResult, matching
from evaluasi.impact.multiple_testing import adjust_p
from evaluasi.impact.neighbours import neighbour_exclusion
from evaluasi.impact.panel import Panel
from evaluasi.impact.permutation import Randomization, randomization_inference
from evaluasi.impact.placebo import placebo_dates, placebo_outcomes
from evaluasi.impact.pretrend import PretrendPower, pretrend_power
from evaluasi.impact.recommendation import Recommendation, recommended
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.impact.results import Notice, Result
from evaluasi.impact.synthetic_control import SyntheticControl, synthetic_control
from evaluasi.impact.synthetic_did import SyntheticDiD, synthetic_did
from evaluasi.impact.weighting import WeightingResult, weighting
from evaluasi.impact.wild_cluster import WildBootstrap, wild_cluster_bootstrap

__all__ = [
    "Aggregate",
    "AwardComparison",
    "BaconResult",
    "DetectableEffect",
    "Facts",
    "Grade",
    "GroupTimeATT",
    "Holdings",
    "HonestDiD",
    "InterruptedTimeSeries",
    "MatchingResult",
    "Notice",
    "Panel",
    "PretrendPower",
    "Randomization",
    "Recommendation",
    "RegressionResult",
    "Result",
    "SyntheticControl",
    "SyntheticDiD",
    "Variants",
    "WeightingResult",
    "WildBootstrap",
    "adjust_p",
    "award_comparison",
    "bacon",
    "balance",
    "caution",
    "did",
    "event_study",
    "grade",
    "group_time_att",
    "honest_did",
    "interrupted_time_series",
    "leave_one_out",
    "matching",
    "minimum_detectable_effect",
    "neighbour_exclusion",
    "placebo_dates",
    "placebo_outcomes",
    "possible_designs",
    "pretrend_power",
    "randomization_inference",
    "recommended",
    "sun_abraham",
    "synthetic_control",
    "synthetic_did",
    "weighting",
    "wild_cluster_bootstrap",
]
