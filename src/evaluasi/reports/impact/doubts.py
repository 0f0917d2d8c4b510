"""Tests that could have shown a study's answer to be wrong, and the grade that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from evaluasi.errors import EvaluasiError, ParameterError
from evaluasi.impact import GroupTimeATT, Panel, RegressionResult, Result
from evaluasi.impact.evidence import Variants
from evaluasi.impact.grade import Grade, grade
from evaluasi.impact.leave_one_out import leave_one_out
from evaluasi.impact.neighbours import neighbour_exclusion
from evaluasi.impact.placebo import placebo_dates, placebo_outcomes
from evaluasi.impact.pretrend import PretrendPower, pretrend_power
from evaluasi.reports.impact.question import panel_of
from evaluasi.reports.impact.treatment import STRICT
from evaluasi.reports.region.words import change_unit, mentioned
from evaluasi.tables.neighbours import neighbours
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.reports.impact.study import Study

R = TypeVar("R")

UNTOUCHED = ("garis_kemiskinan", "penduduk")
"""Outcomes that an innovation award can hardly move within a few years: the poverty line follows
prices, the population grows slowly. An effect on them speaks against the comparison."""


@dataclass(frozen=True, eq=False)
class Doubts:
    """Each test's result, or the sentence why it could not be made."""

    pretrend: PretrendPower | str
    dates: Variants | str
    outcomes: Variants | str
    one_out: Variants | str
    neighbours: Variants | str


def doubt(study: Study) -> Doubts:
    """Make every test with the design the study is read by."""
    panel, design = study.panel, _design(study)
    return Doubts(
        pretrend=study.pretrend,
        dates=tried(lambda: placebo_dates(panel, design=design)),
        outcomes=tried(lambda: placebo_outcomes(panel, _placebos(study), design=design)),
        one_out=tried(lambda: leave_one_out(panel, design=design)),
        neighbours=tried(lambda: _without_neighbours(study, design)),
    )


def pretrend(study: Study) -> PretrendPower | str:
    """Test for a slope in the time before the start, and ask what that test can see.

    In the interaction-weighted design, whose comparison is that of the main one and whose effects
    before all span from one reference year; in the main design where that can't be done. The joint
    test of all years before is not used: with many years and few treated it rejects far too often.
    """
    other = next(a for a in study.answers if a.design.key == "sun_abraham").result
    if other is not None:
        made = tried(lambda: pretrend_power(_regular(other)))
        if not isinstance(made, str):
            return made
    return tried(lambda: pretrend_power(_regular(study.result)))


def graded(study: Study) -> Grade:
    """Grade the evidence by the rules of the Maryland scale."""
    question = study.question
    treatment, outcome = question.treatment.name, mentioned(question.series)
    if study.refusal:
        return grade(None, treatment=treatment, outcome=outcome)
    tested = study.pretrend
    held = study.quoted.result
    return grade(
        study.result,
        treatment=treatment,
        outcome=outcome,
        unit=change_unit(question.series),
        inference=None if held is study.result else held,
        pretest=None if isinstance(tested, str) else tested,
        mde=study.detectable,
        comparison_certain=question.treatment.complete or question.reading == STRICT,
    )


def _regular(result: Result | None) -> GroupTimeATT | RegressionResult:
    assert isinstance(result, GroupTimeATT | RegressionResult)  # so says the list of designs
    return result


def _design(study: Study) -> Callable[[Panel], Result]:
    effort = replace(study.effort, band=0)

    def run(panel: Panel) -> Result:
        if not panel.n_obs:  # a test may leave nobody in
            raise ParameterError(_("Tidak ada wilayah yang tersisa."))
        return study.main.design.run(panel, effort)

    return run


def _placebos(study: Study) -> dict[str, Panel]:
    found = {}
    for code in UNTOUCHED:
        asked = replace(study.question, outcome=code)
        try:
            found[asked.series.nama] = panel_of(asked)
        except EvaluasiError:
            continue
    return found


def _without_neighbours(study: Study, design: Callable[[Panel], Result]) -> Variants:
    listed = study.borders
    if listed is None:
        listed = neighbours(study.question.units[0].split(".")[0])
    return neighbour_exclusion(study.panel, listed, design=design)


def tried(test: Callable[[], R]) -> R | str:
    """Make a test; return the sentence why it could not be made."""
    try:
        return test()
    except EvaluasiError as refusal:
        return " ".join([refusal.problem, *refusal.faults])
