"""A composite index as a frozen recipe and pure functions: build, audit, compare."""

from evaluasi.scoring.composite.building import Index, build_index
from evaluasi.scoring.composite.comparing import Comparison, compare
from evaluasi.scoring.composite.diagnosis import Diagnosis, diagnose
from evaluasi.scoring.composite.framework import Framework, Node
from evaluasi.scoring.composite.leave_one_out import LeaveOneOut, leave_one_out
from evaluasi.scoring.composite.recipe import (
    Aggregate,
    Impute,
    Normalise,
    Recipe,
    Screen,
    Treat,
)
from evaluasi.scoring.composite.sensitivity import Sensitivity, sensitivity
from evaluasi.scoring.composite.uncertainty import Uncertainty, uncertainty
from evaluasi.scoring.composite.varying import Assumption, noisy_weights

__all__ = [
    "Aggregate",
    "Assumption",
    "Comparison",
    "Diagnosis",
    "Framework",
    "Impute",
    "Index",
    "LeaveOneOut",
    "Node",
    "Normalise",
    "Recipe",
    "Screen",
    "Sensitivity",
    "Treat",
    "Uncertainty",
    "build_index",
    "compare",
    "diagnose",
    "leave_one_out",
    "noisy_weights",
    "sensitivity",
    "uncertainty",
]
