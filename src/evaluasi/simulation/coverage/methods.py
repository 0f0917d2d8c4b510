"""What is tried on each simulated panel: one entry per estimator and inference.

Every number comes from the public functions of `evaluasi.impact`. To try another method, add an
entry to `METHODS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.impact.results import Result, headline
from evaluasi.simulation.coverage.cells import Cell, World

Floats = NDArray[np.float64]

DRAWS = 999
"""Draws of each bootstrap and of each randomisation."""

LEVEL = 0.95

NEVER, NOT_YET = "group_time_att (never)", "group_time_att (notyet)"


@dataclass(frozen=True, slots=True)
class Truth:
    """What the estimators are after.

    Attributes
    ----------
    average : float
        Mean effect over treated unit-years.
    at : mapping of int to float
        Mean effect by years since the start, over the units seen then.
    """

    average: float
    at: Mapping[int, float]

    @property
    def over_events(self) -> float:
        """Plain mean over years since the start."""
        return float(np.mean(list(self.at.values())))


def truth_of(cell: Cell, world: World) -> Truth:
    """Return the true effects on the panels of a world; those of "tetap" carry none."""
    planted = cell.effects(world)
    effects = np.zeros_like(planted) if world == "tetap" else planted
    exposure, treated = cell.exposure(), cell.treated()
    events = np.unique(exposure[treated]).astype(int)
    at = {int(e): float(effects[exposure == e].mean()) for e in events}
    return Truth(float(effects[treated].mean()), at)


@dataclass(frozen=True, slots=True)
class Found:
    """What one method says of one panel.

    Attributes
    ----------
    estimate, truth : float
        NaN for bands, which have no single number.
    low, high, goal : ndarray (J,)
        Limits and the truth they should cover; one of each but for bands.
    p : float
        Probability of no effect.
    """

    estimate: float
    truth: float
    low: Floats
    high: Floats
    goal: Floats
    p: float

    @property
    def available(self) -> bool:
        """Whether the method gave limits, or at least a test."""
        return bool(np.isfinite(self.p) or not np.isnan(self.low).all())

    @property
    def covers(self) -> float:
        """1 where all limits hold the truth, 0 where one does not, NaN without limits."""
        known = ~np.isnan(self.low)
        if not known.any():
            return np.nan
        inside = (self.low <= self.goal) & (self.goal <= self.high)
        return float(inside[known].all())

    @property
    def width(self) -> float:
        """Mean width of the limits, NaN without limits."""
        known = ~np.isnan(self.low)
        return float((self.high - self.low)[known].mean()) if known.any() else np.nan


NONE = np.full(1, np.nan)
NOTHING = Found(np.nan, np.nan, NONE, NONE, NONE, np.nan)
"""A refusal."""


@dataclass(slots=True)
class Case:
    """One panel, with what was already estimated on it."""

    panel: im.Panel
    truth: Truth
    seed: int
    kept: dict[str, Any] = field(default_factory=dict)

    def fitted(self, verb: str, **options: Any) -> Any:
        """Call a design once per set of options."""
        name = f"{verb} {options}"
        if name not in self.kept:
            self.kept[name] = getattr(im, verb)(self.panel, **options)
        return self.kept[name]

    def regression(self, verb: str, vcov: str = "CRV1") -> Any:
        """Fit a regression design; the one with CRV1 draws the uniform band too."""
        if verb == "did":
            return self.fitted(verb, vcov=vcov)
        if vcov == "CRV1":
            return self.fitted(verb, vcov=vcov, draws=DRAWS, seed=self.seed)
        return self.fitted(verb, vcov=vcov, draws=0)

    def group_time(self, control: str) -> Any:
        """Estimate group-time effects with their draws."""
        return self.fitted("group_time_att", control=control, draws=DRAWS, seed=self.seed)


Run = Callable[[Case], Found]


def interval(result: Result, aim: float) -> Found:
    """Take the headline of a result."""
    return _found(result.estimate, aim, result.ci, result.p)


def band(result: Result, truth: Truth) -> Found:
    """Take the uniform band of a result by event time; before the start the truth is zero."""
    table = result.table
    if "band_low" not in table:
        return NOTHING
    aims = np.array([truth.at.get(int(e), 0.0) for e in table["event_time"]])
    low, high = table["band_low"].to_numpy(float), table["band_high"].to_numpy(float)
    return Found(np.nan, np.nan, low, high, aims, np.nan)


def _found(estimate: float, aim: float, ci: tuple[float, float], p: float) -> Found:
    low, high = np.array([ci[0]]), np.array([ci[1]])
    return Found(estimate, aim, low, high, np.array([aim]), p)


def _sandwich(verb: str, vcov: str) -> Run:
    return lambda case: interval(case.regression(verb, vcov), goal(verb, case.truth))


def _wild(verb: str, weights: Any) -> Run:
    def run(case: Case) -> Found:
        fitted = case.regression(verb)
        found = im.wild_cluster_bootstrap(fitted, weights=weights, draws=DRAWS, seed=case.seed)
        return interval(found, goal(verb, case.truth))

    return run


def _randomised(case: Case) -> Found:
    found = im.randomization_inference(case.panel, draws=DRAWS, seed=case.seed)
    return interval(found, case.truth.average)


def _regression_band(verb: str) -> Run:
    return lambda case: band(case.regression(verb), case.truth)


def _influence(control: str, df: float | None) -> Run:
    def run(case: Case) -> Found:
        gt = case.group_time(control)
        told = headline(gt.estimate, gt.se, LEVEL, gt.df if df is None else df)
        return _found(gt.estimate, case.truth.average, told["ci"], told["p"])

    return run


def _group_band(control: str) -> Run:
    return lambda case: band(case.group_time(control).aggregate("dynamic"), case.truth)


def goal(estimator: str, truth: Truth) -> float:
    """Return the number that the headline of an estimator is after."""
    return truth.over_events if estimator == "event_study" else truth.average


CRV1, CRV3, SIGNS, WEBB = "crv1", "crv3", "liar_rademacher", "liar_webb"
RANDOMISED, BAND, T, NORMAL = "randomisasi", "serentak", "pengaruh_t", "pengaruh_normal"

METHODS: dict[tuple[str, str], Run] = {
    **{
        (verb, inference): run
        for verb in ("did", "event_study", "sun_abraham")
        for inference, run in (
            (CRV1, _sandwich(verb, "CRV1")),
            (CRV3, _sandwich(verb, "CRV3")),
            (SIGNS, _wild(verb, "rademacher")),
            (WEBB, _wild(verb, "webb")),
        )
    },
    ("did", RANDOMISED): _randomised,
    ("event_study", BAND): _regression_band("event_study"),
    ("sun_abraham", BAND): _regression_band("sun_abraham"),
    **{
        (name, inference): run
        for name, control in ((NEVER, "never"), (NOT_YET, "notyet"))
        for inference, run in (
            (T, _influence(control, None)),
            (NORMAL, _influence(control, np.inf)),
            (BAND, _group_band(control)),
        )
    },
}
"""Estimator and inference → what they say of a panel."""

STATISTICS: dict[str, Callable[[im.Panel], float]] = {
    "event_study": lambda panel: im.event_study(panel, draws=0).estimate,
    "sun_abraham": lambda panel: im.sun_abraham(panel, draws=0).estimate,
    NEVER: lambda panel: im.group_time_att(panel, draws=0).estimate,
    NOT_YET: lambda panel: im.group_time_att(panel, control="notyet", draws=0).estimate,
}
"""Estimators that are tried with randomisation inference too, all linear in the outcomes."""
