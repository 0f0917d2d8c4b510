"""Multiplier bootstrap of influence functions: uniform bands over many estimates.

Callaway and Sant'Anna (2021), algorithm 1, with the two-point weights of Mammen (1993, *Annals
of Statistics* 21(1), 255-285). One product of random weights with the influence functions
replaces the estimation on each bootstrap sample.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact.inference.blocks import blocks, tiles
from evaluasi.impact.inference.clusters import cluster_sums
from evaluasi.impact.results import critical_value, figure
from evaluasi.text import _, number

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Integers = NDArray[np.int64]

MAX_PARTS = 40
"""With more patterns of zeros than this, one product of the whole is faster."""


TILE = 8_000
"""Cells of an influence matrix in one product."""

SIXTEEN_BITS = 65_536
LIMIT = round(SIXTEEN_BITS * (math.sqrt(5) + 1) / (2 * math.sqrt(5)))
P_LOW = LIMIT / SIXTEEN_BITS
LOW, HIGH = -math.sqrt((1 - P_LOW) / P_LOW), math.sqrt(P_LOW / (1 - P_LOW))
"""Mammen's weights, −0.618 with probability 0.7236 and 1.618 else, drawn from 16 random bits: mean
zero and variance one exactly, third moment one to four digits."""

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
    psi: Floats, clusters: Integers, se: Floats, *, level: float, draws: int, seed: int
) -> Band:
    """Draw the critical value of a band that covers all estimates at once.

    Parameters
    ----------
    psi : ndarray (n, K)
        Influence functions.
    clusters : ndarray (n,)
    se : ndarray (K,)
        Standard errors; estimates without one take no part.
    level : float
    draws, seed : int
    """
    return band_of(draw(psi, clusters, draws, seed)[0], se, level)


def band_of(deviations: Floats | Singles, se: Floats, level: float) -> Band:
    """Find the critical value of a band from drawn deviations (B, K) of the estimates."""
    draws = len(deviations)
    drawn_se = np.full(len(se), np.nan)
    known = np.isfinite(se)
    if not known.any():
        return Band(np.nan, np.nan, drawn_se, draws)
    t = np.ascontiguousarray((deviations if known.all() else deviations[:, known]).T)
    quartiles = [int(np.ceil(q * draws)) - 1 for q in (0.25, 0.75)]
    # Sorting whole rows beats a partition by far: NumPy sorts with vector instructions.
    low, high = np.sort(t, axis=1)[:, quartiles].T
    drawn_se[known] = spread = (high - low) / NORMAL_IQR
    largest = np.sort(np.abs(t / spread[:, None]).max(axis=0))
    return Band(*_quantile(largest, level), drawn_se, draws)


def draw(
    psi: Floats, clusters: Integers, draws: int, seed: int, more: Floats | None = None
) -> tuple[Singles, Singles]:
    """Draw deviations of estimates from their influence functions.

    Single precision is ample for what is random anyway.

    Parameters
    ----------
    psi : ndarray (n, K)
        Influence functions, many of them zero.
    clusters : ndarray (n,)
    draws, seed : int
    more : ndarray (n, C), optional
        Influence functions that are mostly not zero, drawn with the same weights.

    Returns
    -------
    deviations : ndarray (B, K)
    deviations of `more` : ndarray (B, C)
    """
    rng = np.random.default_rng(seed)
    unit = cluster_sums(psi, clusters).astype(np.float32, order="C") / np.float32(len(psi))
    order, parts = _parts(unit)
    unit = unit[order]
    other = np.empty((len(psi), 0)) if more is None else more
    dense = (cluster_sums(other, clusters) / len(psi)).astype(np.float32)[order]
    n = len(unit)
    sparse_tiles = [tile for part in parts for tile in tiles(*part, TILE)]
    dense_tiles = list(tiles(slice(0, n), slice(0, dense.shape[1]), TILE))
    sparse_t = np.tile(HIGH * unit.sum(axis=0), (draws, 1))
    dense_t = np.tile(HIGH * dense.sum(axis=0), (draws, 1))
    # All weights are HIGH so far; where a draw says LOW, this is what changes.
    unit, dense = (LOW - HIGH) * unit, (LOW - HIGH) * dense
    for start, stop in blocks(draws, 1, TILE):
        # Whole words per draw, so that the draws do not depend on how they are cut into blocks.
        words = rng.integers(0, 2**64, size=(stop - start, -(-n // 4)), dtype=np.uint64)
        low = words.view(np.uint16)[:, :n] < LIMIT
        shift = low.astype(np.float32)
        for rows, columns in sparse_tiles:
            sparse_t[start:stop, columns] += shift[:, rows] @ unit[rows, columns]
        for rows, columns in dense_tiles:
            dense_t[start:stop, columns] += shift[:, rows] @ dense[rows, columns]
    return sparse_t, dense_t


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


def _parts(unit: Singles) -> tuple[Integers, list[tuple[slice, slice]]]:
    """Cut influence functions into blocks without most of their zeros.

    A unit has an influence on its own cohort's cells, or as a comparison. Units with the same
    first and last cell of influence are put together.

    Returns
    -------
    order : ndarray (n,)
        New order of the rows.
    parts : list of (rows, columns)
    """
    n, k = unit.shape
    touched = unit != 0
    first = touched.argmax(axis=1)
    last = k - touched[:, ::-1].argmax(axis=1)
    key = first * (k + 1) + last
    order = np.argsort(key, kind="stable")
    edges = np.flatnonzero(np.diff(key[order], prepend=-1, append=-1))
    if len(edges) - 1 > MAX_PARTS:
        return order, [(slice(0, n), slice(0, k))]
    parts = [
        (slice(start, stop), slice(int(first[order[start]]), int(last[order[start]])))
        for start, stop in pairwise(edges)
    ]
    return order, parts


def _quantile(ordered: Floats, level: float) -> tuple[float, float]:
    """Quantile by counting, and its standard error from the binomial spread of the count."""
    draws = len(ordered)
    spread = np.sqrt(draws * level * (1 - level))
    positions = np.ceil(draws * level + spread * np.array([-1, 0, 1])).astype(int) - 1
    low, middle, high = ordered[positions.clip(0, draws - 1)]
    return float(middle), float((high - low) / 2)
