"""Interval when a trend may move by at most M times its largest move before the start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.honest.coefficients import Coefficients

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

FIRST_STAGE = 0.1
"""Share of the test's size spent on the least favourable first stage, as its authors advise."""
GRID, REACH = 801, 20.0
"""Effects tried at first, and how many standard errors around the estimate they span."""
WIDEST = 4
"""How often the span is doubled when the interval is still open at its end."""
HALVINGS = 25
PARALLEL = 1e-9


@dataclass(frozen=True, eq=False)
class Moments:
    """Inequalities that one hypothesis on the trend implies, (V,) extreme combinations of them.

    Attributes
    ----------
    value : ndarray (V,)
        Each combination at an effect of zero: not above zero in expectation if the effect is zero.
    move : ndarray (V,)
        By how much it falls per unit of the effect.
    covariance : ndarray (V, V)
    critical : float
        Least favourable critical value of their maximum, of the first stage.
    """

    value: Floats
    move: Floats
    covariance: Floats
    critical: float


def interval(
    given: Coefficients, m: float, level: float, *, draws: int, seed: int
) -> tuple[float, float]:
    r"""Compute the confidence set under bounded relative magnitudes.

    From year to year after the start the trend may move by at most `m` times its largest move
    between two years before. The set is a union over which move is largest, and its sign; for
    each, effects are kept that the conditional test with least favourable first stage does not
    reject (Rambachan and Roth 2023, section 3.3; Andrews, Roth and Pakes 2023). Reported is the
    smallest interval that holds the set.

    Parameters
    ----------
    given : Coefficients
    m : float
        Largest move relative to those before the start.
    level : float
    draws, seed : int
        Normal draws behind the first stage's critical value.

    Returns
    -------
    tuple of float
        Infinite where the set does not end.
    """
    normal = np.random.default_rng(seed).standard_normal((draws, len(given.estimate)))
    alpha = 1 - level
    pieces = [
        moments(given, m, largest, sign, normal, alpha)
        for largest in range(given.n_before)
        for sign in (1.0, -1.0)
    ]

    def kept(effects: Floats) -> Flags:
        return np.asarray(np.any([accepted(p, effects, alpha) for p in pieces], axis=0))

    centre, span = given.effect, REACH * given.se
    for _attempt in range(WIDEST):
        effects = np.linspace(centre - span, centre + span, GRID)
        inside = kept(effects)
        if not (inside[0] or inside[-1]):
            break
        span *= 2
    where = np.flatnonzero(inside)
    if not where.size:
        return float("nan"), float("nan")
    first, last = int(where[0]), int(where[-1])
    low = -np.inf if first == 0 else _edge(kept, effects[first], effects[first - 1])
    high = np.inf if last == GRID - 1 else _edge(kept, effects[last], effects[last + 1])
    return float(low), float(high)


def moments(
    given: Coefficients, m: float, largest: int, sign: float, normal: Floats, alpha: float
) -> Moments:
    """Lay out the inequalities when the move number `largest` is the largest, with its sign.

    Effects after the start that are not of interest may take any value. Only combinations in
    which they cancel tell anything, and those have few extreme ones: each inequality before the
    start; both directions of one move after it; and all moves after it, weighted as they add up
    in the effect of interest, in either direction (`_extreme`).
    """
    k = given.n_before
    size = len(given.estimate)
    moves = _moves(k, size)
    bound = sign * moves[largest] * np.where(np.arange(size) < k, 1.0, m)[:, None]
    up, down = moves - bound, -moves - bound
    inequalities = np.concatenate([up[k:], down[k:], up[:k], down[:k]])
    weights = _extreme(given.target, k)
    kept = np.abs(weights @ inequalities).max(axis=1) > 0  # 0 ≤ 0 tells nothing
    weights = weights[kept]
    # Each inequality counts in units of its own standard error.
    weights /= (weights @ _sd(inequalities, given.covariance))[:, None]
    combined = weights @ inequalities
    # The effect moves all effects of interest alike, along the shortest way to raise it by one.
    raised = np.concatenate([np.zeros(k), given.target / (given.target @ given.target)])
    move = combined @ raised
    root = np.linalg.cholesky(given.covariance)
    worst = (normal @ (combined @ root).T).max(axis=1)
    return Moments(
        value=combined @ given.estimate,
        move=move,
        covariance=combined @ given.covariance @ combined.T,
        critical=float(np.quantile(worst, 1 - FIRST_STAGE * alpha)),
    )


