r"""Cluster-robust covariance of least squares coefficients.

CRV1 is the usual sandwich with the correction :math:`\frac{G}{G-1}\frac{N-1}{N-K}`. CRV3 is the
cluster jackknife (Bell and McCaffrey 2002; MacKinnon, Nielsen and Webb 2023, *Journal of
Econometrics* 232(2), 272-299), less prone to claim too much when clusters are few or unequal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.clusters import cluster_sums
from evaluasi.impact.regression.two_way import TwoWayFit

Floats = NDArray[np.float64]
Vcov = Literal["CRV1", "CRV3"]

SINGULAR = 1e-10
"""Eigenvalue of I − H_g below which cluster g alone identifies a direction of the coefficients."""


def influence(fit: TwoWayFit) -> Floats:
    """Influence of each cluster on the coefficients, (C, p)."""
    scores = cluster_sums(fit.q * fit.residual[:, None], fit.clusters)
    return np.asarray(scores @ fit.inverse.T)


def crv1(fit: TwoWayFit) -> Floats:
    """Covariance of the coefficients, (p, p)."""
    g, n = fit.n_clusters, len(fit.residual)
    moved = influence(fit)
    correction = g / (g - 1) * (n - 1) / (n - fit.parameters)
    return np.asarray(correction * moved.T @ moved)


def crv3(fit: TwoWayFit) -> Floats:
    """Covariance of the coefficients, (p, p).

    Directions that one cluster alone identifies do not move when it is left out (there is
    nothing to compare with): ask `identified_alone` before reading their variance.
    """
    g = fit.n_clusters
    moved = np.stack([_left_out(fit.q[rows], fit.residual[rows]) for rows in _members(fit)])
    return np.asarray((g - 1) / g * fit.inverse @ (moved.T @ moved) @ fit.inverse.T)


def identified_alone(fit: TwoWayFit, contrasts: Floats) -> NDArray[np.bool_]:
    """Tell which contrasts (K, p) of the coefficients rest on one cluster alone, (K,).

    Without that cluster they could not be estimated, so its residuals carry no information on
    their spread, and a cluster-robust error of them would be that of the others only.
    """
    directions = fit.inverse.T @ contrasts.T
    directions /= np.linalg.norm(directions, axis=0)
    alone = np.zeros(len(contrasts), dtype=bool)
    for rows in _members(fit):
        own = fit.q[rows]
        if (own**2).sum() < 1 - SINGULAR:  # no eigenvalue of H_g can reach one
            continue
        values, vectors = np.linalg.eigh(own.T @ own)
        lost = vectors[:, values > 1 - SINGULAR]
        alone |= np.linalg.norm(lost.T @ directions, axis=0) > np.sqrt(SINGULAR)
    return alone


def _members(fit: TwoWayFit) -> list[NDArray[np.intp]]:
    """Rows of each cluster."""
    order = np.argsort(fit.clusters, kind="stable")
    edges = np.searchsorted(fit.clusters[order], np.arange(1, fit.n_clusters))
    return np.split(order, edges)


def _left_out(q: Floats, u: Floats) -> Floats:
    """Change of the coefficients (in coordinates of q) when these rows are left out, (p,)."""
    # (I − Q'Q)⁻¹ Q'u = Q'(I − QQ')⁻¹ u: solve in whichever space is smaller.
    wide = len(u) <= q.shape[1]
    values, vectors = np.linalg.eigh(q @ q.T if wide else q.T @ q)
    kept = 1 - values
    inverse = np.divide(1.0, kept, out=np.zeros_like(kept), where=kept > SINGULAR)
    if wide:
        return np.asarray(q.T @ (vectors @ (inverse * (vectors.T @ u))))
    return np.asarray(vectors @ (inverse * (vectors.T @ (q.T @ u))))


COVARIANCES: dict[str, Callable[[TwoWayFit], Floats]] = {"CRV1": crv1, "CRV3": crv3}
