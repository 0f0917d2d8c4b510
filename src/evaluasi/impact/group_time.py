"""Group-time average treatment effects (Callaway and Sant'Anna 2021)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact import wald
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.group_time_average import Aggregate, average_cells
from evaluasi.impact.inference import multiplier
from evaluasi.impact.inference.clusters import cluster_covariance, standard_errors
from evaluasi.impact.inference.multiplier import Band, band_of, banded
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.results import ROUNDING, Pretest, Result, estimates_frame, headline
from evaluasi.impact.staggered import reliability
from evaluasi.impact.staggered.aggregation import KINDS, Kind, Shares, Window
from evaluasi.impact.staggered.averaging import Basis, Drawn, averaged, draw_basis
from evaluasi.impact.staggered.cells import Base, Cells, Control, Plan, estimate_cells, plan_cells
from evaluasi.impact.staggered.sampling import Gaps, draw_sample
from evaluasi.impact.staggered.two_by_two import ESTIMATORS, Method
from evaluasi.text import _

Floats = NDArray[np.float64]

DEFAULT_SEED = 1


@dataclass(frozen=True, kw_only=True, eq=False)
class GroupTimeATT(Result):
    """Effects on each cohort at each time; whatever follows is a linear map of them.

    The headline is the average over all cells after the start, by cohort share ("simple").

    Attributes
    ----------
    cells : Cells
        Estimates and their influence functions, (n, K), in the order of the table.
    basis : Basis
        What averages are computed from.
    drawn : Drawn or None
        Random draws, from which bands of any average follow; None without draws.
    band : Band or None
        Uniform band over the cells; None without draws.
    pretest : Pretest or None
        All cells before the start are zero; None where that cannot be tested.
    """

    cells: Cells = field(repr=False)
    basis: Basis = field(repr=False)
    drawn: Drawn | None = field(repr=False)
    band: Band | None
    pretest: Pretest | None

    @property
    def covariance(self) -> Floats:
        """Covariance of the cells, (K, K), in the order of the table."""
        return cluster_covariance(self.cells.psi, self.basis.clusters)

    def aggregate(
        self,
        kind: Kind = "simple",
        *,
        min_e: float = -np.inf,
        max_e: float = np.inf,
        balance_e: int | None = None,
        draws: int | None = None,
        seed: int | None = None,
    ) -> Aggregate:
        """Average the cells.

        Parameters
        ----------
        kind : {"simple", "dynamic", "group", "calendar"}
            Over all cells after the start by cohort share; by years since the start; by cohort;
            by calendar year. The headline of "dynamic" and "calendar" is the plain mean over
            event times from 0 on and over years; that of "group" weighs cohorts by their share.
        min_e, max_e : float
            Event times to take in; `min_e` matters for "dynamic" alone.
        balance_e : int, optional
            For "dynamic": only cohorts observed at least this long, up to this event time.
        draws, seed : int, optional
            Draws of the uniform band; by default those of the call that made the cells.

        Raises
        ------
        ParameterError
            For an unknown kind, or when no cell after the start is left.
        """
        choice("kind", kind, KINDS)
        chosen = self.settings["draws"] if draws is None else draws
        whole("draws", chosen, 0)
        own_seed = DEFAULT_SEED if self.seed is None else self.seed
        drawn_with = own_seed if seed is None else seed
        return average_cells(self, kind, Window(min_e, max_e, balance_e), chosen, drawn_with)

    def _paragraphs(self) -> list[str]:
        return [
            *super()._paragraphs(),
            multiplier.sentence(self.band),
            wald.sentence(self.pretest, self.n_treated),
        ]


def group_time_att(
    panel: Panel,
    *,
    control: Control = "never",
    method: Method = "dr",
    base_period: Base = "varying",
    gaps: Gaps = "drop",
    level: float = 0.95,
    critical: Literal["t", "normal"] = "t",
    draws: int = 999,
    seed: int = DEFAULT_SEED,
) -> GroupTimeATT:
    """Estimate the effect on each cohort at each time.

    Callaway and Sant'Anna (2021, *Journal of Econometrics* 225(2), 200-230), with the
    two-by-two estimators of Sant'Anna and Zhao (2020, *Journal of Econometrics* 219(1), 101-122).
    Estimates, standard errors and averages agree with the analytic ones of R `did`; they do not
    depend on random draws, which only make uniform bands.

    Parameters
    ----------
    panel : Panel
        Its covariates enter regression and propensity score, with their values at the earlier
        of the two times compared.
    control : {"never", "notyet"}
        Compare with units never treated, or with all not yet treated.
    method : {"dr", "reg", "ipw"}
        Doubly robust, outcome regression, or inverse probability weighting; without covariates
        they are the same number.
    base_period : {"varying", "universal"}
        For cells before the start: the time just before, or the last time before the start.
    gaps : {"drop", "pairwise"}
        Units without a value in every year: leave them out (and list them), or use in each cell
        the units that have both its values.
    level : float
        Coverage of intervals and bands.
    critical : {"t", "normal"}
        Distribution behind pointwise intervals: t with clusters − 1 degrees of freedom, or
        normal as in R `did`.
    draws, seed : int
        Draws of the uniform band (0: none) and their seed.

    Returns
    -------
    GroupTimeATT

    Raises
    ------
    ParameterError
        For unknown options, a panel that cannot carry the design, or no never-treated units
        where `control` asks for them.
    """
    choice("control", control, ("never", "notyet"))
    choice("method", method, ESTIMATORS)
    choice("base_period", base_period, ("varying", "universal"))
    choice("gaps", gaps, ("drop", "pairwise"))
    choice("critical", critical, ("t", "normal"))
    probability("level", level)
    whole("draws", draws, 0)
    require(panel, "group_time_att")

    used, sample, cohorts = draw_sample(panel, control, gaps)
    plan = Plan(control, method, base_period, panel.anticipation)
    cells = estimate_cells(sample, plan_cells(sample.times, cohorts, plan), plan)
    floor = ROUNDING * float(np.nanmax(np.abs(sample.y)))
    df = used.n_clusters - 1 if critical == "t" else np.inf
    sure = reliability.sure_cells(sample, cells)
    se = np.where(sure, standard_errors(cells.psi, sample.clusters, floor), np.nan)
    known = np.isfinite(cells.att)
    shares = Shares(sample.g, sample.w / sample.w.mean())
    basis = Basis(cells.estimated(), sure[known], shares, sample.clusters, floor)

    keys = {"cohort": cells.cohort.astype(np.int64), "time": cells.time}
    table = estimates_frame(keys, cells.att, se, level, df)
    drawn = draw_basis(basis, draws, seed) if draws and known.any() else None
    band = band_of(drawn.cells, se[known], level) if drawn else None
    before = np.isfinite(se) & (cells.time < cells.cohort)
    overall, overall_se, unsure = _simple(basis)
    return GroupTimeATT(
        design="group_time_att",
        estimand=_("Rata-rata pengaruh atas semua angkatan dan tahun sesudah mulai"),
        **headline(overall, overall_se, level, df),
        level=level,
        df=df,
        n_units=used.n_units,
        n_treated=int(np.isin(sample.g, cohorts).sum()),
        n_clusters=used.n_clusters,
        n_obs=used.n_obs,
        table=banded(table, band, level, df) if band else table,
        dropped=used.dropped,
        warnings=(
            *used.notices,
            *reliability.of_cells(sample, cells, sure, se),
            *reliability.of_average(unsure),
        ),
        settings={
            "control": control,
            "method": method,
            "base_period": base_period,
            "anticipation": panel.anticipation,
            "covariates": panel.covariate_names,
            "gaps": gaps,
            "critical": critical,
            "draws": draws,
        },
        seed=seed if draws else None,
        provenance=panel.provenance,
        cells=cells,
        basis=basis,
        drawn=drawn,
        band=band,
        pretest=wald.zero_together(
            cells.att[before], cluster_covariance(cells.psi[:, before], sample.clusters), np.inf
        ),
    )


def _simple(basis: Basis) -> tuple[float, float, Floats]:
    """Average all cells after the start; NaN where there is none."""
    if not (basis.cells.time >= basis.cells.cohort).any():
        return np.nan, np.nan, np.empty(0)
    found = averaged(basis, "simple", Window())
    return found.overall, found.overall_se, found.unsure
