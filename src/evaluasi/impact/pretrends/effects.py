"""Effects before the treatment, and how far a straight-line trend shifts each of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.group_time import GroupTimeATT
from evaluasi.impact.inference.clusters import cluster_covariance
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.text import _

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Before:
    """Effects before the treatment; q of them, those that the result's own test takes.

    Attributes
    ----------
    estimate : ndarray (q,)
    covariance : ndarray (q, q)
    distance : ndarray (q,)
        Years that each effect spans: a trend of slope one per year makes it this large.
    headline_covariance : ndarray (q,)
        Covariance of the headline with the effects.
    headline_distance : float
        What a trend of slope one per year makes of the headline.
    df : float
        Degrees of freedom of the result's joint test; infinite where it is chi-squared.
    pointwise_df : float
        Degrees of freedom of the result's intervals.
    """

    estimate: Floats
    covariance: Floats
    distance: Floats
    headline_covariance: Floats
    headline_distance: float
    df: float
    pointwise_df: float


def effects_before(result: GroupTimeATT | RegressionResult) -> Before:
    """Lay out what tests of the time before the treatment are made of.

    Raises
    ------
    ParameterError
        Where the result has no effects before, or a straight-line trend leaves no trace in them.
    """
    dated = isinstance(result, GroupTimeATT) or "event_time" in result.table.columns
    found = None
    if dated:
        found = _of_cells(result) if isinstance(result, GroupTimeATT) else _of_events(result)
    if found is None or not (found.distance != 0).any():
        raise ParameterError(
            _("Hasil ini tidak punya taksiran sebelum perlakuan yang dapat diuji."),
            _("Perlu event_study, sun_abraham, atau group_time_att, dan dua tahun sebelum mulai."),
        )
    return found


def _of_events(result: RegressionResult) -> Before:
    """Take the coefficients of an event study; the reference is the last year before it all."""
    if any(warning.code == "acuan_kedua" for warning in result.warnings):
        raise ParameterError(
            _("Tren lurus tidak terlihat bila semua unit akhirnya diperlakukan."),
            _('Pakai group_time_att dengan control="notyet".'),
        )
    reference = -1 - int(result.settings["anticipation"])
    events = result.table["event_time"].to_numpy(dtype=float)
    if reference in events:
        raise ParameterError(
            _("Tahun acuan berbeda antarangkatan karena ada tahun tanpa nilai."),
            _("Pakai group_time_att."),
        )
    covariance = result.covariance
    known = np.isfinite(result.table["se"].to_numpy())
    before = known & (events < reference)
    weights = np.linalg.lstsq(result.contrasts.T, result.contrast, rcond=None)[0]
    return Before(
        estimate=result.table["estimate"].to_numpy(dtype=float)[before],
        covariance=covariance[np.ix_(before, before)],
        distance=events[before] - reference,
        headline_covariance=(weights @ covariance)[before],
        headline_distance=float(weights @ (events - reference)),
        df=float(result.df),
        pointwise_df=float(result.df),
    )


def _of_cells(result: GroupTimeATT) -> Before:
    """Take the cells of cohorts and years, each with the base year it is compared with."""
    cells = result.cells
    distance = cells.time - _base(result)
    before = np.isfinite(result.table["se"].to_numpy()) & (cells.time < cells.cohort)
    overall = result.aggregate("simple", draws=0)
    psi = np.column_stack([overall.overall_influence, cells.psi[:, before]])
    joint = cluster_covariance(psi, result.basis.clusters)
    after = np.isfinite(cells.att) & (cells.time >= cells.cohort)
    share = result.basis.shares.of(cells.cohort[after])
    return Before(
        estimate=cells.att[before],
        covariance=joint[1:, 1:],
        distance=distance[before].astype(float),
        headline_covariance=joint[0, 1:],
        headline_distance=float(share @ distance[after] / share.sum()),
        df=np.inf,
        pointwise_df=float(result.df),
    )


def _base(result: GroupTimeATT) -> Floats:
    """Base year of each cell: the year just before, or the last one before the start."""
    cells, ahead = result.cells, int(result.settings["anticipation"])
    varying = result.settings["base_period"] == "varying"
    times = np.unique(cells.time)
    # With varying base years the first year is a base only, so no cell names it.
    step = int(np.diff(times).min(initial=1))
    times = np.concatenate([[times[0] - step], times]) if varying else times
    bases = []
    for cohort, time in zip(cells.cohort, cells.time, strict=True):
        limit = time if varying and time < cohort else cohort - ahead
        bases.append(float(times[times < limit][-1]))
    return np.array(bases)
