"""Dates of trial, implementation and development, inside the window of the edition.

An edition of year *Y* takes what was implemented from 1 January of *Y* − 2 to 31 December of
*Y* − 1. What comes again in the next edition must lie in both windows.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.world import EDITIONS

TRIAL, START, RENEWAL = "tanggal_uji_coba", "tanggal_penerapan", "tanggal_pengembangan"
_NONE = np.datetime64("NaT", "D")

Days = npt.NDArray[Any]


class EntryDates(NamedTuple):
    """Frames of the three dates: of all first entries, and of those that come again."""

    first: pd.DataFrame
    second: pd.DataFrame


def entry_dates(
    rng: np.random.Generator,
    edition: npt.NDArray[np.int64],
    stage: npt.NDArray[np.object_],
    again: npt.NDArray[np.bool_],
) -> EntryDates:
    """Draw the dates of entries.

    Parameters
    ----------
    rng : Generator
    edition : array of int, shape (n,)
        Position of the first edition.
    stage : array of str, shape (n,)
        Stage at first entry.
    again : array of bool, shape (n,)
        Whether it comes again in the next edition.
    """
    year = edition + EDITIONS[0]
    start = _between(rng, year - np.where(again, 1, 2), year)
    trial = start - rng.integers(30, 300, len(year)).astype("timedelta64[D]")
    trial_only = _between(rng, year - 1, year)
    trial = np.where(stage == "uji coba", trial_only, trial)
    implemented, begun = stage == "penerapan", stage != "inisiatif"
    renewed = implemented & (rng.random(len(year)) < law("ciri.pengembangan"))
    first = _frame(
        np.where(begun, trial, _NONE),
        np.where(implemented, start, _NONE),
        np.where(renewed, _after(rng, start, year - 1), _NONE),
    )
    late = _after(rng, np.where(begun, trial, start), year)
    second = _frame(
        np.where(begun, trial, late - np.timedelta64(45, "D")),
        np.where(implemented, start, late),
        np.where(implemented, _after(rng, start, year), _NONE),
    )
    return EntryDates(first, second[again].reset_index(drop=True))


def _between(
    rng: np.random.Generator, first: npt.NDArray[np.int64], end: npt.NDArray[np.int64]
) -> Days:
    """Draw a day from 1 January of `first` to 31 December of the year before `end`."""
    low, high = _january(first), _january(end)
    room = (high - low).astype(int)
    drawn: Days = low + np.floor(rng.random(len(first)) * room).astype("timedelta64[D]")
    return drawn


def _after(rng: np.random.Generator, day: Days, year: npt.NDArray[np.int64]) -> Days:
    """Draw a day in a year, or the last day of it where `day` lies so late."""
    low, high = np.maximum(_january(year), day + np.timedelta64(1, "D")), _january(year + 1)
    room = np.maximum((high - low).astype(int), 1)
    drawn = low + np.floor(rng.random(len(day)) * room).astype("timedelta64[D]")
    day_in_year: Days = np.minimum(drawn, high - np.timedelta64(1, "D"))
    return day_in_year


def _january(year: npt.NDArray[np.int64]) -> Days:
    return np.asarray((year - 1970).astype("datetime64[Y]").astype("datetime64[D]"))


def _frame(trial: Days, start: Days, renewal: Days) -> pd.DataFrame:
    days = {TRIAL: trial, START: start, RENEWAL: renewal}
    return pd.DataFrame({name: column.astype("datetime64[s]") for name, column in days.items()})
