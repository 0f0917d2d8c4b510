"""Intervals that allow for trends that are not parallel: how often they hold the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError
from evaluasi.impact.honest import magnitudes, smoothness
from evaluasi.impact.honest.coefficients import Coefficients, coefficients_of
from evaluasi.simulation.coverage.cells import CORRELATION, REGIONS, YEARS, Cell
from evaluasi.simulation.coverage.drawing import outcomes
from evaluasi.simulation.coverage.methods import LEVEL
from evaluasi.simulation.coverage.study import panel_of

Floats = NDArray[np.float64]
Trend = Literal["sejajar", "lurus", "melengkung"]
Kind = Literal["relative_magnitude", "smoothness"]
Given = Coefficients | None

TREATED = 10
SLOPE, BEND = 0.1, 0.05
"""Yearly move of a straight difference in trends, and change of slope of a bent one."""
TRENDS: tuple[Trend, ...] = ("sejajar", "lurus", "melengkung")
ALLOWED: dict[Kind, tuple[float, float]] = {
    "relative_magnitude": (0.0, 1.0),
    "smoothness": (0.0, BEND),
}
TARGETS = {"rata-rata": None, "tahun pertama": 0}
DRAWS = 10_000
"""Behind a critical value of the first stage; users' own calls take 50,000."""
TOUCH = 1e-9
"""A trend that uses its allowance to the full is within it."""


def grid() -> list[Cell]:
    """List the designs: ten treated from the middle on, in 8 and in 16 years."""
    return [Cell(REGIONS, years, TREATED, False) for years in YEARS]


def tried(trend: Trend) -> list[tuple[Kind, float]]:
    """List intervals to compute; no relative magnitude tried allows for a bent trend."""
    kinds: tuple[Kind, ...] = ("smoothness",) if trend == "melengkung" else tuple(ALLOWED)
    return [(kind, m) for kind in kinds for m in ALLOWED[kind]]


def difference(cell: Cell, trend: Trend) -> Floats:
    """Difference in trends by year, zero in the last year before the start, (T,)."""
    since = cell.exposure()[0] + 1
    shapes = {"sejajar": 0 * since, "lurus": SLOPE * since, "melengkung": BEND * since**2 / 2}
    return np.asarray(shapes[trend])


def within(cell: Cell, trend: Trend, kind: Kind, m: float) -> bool:
    """Whether the difference in trends is one that the interval allows for."""
    delta, after = difference(cell, trend), cell.exposure()[0] >= 0
    moves = np.abs(np.diff(delta))
    if kind == "smoothness":
        return bool(np.abs(np.diff(delta, 2)).max() <= m + TOUCH)
    return bool(moves[after[1:]].max() <= m * moves[~after[1:]].max() + TOUCH)


def known_covariance(cell: Cell) -> Floats:
    """True covariance of the event-study coefficients, in order of event time, (T - 1, T - 1)."""
    years = cell.years
    cov = CORRELATION ** np.abs(np.subtract.outer(years, years))
    reference = int(np.flatnonzero(cell.exposure()[0] == -1)[0])
    from_reference = np.delete(np.eye(len(years)), reference, axis=0)
    from_reference[:, reference] = -1
    size = 1 / cell.n_treated + 1 / (cell.n_units - cell.n_treated)
    return np.asarray(size * from_reference @ cov @ from_reference.T)


def coefficients(cell: Cell, panel: im.Panel, target: int | None) -> dict[str, Given]:
    """Estimate the coefficients; with their estimated covariance, and with the true one.

    With a single start `group_time_att` has the same coefficients, and a covariance smaller by a
    constant (no correction for few units).
    """
    study = im.event_study(panel, draws=0)
    try:
        given = coefficients_of(study, target)
    except EvaluasiError:  # a refusal, counted as such
        return {"crv1": None, "diketahui": None}
    return {"crv1": given, "diketahui": replace(given, covariance=known_covariance(cell))}


@dataclass(frozen=True, slots=True)
class Said:
    """An interval; both limits NaN where no effect agrees with the data or all is refused."""

    low: float
    high: float
    refused: bool = False

    @property
    def covers(self) -> bool:
        """Whether an effect of zero, the true one, is inside."""
        return self.low <= 0 <= self.high


REFUSED = Said(np.nan, np.nan, refused=True)


def said(given: Given, kind: Kind, m: float) -> Said:
    """Compute one interval as `impact.honest_did` does."""
    if given is None:
        return REFUSED
    if kind == "smoothness":
        return Said(*smoothness.interval(given, m, LEVEL))
    return Said(*magnitudes.interval(given, m, LEVEL, draws=DRAWS, seed=1))


def run(cell: Cell, replications: int, seed: int) -> pd.DataFrame:
    """Simulate one design; one row per trend, source, target and kind of interval.

    No effect is planted: intervals move along with a constant one.
    """
    every: dict[tuple[object, ...], list[Said]] = defaultdict(list)
    treated = ~np.isnan(cell.starts())
    for y, trend in product(outcomes(cell, replications, seed), TRENDS):
        panel = panel_of(cell, y + np.outer(treated, difference(cell, trend)))
        for name, target in TARGETS.items():
            for covariance, given in coefficients(cell, panel, target).items():
                for kind, m in tried(trend):
                    every[trend, covariance, name, kind, m].append(said(given, kind, m))
    rows = [_row(cell, keys, found) for keys, found in every.items()]
    return pd.DataFrame(rows).assign(ulangan=replications, undian=DRAWS, benih=seed)


def _row(cell: Cell, keys: tuple[Any, ...], found: list[Said]) -> dict[str, object]:
    trend, covariance, target, kind, m = keys
    size = cell.size()
    given = [one for one in found if not one.refused]
    width = np.array([one.high - one.low for one in given])
    coverage = _mean([one.covers for one in given])
    return {
        "data": "SIMULASI",
        "n_unit": cell.n_units,
        "n_tahun": cell.n_periods,
        "n_diperlakukan": cell.n_treated,
        "tren": trend,
        "penaksir": "event_study",
        "kovarians": covariance,
        "yang_ditaksir": target,
        "jenis": kind,
        "m": m,
        "dalam_batas": int(within(cell, trend, kind, m)),
        "cakupan": coverage,
        "galat_mc": float(np.sqrt(coverage * (1 - coverage) / len(given))) if given else np.nan,
        "pengaruh": size,
        "kuasa": _mean([one.low > -size or one.high < -size for one in given]),
        "lebar": _mean(width[np.isfinite(width)]),
        "tak_berbatas": _mean(np.isinf(width)),
        "kosong": _mean(np.isnan(width)),
        "ditolak": 1 - len(given) / len(found),
    }


def _mean(values: Sequence[bool] | NDArray[Any]) -> float:
    return float(np.mean(values)) if len(values) else np.nan
