r"""Minimum detectable effect in closed form.

The error of the difference-in-differences coefficient is :math:`\sum_i d_i'ε_i / \sum d^2` with d
the treatment less its unit and time means. Its variance under independent units with covariance Ω
between years is :math:`\sum_i d_i'Ωd_i / (\sum d^2)^2`. With one start, m years before and r years
from it on, and a share P of J units treated, that is the formula of Burlig, Preonas and Woerman
(2020), equation 2:

.. math:: \frac{1}{P(1-P)J}\left[\frac{m+r}{mr}σ^2 + \frac{m-1}{m}ψ^B + \frac{r-1}{r}ψ^A
          - 2ψ^X\right]

As d sums to zero within units, Ω may be taken from residuals that have lost their unit means:
no correction for that is due.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.detection.plan import Found, Plan
from evaluasi.impact.regression.rows import Rows, rows_of
from evaluasi.impact.regression.two_way import fit
from evaluasi.text import _

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


def closed_form(plan: Plan, power: float, alpha: float) -> Found:
    """Compute the effect from the residuals' covariances, and as if years were independent.

    Raises
    ------
    ParameterError
        Where units lie in clusters, or no unit has a value in every year.
    """
    from scipy.special import stdtrit

    plan = _complete(plan)
    rows = rows_of(plan.panel)
    others = fit(rows, rows.x, plan.panel.covariate_names)
    state = _state(plan, rows)
    moved = fit(replace(rows, y=state), rows.x, plan.panel.covariate_names).residual
    length = float(moved @ moved)
    if length <= 1e-12 * float(state @ state):
        raise ParameterError(
            _("Perlakuan tidak dapat dipisahkan dari efek unit, efek tahun, dan kovariat.")
        )
    n, t = plan.panel.outcome.shape
    parameters = 1 + int(plan.estimated)
    left = n * t - n - others.parameters - int(plan.estimated) + 1
    if n <= parameters or left < 1:
        raise ParameterError(
            _("Hanya {n} unit: sebaran antarunit tidak dapat ditaksir.").format(n=n)
        )
    residual = (others.residual / np.sqrt(rows.w)).reshape(n, t)
    omega = residual.T @ residual / (n - parameters)
    lever = (moved * np.sqrt(rows.w)).reshape(n, t)
    serial = np.sqrt(np.einsum("it,ts,is->", lever, omega, lever)) / length
    independent = np.sqrt((others.residual**2).sum() / left / length)
    df = plan.panel.n_clusters - 1
    critical = float(stdtrit(df, 1 - alpha / 2) + stdtrit(df, power))
    named = {
        _("korelasi antartahun dari data (Burlig dkk.)"): serial,
        _("seolah tahun saling bebas (Frison-Pocock)"): independent,
    }
    return Found(
        plan=plan,
        rows=[
            {"method": name, "mde": critical * se, "se": float(se), "critical": critical}
            for name, se in named.items()
        ],
    )


def _complete(plan: Plan) -> Plan:
    """Keep the units with a value in every year; the others are listed."""
    panel = plan.panel
    if panel.n_clusters < panel.n_units:
        raise ParameterError(
            _("Bentuk tertutup mengandaikan setiap unit gugusnya sendiri."),
            _('Pakai method="simulation".'),
        )
    complete: Flags = np.all(np.isfinite(panel.outcome), axis=1)
    if not complete.any():
        raise ParameterError(
            _("Tidak ada unit dengan nilai pada setiap tahun."), _('Pakai method="simulation".')
        )
    kept = panel.keep_units(complete, "deret_tak_lengkap")
    return replace(plan, panel=kept, treated=plan.treated[complete])


def _state(plan: Plan, rows: Rows) -> Floats:
    return np.asarray(plan.treated[rows.unit, rows.time], dtype=float)
