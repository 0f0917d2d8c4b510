"""Group-time average treatment effects: which comparisons, and their influence functions.

Callaway and Sant'Anna (2021, *Journal of Econometrics* 225(2), 200-230). Notation: Y outcomes
(n, T), G first treated time (NaN for never), g a cohort, t a time, δ the anticipation.

Every cell (g, t) compares the change from a base time to t of cohort g with that of units not
yet treated. Cells of one cohort that share comparison units and covariates are computed
together, so that their regression and propensity score are fitted once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.inference.clusters import distinct
from evaluasi.impact.staggered.two_by_two import CellError, Method, estimate

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]
Control = Literal["never", "notyet"]
Base = Literal["varying", "universal"]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is compared; n units, T times, k covariates.

    Attributes
    ----------
    y : ndarray (n, T)
        Outcomes; a cell uses the units with values at both of its times.
    g : ndarray (n,)
        First treated time; NaN for never.
    x : ndarray (n, T, k)
        Covariates without a constant; a cell uses those of the earlier of its two times.
    w, clusters : ndarray (n,)
    times : ndarray (T,)
    """

    y: Floats
    g: Floats
    x: Floats
    w: Floats
    clusters: Integers
    times: Integers


@dataclass(frozen=True, slots=True)
class Plan:
    """What shapes the comparisons.

    Attributes
    ----------
    control : {"never", "notyet"}
        Compare with units never treated, or with all that are not yet treated.
    method : {"reg", "ipw", "dr"}
    base : {"varying", "universal"}
        Base time of cells before the treatment: the time just before, or that of all the others.
    anticipation : int
    """

    control: Control
    method: Method
    base: Base
    anticipation: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: cohort, position of its time and of its base time.

    `last` is the time up to which comparison units must be untreated.
    """

    cohort: float
    time: int
    base: int
    last: float


@dataclass(frozen=True, slots=True)
class Cells:
    """All cells of a panel; K of them.

    Attributes
    ----------
    cohort, time : ndarray (K,)
    att : ndarray (K,)
        NaN where a cell could not be estimated.
    psi : ndarray (n, K)
        Influence functions: the variance of `att` is the column sum of psi² / n².
    comparisons : ndarray (K,)
        Clusters of untreated units that each cell rests on.
    reference : ndarray of bool (K,)
        Cells at their own base time: zero by construction.
    failed : tuple of (cohort, time, code)
        Cells that could not be estimated, and why.
    """

    cohort: Floats
    time: Integers
    att: Floats
    psi: Floats
    comparisons: Integers
    reference: Flags
    failed: tuple[tuple[int, int, str], ...]

    def estimated(self) -> Cells:
        """Return only the cells that could be estimated."""
        known = np.isfinite(self.att)
        if known.all():
            return self
        return Cells(
            cohort=self.cohort[known],
            time=self.time[known],
            att=self.att[known],
            psi=self.psi[:, known],
            comparisons=self.comparisons[known],
            reference=self.reference[known],
            failed=(),
        )


def plan_cells(times: Integers, cohorts: Floats, plan: Plan) -> list[Cell]:
    """List the cells of the cohorts, in order of cohort and time.

    Parameters
    ----------
    times : ndarray (T,)
    cohorts : ndarray
        Cohorts to estimate; each has a time more than `anticipation` before its start.
    """
    cells = []
    for g in cohorts:
        before = int(np.searchsorted(times, g - plan.anticipation)) - 1
        start = 0 if plan.base == "universal" else 1
        for t in range(start, len(times)):
            fixed = plan.base == "universal" or times[t] >= g
            base = before if fixed else t - 1
            last = float(times[max(t, base)] + plan.anticipation)
            cells.append(Cell(float(g), t, base, last))
    return cells


def estimate_cells(sample: Sample, cells: list[Cell], plan: Plan) -> Cells:
    """Estimate every cell."""
    y, g, x, w = sample.y, sample.g, sample.x, sample.w
    n = len(g)
    comparisons = np.zeros(len(cells), dtype=np.int64)
    att = np.full(len(cells), np.nan)
    psi = np.zeros((n, len(cells)), order="F")
    failed = []
    for members, covariates, who in _batches(sample, cells, plan):
        first = cells[members[0]]
        treated = g[who] == first.cohort
        t = [cells[i].time for i in members]
        base = [cells[i].base for i in members]
        try:
            if not treated.any():
                raise CellError("tanpa_perlakuan")
            if (~treated).sum() <= x.shape[2]:
                raise CellError("tanpa_pembanding" if treated.all() else "pembanding_kurang")
            comparisons[members] = distinct(sample.clusters[who[~treated]])
            design = np.column_stack([np.ones(len(who)), x[who, covariates]])
            changes = y[who][:, t] - y[who][:, base]
            effect = estimate(plan.method, changes, treated, design, w[who])
        except CellError as reason:
            failed += [(int(first.cohort), int(sample.times[i]), str(reason)) for i in t]
            psi[:, members] = np.nan
            continue
        att[members] = effect.att
        psi[who[:, None], members] = effect.psi * (n / len(who))
    reference = np.array([cell.time == cell.base for cell in cells], dtype=bool)
    return Cells(
        cohort=np.array([cell.cohort for cell in cells]),
        time=sample.times[[cell.time for cell in cells]],
        att=att,
        psi=psi,
        comparisons=comparisons,
        reference=reference,
        failed=tuple(failed),
    )


def _batches(
    sample: Sample, cells: list[Cell], plan: Plan
) -> Iterator[tuple[list[int], int, Integers]]:
    """Yield positions of cells that can be computed together, time of x, and units compared."""
    y, g, x = sample.y, sample.g, sample.x
    complete = bool(np.isfinite(y).all())
    constant = bool((x == x[:, :1]).all())

    def shared(i: int) -> tuple[float, float, int, tuple[int, int]]:
        cell = cells[i]
        last = np.inf if plan.control == "never" else _next_start(g, cell.last)
        earlier = min(cell.time, cell.base)
        gaps = (0, 0) if complete else (cell.time, cell.base)
        return (cell.cohort, last, 0 if constant else earlier, gaps)

    for key, group in groupby(sorted(range(len(cells)), key=shared), key=shared):
        members = list(group)
        cohort, last, when, (t, base) = key
        # Cells that share the next start share the comparison units: all that start then or later.
        untreated = np.isnan(g) | ((g >= last) & (g != cohort))
        who = untreated | (g == cohort)
        if not complete:
            who &= np.isfinite(y[:, t]) & np.isfinite(y[:, base])
            when = min(t, base)
        yield members, when, np.flatnonzero(who)


def _next_start(g: Floats, last: float) -> float:
    later = g[g > last]
    return float(later.min()) if later.size else np.inf
