"""A panel as rows: one per value, in order of unit and time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact.panel import Panel, dropping
from evaluasi.impact.results import Notice

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Values used in a regression; N rows.

    Attributes
    ----------
    y, w : ndarray (N,)
    x : ndarray (N, k)
        Covariates.
    unit, time, clusters : ndarray (N,)
        Positions in the panel's units and times; cluster of the unit.
    event_time : ndarray (N,)
        NaN for units never treated.
    treated : ndarray of bool (N,)
    dropped : DataFrame
        All rows left out, from reading on.
    notices : tuple of Notice
    """

    y: Floats
    w: Floats
    x: Floats
    unit: Integers
    time: Integers
    clusters: Integers
    event_time: Floats
    treated: NDArray[np.bool_]
    dropped: pd.DataFrame
    notices: tuple[Notice, ...]


def rows_of(panel: Panel, *, leave_out_anticipation: bool = False) -> Rows:
    """Lay a panel out in rows.

    A unit with a single value says nothing once its own level is taken out; it is left out and
    listed, as are, on request, the years in which the outcome may respond ahead of the start.
    """
    used = np.isfinite(panel.outcome)
    reasons = np.full(used.shape, "", dtype=object)
    if leave_out_anticipation and panel.anticipation:
        ahead = (panel.event_time < 0) & (panel.event_time >= -panel.anticipation)
        reasons[used & ahead] = "masa_antisipasi"
        used &= ~ahead
    alone = used & (used.sum(axis=1, keepdims=True) == 1)
    reasons[alone] = "tanpa_variasi"
    used &= ~alone
    gone_unit, gone_time = np.nonzero(reasons)
    gone = dropping.rows(
        panel.units[gone_unit], panel.times[gone_time], reasons[gone_unit, gone_time]
    )
    unit, time = np.nonzero(used)
    return Rows(
        y=panel.outcome[unit, time],
        w=panel.weights[unit],
        x=panel.covariates[unit, time],
        unit=unit,
        time=time,
        clusters=panel.clusters[unit],
        event_time=panel.event_time[unit, time],
        treated=panel.treated[unit, time],
        dropped=pd.concat([panel.dropped, gone], ignore_index=True),
        notices=(*panel.notices, *dropping.notices(gone)),
    )
