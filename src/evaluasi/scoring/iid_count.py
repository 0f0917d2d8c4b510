"""Score for the number of innovations, under the condition of basic-service affairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.rubrics import Rubric
from evaluasi.rubrics.affairs import BASIC_SERVICES, canonical
from evaluasi.scoring.iid_levels import Flags, Floats, by_case
from evaluasi.text import _, number

Counts = npt.NDArray[np.int_]
MAIN, OVERLAPPING = "urusan", "urusan_beririsan"
SEPARATOR = ";"
_OTHER, _UNKNOWN = -1, -2


@dataclass(frozen=True)
class Coverage:
    """Which basic-service affairs the innovations of each region cover; arrays by region.

    Attributes
    ----------
    covered : array of bool, shape (regions, 6)
        By main affair.
    wider : array of bool, shape (regions, 6)
        By main or overlapping affair.
    unknown : array of int
        Innovations whose main affair is empty or not on the portal's list.
    strange : tuple of str
        Affairs that are not on the list, as written.
    """

    covered: Flags
    wider: Flags
    unknown: Counts
    strange: tuple[str, ...]


@dataclass(frozen=True)
class CountScores:
    """Count score of each region (NaN where it cannot be told), why not, and what to know."""

    score: Floats
    reasons: list[str]
    notes: list[str]


def coverage(inovasi: pd.DataFrame, region: Counts, size: int) -> Coverage:
    """Tell which basic-service affairs each region covers.

    Parameters
    ----------
    inovasi : DataFrame
        Column urusan (main affair), and optionally urusan_beririsan, separated by semicolons.
    region : array of int, shape (innovations,)
        Position of each innovation's region.
    size : int
        Number of regions.
    """
    if MAIN not in inovasi.columns:
        nothing = np.zeros((size, len(BASIC_SERVICES)), dtype=bool)
        return Coverage(nothing, nothing, np.bincount(region, minlength=size), ())
    codes, names = pd.factorize(inovasi[MAIN])
    places = np.array([_place(str(name)) for name in names] + [_UNKNOWN])[codes]
    covered = _marked(region, places, size)
    wider = covered.copy()
    if OVERLAPPING in inovasi.columns:
        given = inovasi[OVERLAPPING].reset_index(drop=True).dropna().astype("str")
        lists = given.str.split(SEPARATOR).explode()
        codes, others = pd.factorize(lists)
        places_of_lists = np.array([_place(str(name)) for name in others] + [_UNKNOWN])[codes]
        wider |= _marked(region[lists.index], places_of_lists, size)
    return Coverage(
        covered,
        wider,
        np.bincount(region[places == _UNKNOWN], minlength=size),
        tuple(str(name) for name in names if _place(str(name)) == _UNKNOWN),
    )


def count_scores(n: Counts, held: Coverage, rubric: Rubric) -> CountScores:
    """Score the number of innovations: MIN(n, cap) × factor where the condition is met, else 0.

    Where the edition's condition is not known the score is computed without it, and a region that
    does not cover all six affairs is told so. Where innovations without a known affair decide
    whether the condition is met, there is no score.
    """
    factor, cap = rubric.rule("faktor_jumlah").nilai, rubric.rule("batas_jumlah").nilai
    size = len(n)
    if factor is None or cap is None:
        return CountScores(np.full(size, np.nan), [""] * size, [""] * size)
    full = np.minimum(n, cap) * factor
    needed = rubric.rule("syarat_pelayanan_dasar").nilai
    covered = held.covered.sum(axis=1)
    if needed is None:
        year = [rubric.edisi] * size
        return CountScores(full, [""] * size, by_case(_unconditional, covered, full, year))
    met = covered >= needed
    open_ = ~met & (covered + held.unknown >= needed)
    score = np.where(open_, np.nan, np.where(met, full, 0.0))
    wider = held.wider.sum(axis=1) >= needed
    failed = ~met & ~open_ & (n > 0)
    asked = [needed] * size
    reasons = by_case(_undecided, open_, held.unknown, covered, asked)
    return CountScores(score, reasons, by_case(_failed, failed, covered, asked, wider))


def _place(name: str) -> int:
    official = canonical(name)
    if official is None:
        return _UNKNOWN
    return BASIC_SERVICES.index(official) if official in BASIC_SERVICES else _OTHER


def _marked(region: Counts, places: Counts, size: int) -> Flags:
    marked = np.zeros((size, len(BASIC_SERVICES)), dtype=bool)
    basic = places >= 0
    marked[region[basic], places[basic]] = True
    return marked


def _unconditional(covered: int, score: float, year: int) -> str:
    if covered == len(BASIC_SERVICES) or not score:
        return ""
    return _(
        "syarat urusan pelayanan dasar edisi {year} belum ada; wilayah ini mencakup {n} dari 6, "
        "dan skor jumlah {score} menjadi 0 bila syarat itu tidak terpenuhi"
    ).format(year=year, n=number(covered), score=number(score, 2))


def _undecided(undecided: bool, unknown: int, covered: int, needed: float) -> str:
    if not undecided:
        return ""
    return _(
        "urusan {unknown} inovasi kosong atau tidak dikenal, sehingga syarat {needed} dari 6 "
        "urusan pelayanan dasar tidak dapat dipastikan (tercakup {covered})"
    ).format(unknown=number(unknown), needed=number(needed), covered=number(covered))


def _failed(failed: bool, covered: int, needed: float, overlapping: bool) -> str:
    if not failed:
        return ""
    told = _(
        "hanya {covered} dari 6 urusan pelayanan dasar (syarat {needed}): skor jumlah 0"
    ).format(covered=number(covered), needed=number(needed))
    if not overlapping:
        return told
    return told + _("; terpenuhi bila urusan beririsan ikut dihitung")
