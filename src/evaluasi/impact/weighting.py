"""Inverse probability weighting, alone or with an outcome regression (doubly robust)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.balance import Estimand, balance_table, effective_size, paragraph, unbalanced
from evaluasi.impact.checks import choice, probability
from evaluasi.impact.evidence_chart import balance_chart
from evaluasi.impact.matching import difference
from evaluasi.impact.observables.propensity import Propensity, fit_propensity, overlap
from evaluasi.impact.observables.sample import CrossSection, read_units
from evaluasi.impact.observables.weighting_effect import Effect, weighted_effect
from evaluasi.impact.panel.designs import FEW_TREATED
from evaluasi.impact.results import ROUNDING, Notice, Result, estimates_frame, headline
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Method = Literal["ipw", "aipw"]

SMALL = 200
"""Below this many units intervals cover less than they say (91 to 93 % of 95 at 100 units)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class WeightingResult(Result):
    """An average effect from weighted units.

    Table, under comparison: all units as they are, and the weighted ones.

    Attributes
    ----------
    balance : DataFrame
        Covariates before and after (columns of `balance`).
    weights : DataFrame
        unit, treated, score, weight.
    influence : ndarray (n,)
        Influence function: the variance of the estimate is Σψ² / n².
    effective : tuple of float
        Effective number of treated units and of controls.
    """

    balance: pd.DataFrame = field(repr=False)
    weights: pd.DataFrame = field(repr=False)
    influence: Floats = field(repr=False)
    effective: tuple[float, float]

    def plot(self, unit: str = "") -> Chart:  # noqa: ARG002 - these differences have none
        """Draw the standardised differences of the covariates, before and after."""
        return balance_chart(self.balance, self.provenance)

    def _paragraphs(self) -> list[str]:
        told = _("Ukuran efektif: {treated} diperlakukan, {control} pembanding.").format(
            treated=number(self.effective[0], 1), control=number(self.effective[1], 1)
        )
        return [*super()._paragraphs(), told, paragraph(self.balance)]


def weighting(
    frame: pd.DataFrame,
    *,
    treatment: str,
    outcome: str,
    covariates: Sequence[str],
    unit: str | None = None,
    estimand: Estimand = "ATT",
    method: Method = "ipw",
    trim: float | None = None,
    level: float = 0.95,
) -> WeightingResult:
    """Compare treated with untreated units that are weighted to resemble them.

    Hirano, Imbens and Ridder (2003, *Econometrica* 71(4), 1161-1189); doubly robust: Robins,
    Rotnitzky and Zhao (1994, *JASA* 89(427), 846-866). On the treated controls weigh e / (1 − e),
    on all units 1 / e and 1 / (1 − e), with e the propensity score; weights are normalised within
    groups (Hájek). The error takes in that score and regressions are estimated. It removes
    differences in the covariates given, and no others.

    Parameters
    ----------
    frame : DataFrame
        One row per unit.
    treatment, outcome : str
        Columns: 0 and 1 (*tidak tercatat* is dropped and listed); value after the treatment.
    covariates : sequence of str
        Columns of numbers, or of words, measured before the treatment.
    unit : str, optional
        Column of codes.
    estimand : {"ATT", "ATE"}
        Effect on the treated, or on all.
    method : {"ipw", "aipw"}
        Weights alone, or with an outcome regression: right if one of the two models is.
    trim : float, optional
        Leave out units with a score above 1 − trim (for "ATE" also below trim) and fit the score
        anew (Crump et al. 2009 propose 0.1). They are listed, and the effect is that on the rest.
    level : float

    Returns
    -------
    WeightingResult

    Raises
    ------
    ParameterError
        For unknown options or covariates that separate the groups.
    DatasetError
        For faults in the data, all at once.
    """
    choice("estimand", estimand, ("ATT", "ATE"))
    choice("method", method, ("ipw", "aipw"))
    probability("level", level)
    if trim is not None and not 0 < trim < 0.5:
        raise ParameterError(_("trim harus di antara 0 dan 0,5, bukan {x}.").format(x=trim))
    sample = read_units(frame, treatment, outcome, covariates, unit)
    fitted = fit_propensity(sample)
    if trim is not None:
        kept = fitted.score <= 1 - trim
        if estimand == "ATE":
            kept &= fitted.score >= trim
        sample = _kept(sample, kept)
        fitted = fit_propensity(sample)
    found = weighted_effect(sample, fitted, estimand, method)
    settings = {
        "estimand": estimand,
        "method": method,
        "trim": trim,
        "covariates": tuple(np.array(sample.names)[sample.fitted].tolist()),
    }
    return _result(sample, fitted, found, level, settings)


def _kept(sample: CrossSection, kept: Flags) -> CrossSection:
    """Trim; what is left must still have both groups.

    Raises
    ------
    ParameterError
    """
    if not (kept & sample.d).any() or not (kept & ~sample.d).any():
        raise ParameterError(
            _("Batas pangkas tidak menyisakan unit diperlakukan atau pembanding."),
            _("Kecilkan trim."),
        )
    return sample.keep(kept, "di_luar_tumpang_tindih")


def _result(
    sample: CrossSection,
    fitted: Propensity,
    found: Effect,
    level: float,
    settings: dict[str, Any],
) -> WeightingResult:
    d, n = sample.d, len(sample.d)
    se = float(np.sqrt((found.psi**2).sum())) / n
    alone = min(int(d.sum()), n - int(d.sum())) == 1  # the spread of one unit is not seen
    se = np.nan if alone or se <= ROUNDING * float(np.abs(sample.y).max()) else se
    naive = difference(sample)
    table = balance_table(sample, found.weights, settings["estimand"])
    whom = {"ATT": _("penerima"), "ATE": _("semua unit")}[settings["estimand"]]
    return WeightingResult(
        design="weighting",
        estimand=_("Pengaruh rata-rata pada {whom} (pembobotan peluang terbalik)").format(
            whom=whom
        ),
        **headline(found.estimate, se, level, n - 1),
        level=level,
        df=float(n - 1),
        n_units=n,
        n_treated=int(d.sum()),
        n_clusters=n,
        n_obs=n,
        table=estimates_frame(
            {"comparison": [_("semua unit, tanpa bobot"), _("sesudah dibobot")]},
            np.array([naive[0], found.estimate]),
            np.array([naive[1], se]),
            level,
            n - 1,
        ),
        dropped=sample.dropped,
        warnings=(
            *sample.notices,
            *overlap(sample, fitted),
            *unbalanced(table),
            *_few(int(d.sum())),
            *_small(n),
        ),
        settings=settings,
        provenance=sample.provenance,
        balance=table,
        weights=pd.DataFrame(
            {
                "unit": sample.units,
                "treated": d,
                "score": fitted.score,
                "weight": found.weights,
            }
        ),
        influence=found.psi,
        effective=(effective_size(found.weights[d]), effective_size(found.weights[~d])),
    )


def _small(n: int) -> tuple[Notice, ...]:
    if n >= SMALL:
        return ()
    text = _("Hanya {n} unit: galat baku cenderung terlalu kecil pada contoh sekecil ini.")
    return (Notice("contoh_kecil", text.format(n=number(n))),)


def _few(treated: int) -> tuple[Notice, ...]:
    if treated > FEW_TREATED:
        return ()
    text = _("Hanya {n} unit diperlakukan: galat baku terlalu kecil atau tidak dapat dihitung.")
    return (Notice("sedikit_gugus_diperlakukan", text.format(n=number(treated))),)
