"""From a raw value of an SPD indicator to its level, by the class edges of the edition.

The edges of 2026 overlap, or run backwards, as the guideline prints them: "<= -47,42" is followed
by "-47,43 s.d. 94,75", and 5,23 stands in two classes. Read here: raw values have two decimals,
levels 1 and 3 hold as printed with their edge, level 2 is what remains between them. A value in
two printed classes is flagged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evaluasi.rubrics.parts import Edges
from evaluasi.scoring.iid_levels import Flags, Floats

_DECIMALS = 2
_SLACK = 1e-9
"""In hundredths: heals the binary neighbour of a tie, far below a printed digit."""
_PRECEDENCE = (2, 1, 3)
"""Levels in the order in which they claim a value; the last one wins."""


def levels_of(raw: Floats, classes: Sequence[Edges]) -> tuple[Floats, Flags]:
    """Return the level of each raw value, and whether two printed classes claim it.

    Parameters
    ----------
    raw : array of shape (n,)
        Raw values in the unit of the indicator; NaN where missing.
    classes : sequence of Edges
        Printed edges of levels 1, 2 and 3.

    Returns
    -------
    levels : array of shape (n,)
        0 below the lowest edge where the lowest class has one; NaN for a missing value and for
        one in no class.
    claimed_twice : array of bool of shape (n,)
    """
    rounded = _rounded(raw)
    claims = {level: _within(rounded, edges) for level, edges in enumerate(classes, start=1)}
    levels = np.full(raw.shape, np.nan)
    for level in _PRECEDENCE:
        levels[claims[level]] = level
    starts = [edges.dari for edges in classes]
    lowest = None if None in starts else min(start for start in starts if start is not None)
    if lowest is not None:
        levels[rounded < lowest] = 0
    twice: Flags = np.sum(list(claims.values()), axis=0) > 1
    return levels, twice


def agrees(given: Floats, raw: Floats, classes: Sequence[Edges]) -> Flags:
    """Tell whether a printed class allows the given level; a value in two classes allows both."""
    rounded = _rounded(raw)
    allowed: Flags = given == levels_of(raw, classes)[0]
    for level, edges in enumerate(classes, start=1):
        allowed |= (given == level) & _within(rounded, edges)
    return allowed


def _rounded(raw: Floats) -> Floats:
    """Round half away from zero, as figures are printed."""
    scaled = np.abs(raw) * 10**_DECIMALS
    result: Floats = np.sign(raw) * np.floor(scaled + 0.5 + _SLACK) / 10**_DECIMALS
    return result


def _within(values: Floats, edges: Edges) -> Flags:
    start = -np.inf if edges.dari is None else edges.dari
    end = np.inf if edges.sampai is None else edges.sampai
    inside: Flags = (values >= start) & (values <= end)
    return inside
