r"""Wild cluster bootstrap of one coefficient, without a loop over draws.

Cameron, Gelbach and Miller (2008, *Review of Economics and Statistics* 90(3), 414-427), the null
imposed; computed as in Roodman, MacKinnon, Nielsen and Webb (2019, *Stata Journal* 19(1), 4-60):
with one random sign per cluster, numerator and squared denominator of each bootstrap t statistic
are linear and quadratic in the hypothetical value, so one pass serves test and interval.

Notation: h = X(X'X)⁻¹a for the contrast a'β; clusters g; v_g the random weight of cluster g;
δ = (a'β̂ − r) / h'h, so that the residuals under a'β = r are û + δh.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.blocks import blocks
from evaluasi.impact.inference.clusters import cluster_sums
from evaluasi.impact.regression.two_way import TwoWayFit

Floats = NDArray[np.float64]
Weights = Literal["rademacher", "webb"]

WEBB = np.sqrt(np.array([0.5, 1.0, 1.5]))
"""Absolute values of the six-point distribution of Webb (2023)."""

TIE = 1e-9
"""Relative difference within which two t statistics are the same number but for rounding."""


@dataclass(frozen=True, slots=True)
class WildDraws:
    """Bootstrap t statistics as functions of the hypothetical value; B draws.

    Attributes
    ----------
    estimate, lever : float
        a'β̂ and h'h.
    score : float
        Root of the sum of squared cluster scores: the CRV1 error without its correction.
    numerator : tuple of ndarray (B,)
        Constant and slope in δ.
    denominator : tuple of ndarray (B,)
        Coefficients of 1, 2δ and δ².
    enumerated : bool
        Whether the draws are all possible signs.
    """

    estimate: float
    lever: float
    score: float
    numerator: tuple[Floats, Floats]
    denominator: tuple[Floats, Floats, Floats]
    enumerated: bool

    def t(self, null: float) -> float:
        """Return the t statistic of the data at a hypothetical value."""
        return (self.estimate - null) / self.score

    def p(self, null: float) -> float:
        """Two-sided probability of a hypothetical value, by absolute t statistics."""
        delta = (self.estimate - null) / self.lever
        n0, n1 = self.numerator
        d0, d1, d2 = self.denominator
        squared = (n0 + delta * n1) ** 2
        spread = d0 + delta * (2 * d1 + delta * d2)
        observed = (self.t(null) * (1 - TIE)) ** 2
        # A draw without spread says nothing against the null unless it moves at all.
        extreme = int((squared >= observed * spread).sum())
        # Among all signs the data themselves are one; among random ones they are added.
        return extreme / len(n0) if self.enumerated else (extreme + 1) / (len(n0) + 1)


def draw_wild(
    fit: TwoWayFit, contrast: Floats, weights: Weights, draws: int, seed: int
) -> WildDraws:
    """Prepare the bootstrap distribution of a'β.

    Parameters
    ----------
    fit : TwoWayFit
    contrast : ndarray (p,)
    weights : {"rademacher", "webb"}
        Signs (all of them where 2^C ≤ `draws`), or the six-point weights of Webb.
    draws, seed : int
    """
    h = fit.q @ (fit.inverse.T @ contrast)
    score = cluster_sums((h * fit.residual)[:, None], fit.clusters)[:, 0]
    lever = cluster_sums((h * h)[:, None], fit.clusters)[:, 0]
    across = cluster_sums(h[:, None] * fit.q, fit.clusters)
    moved = cluster_sums(fit.residual[:, None] * fit.q, fit.clusters)

    count = fit.n_clusters
    enumerated = weights == "rademacher" and count <= math.log2(draws)
    total = 2**count if enumerated else draws
    rng = np.random.default_rng(seed)
    numerator, denominator = np.empty((2, total)), np.empty((3, total))
    for start, stop in blocks(total, count, len(contrast)):
        some = stop - start
        v = _signs(count, start, stop) if enumerated else _random(rng, weights, count, some)
        # Scores of the bootstrap samples after the regression is fitted anew: constant, slope.
        fixed = score[:, None] * v - across @ (moved.T @ v)
        slope = lever[:, None] * v - across @ (across.T @ v)
        numerator[:, start:stop] = score @ v, lever @ v
        denominator[:, start:stop] = (
            np.einsum("gb,gb->b", fixed, fixed),
            np.einsum("gb,gb->b", fixed, slope),
            np.einsum("gb,gb->b", slope, slope),
        )
    return WildDraws(
        estimate=float(contrast @ fit.beta),
        lever=float(lever.sum()),
        score=float(np.sqrt((score**2).sum())),
        numerator=(numerator[0], numerator[1]),
        denominator=(denominator[0], denominator[1], denominator[2]),
        enumerated=enumerated,
    )


def _signs(count: int, start: int, stop: int) -> Floats:
    """Return the sign patterns numbered `start` to `stop`, (C, draws)."""
    bits = (np.arange(start, stop) >> np.arange(count)[:, None]) & 1
    return np.asarray(1.0 - 2.0 * bits, dtype=float)


def _random(rng: np.random.Generator, weights: Weights, count: int, draws: int) -> Floats:
    cells = count * draws
    drawn = np.frombuffer(rng.bytes((cells + 7) // 8), dtype=np.uint8)
    signs = np.unpackbits(drawn, count=cells).reshape(count, draws).astype(float)
    signs *= -2
    signs += 1
    if weights == "webb":
        signs *= WEBB[rng.integers(0, 3, size=(count, draws), dtype=np.int8)]
    return signs
