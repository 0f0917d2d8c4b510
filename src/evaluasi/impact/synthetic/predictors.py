"""Weights of donors by predictors, and of predictors by the fit before the treatment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.synthetic.simplex import weights

Floats = NDArray[np.float64]

STEP = 2.0
"""First step of the search, in logarithms of importance."""
ROUNDS, CALLS = 8, 600
"""Restarts of the search from where it ended, and evaluations in each."""
GAIN = 1e-3
"""A restart that improves the fit by less than this part ends the search."""
SPREAD = 2.0
"""Standard deviation of random starts, in logarithms of importance."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A synthetic unit.

    Attributes
    ----------
    weights : ndarray (J,)
        Of the donors; sum to one.
    importance : ndarray (k,)
        Of the predictors; sum to one. Empty where the path itself was fitted.
    mspe : float
        Mean squared gap before the treatment.
    """

    weights: Floats
    importance: Floats
    mspe: float


def by_path(path: Floats, donors: Floats) -> Fit:
    """Fit the outcome path before the treatment itself, (T0,) by (T0, J)."""
    found = weights(donors, path)
    return Fit(found, np.empty(0), _mspe(path, donors, found))


def by_predictors(
    path: Floats, donors: Floats, own: Floats, others: Floats, starts: int, seed: int
) -> Fit:
    """Search the importance of predictors under which the path is fitted best.

    The inner problem finds donors alike in the predictors, weighted by importance (Abadie,
    Diamond and Hainmueller 2010, section 2.3). The outer one is neither smooth nor convex: it is
    searched from equal importance, from how well each predictor foretells the path, and from
    random points, each time again from where the search ended until that gains nothing.

    Parameters
    ----------
    path, donors : ndarray (T0,), (T0, J)
    own, others : ndarray (k,), (k, J)
        Predictors, in standard deviations.
    starts : int
        Number of starts, 2 or more.
    seed : int
    """

    def donors_for(logs: Floats) -> tuple[Floats, Floats]:
        importance = np.exp(logs - logs.max())
        importance /= importance.sum()
        root = np.sqrt(importance)
        return importance, weights(others * root[:, None], own * root)

    def misfit(logs: Floats) -> float:
        return _mspe(path, donors, donors_for(logs)[1])

    ends = [_searched(misfit, start) for start in _starts(path, donors, own, others, starts, seed)]
    best = min(ends, key=lambda end: end[0])[1]
    importance, found = donors_for(best)
    return Fit(found, importance, _mspe(path, donors, found))


def _searched(misfit: Callable[[Floats], float], start: Floats) -> tuple[float, Floats]:
    from scipy.optimize import minimize

    at, least = start, np.inf
    for attempt in range(ROUNDS):
        step = STEP if attempt % 2 == 0 else -STEP
        found = minimize(
            misfit,
            at,
            method="Nelder-Mead",
            options={
                "initial_simplex": np.vstack([at, at + step * np.eye(len(at))]),
                "xatol": 1e-3,
                "fatol": 1e-5 * max(misfit(at), np.finfo(float).tiny),
                "maxfev": CALLS,
            },
        )
        at = found.x
        if found.fun > least * (1 - GAIN):
            break
        least = found.fun
    return float(found.fun), at


def _starts(
    path: Floats, donors: Floats, own: Floats, others: Floats, starts: int, seed: int
) -> list[Floats]:
    k = len(own)
    predictors = np.column_stack([own, others]).T
    system = np.column_stack([np.ones(len(predictors)), predictors])
    outcomes = np.column_stack([path, donors]).T
    foretold = (np.linalg.lstsq(system, outcomes, rcond=None)[0][1:] ** 2).sum(axis=1)
    by_regression = np.log(foretold / (foretold.max() or 1.0) + 1e-4)
    drawn = np.random.default_rng(seed).normal(0, SPREAD, (max(starts - 2, 0), k))
    return [np.zeros(k), by_regression, *drawn][:starts]


def _mspe(path: Floats, donors: Floats, found: Floats) -> float:
    return float(np.mean((path - donors @ found) ** 2))
