"""Averages of group-time effects with their standard errors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.clusters import standard_errors
from evaluasi.impact.inference.multiplier import draw
from evaluasi.impact.staggered.aggregation import Kind, Shares, Weights, Window, average
from evaluasi.impact.staggered.cells import Cells

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Basis:
    """What averages are computed from.

    Attributes
    ----------
    cells : Cells
        Estimated cells only.
    sure : ndarray of bool (K,)
        Cells whose standard error can be had.
    shares : Shares
    clusters : ndarray (n,)
    floor : float
        Standard errors not above it are zero but for rounding.
    """

    cells: Cells
    sure: Flags
    shares: Shares
    clusters: Integers
    floor: float

    def influence_of_shares(self) -> Floats:
        """Influence functions of the shares of the cohorts that have cells, (n, C)."""
        return self.shares.influence(np.unique(self.cells.cohort))


@dataclass(frozen=True, slots=True)
class Drawn:
    """Drawn deviations of cells (B, K) and of cohort shares (B, C), and how they were drawn."""

    cells: Singles
    shares: Singles
    draws: int
    seed: int


@dataclass(frozen=True, slots=True)
class Averaged:
    """Averages and their overall average.

    Attributes
    ----------
    at, estimate, se : ndarray (J,)
    influence : ndarray (n, J)
    rows : Weights
    overall, overall_se : float
    overall_influence : ndarray (n,)
    unsure : ndarray
        Cohorts without a spread of their own that some average rests on.
    """

    at: Integers
    estimate: Floats
    se: Floats
    influence: Floats
    rows: Weights
    overall: float
    overall_se: float
    overall_influence: Floats
    unsure: Floats


def draw_basis(basis: Basis, draws: int, seed: int) -> Drawn:
    """Draw deviations of all cells and shares, from which those of any average follow."""
    shares = basis.influence_of_shares()
    return Drawn(*draw(basis.cells.psi, basis.clusters, draws, seed, shares), draws, seed)


def averaged(basis: Basis, kind: Kind, window: Window) -> Averaged:
    """Average the cells; a standard error is NaN where all cells of an average are unsure."""
    cells = basis.cells
    found = average(kind, cells, basis.shares, window)
    shares = basis.influence_of_shares()
    influence = found.rows.apply(cells.psi, shares)
    overall_influence = found.overall.apply(cells.psi, shares)
    se = standard_errors(influence, basis.clusters, basis.floor)
    overall_se = standard_errors(overall_influence, basis.clusters, basis.floor)
    firm: Flags = np.any(found.used & basis.sure, axis=1)
    return Averaged(
        at=found.at,
        estimate=found.rows.cells @ cells.att,
        se=np.where(firm[: len(se)], se, np.nan),
        influence=influence,
        rows=found.rows,
        overall=float((found.overall.cells @ cells.att)[0]),
        overall_se=float(overall_se[0]) if firm.any() else np.nan,
        overall_influence=overall_influence[:, 0],
        unsure=np.unique(cells.cohort[found.used.any(axis=0) & ~basis.sure]),
    )
