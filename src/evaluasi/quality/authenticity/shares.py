"""Shares with exact intervals, also where the cells come in clusters."""

from __future__ import annotations

import math
from typing import NamedTuple

from evaluasi.quality.authenticity.vectors import Floats, Ints


class Share(NamedTuple):
    """A share with its interval, 0 to 1; NaN where it cannot be told."""

    estimate: float
    low: float
    high: float


def clustered_share(hits: Ints, cells: Ints, level: float = 0.95) -> Share:
    """Return the share of cells that hit, with an exact interval for clustered cells.

    The interval is Clopper and Pearson's (1934) at the effective number of cells n / deff, as
    Korn and Graubard (1998), Survey Methodology 24, 193–201, propose; deff compares the variance
    between clusters (ratio estimator) with that of independent cells and is kept at 1 or more.
    Where all or no cell hits, deff cannot be estimated: then each cluster counts as one cell. Their
    correction for degrees of freedom is applied.

    Parameters
    ----------
    hits, cells : array of int, shape (clusters,)
        Per cluster, with at least one cell each.
    level : float
        Coverage.

    Returns
    -------
    Share
        Without an interval for fewer than two clusters.
    """
    n, clusters = int(cells.sum()), len(cells)
    if not n:
        return Share(math.nan, math.nan, math.nan)
    share = float(hits.sum() / n)
    if clusters < 2:
        return Share(share, math.nan, math.nan)
    effective = _effective(hits.astype(float), cells.astype(float), share)
    return Share(share, *clopper_pearson(share * effective, effective, level))


def clopper_pearson(hits: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """Return the exact interval of a share; `hits` and `n` need not be whole numbers."""
    from scipy import stats  # heavy: only where a question needs it

    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, hits, n - hits + 1)) if hits > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, hits + 1, n - hits)) if hits < n else 1.0
    return low, high


def _effective(hits: Floats, cells: Floats, share: float) -> float:
    """Return the number of independent cells that would be as telling."""
    n, clusters = cells.sum(), len(cells)
    if share in (0.0, 1.0):
        return float(clusters)
    residual = hits - share * cells
    variance = clusters / (clusters - 1) * float((residual**2).sum()) / n**2
    simple = share * (1 - share) / n
    if (cells == 1).all():
        return float(n)
    from scipy import stats  # heavy: only where a question needs it

    ratio = (stats.t.ppf(0.975, n - 1) / stats.t.ppf(0.975, clusters - 1)) ** 2
    return float(min(n / max(variance / simple, 1.0) * ratio, n))
