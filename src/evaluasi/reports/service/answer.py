"""One answer to one reading of a question, in numbers that can stand side by side."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError, ParameterError
from evaluasi.impact import InterruptedTimeSeries
from evaluasi.reports.service import pandemic
from evaluasi.reports.service.question import Question, prepared
from evaluasi.tables import provenance
from evaluasi.text import _


@dataclass(frozen=True, slots=True)
class Effect:
    """The mean change since the break.

    Attributes
    ----------
    estimate, low, high, p : float
        Relative changes in percent (a ratio of rates of 0.8 is −20), others in `unit`.
    unit : str
    points : int
        Months used.
    """

    estimate: float
    low: float
    high: float
    p: float
    unit: str
    points: int

    @property
    def open(self) -> bool:
        """Whether the interval holds zero."""
        return self.low <= 0 <= self.high


@dataclass(frozen=True, eq=False)
class Answer:
    """What one reading said, or why it can't be had."""

    question: Question
    effect: Effect | None
    reason: str = ""


def estimate(question: Question) -> InterruptedTimeSeries:
    """Run the estimator as the question asks.

    Raises
    ------
    EvaluasiError
        Where the series does not carry it.
    """
    given = prepared(question)
    with _finite():
        found = im.interrupted_time_series(
            given.series,
            at=question.at,
            family=given.family,
            slope=question.slope,
            harmonics=question.harmonics,
            control=given.control,
            exposure=given.exposure,
            errors=question.errors,
        )
    source = question.ds.layanan
    return replace(found, provenance=provenance.of(source))


def answer(question: Question) -> Answer:
    """Answer one reading; what stands in its way becomes its reason."""
    try:
        if question.pandemic:
            with _finite():
                found = pandemic.estimate(question, prepared(question))
            return Answer(question, effect_of(question, *found))
        result = estimate(question)
        return Answer(
            question,
            effect_of(question, result.estimate, result.ci, result.p, len(result.path)),
        )
    except EvaluasiError as refusal:
        return Answer(question, None, reason_of(refusal))


@contextmanager
def _finite() -> Iterator[None]:
    """Refuse an estimate that the computation itself warns of: it is no number to show.

    Counts that are nearly all zero on one side of the break have no finite log-linear estimate.

    Raises
    ------
    ParameterError
    """
    from statsmodels.tools.sm_exceptions import ModelWarning

    with warnings.catch_warnings():
        for kind in (RuntimeWarning, ModelWarning):
            warnings.simplefilter("error", kind)
        try:
            yield
        except (RuntimeWarning, ModelWarning, np.linalg.LinAlgError) as told:
            raise ParameterError(
                _(
                    "Taksirannya tidak berhingga: cacahan terlalu jarang di satu sisi patahan, "
                    "atau deretnya tidak bergerak di sekitar garisnya."
                ),
                _("Pilih --keluarga normal, atau indikator yang lebih sering terjadi."),
            ) from told


def effect_of(
    question: Question, value: float, interval: tuple[float, float], p: float, points: int
) -> Effect:
    """Tell an estimate in percent where it is a difference of logarithms."""
    numbers = np.array([value, *interval])
    if question.relative:
        numbers = 100 * np.expm1(numbers)
    found, low, high = (float(x) for x in numbers)
    return Effect(found, low, high, p, question.change_unit, points)


def reason_of(refusal: EvaluasiError) -> str:
    """Say in one line what stands in the way, with every fault."""
    faults = "; ".join(refusal.faults)
    return f"{refusal.problem.rstrip('.')}: {faults}." if faults else refusal.problem
