"""Multiplier bootstrap of influence functions: uniform bands over many estimates.

Callaway and Sant'Anna (2021), algorithm 1, with the two-point weights of Mammen (1993, *Annals
of Statistics* 21(1), 255-285). One product of random weights with the influence functions
replaces the estimation on each bootstrap sample.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact.inference.blocks import blocks
from evaluasi.impact.inference.clusters import cluster_sums
from evaluasi.impact.results import critical_value, figure
from evaluasi.text import _, number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

LOW, HIGH = (1 - math.sqrt(5)) / 2, (1 + math.sqrt(5)) / 2
P_LOW = (math.sqrt(5) + 1) / (2 * math.sqrt(5))
NORMAL_IQR = 1.3489795003921634
"""Distance between the quartiles of the standard normal distribution."""


@dataclass(frozen=True, slots=True)
class Band:
    """Critical value of a uniform band.

    Attributes
    ----------
    critical : float
        Quantile of the largest absolute t statistic; NaN where no estimate varies.
    monte_carlo_error : float
        Standard error of `critical` from the finite number of draws.
    se : ndarray (K,)
        Bootstrap standard errors: the distance between quartiles, as of a normal.
    draws : int
    """

    critical: float
    monte_carlo_error: float
    se: Floats
    draws: int


def uniform_band(
    psi: Floats, clusters: Integers, *, level: float, draws: int, seed: int, floor: float
) -> Band:
    """Draw the critical value of a band that covers all estimates at once.

    Parameters
    ----------
    psi : ndarray (n, K)
        Influence functions; columns that are NaN or do not vary are left out.
    clusters : ndarray (n,)
    level : float
    draws, seed : int
    floor : float
        Standard errors not above it are zero but for rounding.
    """
    sums = cluster_sums(psi, clusters)
    scale = np.sqrt((sums**2).sum(axis=0))
    varies = scale / len(psi) > floor
    se = np.full(psi.shape[1], np.nan)
    if not varies.any():
        return Band(np.nan, np.nan, se, draws)
    # In units of the analytic standard error single precision is ample: draws are random anyway.
    unit = (sums[:, varies] / scale[varies]).astype(np.float32)
    t = _weighted(unit, draws, seed)
    ordered = np.sort(t, axis=0)
    low, high = (ordered[int(np.ceil(q * draws)) - 1] for q in (0.25, 0.75))
    spread = (high - low) / NORMAL_IQR
    se[varies] = spread * scale[varies] / len(psi)
    largest = np.sort(np.abs(t / spread).max(axis=1))
    return Band(*_quantile(largest, level), se, draws)


def banded(table: pd.DataFrame, band: Band, level: float, df: float) -> pd.DataFrame:
    """Add the limits of a band, never narrower than the pointwise interval, to a table."""
    reach = np.fmax(band.critical, critical_value(level, df)) * table["se"]
    low, high = table["estimate"] - reach, table["estimate"] + reach
    return table.assign(band_low=low, band_high=high)


def sentence(band: Band | None) -> str:
    """Say how a band was made, and how far its critical value may be off for want of draws."""
    if band is None or np.isnan(band.critical):
        return ""
    return _(
        "Selang serentak: nilai kritis {critical} (galat Monte Carlo {error}) dari {draws} ulangan."
    ).format(
        critical=figure(band.critical, 3),
        error=figure(band.monte_carlo_error, 3),
        draws=number(band.draws),
    )


def _weighted(unit: NDArray[np.float32], draws: int, seed: int) -> NDArray[np.float32]:
    rng = np.random.default_rng(seed)
    t = np.empty((draws, unit.shape[1]), dtype=np.float32)
    total = unit.sum(axis=0)
    for start, stop in blocks(draws, *unit.shape):
        low = rng.random((stop - start, len(unit)), dtype=np.float32) < P_LOW
        # LOW where drawn, else HIGH.
        t[start:stop] = HIGH * total + (LOW - HIGH) * (low.astype(np.float32) @ unit)
    return t


def _quantile(ordered: Floats, level: float) -> tuple[float, float]:
    """Quantile by counting, and its standard error from the binomial spread of the count."""
    draws = len(ordered)
    spread = np.sqrt(draws * level * (1 - level))
    positions = np.ceil(draws * level + spread * np.array([-1, 0, 1])).astype(int) - 1
    low, middle, high = ordered[positions.clip(0, draws - 1)]
    return float(middle), float((high - low) / 2)
