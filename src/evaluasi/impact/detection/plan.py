"""Which treatment an effect is to be detected of: the panel's own, or one that is planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.panel import Panel
from evaluasi.impact.results import Notice
from evaluasi.text import _

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """A treatment on a panel without effect.

    Attributes
    ----------
    panel : Panel
        With the effect of its own treatment taken out of the outcome.
    treated : ndarray of bool (n, T)
        Where the treatment is on; in a planned treatment the first units stand for any.
    estimated : bool
        Whether an effect was taken out, at the cost of a degree of freedom.
    settings : mapping
    """

    panel: Panel
    treated: Flags
    estimated: bool
    settings: Mapping[str, Any]

    @property
    def n_treated(self) -> int:
        """Clusters with a treated unit."""
        return len(np.unique(self.panel.clusters[self.treated.any(axis=1)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A minimum detectable effect; the first row is the headline.

    Attributes
    ----------
    rows : list of dict
        method, mde, se, critical, size.
    error : float
        Monte Carlo error of the headline; NaN without draws.
    draws : int
    drawn : bool
        Whether anything was left to chance.
    """

    plan: Plan
    rows: list[dict[str, Any]]
    error: float = np.nan
    draws: int = 0
    drawn: bool = False
    warnings: tuple[Notice, ...] = ()


def planned(panel: Panel, n_treated: int | None, start: int | None) -> Plan:
    """Take the panel's own treatment, or deal out one that starts in one year.

    Raises
    ------
    ParameterError
        For half a plan, one outside the panel, or no treatment at all.
    """
    own = bool(panel.treated.any())
    if (n_treated is None) != (start is None):
        raise ParameterError(_("Sebut n_treated dan start bersama-sama, atau tidak sama sekali."))
    if n_treated is None and not own:
        raise ParameterError(
            _("Panel ini tidak punya perlakuan."),
            _("Sebut n_treated (banyaknya unit) dan start (tahun mulai) rencananya."),
        )
    outcome, estimated = panel.outcome, False
    if own:
        effect = did(panel).estimate
        outcome, estimated = outcome - effect * panel.treated, True
    quiet = panel._with(outcome=outcome)
    if n_treated is None or start is None:
        return Plan(quiet, panel.treated, estimated, {})
    if not 0 < n_treated < panel.n_units or not panel.times[0] < start <= panel.times[-1]:
        problem = _(
            "Rencana {n} unit mulai {start} tidak ada di dalam panel {panel} unit, {years}."
        )
        years = f"{panel.times[0]}–{panel.times[-1]}"
        raise ParameterError(
            problem.format(n=n_treated, start=start, panel=panel.n_units, years=years)
        )
    chosen = np.arange(panel.n_units) < n_treated
    cohort = np.where(chosen, float(start), np.nan)
    treated = panel.times >= cohort[:, None]
    plan = quiet._with(cohort=cohort, treated=treated, reversing=(), anticipation=0)
    return Plan(plan, treated, estimated, {"n_treated": n_treated, "start": start})
