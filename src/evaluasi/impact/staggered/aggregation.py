"""Averages of group-time effects, and the influence functions of those averages.

Callaway and Sant'Anna (2021), section 3.1 and corollary 2. Cohort shares are estimated too, so
each weighted average carries a second influence: that of the shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.staggered.cells import Cells

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Singles = NDArray[np.float32]
Integers = NDArray[np.int64]
Kind = Literal["simple", "dynamic", "group", "calendar"]
KINDS: tuple[Kind, ...] = ("simple", "dynamic", "group", "calendar")


@dataclass(frozen=True, slots=True)
class Weights:
    """How averages depend on cells and on cohort shares; J averages, K cells, C cohorts.

    Attributes
    ----------
    cells : ndarray (J, K)
        Weight of each cell.
    shares : ndarray (J, C)
        What one more unit of each cohort does to the average.
    """

    cells: Floats
    shares: Floats

    def apply(self, cells: Singles | Floats, shares: Singles | Floats) -> Floats:
        """Carry quantities of cells (n, K) and of shares (n, C) over to the averages (n, J)."""
        return _combined(cells, self.cells) + _combined(shares, self.shares)


@dataclass(frozen=True, slots=True)
class Averages:
    """Averages by event time, cohort or calendar time, and their overall average.

    Attributes
    ----------
    at : ndarray (J,)
        Event time, cohort, or time; empty for the simple average.
    used : ndarray of bool (J, K)
        Cells that each average rests on; of the overall one where `at` is empty.
    rows : Weights
    overall : Weights
        One average.
    """

    at: Integers
    used: Flags
    rows: Weights
    overall: Weights


@dataclass(frozen=True, slots=True)
class Shares:
    """Cohort of each unit (NaN for never) and its weight, both (n,)."""

    cohort: Floats
    weight: Floats

    def of(self, cohorts: Floats) -> Floats:
        """Share of each cohort among all units, (C,)."""
        return np.asarray(self._members(cohorts).mean(axis=0))

    def influence(self, cohorts: Floats) -> Floats:
        """Influence functions of the shares, (n, C)."""
        members = self._members(cohorts)
        return np.asarray(members - members.mean(axis=0))

    def _members(self, cohorts: Floats) -> Floats:
        return np.asarray((self.cohort[:, None] == cohorts) * self.weight[:, None])


@dataclass(frozen=True, slots=True)
class Window:
    """Which cells event-time averages take in.

    Attributes
    ----------
    first, last : float
        Smallest and largest event time.
    balance : int or None
        Keep only cohorts observed at least this long after their start, and event times up to it.
    """

    first: float = -np.inf
    last: float = np.inf
    balance: int | None = None

    def settings(self) -> dict[str, float]:
        """Return the limits that were set, under their public names."""
        given = {"min_e": self.first, "max_e": self.last, "balance_e": self.balance}
        return {name: x for name, x in given.items() if x is not None and np.isfinite(x)}


def average(kind: Kind, cells: Cells, shares: Shares, window: Window) -> Averages:
    """Find the weights of averages.

    Parameters
    ----------
    kind : {"simple", "dynamic", "group", "calendar"}
        All cells after the start; by time since the start; by cohort; by calendar time.
    cells : Cells
        Estimated cells only.
    shares : Shares
    window : Window
        For "dynamic"; `last` also bounds "simple" and "group".
    """
    e = cells.time - cells.cohort
    post = (e >= 0) & (e <= window.last)
    if kind == "simple":
        whole = _by_shares(post[None], cells, shares)
        none = Weights(whole.cells[:0], whole.shares[:0])
        return Averages(np.empty(0, dtype=np.int64), post[None], none, whole)
    if kind == "dynamic":
        taken = (e >= window.first) & (e <= window.last)
        if window.balance is not None:
            taken &= (cells.time.max() - cells.cohort >= window.balance) & (e <= window.balance)
        events = np.unique(e[taken])
        used = taken & (e == events[:, None])
        rows = _by_shares(used, cells, shares)
        return Averages(events.astype(np.int64), used, rows, _mean(rows, events >= 0))
    if kind == "calendar":
        at = np.unique(cells.time[post])
        used = post & (cells.time == at[:, None])
        rows = _by_shares(used, cells, shares)
        return Averages(at, used, rows, _mean(rows, np.ones(len(at), dtype=bool)))
    starts = np.unique(cells.cohort[post])
    return _by_cohort(starts, post & (cells.cohort == starts[:, None]), cells, shares)


def _combined(values: Singles | Floats, weights: Floats) -> Floats:
    """Multiply values (n, K) with weights (J, K), few of which are not zero."""
    out = np.empty((len(values), len(weights)), order="F")
    for j, row in enumerate(weights):
        used = np.flatnonzero(row)
        out[:, j] = (values[:, used] * row[used].astype(values.dtype)).sum(axis=1)
    return out


def _mean(rows: Weights, which: Flags) -> Weights:
    """Weigh some averages equally."""
    equal = (which / which.sum())[None]
    return Weights(equal @ rows.cells, equal @ rows.shares)


def _by_shares(used: Flags, cells: Cells, shares: Shares) -> Weights:
    """Weigh the cells in each average by their cohort's share.

    Parameters
    ----------
    used : ndarray of bool (J, K)
        Cells in each average.
    """
    cohorts, position = np.unique(cells.cohort, return_inverse=True)
    raw = used * shares.of(cohorts)[position]
    total = raw.sum(axis=1, keepdims=True)
    weight = raw / total
    # One more unit of a cohort shifts the average towards the effects on that cohort.
    surplus = np.where(used, cells.att - (weight @ cells.att)[:, None], 0.0) / total
    member = (position[:, None] == np.arange(len(cohorts))).astype(float)
    return Weights(weight, surplus @ member)


def _by_cohort(starts: Floats, used: Flags, cells: Cells, shares: Shares) -> Averages:
    """Weigh the cells of a cohort equally, and the cohorts by their share."""
    cohorts = np.unique(cells.cohort)
    equal = used / used.sum(axis=1, keepdims=True)
    share = shares.of(starts)
    weight = share / share.sum()
    effect = equal @ cells.att
    pull = np.zeros(len(cohorts))
    pull[np.searchsorted(cohorts, starts)] = (effect - weight @ effect) / share.sum()
    rows = Weights(equal, np.zeros((len(starts), len(cohorts))))
    whole = Weights(weight[None] @ equal, pull[None])
    return Averages(starts.astype(np.int64), used, rows, whole)
