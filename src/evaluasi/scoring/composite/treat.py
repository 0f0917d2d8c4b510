"""Outliers drawn in by winsorising, or the whole indicator logged where that is not enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from evaluasi.scoring.composite.recipe import Treat

Floats = npt.NDArray[np.float64]
PASSED, WINSORISED, LOGGED, UNTREATED = "lulus", "winsorisasi", "log", "tidak lulus"


@dataclass(frozen=True, slots=True)
class Treated:
    """One indicator after treatment.

    Attributes
    ----------
    values : array, shape (n,)
    skew, kurtosis : float
        Before, adjusted for bias.
    skew_after, kurtosis_after : float
    moved : array of int
        Units whose value was winsorised.
    verdict : str
        lulus, winsorisasi, log, or tidak lulus (no treatment made it pass).
    """

    values: Floats
    skew: float
    kurtosis: float
    skew_after: float
    kurtosis_after: float
    moved: npt.NDArray[np.intp]
    verdict: str


def treat(values: Floats, step: Treat) -> Treated:
    """Treat one indicator, as the JRC's handbook and COINr do.

    References
    ----------
    Becker, Caperna, Del Sorbo, Norlén, Papadimitriou, Saisana (2022), COINr, JOSS 7(78) 4567:
    skewness and kurtosis of type 2; one more point is winsorised at a time, at the end to which
    the skewness points; a logged indicator starts again from the original values.
    """
    before = _shape(values)
    if step.method == "none" or _passes(before, step):
        return _result(
            values, before, before, values, PASSED if _passes(before, step) else UNTREATED
        )
    drawn, shape = values.copy(), before
    count = 0
    while not _passes(shape, step) and count < step.most:
        moved, count = _draw_in(drawn, high=shape[0] >= 0)
        if len(np.unique(moved[~np.isnan(moved)])) < 2:
            break  # a constant would pass, and say nothing any more
        drawn, shape = moved, _shape(moved)
    if _passes(shape, step):
        return _result(drawn, before, shape, values, WINSORISED)
    low, high = np.nanmin(values), np.nanmax(values)
    logged = np.log(values - low + 0.01 * (high - low))
    shape = _shape(logged)
    verdict = LOGGED if _passes(shape, step) else UNTREATED
    return _result(logged, before, shape, logged, verdict)


def _result(
    values: Floats,
    before: tuple[float, float],
    after: tuple[float, float],
    original: Floats,
    verdict: str,
) -> Treated:
    moved = np.flatnonzero(~np.isnan(values) & (values != original))
    return Treated(values, *before, *after, moved, verdict)


def _shape(values: Floats) -> tuple[float, float]:
    """Return skewness and excess kurtosis of type 2 (G1 and G2), adjusted for bias."""
    known = values[~np.isnan(values)]
    n = len(known)
    gap = known - known.mean()
    m2, m3, m4 = (float((gap**power).mean()) for power in (2, 3, 4))
    if n < 4 or m2 == 0:
        return 0.0, 0.0  # too little to have a shape
    skew = m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
    kurtosis = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return float(skew), float(kurtosis)


def _passes(shape: tuple[float, float], step: Treat) -> bool:
    return abs(shape[0]) < step.skew or shape[1] < step.kurtosis


def _draw_in(values: Floats, *, high: bool) -> tuple[Floats, int]:
    """Move the points at one end to the next distinct value, and count them."""
    distinct = np.unique(values[~np.isnan(values)])
    end, next_ = (distinct[-1], distinct[-2]) if high else (distinct[0], distinct[1])
    return np.where(values == end, next_, values), int((values == end).sum())
