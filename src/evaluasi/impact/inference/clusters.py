"""Cluster-robust errors of estimates from their influence functions.

The variance of an estimate with influence function ψ over n units is the sum over clusters of
squared cluster sums of ψ, over n². With each unit its own cluster that is Σψ² / n².
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.blocks import gram

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


def cluster_sums(psi: Floats, clusters: Integers) -> Floats:
    """Add influence functions (n, K) up within clusters numbered 0 … C − 1: (C, K)."""
    count = int(clusters.max()) + 1
    if count == len(clusters):
        return psi
    order = np.argsort(clusters, kind="stable")
    starts = np.searchsorted(clusters[order], np.arange(count))
    return np.asarray(np.add.reduceat(psi[order], starts, axis=0))


def cluster_covariance(psi: Floats, clusters: Integers) -> Floats:
    """Covariance of estimates with influence functions (n, K), (K, K)."""
    sums = cluster_sums(psi, clusters)
    return gram(sums) / len(psi) ** 2


def distinct(clusters: Integers) -> int:
    """Count different clusters."""
    return int(np.count_nonzero(np.bincount(clusters)))


def standard_errors(psi: Floats, clusters: Integers, floor: float) -> Floats:
    """Cluster-robust standard errors of estimates with influence functions (n, K).

    Parameters
    ----------
    floor : float
        What is not above it is zero but for rounding.

    Returns
    -------
    ndarray (K,)
        NaN instead of zero.
    """
    sums = cluster_sums(psi, clusters)
    se = np.sqrt(np.einsum("ck,ck->k", sums, sums)) / len(psi)
    return np.where(se > floor, se, np.nan)
