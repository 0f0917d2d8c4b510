"""Difference-in-differences with unit and time effects; with two periods, the plain 2 × 2."""

from __future__ import annotations

import numpy as np

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.regression.reporting import Estimand, Options, RegressionResult, report
from evaluasi.impact.regression.robust import COVARIANCES, Vcov
from evaluasi.impact.regression.rows import rows_of
from evaluasi.impact.regression.two_way import fit
from evaluasi.impact.results import Notice
from evaluasi.text import _

TREATMENT = "perlakuan"


def did(panel: Panel, *, vcov: Vcov = "CRV1", level: float = 0.95) -> RegressionResult:
    """Estimate the effect of treatment with unit and time effects.

    The coefficient of the treatment state in a least squares regression with unit effects, time
    effects and the panel's covariates (Angrist and Pischke 2009, ch. 5.2). With two periods and
    one cohort it is the difference of the mean changes. Years of anticipation are left out.
    Where units start in different years the coefficient also compares with units already treated
    (Goodman-Bacon 2021): a warning says so.

    Parameters
    ----------
    panel : Panel
        The treatment may switch off. Covariates that do not change over time are absorbed by
        the unit effects and named in a warning.
    vcov : {"CRV1", "CRV3"}
        Sandwich with the correction of Stata and fixest, or cluster jackknife.
    level : float
        Coverage of the interval, of the t distribution with clusters − 1 degrees of freedom.

    Returns
    -------
    RegressionResult

    Raises
    ------
    ParameterError
        For unknown options, or a panel that cannot carry the design.
    """
    choice("vcov", vcov, COVARIANCES)
    probability("level", level)
    require(panel, "did")
    rows = rows_of(panel, leave_out_anticipation=True)
    # Covariates come first: what they and the effects explain is not the treatment's.
    z = np.column_stack([rows.x, rows.treated])
    fitted = fit(rows, z, (*panel.covariate_names, TREATMENT))
    if TREATMENT in fitted.collinear:
        raise ParameterError(
            _("Perlakuan tidak dapat dipisahkan dari efek unit, efek tahun, dan kovariat."),
            _("Periksa apakah ada unit yang berganti status sementara unit lain tidak."),
        )
    asked = Estimand(
        design="did",
        sentence=_("Pengaruh perlakuan (beda-dalam-beda)"),
        keys={},
        contrasts=fitted.contrast({TREATMENT: 1.0})[None],
        overall=np.ones(1),
        before=np.zeros(1, dtype=bool),
    )
    options = Options(vcov=vcov, level=level, draws=0, seed=0)
    return report(panel, rows, fitted, asked, options, warnings=_forbidden(panel))


def _forbidden(panel: Panel) -> tuple[Notice, ...]:
    """Warn where the coefficient compares with units that are already treated."""
    if len(panel.cohorts) <= 1 and not panel.reversing:
        return ()
    text = _(
        "Unit mulai pada tahun yang berbeda: taksiran ini juga membandingkan dengan unit yang "
        "sudah diperlakukan, dan salah bila pengaruhnya berubah menurut waktu. Lihat bacon dan "
        "group_time_att."
    )
    return (Notice("perbandingan_terlarang", text),)
