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

    The demeaned regressors, multiplied by the root of the weights, are X = QR.

    Attributes
    ----------
    beta : ndarray (p,)
    q : ndarray (N, p)
        Orthonormal columns.
    inverse : ndarray (p, p)
        R⁻¹: carries coordinates of q over to coefficients.
    residual : ndarray (N,)
        Multiplied by the root of the weights.
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
    q: Floats
    inverse: Floats
    residual: Floats
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
    demeaned = np.column_stack([rows.y, dummies, z])
    length = np.sqrt(np.einsum("i,ij,ij->j", rows.w, demeaned, demeaned))[1:]
    _demean(demeaned, rows.unit, rows.w)
    demeaned *= np.sqrt(rows.w)[:, None]
    y, columns = demeaned[:, 0], demeaned[:, 1:]
    kept, q, r = _independent(columns, length)
    along = q.T @ y
    of_interest = kept[len(times) - 1 :]
    return TwoWayFit(
        beta=np.linalg.solve(r, along),
        q=q,
        inverse=np.asarray(np.linalg.inv(r), dtype=float),
        residual=y - q @ along,
        clusters=np.unique(rows.clusters, return_inverse=True)[1].astype(np.int64),
        names=tuple(name for name, keep in zip(names, of_interest, strict=True) if keep),
        collinear=tuple(name for name, keep in zip(names, of_interest, strict=True) if not keep),
        parameters=int(kept.sum()) + 1,  # the first time has an effect too
    )


def _demean(values: Floats, unit: Integers, w: Floats) -> None:
    """Subtract weighted unit means in place; rows are in order of unit."""
    starts = np.flatnonzero(np.diff(unit, prepend=-1))
    counts = np.diff(starts, append=len(unit))
    total = np.add.reduceat(values * w[:, None], starts, axis=0)
    values -= np.repeat(total / np.add.reduceat(w, starts)[:, None], counts, axis=0)


def _independent(columns: Floats, length: Floats) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Find the columns that are no combination of those before them, first column first.

    Returns
    -------
    kept : ndarray of bool (columns,)
    q, r : ndarray
        QR decomposition of the columns kept.
    """
    kept = np.ones(columns.shape[1], dtype=bool)
    while True:
        at = np.flatnonzero(kept)
        q, r = np.linalg.qr(columns if kept.all() else columns[:, at])
        bad = np.flatnonzero(np.abs(np.diag(r)) <= COLLINEAR * length[at])
        if not bad.size:
            return kept, np.asarray(q, dtype=float), np.asarray(r, dtype=float)
        # Columns after the first bad one were measured against a direction of rounding noise.
        kept[at[bad[0]]] = False
