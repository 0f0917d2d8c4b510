"""Results of designs that are regressions: coefficients, or weighted sums of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact import wald
from evaluasi.impact.inference import multiplier
from evaluasi.impact.inference.multiplier import Band, banded, uniform_band
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.regression.robust import COVARIANCES, Vcov, identified_alone, influence
from evaluasi.impact.regression.rows import Rows
from evaluasi.impact.regression.two_way import TwoWayFit
from evaluasi.impact.results import ROUNDING, Notice, Pretest, Result, estimates_frame, headline
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]

FEW_CLUSTERS = 50
"""Below this many clusters CRV1 tends to claim too much (Cameron and Miller 2015)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RegressionResult(Result):
    """A design that is a regression with unit and time effects.

    Attributes
    ----------
    fit : TwoWayFit
    contrast : ndarray (p,)
        Weights of the coefficients in the headline.
    contrasts : ndarray (K, p)
        Weights of the coefficients in each row of the table.
    vcov : ndarray (p, p)
        Covariance of the coefficients.
    band : Band or None
        Uniform band over the rows; None without draws.
    pretest : Pretest or None
        All effects before the treatment are zero; None where that cannot be tested.
    """

    fit: TwoWayFit = field(repr=False)
    contrast: Floats = field(repr=False)
    contrasts: Floats = field(repr=False)
    vcov: Floats = field(repr=False)
    band: Band | None = None
    pretest: Pretest | None = None

    @property
    def covariance(self) -> Floats:
        """Covariance of the rows of the table, (K, K)."""
        return np.asarray(self.contrasts @ self.vcov @ self.contrasts.T)

    def _paragraphs(self) -> list[str]:
        tested = "event_time" in self.table.columns
        return [
            *super()._paragraphs(),
            multiplier.sentence(self.band),
            wald.sentence(self.pretest, self.n_treated) if tested else "",
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimand:
    """What a regression design reports.

    Attributes
    ----------
    design, sentence : str
        Name of the function; what the headline is.
    keys : mapping
        Columns that name the rows of the table.
    contrasts : ndarray (K, p)
    overall : ndarray (K,)
        Weights of the rows in the headline.
    before : ndarray of bool (K,)
        Rows before the treatment, tested to be zero together.
    """

    design: str
    sentence: str
    keys: Mapping[str, Any]
    contrasts: Floats
    overall: Floats
    before: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices that every regression design takes."""

    vcov: Vcov
    level: float
    draws: int
    seed: int


def report(
    panel: Panel,
    rows: Rows,
    fit: TwoWayFit,
    asked: Estimand,
    options: Options,
    *,
    warnings: tuple[Notice, ...] = (),
    settings: Mapping[str, Any] | None = None,
) -> RegressionResult:
    """Put errors, intervals, bands and warnings to a fitted regression."""
    contrasts, df = asked.contrasts, fit.n_clusters - 1
    vcov = COVARIANCES[options.vcov](fit)
    covariance = contrasts @ vcov @ contrasts.T
    floor = ROUNDING * float(np.abs(rows.y).max())
    se = np.sqrt(np.diag(covariance).clip(0))
    alone, partly = _resting_on_one(fit, contrasts)
    flat = ~alone & (se <= floor)
    known = ~alone & ~flat
    estimate = contrasts @ fit.beta
    row_se = np.where(known, se, np.nan)
    table = estimates_frame(asked.keys, estimate, row_se, options.level, df)
    band = None
    if options.draws and known.any() and len(contrasts) > 1:
        band = uniform_band(
            influence(fit) @ contrasts.T * fit.n_clusters,
            np.arange(fit.n_clusters),
            row_se,
            level=options.level,
            draws=options.draws,
            seed=options.seed,
        )
        table = banded(table, band, options.level, df)
    counted = asked.overall != 0
    overall_se = float(np.sqrt(np.abs(asked.overall @ covariance @ asked.overall)))
    before = asked.before & known
    treated = np.unique(rows.unit[rows.treated])
    treated_clusters = len(np.unique(panel.clusters[treated]))
    return RegressionResult(
        design=asked.design,
        estimand=asked.sentence,
        **headline(
            float(asked.overall @ estimate),
            overall_se if (known & counted).any() else np.nan,
            options.level,
            df,
        ),
        level=options.level,
        df=df,
        n_units=len(np.unique(rows.unit)),
        n_treated=len(treated),
        n_clusters=fit.n_clusters,
        n_obs=len(rows.y),
        table=table,
        dropped=rows.dropped,
        warnings=(
            *rows.notices,
            *warnings,
            *_collinear(fit),
            *_errors(asked, alone, partly, flat),
            *_clusters(fit.n_clusters, treated_clusters, options.vcov),
        ),
        settings={
            "vcov": options.vcov,
            "anticipation": panel.anticipation,
            "covariates": panel.covariate_names,
            **(settings or {}),
            **({"draws": options.draws} if len(contrasts) > 1 else {}),
        },
        seed=options.seed if band is not None else None,
        provenance=panel.provenance,
        fit=fit,
        contrast=asked.overall @ contrasts,
        contrasts=contrasts,
        vcov=vcov,
        band=band,
        pretest=wald.zero_together(estimate[before], covariance[np.ix_(before, before)], float(df)),
    )


def _collinear(fit: TwoWayFit) -> list[Notice]:
    if not fit.collinear:
        return []
    text = _("Dikeluarkan karena sudah ditentukan oleh kolom lain atau efek unit: {names}.")
    return [Notice("kolinear", text.format(names=listing(fit.collinear)))]


def _resting_on_one(
    fit: TwoWayFit, contrasts: Floats
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which rows rest on coefficients of single clusters: only on them, or in part, (K,)."""
    parts = contrasts != 0
    of_interest = np.flatnonzero(parts.any(axis=0))
    single = np.zeros(len(fit.beta), dtype=bool)
    single[of_interest] = identified_alone(fit, np.eye(len(fit.beta))[of_interest])
    alone = ~(parts & ~single).any(axis=1)
    return alone, (parts & single).any(axis=1) & ~alone


def _errors(
    asked: Estimand,
    alone: NDArray[np.bool_],
    partly: NDArray[np.bool_],
    flat: NDArray[np.bool_],
) -> list[Notice]:
    told = []
    if alone.any():
        text = _(
            "{rows} bertumpu pada satu gugus saja, jadi galat bakunya tidak dapat dihitung; "
            "pakai inferensi randomisasi."
        )
        rows = _named(asked.keys, alone)
        told.append(Notice("bertumpu_satu_gugus", text.format(rows=rows)))
    counted = asked.overall != 0
    if partly.any() or ((counted & alone).any() and (counted & ~alone).any()):
        text = _(
            "Galat baku sebagian rata-rata terlalu kecil: di dalamnya ada angkatan yang hanya "
            "satu gugus, dan sebarannya tidak dapat dihitung."
        )
        told.append(Notice("galat_terlalu_kecil", text))
    if flat.any():
        text = _("Galat baku nol tidak ditampilkan: capaian tidak bervariasi.")
        told.append(Notice("galat_nol", text))
    return told


def _named(keys: Mapping[str, Any], which: NDArray[np.bool_]) -> str:
    if "event_time" not in keys:
        return _("Taksiran ini")
    events = listing(number(int(e)) for e in np.asarray(keys["event_time"])[which])
    return _("Tahun sejak mulai {events}").format(events=events)


def _clusters(n_clusters: int, treated: int, vcov: Vcov) -> list[Notice]:
    told = []
    if treated <= FEW_TREATED:
        text = _(
            "Hanya {n} gugus diperlakukan: galat baku terlalu kecil; pakai inferensi randomisasi."
        )
        told.append(Notice("sedikit_gugus_diperlakukan", text.format(n=number(treated))))
    if n_clusters < FEW_CLUSTERS and vcov == "CRV1":
        text = _(
            "Hanya {n} gugus: CRV1 cenderung terlalu yakin; bandingkan dengan CRV3 dan "
            "bootstrap gugus liar."
        )
        told.append(Notice("sedikit_gugus", text.format(n=number(n_clusters))))
    return told
