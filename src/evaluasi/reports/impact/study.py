"""A study: one question, answered by every design that fits, doubted, and graded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from math import isfinite
from typing import TypeVar

import numpy as np
import pandas as pd

from evaluasi import impact as im
from evaluasi.errors import DatasetError, EvaluasiError, ParameterError
from evaluasi.impact import Panel, Result
from evaluasi.impact.detectable import DetectableEffect, minimum_detectable_effect
from evaluasi.impact.grade import Grade
from evaluasi.impact.pretrend import PretrendPower
from evaluasi.impact.recommendation import Recommendation, recommended
from evaluasi.reports.impact import doubts
from evaluasi.reports.impact.alone import Alone, one_by_one, other_readings
from evaluasi.reports.impact.bending import Bending, bend
from evaluasi.reports.impact.cohorts import Cohort, each_cohort
from evaluasi.reports.impact.designs import (
    RUN,
    Answer,
    Design,
    Effort,
    Inference,
    attempt,
    designs,
)
from evaluasi.reports.impact.question import Question, panel_of, treatment_origin
from evaluasi.reports.impact.variants import variants
from evaluasi.reports.region.words import capital
from evaluasi.tables import provenance
from evaluasi.text import _

Tell = Callable[[str], None]
R = TypeVar("R")

FEW = "sedikit_gugus_diperlakukan"
"""Warning that too few are treated for standard errors."""


def silent(_sentence: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, eq=False)
class Quoted:
    """The estimate that is quoted: its design, its way of inference, its result."""

    design: Design
    inference: str
    result: Result


@dataclass(frozen=True, eq=False)
class Study:
    """One question and its answers; each part is computed when it is first asked for.

    Attributes
    ----------
    question : Question
    place : str
        Where the regions lie, e.g. "Jawa Timur".
    level : str
        What the regions are: "kabupaten/kota" or "kecamatan".
    effort : Effort
    tell : callable
        Told what is being worked on.
    borders : DataFrame, optional
        Columns kode, tetangga: which regions lie side by side; by default the list that ships.
    covariates : tuple of str
        Series in which the donors of a single region are to be alike too; without them its own
        path is fitted.
    """

    question: Question
    place: str
    level: str
    effort: Effort = field(default_factory=Effort, repr=False)
    tell: Tell = field(default=silent, repr=False)
    borders: pd.DataFrame | None = field(default=None, repr=False)
    covariates: tuple[str, ...] = ()

    @cached_property
    def refusal(self) -> str:
        """Why no design can be used; empty where one can."""
        return _refusal(self)

    @cached_property
    def panel(self) -> Panel:
        """The panel of the main reading."""
        return panel_of(self.question)

    @cached_property
    def feasibility(self) -> pd.DataFrame:
        """Designs, whether the panel carries them, and why not."""
        return self.panel.designs()

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """What every design says, plainest first."""
        self.tell(_("menaksir menurut setiap rancangan"))
        return tuple(attempt(design, self.panel, self.effort) for design in designs())

    @cached_property
    def main(self) -> Answer:
        """The answer the study is read by.

        Group-time effects, which compare nobody with regions already treated; with regions never
        treated where there are any.
        """
        return attempt(main_design(self.panel), self.panel, self.effort)

    @property
    def result(self) -> Result:
        """The main answer's result."""
        assert self.main.result is not None  # a study that is not refused has one
        return self.main.result

    @cached_property
    def event(self) -> Result | None:
        """Effects by years since the start; None where there is nothing to average."""
        assert isinstance(self.result, im.GroupTimeATT)
        try:
            return self.result.aggregate("dynamic")
        except ParameterError:
            return None

    @cached_property
    def decomposition(self) -> im.BaconResult | EvaluasiError:
        """What the two-way coefficient compares, or why that can't be told.

        Regions with a hole are left out: the decomposition needs a value in every year.
        """
        whole = np.asarray(np.isfinite(self.panel.outcome).all(axis=1))
        try:
            return im.bacon(self.panel.keep_units(whole, "deret_tak_lengkap"))
        except ParameterError as refusal:
            return refusal

    @cached_property
    def inferences(self) -> tuple[tuple[Answer, str, Result | None, str], ...]:
        """Answer, way of inference, its result, or the reason there is none."""
        self.tell(_("membandingkan cara inferensi"))
        found: list[tuple[Answer, str, Result | None, str]] = []
        for answer in self.answers:
            if answer.result is None:
                continue
            found.append((answer, answer.design.own, answer.result, ""))
            for way in answer.design.others:
                try:
                    found.append((answer, way.key, way.run(self.panel, self.effort), ""))
                except ParameterError as refusal:
                    found.append((answer, way.key, None, refusal.problem))
        return tuple(found)

    @cached_property
    def advice(self) -> Recommendation:
        """What the coverage study says of the ways of inference on a panel of this size."""
        panel = self.panel
        treated = int((~panel.never & ~panel.always).sum())
        return recommended(panel.n_units, len(panel.times), treated, len(panel.cohorts) > 1)

    @cached_property
    def quoted(self) -> Quoted:
        """The interval that is quoted.

        By the way of inference that the coverage study recommends for the main design, else for
        the interaction-weighted one, whose comparison is the same; without either, by
        randomisation inference where too few are treated for standard errors, or there is none,
        else the main design's own.
        """
        again = next(design for design in designs() if design.key == "sun_abraham")
        asked = [
            (design, method.inference)
            for design in (self.main.design, again)
            for method in self.advice.methods
            if method.estimator == design.key
        ]
        few = any(warning.code == FEW for warning in self.result.warnings)
        if few or not isfinite(self.result.ci[0]):
            asked.append((self.main.design, "randomisasi"))
        found = (self._by(design, inference) for design, inference in asked)
        own = Quoted(self.main.design, self.main.design.own, self.result)
        return next((quoted for quoted in found if quoted is not None), own)

    def _by(self, design: Design, inference: str) -> Quoted | None:
        """Run a design with one way of inference; None where that gives no interval."""
        own = Inference(design.own, "", design.run)
        way = next((way for way in (own, *design.others) if way.key == inference), None)
        if way is None:
            return None
        try:
            result = way.run(self.panel, self.effort)
        except ParameterError:
            return None
        return Quoted(design, inference, result) if isfinite(result.ci[0]) else None

    @cached_property
    def sensitivity(self) -> tuple[tuple[str, Answer, Panel | None], ...]:
        """Label, main answer and panel of every other reading."""
        self.tell(_("menguji pembacaan lain"))
        return tuple(
            (label, *_read(asked, self.effort)) for label, asked in variants(self.question)
        )

    @cached_property
    def doubts(self) -> doubts.Doubts:
        """Tests that could have shown the answer to be wrong."""
        self.tell(_("meragukan taksirannya"))
        return doubts.doubt(self)

    @cached_property
    def pretrend(self) -> PretrendPower | str:
        """The test of the time before the start and what it can see, or why there is none."""
        return doubts.pretrend(self)

    @cached_property
    def bending(self) -> Bending:
        """What the effects by year are worth if trends are not parallel."""
        self.tell(_("membiarkan trennya tidak sejajar"))
        return bend(self)

    @cached_property
    def cohorts(self) -> tuple[Cohort, ...]:
        """Synthetic difference-in-differences of every cohort."""
        return each_cohort(self.panel)

    @cached_property
    def alone(self) -> tuple[Alone, ...]:
        """Every treated region beside its synthetic self."""
        self.tell(_("menaksir wilayah satu per satu"))
        return one_by_one(self.question, self.covariates)

    @cached_property
    def alone_otherwise(self) -> tuple[tuple[str, tuple[Alone, ...]], ...]:
        """The same by the path alone under the other readings, each with its label."""
        return other_readings(self.question)

    @cached_property
    def detectable(self) -> DetectableEffect | None:
        """The smallest effect the main design would have shown; None where none can be told.

        By placebo treatments on this very panel; a standard error is needed for that.
        """
        if not isfinite(self.result.se):
            return None
        self.tell(_("menghitung pengaruh terkecil yang dapat terlihat"))
        made = doubts.tried(
            lambda: minimum_detectable_effect(
                self.panel,
                method="simulation",
                design="group_time_att",
                draws=self.effort.simulations,
            )
        )
        return None if isinstance(made, str) else made

    @cached_property
    def detectable_two_way(self) -> DetectableEffect | None:
        """The same for the two-way design, in closed form."""
        made = doubts.tried(lambda: minimum_detectable_effect(self.panel))
        return None if isinstance(made, str) else made

    @cached_property
    def grade(self) -> Grade:
        """The grade of the evidence and the sentence that may be quoted."""
        return doubts.graded(self)


