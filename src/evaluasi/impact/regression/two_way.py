r"""Least squares with unit and time effects.

Unit effects are taken out by subtracting (weighted) unit means; time effects stand as dummies,
demeaned like everything else. By the theorem of Frisch, Waugh and Lovell the coefficients are
those of the full dummy regression, balanced panel or not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.regression.rows import Rows

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

COLLINEAR = 1e-9
"""A column whose part not explained by the columns before it is smaller than this share of its
length is a combination of them; rounding leaves about 1e-15, honest columns far more."""


@dataclass(frozen=True, slots=True)
class TwoWayFit:
    """A fitted regression; N rows, p columns, of which k are of interest (the last ones).

    Attributes
    ----------
    beta : ndarray (p,)
    x : ndarray (N, p)
        Demeaned regressors, multiplied by the root of the weights.
    residual : ndarray (N,)
        Multiplied by the root of the weights.
    bread : ndarray (p, p)
        Inverse of x'x.
    clusters : ndarray (N,)
        Numbered 0 … C − 1.
    names : tuple of str
        Regressors of interest.
    collinear : tuple of str
        Regressors that were left out as combinations of others.
    parameters : int
        Regressors and time effects; unit effects are nested in clusters and do not count.
    """

    beta: Floats
    x: Floats
    residual: Floats
    bread: Floats
    clusters: Integers
    names: tuple[str, ...]
    collinear: tuple[str, ...]
    parameters: int

    @property
    def n_clusters(self) -> int:
        """Number of clusters."""
        return int(self.clusters.max()) + 1

    def contrast(self, weights: dict[str, float]) -> Floats:
        """Return the vector (p,) that weighs named coefficients and leaves out all others."""
        vector = np.zeros(len(self.beta))
        first = len(self.beta) - len(self.names)
        for name, weight in weights.items():
            vector[first + self.names.index(name)] = weight
        return vector


def fit(rows: Rows, z: Floats, names: tuple[str, ...]) -> TwoWayFit:
    """Regress the outcome on z with unit and time effects.

    Parameters
    ----------
    rows : Rows
    z : ndarray (N, k)
        Regressors of interest; where some are collinear, the later ones go.
    names : tuple of str
        Their names.
    """
    times = np.unique(rows.time)
    dummies = (rows.time[:, None] == times[1:]).astype(float)
    demeaned = _demean(np.column_stack([rows.y, dummies, z]), rows.unit, rows.w)
    demeaned *= np.sqrt(rows.w)[:, None]
    y, columns = demeaned[:, 0], demeaned[:, 1:]
    length = np.sqrt((np.column_stack([dummies, z]) ** 2 * rows.w[:, None]).sum(axis=0))
    kept = _independent(columns, length)
    x = columns[:, kept]
    q, r = np.linalg.qr(x)
    beta = np.linalg.solve(r, q.T @ y)
    inverse = np.linalg.inv(r)
    of_interest = kept[len(times) - 1 :]
    return TwoWayFit(
        beta=beta,
        x=x,
        residual=y - x @ beta,
        bread=np.asarray(inverse @ inverse.T),
        clusters=np.unique(rows.clusters, return_inverse=True)[1].astype(np.int64),
        names=tuple(name for name, keep in zip(names, of_interest, strict=True) if keep),
        collinear=tuple(name for name, keep in zip(names, of_interest, strict=True) if not keep),
        parameters=int(kept.sum()) + 1,  # the first time has an effect too
    )


def _demean(values: Floats, unit: Integers, w: Floats) -> Floats:
    """Subtract weighted unit means; rows are in order of unit."""
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    counts = np.diff(starts, append=len(unit))
    total = np.add.reduceat(values * w[:, None], starts, axis=0)
    mean = total / np.add.reduceat(w, starts)[:, None]
    return np.asarray(values - np.repeat(mean, counts, axis=0))


def _independent(columns: Floats, length: Floats) -> NDArray[np.bool_]:
    """Find the columns that are no combination of those before them, first column first."""
    kept = np.ones(columns.shape[1], dtype=bool)
    while True:
        at = np.flatnonzero(kept)
        r = np.abs(np.diag(np.linalg.qr(columns[:, at], mode="r")))
        bad = np.flatnonzero(r <= COLLINEAR * length[at])
        if not bad.size:
            return kept
        # Columns after the first bad one were measured against a direction of rounding noise.
        kept[at[bad[0]]] = False
