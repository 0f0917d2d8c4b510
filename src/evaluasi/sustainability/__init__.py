"""Whether innovations outlive the prize: capacity in place, and sustainment verified, never one.

Everything loads on first use. No module may bear the name of a public function: once imported it
would stand in the function's place.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evaluasi.sustainability.benefit.cost import CostPerBeneficiary, cost_per_beneficiary
    from evaluasi.sustainability.benefit.cost_ratio import CostRatio, cost_per_change
    from evaluasi.sustainability.benefit.groups import group_difference
    from evaluasi.sustainability.benefit.hiding import suppress
    from evaluasi.sustainability.benefit.ikm_published import IkmCheck, check_ikm
    from evaluasi.sustainability.benefit.ikm_sample import SampleSize, sample_size
    from evaluasi.sustainability.benefit.ikm_survey import Ikm, ikm
    from evaluasi.sustainability.benefit.paired import paired_change
    from evaluasi.sustainability.benefit.result import Comparison
    from evaluasi.sustainability.benefit.scores import Scores, respondent_scores
    from evaluasi.sustainability.benefit.subgroup_changes import Subgroups, subgroups
    from evaluasi.sustainability.instruments.measurement import (
        AssessorAgreement,
        MeasurementError,
        assessor_agreement,
        measurement_error,
    )
    from evaluasi.sustainability.instruments.proxy import (
        ProxyCapacity,
        proxy_by_edition,
        proxy_capacity,
    )
    from evaluasi.sustainability.instruments.scores import (
        InstrumentScores,
        dac_ratings,
        kipp_score,
        nhs_score,
    )
    from evaluasi.sustainability.instruments.slopes import SustainmentIndex, sustainment_index
    from evaluasi.sustainability.instruments.survey import Capacity, capacity
    from evaluasi.sustainability.lasting.binomial import Share, exact_share
    from evaluasi.sustainability.lasting.competing_risks import Incidence, aalen_johansen
    from evaluasi.sustainability.lasting.cox_regression import Cox, cox, events_needed
    from evaluasi.sustainability.lasting.curve import Curve, kaplan_meier
    from evaluasi.sustainability.lasting.grouped_hazard import Grouped, grouped
    from evaluasi.sustainability.lasting.result import Survival, survival
    from evaluasi.sustainability.registry.registers import Register, register, starts_of
    from evaluasi.sustainability.standing.quadrants import Quadrant, benchmarks, quadrant
    from evaluasi.sustainability.standing.risks import AtRisk, at_risk
    from evaluasi.sustainability.visiting.calibration_bands import Calibration, calibration
    from evaluasi.sustainability.visiting.candidates import visit_candidates
    from evaluasi.sustainability.visiting.plan import VisitPlan, visit_plan

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
    "standing.risks": ("AtRisk", "at_risk"),
    "benefit.groups": ("group_difference",),
    "benefit.paired": ("paired_change",),
    "benefit.result": ("Comparison",),
    "benefit.scores": ("Scores", "respondent_scores"),
    "lasting.binomial": ("Share", "exact_share"),
    "visiting.calibration_bands": ("Calibration", "calibration"),
    "instruments.survey": ("Capacity", "capacity"),
    "lasting.competing_risks": ("Incidence", "aalen_johansen"),
    "benefit.cost": ("CostPerBeneficiary", "cost_per_beneficiary"),
    "benefit.cost_ratio": ("CostRatio", "cost_per_change"),
    "lasting.cox_regression": ("Cox", "cox", "events_needed"),
    "lasting.grouped_hazard": ("Grouped", "grouped"),
    "benefit.ikm_published": ("IkmCheck", "check_ikm"),
    "benefit.ikm_sample": ("SampleSize", "sample_size"),
    "benefit.ikm_survey": ("Ikm", "ikm"),
    "instruments.scores": ("InstrumentScores", "dac_ratings", "kipp_score", "nhs_score"),
    "instruments.measurement": (
        "AssessorAgreement",
        "MeasurementError",
        "assessor_agreement",
        "measurement_error",
    ),
    "instruments.proxy": ("ProxyCapacity", "proxy_by_edition", "proxy_capacity"),
    "standing.quadrants": ("Quadrant", "benchmarks", "quadrant"),
    "registry.registers": ("Register", "register", "starts_of"),
    "benefit.subgroup_changes": ("Subgroups", "subgroups"),
    "benefit.hiding": ("suppress",),
    "lasting.curve": ("Curve", "kaplan_meier"),
    "lasting.result": ("Survival", "survival"),
    "instruments.slopes": ("SustainmentIndex", "sustainment_index"),
    "visiting.plan": ("VisitPlan", "visit_plan"),
    "visiting.candidates": ("visit_candidates",),
}
_LATE = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
