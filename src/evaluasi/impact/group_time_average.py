"""Averages of group-time effects: over all, by event time, by cohort, by calendar year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.inference import multiplier
from evaluasi.impact.inference.clusters import cluster_covariance
from evaluasi.impact.inference.multiplier import Band, band_of, banded
from evaluasi.impact.results import Result, estimates_frame, headline
from evaluasi.impact.staggered import reliability
from evaluasi.impact.staggered.aggregation import Kind, Window
from evaluasi.impact.staggered.averaging import averaged, draw_basis
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.impact.group_time import GroupTimeATT

Floats = NDArray[np.float64]

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
    e = gt.basis.cells.time - gt.basis.cells.cohort
    if not ((e >= max(window.first, 0)) & (e <= window.last)).any():
        raise ParameterError(
            _("Tidak ada sel sesudah perlakuan yang dapat dirata-ratakan."),
            _("Longgarkan min_e dan max_e, atau periksa sel yang tidak tertaksir."),
        )
    found = averaged(gt.basis, kind, window)
    if kind == "simple":
        keys, estimate, se = {}, np.array([found.overall]), np.array([found.overall_se])
    else:
        keys, estimate, se = {KEYS[kind]: found.at}, found.estimate, found.se
    table = estimates_frame(keys, estimate, se, gt.level, gt.df)
    band = None
    if draws and kind != "simple":
        drawn = gt.drawn
        if drawn is None or (drawn.draws, drawn.seed) != (draws, seed):
            drawn = draw_basis(gt.basis, draws, seed)
        band = band_of(found.rows.apply(drawn.cells, drawn.shares), se, gt.level)
        table = banded(table, band, gt.level, gt.df)
    inherited = [note for note in gt.warnings if note.code != "galat_terlalu_kecil"]
    return Aggregate(
        design=gt.design,
        estimand=estimand(kind),
        **headline(found.overall, found.overall_se, gt.level, gt.df),
        level=gt.level,
        df=gt.df,
        n_units=gt.n_units,
        n_treated=gt.n_treated,
        n_clusters=gt.n_clusters,
        n_obs=gt.n_obs,
        table=table,
        dropped=gt.dropped,
        warnings=(*inherited, *reliability.of_average(found.unsure)),
        settings={**gt.settings, "kind": kind, **window.settings(), "draws": draws},
        seed=seed if draws else None,
        provenance=gt.provenance,
        kind=kind,
        influence=found.influence if keys else found.overall_influence[:, None],
        overall_influence=found.overall_influence,
        clusters=gt.basis.clusters,
        band=band,
    )
