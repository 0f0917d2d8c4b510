"""One treated region at a time: its own synthetic control, or why there can be none.

Donors are regions without a start in the panel. A region whose own first years are missing is
compared from the year after the last gap on; nothing is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError
from evaluasi.impact import Panel, SyntheticControl
from evaluasi.reports.impact.question import Question, panel_of, values_of
from evaluasi.reports.impact.variants import variants
from evaluasi.text import _

POOR = "kecocokan_buruk"
"""Warning of an estimate whose gap can't be read as an effect."""


@dataclass(frozen=True, eq=False)
class Alone:
    """What a synthetic control says of one region.

    Attributes
    ----------
    unit : str
    start : int
        First exposed year.
    years : tuple of int
        First and last year used.
    result : SyntheticControl or None
    reason : str
        Why there is no result; empty where there is one.
    """

    unit: str
    start: int
    years: tuple[int, int]
    result: SyntheticControl | None
    reason: str = ""

    @property
    def readable(self) -> bool:
        """Whether there is a result that fits well enough before the start to be read."""
        return self.result is not None and all(w.code != POOR for w in self.result.warnings)


def one_by_one(question: Question, covariates: Sequence[str] = ()) -> tuple[Alone, ...]:
    """Compare every region that starts within the panel with its synthetic self.

    Parameters
    ----------
    question : Question
    covariates : sequence of str
        Codes of series in which donors are to be alike too; see `predictors`. Without them the
        path of the outcome alone is fitted.

    Raises
    ------
    EvaluasiError
        When there are no values, or two series would be joined.
    """
    panel = panel_of(question)
    treated = np.flatnonzero(~panel.never)
    return tuple(_one(question, panel, int(row), covariates) for row in treated)


def predictors(question: Question, years: Sequence[int], covariates: Sequence[str]) -> pd.DataFrame:
    """Return what donors are to be alike in, a row per region.

    The outcome in the first and the last of the years and its mean over them, as in Abadie,
    Diamond and Hainmueller (2010); the mean of each covariate over them. Covariates alone leave
    the level of the outcome open.
    """
    own = values_of(replace(question, years=tuple(years)))
    made = {
        _("{name}, {year}").format(name=question.outcome, year=years[0]): own[years[0]],
        _("{name}, rata-rata").format(name=question.outcome): own.mean(axis=1, skipna=False),
        _("{name}, {year}").format(name=question.outcome, year=years[-1]): own[years[-1]],
    }
    for code in covariates:
        found = values_of(replace(question, outcome=code, years=tuple(years)))
        made[_("{name}, rata-rata").format(name=code)] = found.mean(axis=1)
    return pd.DataFrame(made)


def other_readings(question: Question) -> tuple[tuple[str, tuple[Alone, ...]], ...]:
    """Return the label and what is found of every other reading of the question."""
    found = []
    for label, asked in variants(question):
        try:
            found.append((label, one_by_one(asked)))
        except EvaluasiError:
            found.append((label, ()))
    return tuple(found)


def best_fitting(found: Iterable[Alone], most: int) -> tuple[Alone, ...]:
    """Choose regions to be drawn: those that fit best before the start, whatever came after."""
    return tuple(sorted((one for one in found if one.readable), key=_misfit)[:most])


def _one(question: Question, panel: Panel, row: int, covariates: Sequence[str]) -> Alone:
    unit, start = str(panel.units[row]), int(panel.cohort[row])
    gaps = panel.times[~np.isfinite(panel.outcome[row]) & (panel.times < start)]
    if gaps.size:
        kept = tuple(int(year) for year in panel.times if year > gaps.max())
        panel = panel_of(replace(question, years=kept))
    years = (int(panel.times[0]), int(panel.times[-1]))
    before = [int(year) for year in panel.times if year < start]
    try:
        alike = predictors(question, before, covariates) if covariates and before else None
        return Alone(unit, start, years, im.synthetic_control(panel, unit=unit, predictors=alike))
    except EvaluasiError as refusal:
        return Alone(unit, start, years, None, " ".join([refusal.problem, *refusal.faults]))


def _misfit(alone: Alone) -> float:
    """Return the root mean squared gap before the start, in standard deviations of the path."""
    assert alone.result is not None  # so says readable
    before = alone.result.table.loc[~alone.result.table["sesudah"], "nyata"]
    return float(alone.result.rmspe / before.std(ddof=0))
