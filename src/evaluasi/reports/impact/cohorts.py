"""Synthetic difference-in-differences, cohort by cohort: it needs one starting year at a time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact import Panel, SyntheticDiD


@dataclass(frozen=True, eq=False)
class Cohort:
    """What synthetic difference-in-differences says of the regions of one starting year.

    Attributes
    ----------
    start : int
    n_treated : int
        Regions that start in that year.
    result : SyntheticDiD or None
    reason : str
        Why there is no result; empty where there is one.
    """

    start: int
    n_treated: int
    result: SyntheticDiD | None
    reason: str


def each_cohort(panel: Panel) -> tuple[Cohort, ...]:
    """Estimate every cohort against the regions without a start."""
    return tuple(_cohort(panel, int(start)) for start in panel.cohorts)


def _cohort(panel: Panel, start: int) -> Cohort:
    own = panel.cohort == start
    n_treated = int(own.sum())
    alone = panel.keep_units(np.asarray(own | panel.never), "diperlakukan_juga")
    frame = alone.designs().set_index("fungsi")
    if not frame.loc["synthetic_did", "mungkin"]:
        return Cohort(start, n_treated, None, str(frame.loc["synthetic_did", "alasan"]))
    try:
        return Cohort(start, n_treated, im.synthetic_did(alone), "")
    except ParameterError as refusal:
        return Cohort(start, n_treated, None, " ".join([refusal.problem, *refusal.faults]))
