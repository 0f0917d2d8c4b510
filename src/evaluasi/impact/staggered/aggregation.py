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
Integers = NDArray[np.int64]
Kind = Literal["simple", "dynamic", "group", "calendar"]
KINDS: tuple[Kind, ...] = ("simple", "dynamic", "group", "calendar")


@dataclass(frozen=True, slots=True)
class Averages:
    """Averages by event time, cohort or calendar time, and their overall average.

    Attributes
    ----------
    at : ndarray (J,)
        Event time, cohort, or time; empty for the simple average.
    estimate : ndarray (J,)
    psi : ndarray (n, J)
    overall : float
    overall_psi : ndarray (n,)
    used : ndarray of bool (J, K)
        Cells that each average rests on.
    """

    at: Integers
    estimate: Floats
    psi: Floats
    overall: float
    overall_psi: Floats
    used: Flags


@dataclass(frozen=True, slots=True)
class Shares:
    """Cohort of each unit (NaN for never) and its weight, both (n,)."""

    cohort: Floats
    weight: Floats

    def of(self, cohorts: Floats) -> Floats:
        """Share of each cohort among all units."""
        member = self.cohort[:, None] == cohorts
        return np.asarray((self.weight[:, None] * member).mean(axis=0))


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
    """Average cells.

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
    cohort, time, psi = cells.cohort, cells.time, cells.psi
    e = time - cohort
    post = (e >= 0) & (e <= window.last)
    if kind == "simple":
        estimate, weighted = _by_shares(post[None], cohort, cells.att, psi, shares)
        empty = np.empty(0, dtype=np.int64)
        none = np.empty((psi.shape[0], 0))
        return Averages(empty, estimate[:0], none, float(estimate[0]), weighted[:, 0], post[None])
    if kind == "dynamic":
        return _dynamic(e, cells, shares, window)
    if kind == "calendar":
        at = np.unique(time[post])
        used = post & (time == at[:, None])
        estimate, own = _by_shares(used, cohort, cells.att, psi, shares)
        return Averages(at, estimate, own, float(estimate.mean()), own.mean(axis=1), used)
    at = np.unique(cohort[post])
    used = post & (cohort == at[:, None])
    equal = used / used.sum(axis=1, keepdims=True)
    estimate, own = equal @ cells.att, psi @ equal.T
    whole = np.ones((1, len(at)), dtype=bool)
    overall, weighted = _by_shares(whole, at.astype(float), estimate, own, shares)
    return Averages(at.astype(np.int64), estimate, own, float(overall[0]), weighted[:, 0], used)


def _dynamic(e: Floats, cells: Cells, shares: Shares, window: Window) -> Averages:
    taken = (e >= window.first) & (e <= window.last)
    if window.balance is not None:
        taken &= (cells.time.max() - cells.cohort >= window.balance) & (e <= window.balance)
    at = np.unique(e[taken])
    used = taken & (e == at[:, None])
    estimate, own = _by_shares(used, cells.cohort, cells.att, cells.psi, shares)
    post = at >= 0
    overall = float(estimate[post].mean()) if post.any() else np.nan
    overall_psi = own[:, post].mean(axis=1) if post.any() else np.full(len(own), np.nan)
    return Averages(at.astype(np.int64), estimate, own, overall, overall_psi, used)


def _by_shares(
    used: Flags, cohort: Floats, att: Floats, psi: Floats, shares: Shares
) -> tuple[Floats, Floats]:
    """Average cells by cohort share; the influence of the estimated shares is added.

    Parameters
    ----------
    used : ndarray of bool (J, K)
        Cells in each average.

    Returns
    -------
    estimate : ndarray (J,)
    psi : ndarray (n, J)
    """
    cohorts, position = np.unique(cohort, return_inverse=True)
    share = shares.of(cohorts)
    raw = used * share[position]
    total = raw.sum(axis=1, keepdims=True)
    weight = raw / total
    estimate = weight @ att
    # One more unit of cohort g shifts the average towards the effects of g.
    surplus = np.where(used, att - estimate[:, None], 0.0) / total
    pull = np.zeros((len(estimate), len(cohorts) + 1))
    np.add.at(pull.T, position, surplus.T)
    found = np.searchsorted(cohorts, shares.cohort).clip(max=len(cohorts) - 1)
    own = np.where(cohorts[found] == shares.cohort, found, len(cohorts))
    from_shares = shares.weight[:, None] * pull.T[own] - pull[:, :-1] @ share
    return estimate, psi @ weight.T + from_shares
