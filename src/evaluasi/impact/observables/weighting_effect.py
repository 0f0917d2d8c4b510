r"""Weighted effects and their influence functions.

Notation: n units, D treated, e = e(X'β) the propensity score, w_a the weights of arm a. An arm's
mean is :math:`μ_a = \sum w_a Y / \sum w_a`; its influence function is that of the ratio plus the
derivative with respect to β times the influence function of β. Doubly robust: Y is replaced by
what a regression on the arm leaves, whose coefficients have an influence function of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.observables.propensity import Propensity
from evaluasi.impact.observables.sample import CrossSection

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Arm:
    """Weights of one arm, zero for units of the other, and their derivative in X'β, both (n,)."""

    w: Floats
    slope: Floats


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect, its influence function (n,), and the weights of all units (n,)."""

    estimate: float
    psi: Floats
    weights: Floats


def weighted_effect(sample: CrossSection, fitted: Propensity, estimand: str, method: str) -> Effect:
    """Estimate the effect.

    Parameters
    ----------
    estimand : {"ATT", "ATE"}
    method : {"ipw", "aipw"}
    """
    treated, control = _arms(sample.d, fitted.score, estimand)
    weights = treated.w + control.w
    if method == "ipw":
        one, one_psi = _mean(sample.y, treated, sample.x, fitted)
        none, none_psi = _mean(sample.y, control, sample.x, fitted)
        return Effect(one - none, one_psi - none_psi, weights)
    found = _on_treated if estimand == "ATT" else _on_all
    estimate, psi = found(sample, fitted, treated, control)
    return Effect(estimate, psi, weights)


def _arms(d: Flags, e: Floats, estimand: str) -> tuple[Arm, Arm]:
    zero = np.zeros(len(d))
    odds = np.where(d, 0.0, e / (1 - e))
    if estimand == "ATT":
        return Arm(d.astype(float), zero), Arm(odds, odds)
    one = np.where(d, 1 / e, 0.0)
    against = np.where(d, (1 - e) / e, 0.0)
    return Arm(one, -against), Arm(np.where(d, 0.0, 1 / (1 - e)), odds)


def _mean(values: Floats, arm: Arm, x: Floats, fitted: Propensity) -> tuple[float, Floats]:
    """Weighted mean of an arm and its influence function."""
    size = float(arm.w.mean())
    mean = float(arm.w @ values / arm.w.sum())
    off = values - mean
    pull = x.T @ (arm.slope * off) / len(off)
    return mean, (arm.w * off + fitted.influence @ pull) / size


def _regression(sample: CrossSection, members: Flags) -> tuple[Floats, Floats]:
    """Regress on one arm: predictions for all (n,), influence of the coefficients (n, k)."""
    x, y = sample.x, sample.y
    inverse = np.linalg.pinv(x[members].T @ x[members] / len(y), hermitian=True)
    gamma = inverse @ (x[members].T @ y[members] / len(y))
    predicted = x @ gamma
    scores = x * np.where(members, y - predicted, 0.0)[:, None]
    return predicted, scores @ inverse


def _on_treated(
    sample: CrossSection, fitted: Propensity, treated: Arm, control: Arm
) -> tuple[float, Floats]:
    predicted, moved = _regression(sample, ~sample.d)
    left = sample.y - predicted
    one, one_psi = _mean(left, treated, sample.x, fitted)
    none, none_psi = _mean(left, control, sample.x, fitted)
    unlike = _centre(sample.x, treated.w) - _centre(sample.x, control.w)
    return one - none, one_psi - none_psi - moved @ unlike


def _on_all(
    sample: CrossSection, fitted: Propensity, treated: Arm, control: Arm
) -> tuple[float, Floats]:
    estimate, psi = 0.0, np.zeros(len(sample.d))
    for sign, members, arm in ((1.0, sample.d, treated), (-1.0, ~sample.d, control)):
        predicted, moved = _regression(sample, members)
        left, left_psi = _mean(sample.y - predicted, arm, sample.x, fitted)
        unlike = sample.x.mean(axis=0) - _centre(sample.x, arm.w)
        estimate += sign * (float(predicted.mean()) + left)
        psi += sign * (predicted - predicted.mean() + left_psi + moved @ unlike)
    return estimate, psi


def _centre(x: Floats, w: Floats) -> Floats:
    return np.asarray(w @ x / w.sum())
