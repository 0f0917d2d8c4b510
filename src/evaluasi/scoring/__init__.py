"""Positions and scores of regions: frames in, frozen results out.

What needs an optimiser or many draws loads on first use: a report that only names peers shall not
wait for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from evaluasi.rubrics import Rubric
from evaluasi.rubrics import load as load_rubric
from evaluasi.scoring.iid_index import RegionalIndex, regional_index
from evaluasi.scoring.iid_predicate import Predicate, predicate
from evaluasi.scoring.iid_rescore import Rescored, rescore
from evaluasi.scoring.iid_spd import SpdScores, spd
from evaluasi.scoring.maturity import maturity
from evaluasi.scoring.peers import Peers, structural_peers

if TYPE_CHECKING:
    from evaluasi.agreement import icc, krippendorff_alpha, weighted_kappa
    from evaluasi.scoring.composite import (
        Assumption,
        Framework,
        Index,
        Recipe,
        Sensitivity,
        Uncertainty,
        build_index,
        compare,
        diagnose,
        leave_one_out,
        noisy_weights,
        sensitivity,
        uncertainty,
    )
    from evaluasi.scoring.contest import run_contest
    from evaluasi.scoring.plan import action_plan
    from evaluasi.scoring.plan_result import ActionPlan
    from evaluasi.scoring.raters import select_top, severity_adjusted
    from evaluasi.scoring.targets import target_path

__all__ = [
    "ActionPlan",
    "Assumption",
    "Framework",
    "Index",
    "Peers",
    "Predicate",
    "Recipe",
    "RegionalIndex",
    "Rescored",
    "Rubric",
    "Sensitivity",
    "SpdScores",
    "Uncertainty",
    "action_plan",
    "build_index",
    "compare",
    "diagnose",
    "icc",
    "krippendorff_alpha",
    "leave_one_out",
    "load_rubric",
    "maturity",
    "noisy_weights",
    "predicate",
    "regional_index",
    "rescore",
    "run_contest",
    "select_top",
    "sensitivity",
    "severity_adjusted",
    "spd",
    "structural_peers",
    "target_path",
    "uncertainty",
    "weighted_kappa",
]

_COMPOSITE = (
    "Assumption",
    "Framework",
    "Index",
    "Recipe",
    "Sensitivity",
    "Uncertainty",
    "build_index",
    "compare",
    "diagnose",
    "leave_one_out",
    "noisy_weights",
    "sensitivity",
    "uncertainty",
)
_AGREEMENT = ("icc", "krippendorff_alpha", "weighted_kappa")
_RATERS = ("select_top", "severity_adjusted")
_LATE = (
    dict.fromkeys(_COMPOSITE, "evaluasi.scoring.composite")
    | dict.fromkeys(_AGREEMENT, "evaluasi.agreement")
    | dict.fromkeys(_RATERS, "evaluasi.scoring.raters")
    | {
        "ActionPlan": "evaluasi.scoring.plan_result",
        "action_plan": "evaluasi.scoring.plan",
        "run_contest": "evaluasi.scoring.contest",
        "target_path": "evaluasi.scoring.targets",
    }
)


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(f"module 'evaluasi.scoring' has no attribute {name!r}")
    return getattr(import_module(_LATE[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
