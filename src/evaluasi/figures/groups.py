"""The group a region is seen against: its range and median, year by year or row by row."""

from __future__ import annotations

from collections.abc import Collection
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.text import _

Flags = npt.NDArray[np.bool_]

MIN_GROUP = 3  # fewer values are no distribution
MIN_QUARTILES = 5  # of fewer values a quarter is hardly one of them


def every_year(data: pd.DataFrame) -> pd.DataFrame:
    """Return the frame with one column for each year, so that a missing year stays a gap.

    Parameters
    ----------
    data : DataFrame, regions × years
        Index kode, columns tahun.
    """
    years = sorted(int(year) for year in data.columns[data.notna().any()])
    wide = data.set_axis([int(year) for year in data.columns], axis=1).astype(float)
    return wide.reindex(columns=range(years[0], years[-1] + 1) if years else [])


def row_of(data: pd.DataFrame, code: str) -> pd.Series:
    """Return one region's row; codes are unique."""
    return cast(pd.Series, data.loc[code])


def without(data: pd.DataFrame, excluded: Collection[tuple[str, int]]) -> pd.DataFrame:
    """Return a copy in which the excluded (kode, tahun) cells are empty."""
    kept = data.copy()
    for code, year in excluded:
        if code in kept.index and year in kept.columns:
            kept.loc[code, year] = np.nan
    return kept


def spread_of(data: pd.DataFrame) -> pd.DataFrame:
    """Return count, min, q1, median, q3 and max of each column.

    Below `MIN_GROUP` values all but the count are NaN, below `MIN_QUARTILES` the quartiles.
    They interpolate linearly (Hyndman and Fan 1996, definition 7).

    Returns
    -------
    DataFrame, columns of ``data`` × (n, min, q1, median, q3, max)
    """
    values = data.to_numpy(dtype=float)
    counts = np.isfinite(values).sum(axis=0) if values.size else np.zeros(values.shape[1], int)
    result = np.full((values.shape[1], 5), np.nan)
    enough = counts >= MIN_GROUP
    if enough.any():
        result[enough] = np.nanquantile(values[:, enough], [0, 0.25, 0.5, 0.75, 1], axis=0).T
    frame = pd.DataFrame(result, index=data.columns, columns=["min", "q1", "median", "q3", "max"])
    frame.loc[counts < MIN_QUARTILES, ["q1", "q3"]] = np.nan
    frame.insert(0, "n", counts)
    return frame


def runs(present: Flags) -> list[slice]:
    """Return the stretches of consecutive true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], present, [False]])))
    return [slice(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def middle_half() -> str:
    """Name what lies between the quartiles, for a key."""
    return _("Separuh tengah (kuartil 1–3)")


def count_span(counts: pd.Series) -> str:
    """Write how many values there were, e.g. "38" or "37–38"."""
    low, high = int(counts.min()), int(counts.max())
    return str(low) if low == high else f"{low}–{high}"
