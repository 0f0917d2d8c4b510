"""Ranks: the highest score first, ties get the smallest rank, no score no rank."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def ranks(scores: Floats) -> Floats:
    """Rank along the last axis, descending; NaN stays NaN.

    Parameters
    ----------
    scores : array, shape (units,) or (draws, units)
    """
    rows = np.atleast_2d(scores)
    order = np.argsort(-rows, axis=1, kind="stable")  # NaN last
    ordered = np.take_along_axis(rows, order, axis=1)
    first = np.ones(rows.shape, dtype=bool)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    place = np.where(first, np.arange(1, rows.shape[1] + 1), 0)
    tied = np.maximum.accumulate(place, axis=1)
    made = np.empty(rows.shape)
    np.put_along_axis(made, order, tied.astype(np.float64), axis=1)
    made[np.isnan(rows)] = np.nan
    return made[0] if scores.ndim == 1 else made
