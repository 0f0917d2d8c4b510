"""A study of one service: one question, read many ways, doubted, and graded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import TypeVar

import numpy as np
import pandas as pd

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError
from evaluasi.impact import InterruptedTimeSeries
from evaluasi.impact.grade import Grade
from evaluasi.reports.service import gaps, happenings
from evaluasi.reports.service.answer import (
    Answer,
    Effect,
    answer,
    effect_of,
    estimate,
    reason_of,
)
from evaluasi.reports.service.question import Question, counted, one_unit, prepared, rows_of
from evaluasi.reports.service.variants import placebos, variants
from evaluasi.text import _, month_year

Tell = Callable[[str], None]
R = TypeVar("R")


def silent(_sentence: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, eq=False)
class Study:
    """One question and its answers; each part is computed when it is first asked for.

    Attributes
    ----------
    question : Question
    place : str
        Name of the region.
    chosen : bool
        Whether the family was chosen by the caller, not by the unit.
    tell : callable
        Told what is being worked on.
    """

    question: Question
    place: str
    chosen: bool = False
    tell: Tell = field(default=silent, repr=False)

    @cached_property
    def _tried(self) -> InterruptedTimeSeries | EvaluasiError:
        try:
            one_unit(self.question)
            gaps.refuse(self.question)
            happenings.refuse_interrupted(self.question)
            return estimate(self.question)
        except EvaluasiError as refusal:
            return refusal

    @property
    def refusal(self) -> str:
        """Why there is no estimate; empty where there is one."""
        return "" if isinstance(self._tried, InterruptedTimeSeries) else reason_of(self._tried)

    @property
    def remedy(self) -> str:
        """What would help; empty where there is an estimate."""
        if isinstance(self._tried, InterruptedTimeSeries):
            return ""
        return self._tried.remedy or _("Pilih deret, rentang, atau keluarga lain.")

    @property
    def result(self) -> InterruptedTimeSeries:
        """The main answer."""
        assert isinstance(self._tried, InterruptedTimeSeries)  # a study that is not refused
        return self._tried

    @property
    def effect(self) -> Effect:
        """The main answer's number."""
        found = self.result
        return effect_of(self.question, found.estimate, found.ci, found.p, len(found.path))

    @property
    def summed(self) -> bool:
        """Whether control regions are added up; their mean is taken otherwise."""
        own = self.question
        return counted(rows_of(own.ds, own.service, own.region, own.until))

    @cached_property
    def settled(self) -> Question:
        """The question with the season that was used."""
        return replace(self.question, harmonics=int(self.result.settings["harmonics"]))

    @cached_property
    def sensitivity(self) -> tuple[tuple[str, Answer], ...]:
        """Label and answer of every other reading."""
        self.tell(_("menguji pembacaan lain"))
        return tuple((label, answer(asked)) for label, asked in variants(self.settled))

    @cached_property
    def placebos(self) -> tuple[Answer, ...]:
        """Answers for false breaks in the time before the true one."""
        self.tell(_("menguji patahan palsu"))
        return tuple(answer(asked) for asked in placebos(self.settled))

    @cached_property
    def controls_alone(self) -> tuple[Answer, ...]:
        """What each control region's own series did at the same month."""
        alone = replace(self.settled, controls=())
        return tuple(answer(replace(alone, region=code)) for code in self.question.controls)

    @cached_property
    def autocorrelation(self) -> pd.Series:
        """Correlation of the residuals with those so many months before, index lag."""
        residual = self.result.fitted.residual
        centred = residual - residual.mean()
        total = float(centred @ centred)
        lags = [lag for lag in (1, 2, 3, 6, 12) if lag < len(centred) / 2]
        return pd.Series(
            [float(centred[lag:] @ centred[:-lag]) / total for lag in lags], index=lags
        )

    @cached_property
    def path(self) -> pd.DataFrame:
        """The series, its line and the line without the break, in the unit of the question."""
        path, given = self.result.path.copy(), prepared(self.question)
        columns = ["nyata", "taksiran", "tanpa_patahan"]
        if given.control is not None:
            path["pembanding"] = given.control.to_numpy(float)
            columns.append("pembanding")
        if self.question.family == "log-normal":
            path[columns] = np.exp(path[columns])
        if given.exposure is not None:
            path[columns] = 100 * path[columns].div(given.exposure.to_numpy(float), axis=0)
        return path

    @cached_property
    def grade(self) -> Grade:
        """The grade of the evidence and the sentence that may be quoted."""
        question = self.question
        return im.grade(
            None if self.refusal else self.result,
            treatment=_("perubahan pada {month}").format(month=month_year(str(question.at))),
            outcome=_("{service} di {place}").format(service=question.measured, place=self.place),
            unit=question.change_unit,
        )


def answered(empty: R) -> Callable[[Callable[[Study], R]], Callable[[Study], R]]:
    """Make a function of a study return `empty` where the study was refused."""

    def wrap(function: Callable[[Study], R]) -> Callable[[Study], R]:
        @wraps(function)
        def asked(study: Study) -> R:
            return empty if study.refusal else function(study)

        return asked

    return wrap
