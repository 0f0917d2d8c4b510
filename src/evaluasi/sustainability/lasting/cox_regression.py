"""Cox regression with delayed entry, only where enough has ended to tell anything."""

from __future__ import annotations

import html
import warnings
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.sustainability.lasting.covariates import (
    ENDS_PER_COVARIATE,
    design_of,
    effects_frame,
    events_needed,
    refusal,
    separated,
    separation_sentence,
)
from evaluasi.sustainability.lasting.spells import OVER, spells
from evaluasi.sustainability.registry.registers import Dates, Day, Register
from evaluasi.text import _, number

__all__ = ["Cox", "cox", "events_needed", "proportional_hazards"]

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Cox:
    """Hazard ratios, or the reason why there are none.

    Attributes
    ----------
    coef, se : array, shape (covariates,)
        Log hazard ratios; empty where refused.
    cov : array, shape (covariates, covariates)
    names : tuple of str
    n_units, n_ended, needed : int
        Innovations, ends, and ends that so many covariates need.
    level : float
    reason : str
        Why nothing was fitted; empty otherwise.
    warnings : tuple of str
    """

    coef: Floats
    se: Floats
    cov: Floats = field(repr=False)
    names: tuple[str, ...]
    n_units: int
    n_ended: int
    needed: int
    level: float
    reason: str = ""
    warnings: tuple[str, ...] = ()

    def effects(self) -> pd.DataFrame:
        """Return kovariat, rasio, log_rasio, se_log, ci_low, ci_high, p."""
        return effects_frame(self.names[: len(self.coef)], self.coef, self.se, self.level)

    def to_frame(self) -> pd.DataFrame:
        """Return the effects."""
        return self.effects()

    def summary(self) -> str:
        """Say the hazard ratios in Indonesian, or why there are none."""
        base = _("Regresi Cox: {n} inovasi, {ended} berakhir.").format(
            n=number(self.n_units), ended=number(self.n_ended)
        )
        table = (
            self.effects().to_string(index=False, float_format=lambda v: number(v, 3))
            if self.coef.size
            else self.reason
        )
        return "\n".join([base, table, *(f"! {warning}" for warning in self.warnings)])

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"


def cox(
    source: Register | pd.DataFrame,
    *,
    covariates: pd.DataFrame,
    origin: Dates | str | None = None,
    entry: Dates | str | None = None,
    event: str = "berhenti",
    today: Day | None = None,
    level: float = 0.95,
) -> Cox:
    """Regress the hazard of ending on covariates known at entry.

    Ends are dated when they were found; where visits are yearly, `grouped` is the fitting model.

    Parameters
    ----------
    source, origin, entry, event, today
        As in `survival_spells.spells`.
    covariates : DataFrame
        Numbers, index id_inovasi. A capacity score taken after the end is known must not enter.
    level : float
    """
    known = spells(source, origin=origin, entry=entry, event=event, today=today)
    rows, x, names, told = design_of(known.table, covariates)
    found = rows["pertama"].where(rows["pertama"].notna(), rows["terakhir"]).to_numpy(float)
    ended = (rows["sebab"] == OVER).to_numpy()
    return proportional_hazards(
        found, ended, x, rows["masuk"].to_numpy(float), names=names, level=level, told=told
    )


def proportional_hazards(
    time: npt.ArrayLike,
    ended: npt.ArrayLike,
    x: npt.ArrayLike,
    entry: npt.ArrayLike | None = None,
    *,
    names: tuple[str, ...],
    level: float = 0.95,
    told: tuple[str, ...] = (),
) -> Cox:
    """Fit Cox's model (Efron's ties) by statsmodels, behind a gate of ten ends per covariate.

    Parameters
    ----------
    time, ended, entry : array, shape (n,)
        Years, whether each ended, years from which each is observed.
    x : array, shape (n, covariates)
    names : tuple of str
    level : float
    told : tuple of str
        Warnings of the caller.

    References
    ----------
    Cox (1972), JRSS B 34, 187–220; Efron (1977), JASA 72, 557–565.
    """
    over, design = np.asarray(ended, np.bool_), np.asarray(x, np.float64)
    count = int(over.sum())
    coef, cov = np.empty(0), np.empty((0, 0))
    reason = refusal(count, design.shape[1], len(over))
    if not reason:
        coef, cov = efron(np.asarray(time, np.float64), over, design, entry)
        if separated(np.sqrt(np.diag(cov)), design):
            coef, cov, reason = np.empty(0), np.empty((0, 0)), separation_sentence()
    return Cox(
        coef=coef,
        se=np.sqrt(np.diag(cov)),
        cov=cov,
        names=names,
        n_units=len(over),
        n_ended=count,
        needed=ENDS_PER_COVARIATE * design.shape[1],
        level=level,
        reason=reason,
        warnings=told,
    )


def efron(
    time: Floats, ended: npt.NDArray[np.bool_], x: Floats, entry: npt.ArrayLike | None
) -> tuple[Floats, Floats]:
    """Return coefficients and covariance; infinite variances where they run away."""
    from statsmodels.duration.hazard_regression import PHReg

    spread = x.std(axis=0)
    if (spread == 0).any():
        return np.zeros(x.shape[1]), np.diag(np.where(spread == 0, np.inf, 1.0))
    begin = None if entry is None else np.asarray(entry, np.float64)
    centred = (x - x.mean(axis=0)) / spread
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # Separation is judged by the standard errors, in words of ours.
        warnings.simplefilter("ignore")
        try:
            made = PHReg(time, centred, status=ended.astype(int), entry=begin, ties="efron").fit(
                disp=0
            )
            cov = np.asarray(made.cov_params())
        except np.linalg.LinAlgError:
            return np.zeros(x.shape[1]), np.diag(np.full(x.shape[1], np.inf))
    return np.asarray(made.params) / spread, cov / np.outer(spread, spread)
