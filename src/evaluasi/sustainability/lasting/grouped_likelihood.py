r"""The likelihood of ends known to lie between two visits, the hazard being constant by piece.

With :math:`\Lambda_i(s, t) = \sum_k e^{\alpha_k + x_i\beta} |(s, t] \cap k|`, an innovation seen
running at :math:`l` and found ended at :math:`r` contributes
:math:`e^{-\Lambda(e, l)} (1 - e^{-\Lambda(l, r)})`. Where each visit interval lies in one piece
this is the complementary log-log GLM on person-years with the log of the exposure as offset
(Prentice and Gloeckler 1978); an end between visits several pieces apart is the product over the
pieces it may lie in, which no GLM can take. Hence Newton's method here, beside the GLM in a test.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_ITERATIONS, _HALVINGS, _TOLERANCE = 60, 20, 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Maximum of the likelihood.

    Attributes
    ----------
    coef : array, shape (pieces + covariates,)
        Log hazards per year, then log hazard ratios.
    cov : array, shape (pieces + covariates,) twice
        Inverse of the observed information.
    log_likelihood : float
    converged : bool
    """

    coef: Floats
    cov: Floats
    log_likelihood: float
    converged: bool


def exposure(start: Floats, stop: Floats, edges: Floats) -> Floats:
    """Return the years of each spell in each piece, shape (n, pieces); the last piece is open."""
    low, high = edges[:-1], np.concatenate([edges[1:-1], [np.inf]])
    low = np.concatenate([[-np.inf], low[1:]])
    within = np.minimum(stop[:, None], high) - np.maximum(start[:, None], low)
    return np.asarray(np.maximum(within, 0.0))


def cumulative(coef: Floats, years: Floats, x: Floats) -> tuple[Floats, Floats]:
    """Return cumulative hazards, shape (n,), and their gradient, shape (n, coef)."""
    pieces = years.shape[1]
    by_piece = years * np.exp(coef[:pieces] + (x @ coef[pieces:])[:, None])
    total = by_piece.sum(axis=1)
    return total, np.hstack([by_piece, total[:, None] * x])


def maximise(safe: Floats, gap: Floats, x: Floats, x_gap: Floats) -> Fit:
    """Fit log hazards and log hazard ratios.

    Parameters
    ----------
    safe : array, shape (n, pieces)
        Years each was known to run, by piece.
    gap : array, shape (ended, pieces)
        Years between the visits around each end, by piece.
    x, x_gap : array, shape (n, covariates) and (ended, covariates)
    """
    pieces = safe.shape[1]
    rate = len(gap) / (safe.sum() + gap.sum() / 2)
    coef = np.concatenate([np.full(pieces, np.log(rate)), np.zeros(x.shape[1])])
    here = _derivatives(coef, safe, gap, x, x_gap)
    for _turn in range(_ITERATIONS):
        step = _direction(here[1], here[2])
        if float(here[1] @ step) < _TOLERANCE * len(gap):
            break
        for halving in range(_HALVINGS):
            tried = _derivatives(coef + step / 2**halving, safe, gap, x, x_gap)
            if tried[0] >= here[0]:
                coef, here = coef + step / 2**halving, tried
                break
        else:
            break
    remaining = float(here[1] @ _direction(here[1], here[2]))
    cov = np.asarray(np.linalg.pinv(-here[2]), dtype=np.float64)
    return Fit(coef, cov, here[0], 0 <= remaining < 1e-6 * len(gap))


def _direction(gradient: Floats, hessian: Floats) -> Floats:
    """Return the Newton step; where the likelihood is not concave, one that still rises."""
    values, vectors = np.linalg.eigh(-hessian)
    firm = np.maximum(np.abs(values), 1e-10 * max(1.0, float(np.abs(values).max())))
    return np.asarray(vectors @ ((vectors.T @ gradient) / firm))


def _derivatives(
    coef: Floats, safe: Floats, gap: Floats, x: Floats, x_gap: Floats
) -> tuple[float, Floats, Floats]:
    """Return log likelihood, gradient and Hessian."""
    # A step too far overflows; it is known by its value and taken back by half.
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        held, held_slope = cumulative(coef, safe, x)
        lost, lost_slope = cumulative(coef, gap, x_gap)
        odds = 1 / np.expm1(lost)  # d/dG of log(1 - exp(-G))
        bend = -odds * (1 + odds)
        value = float(np.log(-np.expm1(-lost)).sum() - held.sum())
        gradient = odds @ lost_slope - held_slope.sum(axis=0)
        hessian = _curvature(lost_slope, x_gap, odds) - _curvature(held_slope, x, np.ones(len(x)))
        hessian = hessian + (lost_slope * bend[:, None]).T @ lost_slope
    sound = np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(hessian).all()
    return (value if sound else -np.inf), gradient, hessian


def _curvature(slope: Floats, x: Floats, weight: Floats) -> Floats:
    """Return the weighted sum of second derivatives of cumulative hazards."""
    pieces = slope.shape[1] - x.shape[1]
    weighted = slope * weight[:, None]
    total = np.zeros((slope.shape[1], slope.shape[1]))
    total[:pieces, :pieces] = np.diag(weighted[:, :pieces].sum(axis=0))
    total[:pieces, pieces:] = weighted[:, :pieces].T @ x
    total[pieces:, :pieces] = total[:pieces, pieces:].T
    total[pieces:, pieces:] = weighted[:, pieces:].T @ x
    return total
