"""One design of the study: simulate, estimate, and count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError
from evaluasi.simulation.coverage import methods
from evaluasi.simulation.coverage.cells import Cell, World
from evaluasi.simulation.coverage.drawing import outcomes
from evaluasi.simulation.coverage.methods import DRAWS, LEVEL, NOTHING, RANDOMISED, Case, Found
from evaluasi.simulation.coverage.reassigning import Reassigning

Floats = NDArray[np.float64]
Method = tuple[str, str]

SEED = 38


@dataclass(frozen=True, slots=True)
class Score:
    """One replication of one method; `power` is whether the effect of `Cell.size` is found."""

    found: Found
    power: float


def run(cell: Cell, world: World, replications: int, seed: int = SEED) -> pd.DataFrame:
    """Simulate one design in one world.

    In "tetap" no effect is planted: every interval moves along with a constant effect (a test
    holds that), so its coverage is that under no effect, and the power against the effect of
    `Cell.size` is how often the interval leaves out its negative.

    Returns
    -------
    DataFrame
        One row per estimator and inference, columns of `impact/cakupan.csv`.
    """
    scores: dict[Method, list[Score]] = defaultdict(list)
    for method, score in _replications(cell, world, replications, seed):
        scores[method].append(score)
    keys = {
        "data": "SIMULASI",
        "n_unit": cell.n_units,
        "n_tahun": cell.n_periods,
        "n_diperlakukan": cell.n_treated,
        "bertahap": int(cell.staggered),
        "dunia": world,
        "pengaruh": cell.size(),
    }
    rows = [
        keys | {"penaksir": estimator, "inferensi": inference} | _counted(world, scored)
        for (estimator, inference), scored in scores.items()
    ]
    return pd.DataFrame(rows).assign(ulangan=replications, undian=DRAWS, benih=seed)


def panel_of(cell: Cell, y: Floats) -> im.Panel:
    """Lay outcomes (n, T) out as a panel."""
    n, t = y.shape
    frame = pd.DataFrame(
        {
            "kode": np.repeat([f"99.{i:02d}" for i in range(n)], t),
            "tahun": np.tile(cell.years, n),
            "nilai": y.ravel(),
            "mulai": np.repeat(cell.starts(), t),
        }
    )
    return im.Panel(frame, unit="kode", time="tahun", outcome="nilai", first_treated="mulai")


def _replications(
    cell: Cell, world: World, replications: int, seed: int
) -> Iterator[tuple[Method, Score]]:
    truth, size = methods.truth_of(cell, world), cell.size()
    planted = 0.0 if world == "tetap" else cell.effects(world)
    drawn = outcomes(cell, replications, seed) + planted
    some = panel_of(cell, drawn[0])
    chance = {name: Reassigning(some, each) for name, each in methods.STATISTICS.items()}
    for r, y in enumerate(drawn):
        case = Case(panel_of(cell, y), truth, seed=r + 1)
        for method, call in methods.METHODS.items():
            found = _tried(call, case)
            yield method, Score(found, _power(found, world, size))
        for name, reassigning in chance.items():
            found = reassigning.infer(y, methods.goal(name, truth), seed=r + 1)
            yield (name, RANDOMISED), Score(found, _power(found, world, size))


def _tried(call: methods.Run, case: Case) -> Found:
    try:
        return call(case)
    except EvaluasiError:  # a refusal, counted as such
        return NOTHING


def _power(found: Found, world: World, size: float) -> float:
    if np.isnan(found.p) or np.isnan(found.low[0]):
        return np.nan
    if world == "tetap":
        return float(not found.low[0] <= -size <= found.high[0])
    return float(found.p <= 1 - LEVEL)


def _counted(world: World, scored: list[Score]) -> dict[str, float]:
    """Turn replications into bias, coverage and the rest; NaN for what a method does not give."""
    found = [score.found for score in scored]
    error = np.array([f.estimate - f.truth for f in found])
    covers = np.array([f.covers for f in found])
    p = np.array([f.p for f in found])
    width = np.array([f.width for f in found])
    refused = 1 - np.mean([f.available for f in found])
    coverage = _mean(covers)
    known = int(np.isfinite(covers).sum())
    size = _mean(np.where(np.isnan(p), np.nan, p <= 1 - LEVEL)) if world == "tetap" else np.nan
    return {
        "bias": _mean(error),
        "rmse": np.sqrt(_mean(error**2)),
        "cakupan": coverage,
        "galat_mc": np.sqrt(coverage * (1 - coverage) / known) if known else np.nan,
        "ukuran": size,
        "kuasa": _mean(np.array([score.power for score in scored])),
        "lebar": _mean(np.where(np.isinf(width), np.nan, width)),
        "tak_berbatas": float(np.isinf(width).mean()),
        "gagal": float(refused),
    }


def _mean(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(known.mean()) if known.size else np.nan
