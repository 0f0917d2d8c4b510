"""Synthetic control and synthetic difference-in-differences, where trends are not parallel.

Outcomes follow common factors that each unit feels in its own strength. Every number comes from
the public functions of `evaluasi.impact`.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError
from evaluasi.impact.results import Result
from evaluasi.simulation.coverage.cells import FIRST_YEAR, REGIONS, Cell
from evaluasi.simulation.coverage.drawing import carried_over
from evaluasi.simulation.coverage.methods import DRAWS
from evaluasi.simulation.coverage.study import panel_of

Floats = NDArray[np.float64]
Chosen = Literal["acak", "terluar"]

YEARS = 16
BEFORE = 8
"""Years before the start: the fewest that a synthetic control is given."""
NOISE = (0.25, 1.0)
"""Standard deviation of the noise; a factor at the end of the period has about one."""
FACTORS, STEP = 2, 0.25
"""Common random walks, and their yearly step."""
DECIMALS = 2
"""Outcomes are rounded as published percentages are: refusals depend on it."""
EFFECTS = (0.0, 2.0, 4.0)
"""In standard deviations of the noise."""
LEVELS = {"tolak_5": 0.05, "tolak_10": 0.10}


@dataclass(frozen=True, slots=True)
class Driven(Cell):
    """A design with one treated unit whose outcomes follow factors: its noise, whom it finds.

    "acak": any unit. "terluar": the one that feels the first factor most, so that no mixture of
    the others need be like it.
    """

    noise: float
    chosen: Chosen

    def starts(self) -> Floats:
        """First treated year of each unit, the treated first, NaN for never, (n,)."""
        start = np.full(self.n_units, np.nan)
        start[0] = FIRST_YEAR + BEFORE
        return start


def grid() -> list[Driven]:
    """List the designs."""
    chosen: tuple[Chosen, ...] = ("acak", "terluar")
    return [Driven(REGIONS, YEARS, 1, False, noise, how) for how, noise in product(chosen, NOISE)]


def outcomes(cell: Driven, replications: int, seed: int) -> Iterator[Floats]:
    """Draw outcomes without effect, (n, T) each; designs share their draws."""
    n, t = cell.n_units, cell.n_periods
    for stream in np.random.SeedSequence(seed).spawn(replications):
        rng = np.random.default_rng(stream)
        unit, year = rng.normal(size=(n, 1)), rng.normal(size=t)
        loadings = rng.normal(size=(n, FACTORS))
        factors = STEP * rng.normal(size=(FACTORS, t)).cumsum(axis=1)
        noise = cell.noise * carried_over(rng.normal(size=(n, t)))
        y = unit + year + loadings @ factors + noise
        yield y[np.argsort(-loadings[:, 0])] if cell.chosen == "terluar" else y


@dataclass(frozen=True, slots=True)
class Said:
    """What a method says of one panel: NaN where it gives no such number."""

    error: float
    p: float
    covers: float = np.nan
    width: float = np.nan
    refused: bool = False
    poor: bool = False


REFUSED = Said(np.nan, np.nan, refused=True)
Method = tuple[str, str]


def _control(panel: im.Panel, effect: float) -> dict[Method, Said]:
    name, limits = "synthetic_control", ("peringkat", "peringkat_20", "peringkat_5", "peringkat_2")
    try:
        found = im.synthetic_control(panel, unit=str(panel.units[~panel.never][0]))
    except EvaluasiError:
        return {(name, limit): REFUSED for limit in limits}
    poor = any(notice.code == "kecocokan_buruk" for notice in found.warnings)
    return {
        (name, limit): Said(found.estimate - effect, float(p), poor=poor)
        for limit, p in zip(limits, found.ranks["p"], strict=True)
    }


def _did(panel: im.Panel, effect: float) -> dict[Method, Said]:
    name = "synthetic_did"
    try:
        found = im.synthetic_did(panel)
    except EvaluasiError:
        return {(name, how): REFUSED for how in ("normal", "peringkat")}
    by_se = math.erfc(abs(found.estimate / found.se) / math.sqrt(2))
    return {
        (name, "normal"): _interval(found, effect, by_se),
        (name, "peringkat"): Said(found.estimate - effect, found.p),
    }


def _plain(panel: im.Panel, effect: float) -> dict[Method, Said]:
    found = im.randomization_inference(panel, draws=DRAWS, seed=1)
    return {("did", "randomisasi"): _interval(found, effect, found.p)}


def _interval(found: Result, effect: float, p: float) -> Said:
    low, high = found.ci
    covers = float(low <= effect <= high) if np.isfinite(high - low) else np.nan
    return Said(found.estimate - effect, p, covers, high - low)


def run(cell: Driven, replications: int, seed: int) -> pd.DataFrame:
    """Simulate one design; one row per effect and method, columns of `cakupan_sintetis.csv`."""
    said: dict[tuple[float, Method], list[Said]] = defaultdict(list)
    after = cell.treated()
    for y, size in product(outcomes(cell, replications, seed), EFFECTS):
        effect = size * cell.noise
        panel = panel_of(cell, (y + effect * after).round(DECIMALS))
        for ask in (_control, _did, _plain):
            for method, one in ask(panel, effect).items():
                said[size, method].append(one)
    keys = {
        "data": "SIMULASI",
        "n_unit": cell.n_units,
        "n_tahun": cell.n_periods,
        "n_diperlakukan": cell.n_treated,
        "n_sebelum": BEFORE,
        "galat": cell.noise,
        "terpilih": cell.chosen,
    }
    rows = [
        keys | {"penaksir": name, "inferensi": how, "pengaruh_galat": size} | _counted(every)
        for (size, (name, how)), every in said.items()
    ]
    return pd.DataFrame(rows).assign(ulangan=replications, undian=DRAWS, benih=seed)


def _counted(said: list[Said]) -> dict[str, float]:
    """Turn replications into bias, rejections and the rest, over those with a number."""
    error, p, covers, width = (
        np.array([getattr(one, name) for one in said], dtype=float)
        for name in ("error", "p", "covers", "width")
    )
    known = np.isfinite(p)
    counted = {"bias": _mean(error), "rmse": float(np.sqrt(_mean(error**2)))}
    for name, level in LEVELS.items():
        share = _mean(np.where(known, p <= level, np.nan))
        counted[name] = share
        counted[f"galat_mc_{name.removeprefix('tolak_')}"] = _error(share, int(known.sum()))
    coverage = _mean(covers)
    return counted | {
        "cakupan": coverage,
        "galat_mc_cakupan": _error(coverage, int(np.isfinite(covers).sum())),
        "lebar": _mean(width),
        "kecocokan_buruk": float(np.mean([one.poor for one in said])),
        "ditolak": float(np.mean([one.refused for one in said])),
    }


def _error(share: float, known: int) -> float:
    return float(np.sqrt(share * (1 - share) / known)) if known else np.nan


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else np.nan
