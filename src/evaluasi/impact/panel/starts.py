"""When the treatment of each unit starts: never, at a time, or not on file.

Never treated is one canonical missing value. What users write for it (an empty cell, 0, infinity,
"tidak ada", a year after the panel ends) is converted here and nowhere else. "Tidak tercatat"
(not on file) is not never: such a unit belongs to neither group.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.impact.panel.columns import (
    Faults,
    Flags,
    Floats,
    Integers,
    few,
    numbers,
    one_per_unit,
)
from evaluasi.text import _, number

UNKNOWN_WORD = "tidak tercatat"
NEVER_WORDS = ("tidak ada", "tidak pernah", "")
NEVER_CODES = (0.0, np.inf)


@dataclass(frozen=True, slots=True)
class Starts:
    """Treatment of each unit.

    Attributes
    ----------
    cohort : ndarray (units,)
        First treated time; NaN for never.
    unknown : ndarray of bool (units,)
        Units whose treatment is not on file.
    treated : ndarray of bool (rows,) or None
        State of each row where a 0/1 column was given, else None.
    reversing : ndarray of bool (units,)
        Units whose treatment switches off.
    coded : tuple of float
        Codes for never that were converted.
    """

    cohort: Floats
    unknown: Flags
    treated: Flags | None
    reversing: Flags
    coded: tuple[float, ...] = ()


def from_dates(column: pd.Series, unit: Integers, names: list[str], faults: Faults) -> Starts:
    """Read a column of first treated times, one value per unit."""
    values, unknown = _dates(column, faults)
    negative = np.isfinite(values) & ((values < 0) | (values != np.floor(values)))
    if negative.any():
        units = np.unique(unit[negative])
        problem = _("Kolom “{name}” harus tahun (bilangan bulat positif): {units}.")
        named = few((names[i] for i in units), units.size)
        faults.add(problem.format(name=column.name, units=named))
    never = np.isnan(values) | np.isin(values, NEVER_CODES)
    coded = tuple(code for code in NEVER_CODES if (values == code).any())
    # A unit cannot be on file in one row and not in the next: -1 keeps the two states apart.
    state = np.where(unknown, -1.0, np.where(never, np.nan, values))
    cohort = one_per_unit(state, unit, names, str(column.name), faults)
    lost = cohort == -1
    return Starts(np.where(lost, np.nan, cohort), lost, None, np.zeros(len(names), bool), coded)


def from_states(
    column: pd.Series, unit: Integers, time: Integers, times: Integers, faults: Faults
) -> Starts:
    """Read a 0/1 column: the first 1 is the start; a later 0 is a treatment that switches off."""
    values, unreadable = numbers(column)
    wrong = unreadable | ~(np.isnan(values) | np.isin(values, (0, 1)))
    if wrong.any():
        problem = _("Kolom “{name}” harus 0 atau 1; {n} baris tidak.")
        faults.add(problem.format(name=column.name, n=number(int(wrong.sum()))))
    n = int(unit.max()) + 1
    unknown = np.zeros(n, bool)
    unknown[unit[np.isnan(values)]] = True
    on = values == 1
    first = np.full(n, len(times))
    np.minimum.at(first, unit[on], time[on])
    padded = np.append(times.astype(float), np.nan)
    switched_off = np.zeros(n, bool)
    off_later = (values == 0) & (time > first[unit])
    switched_off[unit[off_later]] = True
    return Starts(np.where(unknown, np.nan, padded[first]), unknown, on, switched_off)


def _dates(column: pd.Series, faults: Faults) -> tuple[Floats, Flags]:
    """Read times; the words for never and for not on file are understood."""
    if pd.api.types.is_numeric_dtype(column):
        return numbers(column)[0], np.zeros(len(column), dtype=bool)
    position, found = pd.factorize(column)
    words = [str(value).strip().lower() for value in found]
    said = pd.Series([None if word in NEVER_WORDS else word for word in words], dtype=object)
    is_unknown = (said == UNKNOWN_WORD).to_numpy(dtype=bool)
    said[is_unknown] = None
    values, unreadable = numbers(said)
    if unreadable.any():
        strange = [words[i] for i in np.flatnonzero(unreadable)]
        problem = _(
            "Kolom “{name}” berisi “{words}”: tulis tahun mulai, kosongkan bila tidak pernah, "
            "atau tulis “tidak tercatat”."
        )
        faults.add(problem.format(name=column.name, words=few(strange, len(strange))))
    # Position -1 (an empty cell) reads the entry appended last: never, and on file.
    return np.append(values, np.nan)[position], np.append(is_unknown, False)[position]
