r"""One comparison of treated and untreated units over two periods, with its influence function.

Notation of Sant'Anna and Zhao (2020, *Journal of Econometrics* 219(1), 101-122): m units, ΔY the
change of the outcome, D whether treated, X the covariates with a constant first, w the weights,
π the propensity score, μ the expected change of the untreated. All three estimators take many
outcomes at once (columns of ΔY) because cells that share D and X share π and the regression.

The influence function ψ of each estimator is scaled so that the variance of the estimate is
:math:`\sum_i ψ_i^2 / m^2`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Method = Literal["reg", "ipw", "dr"]

OVERLAP = 0.999
"""A fitted propensity score from here on: no untreated unit resembles that unit (R `did`)."""

TRIM = 0.995
"""Untreated units with a propensity score from here on are left out (R `DRDID`)."""

SINGULAR = 1e-10
"""Smallest eigenvalue of the correlation-scaled moment matrix: below it, predictors are collinear.

A predictor that repeats others to ten digits leaves about 1e-16; honest but strongly related
ones stay orders of magnitude above."""

MAX_STEPS = 50
STEP_TOLERANCE = 1e-12


class CellError(Exception):
    """A comparison that cannot be made; `args[0]` is the code of the reason."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Estimates and influence functions of r outcomes.

    Attributes
    ----------
    att : ndarray (r,)
    psi : ndarray (m, r)
    """

    att: Floats
    psi: Floats


def estimate(method: Method, dy: Floats, d: Flags, x: Floats, w: Floats) -> Effect:
    """Estimate the effect on the treated.

    Parameters
    ----------
    method : {"reg", "ipw", "dr"}
        Outcome regression, inverse probability weighting (normalised weights), or doubly robust.
    dy : ndarray (m, r)
        Changes of the outcome.
    d : ndarray of bool (m,)
        Treated units.
    x : ndarray (m, k)
        Covariates, the first column constant.
    w : ndarray (m,)
        Weights, at least zero.

    Raises
    ------
    CellError
        "prediktor_singular" where the covariates of the untreated are collinear, "tumpang_tindih"
        where the propensity score separates treated from untreated units.
    """
    if x.shape[1] == 1:
        return difference_of_means(dy, d, w)
    return ESTIMATORS[method](dy, d, x, w)


def difference_of_means(dy: Floats, d: Flags, w: Floats) -> Effect:
    """Compare mean changes: without covariates all three estimators are this number."""
    treated, untreated = w * d, w * ~d
    means = [_weighted_mean(part, dy) for part in (treated, untreated)]
    psi = (treated / treated.mean())[:, None] * (dy - means[0])
    psi -= (untreated / untreated.mean())[:, None] * (dy - means[1])
    return Effect(means[0] - means[1], psi)


def outcome_regression(dy: Floats, d: Flags, x: Floats, w: Floats) -> Effect:
    """Outcome regression, equation 2.2 and its influence function."""
    w_treated, w_untreated = w * d, w * ~d
    residual, bread = _regression(dy, x, w_untreated)
    share = w_treated.mean()
    att = _weighted_mean(w_treated, residual)
    lever = w_untreated * (x @ (bread @ (x.T @ w_treated)))
    psi = (w_treated[:, None] * (residual - att) - lever[:, None] * residual) / share
    return Effect(att, psi)


def inverse_probability(dy: Floats, d: Flags, x: Floats, w: Floats) -> Effect:
    """Inverse probability weighting with normalised (Hájek) weights, equation 2.4 normalised."""
    m = len(d)
    score, information, kept = _propensity(d, x, w)
    w_treated = w * d
    w_control = np.where(d | ~kept, 0.0, w * score / (1 - score))
    treated, untreated = w_treated.mean(), w_control.mean()
    mean_treated = _weighted_mean(w_treated, dy)
    mean_control = _weighted_mean(w_control, dy)
    control = w_control[:, None] * (dy - mean_control) / untreated
    moved = (w * (d - score))[:, None] * (x @ (information @ (x.T @ control / m)))
    psi = w_treated[:, None] * (dy - mean_treated) / treated - control - moved
    return Effect(mean_treated - mean_control, psi)


def doubly_robust(dy: Floats, d: Flags, x: Floats, w: Floats) -> Effect:
    """Doubly robust estimator for panels, equation 2.6 with normalised weights."""
    m = len(d)
    score, information, kept = _propensity(d, x, w)
    residual, bread = _regression(dy, x, w * ~d)
    w_treated = w * d
    w_control = np.where(d | ~kept, 0.0, w * score / (1 - score))
    treated, untreated = w_treated.mean(), w_control.mean()
    mean_treated = _weighted_mean(w_treated, residual)
    mean_control = _weighted_mean(w_control, residual)
    control = w_control[:, None] * (residual - mean_control) / untreated
    moved = (w * (d - score))[:, None] * (x @ (information @ (x.T @ control / m)))
    # Both means lean on the fitted regression; only the difference of their leverages remains.
    lever = w * ~d * (x @ (bread @ (x.T @ (w_treated / treated - w_control / untreated))))
    psi = w_treated[:, None] * (residual - mean_treated) / treated - control - moved
    return Effect(mean_treated - mean_control, psi - lever[:, None] * residual)


def _weighted_mean(w: Floats, values: Floats) -> Floats:
    """Weighted mean of each column of values (m, r); einsum, for BLAS would wake threads."""
    return np.asarray(np.einsum("i,ij->j", w, values) / w.sum())


def _regression(dy: Floats, x: Floats, w: Floats) -> tuple[Floats, Floats]:
    """Regress on the untreated; return residuals of all units and the inverse moment matrix."""
    moments = x.T @ (w[:, None] * x)
    if _collinear(moments):
        raise CellError("prediktor_singular")
    bread = np.asarray(np.linalg.inv(moments), dtype=float)
    return dy - x @ np.linalg.solve(moments, x.T @ (w[:, None] * dy)), bread


def _propensity(d: Flags, x: Floats, w: Floats) -> tuple[Floats, Floats, Flags]:
    """Fit a logit by Newton steps; return scores, m × inverse information, and who is kept."""
    if _collinear(x.T @ (w[:, None] * x)):
        raise CellError("prediktor_singular")
    beta = np.zeros(x.shape[1])
    for _step in range(MAX_STEPS):
        score = 1 / (1 + np.exp(-(x @ beta)))
        information = x.T @ ((w * score * (1 - score))[:, None] * x)
        if _collinear(information):
            raise CellError("tumpang_tindih")
        step = np.linalg.solve(information, x.T @ (w * (d - score)))
        beta += step
        if np.abs(step).max() <= STEP_TOLERANCE * (1 + np.abs(beta).max()):
            break
    else:
        raise CellError("tumpang_tindih")
    score = 1 / (1 + np.exp(-(x @ beta)))
    if score.max() >= OVERLAP:
        raise CellError("tumpang_tindih")
    information = x.T @ ((w * score * (1 - score))[:, None] * x)
    spread = np.asarray(np.linalg.inv(information), dtype=float) * len(d)
    return score, spread, d | (score < TRIM)


def _collinear(moments: Floats) -> bool:
    scale = np.sqrt(np.diag(moments))
    if not (scale > 0).all():
        return True
    return bool(np.linalg.eigvalsh(moments / np.outer(scale, scale))[0] < SINGULAR)


ESTIMATORS: dict[str, Callable[[Floats, Flags, Floats, Floats], Effect]] = {
    "reg": outcome_regression,
    "ipw": inverse_probability,
    "dr": doubly_robust,
}