def answered(empty: R) -> Callable[[Callable[[Study], R]], Callable[[Study], R]]:
    """Make a function of a study return `empty` where the study was refused."""

    def wrap(function: Callable[[Study], R]) -> Callable[[Study], R]:
        @wraps(function)
        def asked(study: Study) -> R:
            return empty if study.refusal else function(study)

        return asked

    return wrap


def main_design(panel: Panel) -> Design:
    """Choose the design a study is read by."""
    control = "never" if panel.never.any() else "notyet"
    return next(design for design in designs() if design.key == f"group_time_att ({control})")


def _read(question: Question, effort: Effort) -> tuple[Answer, Panel | None]:
    """Answer another reading by the main design."""
    try:
        panel = panel_of(question)
    except EvaluasiError as refusal:
        return Answer(designs()[0], None, refusal.problem), None
    return attempt(main_design(panel), panel, replace(effort, band=0)), panel


def _refusal(made: Study) -> str:
    question = made.question
    treatment, catalogue = question.treatment, question.series
    if not treatment.records["kode"].isin(question.units).any():
        return _("{treatment} tidak tercatat bagi satu pun {level} di {place}.").format(
            treatment=capital(treatment.name), level=made.level, place=made.place
        )
    rows = question.ds.capaian
    own = rows[(rows["indikator"] == question.outcome) & rows["kode"].isin(question.units)]
    if own.empty:
        return _(
            "{outcome} tidak tercatat untuk {level} di {place}, sedangkan {treatment} diberikan "
            "kepada {level}: tidak ada capaian yang dapat dibandingkan."
        ).format(
            outcome=catalogue.nama, level=made.level, place=made.place, treatment=treatment.name
        )
    try:
        possible = made.feasibility[made.feasibility["fungsi"].isin(RUN)]
    except DatasetError as fault:
        return "; ".join(told.rstrip(".") for told in fault.faults or (fault.problem,)) + "."
    estimating = possible[possible["fungsi"] != "bacon"]
    if not estimating["mungkin"].any():
        parts = [part for reason in estimating["alasan"] for part in reason.split("; ")]
        return capital("; ".join(dict.fromkeys(parts))) + "."
    return made.main.reason


def origin(made: Study) -> provenance.Provenance | None:
    """Return where a study's numbers come from; of a refused one, its records of treatment."""
    return treatment_origin(made.question) if made.refusal else made.panel.provenance
