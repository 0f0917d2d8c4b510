"""Averages of group-time effects: over all, by event time, by cohort, by calendar year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.inference import multiplier
from evaluasi.impact.inference.clusters import cluster_covariance, standard_errors
from evaluasi.impact.inference.multiplier import Band, banded, uniform_band
from evaluasi.impact.results import Result, estimates_frame, headline
from evaluasi.impact.staggered import reliability
from evaluasi.impact.staggered.aggregation import Averages, Kind, Window, average
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.impact.group_time import GroupTimeATT

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

KEYS = {"dynamic": "event_time", "group": "cohort", "calendar": "time"}


@dataclass(frozen=True, kw_only=True, eq=False)
class Aggregate(Result):
    """An average of group-time effects.

    Attributes
    ----------
    kind : {"simple", "dynamic", "group", "calendar"}
    influence : ndarray (n, J)
        Influence functions of the rows of the table.
    overall_influence : ndarray (n,)
        Influence function of the headline.
    clusters : ndarray (n,)
    band : Band or None
        Uniform band over the rows.
    """

    kind: Kind
    influence: Floats = field(repr=False)
    overall_influence: Floats = field(repr=False)
    clusters: NDArray[np.int64] = field(repr=False)
    band: Band | None

    @property
    def covariance(self) -> Floats:
        """Covariance of the rows of the table, (J, J)."""
        return cluster_covariance(self.influence, self.clusters)

    def _paragraphs(self) -> list[str]:
        return [*super()._paragraphs(), multiplier.sentence(self.band)]


def estimand(kind: Kind) -> str:
    """Say what the headline of an average is."""
    return {
        "simple": _("Rata-rata pengaruh atas semua angkatan dan tahun sesudah mulai"),
        "dynamic": _("Rata-rata pengaruh atas tahun-tahun sejak mulai"),
        "group": _("Rata-rata pengaruh atas angkatan"),
        "calendar": _("Rata-rata pengaruh atas tahun kalender"),
    }[kind]


def average_cells(gt: GroupTimeATT, kind: Kind, window: Window, draws: int, seed: int) -> Aggregate:
    """Average the cells that could be estimated.

    Raises
    ------
    ParameterError
        When no cell after the start is left.
    """
    cells = gt.cells.estimated()
    sure = gt.sure[np.isfinite(gt.cells.att)]
    e = cells.time - cells.cohort
    if not ((e >= max(window.first, 0)) & (e <= window.last)).any():
        raise ParameterError(
            _("Tidak ada sel sesudah perlakuan yang dapat dirata-ratakan."),
            _("Longgarkan min_e dan max_e, atau periksa sel yang tidak tertaksir."),
        )
    found = average(kind, cells, gt.shares, window)
    row_se, se, unsure = errors(found, cells.cohort, sure, gt.clusters, gt.floor)
    keys = {KEYS[kind]: found.at} if kind in KEYS else {}
    estimates = found.estimate if kind in KEYS else np.array([found.overall])
    row_se = row_se if kind in KEYS else np.array([se])
    influence = found.psi if kind in KEYS else found.overall_psi[:, None]
    table = estimates_frame(keys, estimates, row_se, gt.level, gt.df)
    band = None
    if draws and kind in KEYS:
        seen = np.isfinite(row_se)
        band = uniform_band(
            influence[:, seen],
            gt.clusters,
            level=gt.level,
            draws=draws,
            seed=seed,
            floor=gt.floor,
        )
        table = banded(table, band, gt.level, gt.df)
    inherited = [note for note in gt.warnings if note.code != "galat_terlalu_kecil"]
    return Aggregate(
        design=gt.design,
        estimand=estimand(kind),
        **headline(found.overall, se, gt.level, gt.df),
        level=gt.level,
        df=gt.df,
        n_units=gt.n_units,
        n_treated=gt.n_treated,
        n_clusters=gt.n_clusters,
        n_obs=gt.n_obs,
        table=table,
        dropped=gt.dropped,
        warnings=(*inherited, *reliability.of_average(unsure)),
        settings={**gt.settings, "kind": kind, **window.settings(), "draws": draws},
        seed=seed if draws else None,
        provenance=gt.provenance,
        kind=kind,
        influence=influence,
        overall_influence=found.overall_psi,
        clusters=gt.clusters,
        band=band,
    )


def errors(
    found: Averages, cohort: Floats, sure: Flags, clusters: NDArray[np.int64], floor: float
) -> tuple[Floats, float, Floats]:
    """Standard errors of averages.

    Returns
    -------
    rows : ndarray (J,)
        NaN where an average rests only on cells without a standard error.
    overall : float
    unsure : ndarray
        Cohorts without a spread of their own that some average rests on.
    """
    firm: Flags = np.any(found.used & sure, axis=1)
    rows = standard_errors(found.psi, clusters, floor)
    rows = np.where(firm[: len(rows)], rows, np.nan)
    overall = float(standard_errors(found.overall_psi[:, None], clusters, floor)[0])
    unsure = np.unique(cohort[found.used.any(axis=0) & ~sure])
    return rows, overall if firm.any() else np.nan, unsure
