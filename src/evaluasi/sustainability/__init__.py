"""Whether innovations outlive the prize: capacity in place, and sustainment verified, never one.

Everything loads on first use. No module may bear the name of a public function: once imported it
would stand in the function's place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluasi.sustainability.at_risk_reasons import AtRisk, at_risk
    from evaluasi.sustainability.beneficiaries_groups import group_difference
    from evaluasi.sustainability.beneficiaries_paired import paired_change
    from evaluasi.sustainability.beneficiaries_result import Comparison
    from evaluasi.sustainability.beneficiaries_scores import Scores, respondent_scores
    from evaluasi.sustainability.binomial import Share, exact_share
    from evaluasi.sustainability.calibration_bands import Calibration, calibration
    from evaluasi.sustainability.capacity_survey import Capacity, capacity
    from evaluasi.sustainability.competing_risks import Incidence, aalen_johansen
    from evaluasi.sustainability.cost import CostPerBeneficiary, cost_per_beneficiary
    from evaluasi.sustainability.cost_ratio import CostRatio, cost_per_change
    from evaluasi.sustainability.cox_regression import Cox, cox, events_needed
    from evaluasi.sustainability.grouped_hazard import Grouped, grouped
    from evaluasi.sustainability.ikm_published import IkmCheck, check_ikm
    from evaluasi.sustainability.ikm_sample import SampleSize, sample_size
    from evaluasi.sustainability.ikm_survey import Ikm, ikm
    from evaluasi.sustainability.instruments_scores import (
        InstrumentScores,
        dac_ratings,
        kipp_score,
        nhs_score,
    )
    from evaluasi.sustainability.measurement import (
        AssessorAgreement,
        MeasurementError,
        assessor_agreement,
        measurement_error,
    )
    from evaluasi.sustainability.proxy import ProxyCapacity, proxy_by_edition, proxy_capacity
    from evaluasi.sustainability.quadrant_sorting import Quadrant, benchmarks, quadrant
    from evaluasi.sustainability.registers import Register, register, starts_of
    from evaluasi.sustainability.subgroups_change import Subgroups, subgroups
    from evaluasi.sustainability.subgroups_hiding import suppress
    from evaluasi.sustainability.survival_curve import Curve, kaplan_meier
    from evaluasi.sustainability.survival_result import Survival, survival
    from evaluasi.sustainability.sustainment_index_slopes import SustainmentIndex, sustainment_index
    from evaluasi.sustainability.visits import VisitPlan, visit_plan
    from evaluasi.sustainability.visits_candidates import visit_candidates

__all__ = [
    "AssessorAgreement",
    "AtRisk",
    "Calibration",
    "Capacity",
    "Comparison",
    "CostPerBeneficiary",
    "CostRatio",
    "Cox",
    "Curve",
    "Grouped",
    "Ikm",
    "IkmCheck",
    "Incidence",
    "InstrumentScores",
    "MeasurementError",
    "ProxyCapacity",
    "Quadrant",
    "Register",
    "SampleSize",
    "Scores",
    "Share",
    "Subgroups",
    "Survival",
    "SustainmentIndex",
    "VisitPlan",
    "aalen_johansen",
    "assessor_agreement",
    "at_risk",
    "benchmarks",
    "calibration",
    "capacity",
    "check_ikm",
    "cost_per_beneficiary",
    "cost_per_change",
    "cox",
    "dac_ratings",
    "events_needed",
    "exact_share",
    "group_difference",
    "grouped",
    "ikm",
    "kaplan_meier",
    "kipp_score",
    "measurement_error",
    "nhs_score",
    "paired_change",
    "proxy_by_edition",
    "proxy_capacity",
    "quadrant",
    "register",
    "respondent_scores",
    "sample_size",
    "starts_of",
    "subgroups",
    "suppress",
    "survival",
    "sustainment_index",
    "visit_candidates",
    "visit_plan",
]

_MODULES = {
    "at_risk_reasons": ("AtRisk", "at_risk"),
    "beneficiaries_groups": ("group_difference",),
    "beneficiaries_paired": ("paired_change",),
    "beneficiaries_result": ("Comparison",),
    "beneficiaries_scores": ("Scores", "respondent_scores"),
    "binomial": ("Share", "exact_share"),
    "calibration_bands": ("Calibration", "calibration"),
    "capacity_survey": ("Capacity", "capacity"),
    "competing_risks": ("Incidence", "aalen_johansen"),
    "cost": ("CostPerBeneficiary", "cost_per_beneficiary"),
    "cost_ratio": ("CostRatio", "cost_per_change"),
    "cox_regression": ("Cox", "cox", "events_needed"),
    "grouped_hazard": ("Grouped", "grouped"),
    "ikm_published": ("IkmCheck", "check_ikm"),
    "ikm_sample": ("SampleSize", "sample_size"),
    "ikm_survey": ("Ikm", "ikm"),
    "instruments_scores": ("InstrumentScores", "dac_ratings", "kipp_score", "nhs_score"),
    "measurement": (
        "AssessorAgreement",
        "MeasurementError",
        "assessor_agreement",
        "measurement_error",
    ),
    "proxy": ("ProxyCapacity", "proxy_by_edition", "proxy_capacity"),
    "quadrant_sorting": ("Quadrant", "benchmarks", "quadrant"),
    "registers": ("Register", "register", "starts_of"),
    "subgroups_change": ("Subgroups", "subgroups"),
    "subgroups_hiding": ("suppress",),
    "survival_curve": ("Curve", "kaplan_meier"),
    "survival_result": ("Survival", "survival"),
    "sustainment_index_slopes": ("SustainmentIndex", "sustainment_index"),
    "visits": ("VisitPlan", "visit_plan"),
    "visits_candidates": ("visit_candidates",),
}
_LATE = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
