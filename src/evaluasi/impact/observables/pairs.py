"""Nearest neighbours on a score: who is compared with whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Integers = NDArray[np.int64]

TIE = 1e-9
"""Part of the range of scores within which two distances are the same but for rounding."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Matched pairs; P of them, in order of the treated units.

    Attributes
    ----------
    treated, control : ndarray (P,)
        Positions in the sample.
    distance : ndarray (P,)
    alone : ndarray
        Positions of treated units without a match.
    tied : int
        Pairs whose control was as near as another one.
    """

    treated: Integers
    control: Integers
    distance: Floats
    alone: Integers
    tied: int


def match(score: Floats, d: Flags, *, replace: bool, reach: float) -> Pairs:
    """Give each treated unit the nearest untreated one.

    Treated units choose in order of their score, the largest first, as in MatchIt; of equally
    near ones the first in the data is taken.

    Parameters
    ----------
    score : ndarray (n,)
    d : ndarray of bool (n,)
    replace : bool
        Whether an untreated unit may serve several treated ones.
    reach : float
        Largest distance allowed; infinite for any.
    """
    treated, control = np.flatnonzero(d), np.flatnonzero(~d)
    order = treated[np.argsort(-score[treated], kind="stable")]
    free = np.ones(len(control), dtype=bool)
    found: dict[int, tuple[int, float]] = {}
    same = TIE * float(np.ptp(score))
    tied = 0
    for i in order:
        distance = np.where(free, np.abs(score[control] - score[i]), np.inf)
        least = float(distance.min())
        if not np.isfinite(least) or least > reach:
            continue
        equal = np.flatnonzero(distance <= least + same)
        nearest = int(equal[0])
        tied += len(equal) > 1
        free[nearest] = replace
        found[int(i)] = (int(control[nearest]), float(distance[nearest]))
    matched = np.array(sorted(found), dtype=np.int64)
    return Pairs(
        treated=matched,
        control=np.array([found[int(i)][0] for i in matched], dtype=np.int64),
        distance=np.array([found[int(i)][1] for i in matched], dtype=float),
        alone=np.setdiff1d(treated, matched),
        tied=tied,
    )


def nearest_alike(score: Floats, d: Flags, count: int) -> Integers:
    """Find the `count` nearest units of the same group, itself not counted, (n, count)."""
    found = np.empty((len(d), count), dtype=np.int64)
    for group in (d, ~d):
        members = np.flatnonzero(group)
        distance = np.abs(score[members][:, None] - score[members])
        np.fill_diagonal(distance, np.inf)
        found[members] = members[np.argsort(distance, axis=1, kind="stable")[:, :count]]
    return found