def _extreme(target: Floats, k: int) -> Floats:
    """Extreme combinations of the inequalities in which effects not of interest cancel, (V, 2S).

    In the order up and down after the start, up and down before it. The inequalities before the
    start are used only where there is a single effect after it: with several, the authors test
    with the others alone, for power.
    """
    n_after = len(target)
    adding = np.cumsum(target[::-1])[::-1]  # moves add up: the first one is in all effects
    still = np.zeros(n_after)
    rising, falling = np.concatenate([[adding, still], [still, adding]], axis=1)
    pairs = np.hstack([np.eye(n_after), np.eye(n_after)])
    if np.count_nonzero(adding) == 1:
        pairs = pairs[adding == 0]  # that of the only move is the sum of rising and falling
    after = np.vstack([pairs, rising, falling])
    after = np.hstack([after, np.zeros((len(after), 2 * k))])
    if n_after > 1:
        return after
    return np.concatenate([after, np.hstack([np.zeros((2 * k, 2)), np.eye(2 * k)])])


def accepted(piece: Moments, effects: Floats, alpha: float) -> Flags:
    """Whether each effect is kept by the conditional test with a first stage, (G,).

    Given which combination is the largest, it is normal, truncated to where it stays the
    largest; the first stage caps the truncation.
    """
    values = piece.value - np.outer(effects, piece.move)
    top = values.argmax(axis=1)
    largest = values.max(axis=1)
    variance = np.diag(piece.covariance)[top]
    share = piece.covariance[top] / variance[:, None]
    rest = values - share * largest[:, None]
    slack = 1 - share
    with np.errstate(divide="ignore", invalid="ignore"):
        crossing = rest / slack
    low = np.where(slack > PARALLEL, crossing, -np.inf).max(axis=1)
    high = np.where(slack < -PARALLEL, crossing, np.inf).min(axis=1)
    sd = np.sqrt(variance)
    size = (1 - FIRST_STAGE) * alpha / (1 - FIRST_STAGE * alpha)
    quantile = _truncated_quantile(1 - size, low / sd, np.minimum(high, piece.critical) / sd)
    rejected = (largest > piece.critical) | (largest / sd > np.maximum(quantile, 0))
    return np.asarray(~rejected)


def _moves(k: int, size: int) -> Floats:
    """Moves from year to year, as rows over the coefficients, (K + L, K + L)."""
    full = np.diff(np.eye(size + 1), axis=0)
    return np.delete(full, k, axis=1)  # the reference is zero


def _sd(rows: Floats, covariance: Floats) -> Floats:
    return np.asarray(np.sqrt(np.einsum("ij,jk,ik->i", rows, covariance, rows).clip(0)))


def _truncated_quantile(p: float, low: Floats, high: Floats) -> Floats:
    """Quantile of a standard normal truncated to (low, high), from the nearer tail."""
    from scipy.special import ndtr, ndtri

    right = low > 0
    a = np.where(right, -high, low)
    b = np.where(right, -low, high)
    rank = np.where(right, 1 - p, p)
    found = ndtri(ndtr(a) + rank * (ndtr(b) - ndtr(a)))
    return np.asarray(np.clip(np.where(right, -found, found), low, high))


def _edge(kept: Callable[[Floats], Flags], inside: float, outside: float) -> float:
    """Find by halving where effects cease to be kept."""
    for _step in range(HALVINGS):
        middle = (inside + outside) / 2
        if kept(np.array([middle]))[0]:
            inside = middle
        else:
            outside = middle
    return inside
