r"""The effect from matched pairs, with an error that fits how they were matched.

Without replacement pairs are independent given who was matched: least squares on the matched
units, errors by pair (Abadie and Spiess 2022, *JASA* 117(538), 983-995). With replacement a
control serves several treated units: the matching variance of Abadie and Imbens (2006,
*Econometrica* 74(1), 235-267)

.. math:: \frac{1}{N_1^2}\left[\sum_{D=1}(Y_i-\hat Y_i(0)-\hatτ)^2
          + \sum_{D=0} K_i(K_i-1)\hatσ^2(X_i)\right]

with K the times a control is used and σ² from the nearest units of its own group; covariates
enter by their bias correction (Abadie and Imbens 2011, *JBES* 29(1), 1-11).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.observables.pairs import Pairs, nearest_alike
from evaluasi.impact.observables.sample import CrossSection
from evaluasi.text import _

Floats = NDArray[np.float64]

ALIKE = 2
"""Neighbours behind each conditional variance, as in Stata's teffects."""


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect on the treated, its error, its degrees of freedom, and the name of the error."""

    estimate: float
    se: float
    df: float
    kind: str


def paired(sample: CrossSection, pairs: Pairs, adjust: bool) -> Effect:
    """Least squares on matched units, errors clustered by pair (CRV1).

    Raises
    ------
    ParameterError
        With more covariates than matched units can carry.
    """
    p = len(pairs.treated)
    rows = np.concatenate([pairs.treated, pairs.control])
    pair = np.tile(np.arange(p), 2)
    d = sample.d[rows].astype(float)
    x = sample.x[rows] if adjust else np.ones((len(rows), 1))
    x = np.column_stack([x[:, _varying(x)], d])
    n, k = x.shape
    if n <= k:
        raise ParameterError(
            _("Padanan {n} unit terlalu sedikit untuk {k} peubah.").format(n=n, k=k),
            _("Pakai adjust=False atau kurangi kovariat."),
        )
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ sample.y[rows]
    scores = x * (sample.y[rows] - x @ beta)[:, None]
    sums = np.zeros((p, k))
    np.add.at(sums, pair, scores)
    lever = sums @ inverse[:, -1]
    correction = p / (p - 1) * (n - 1) / (n - k)
    se = float(np.sqrt(correction * (lever**2).sum()))
    return Effect(float(beta[-1]), se, float(p - 1), _("berpasangan (CRV1 per pasangan)"))


def with_replacement(sample: CrossSection, pairs: Pairs, score: Floats, adjust: bool) -> Effect:
    """Mean difference of pairs with the Abadie-Imbens error, bias-corrected on request."""
    y, used = sample.y, np.bincount(pairs.control, minlength=len(sample.y)).astype(float)
    gap = y[pairs.treated] - y[pairs.control]
    if adjust:
        x = sample.x[:, _varying(sample.x[used > 0])]
        root = np.sqrt(used[used > 0])
        gamma, *_rest = np.linalg.lstsq(x[used > 0] * root[:, None], y[used > 0] * root, rcond=None)
        gap = gap - (x[pairs.treated] - x[pairs.control]) @ gamma
    estimate = float(gap.mean())
    alike = nearest_alike(score, sample.d, ALIKE)
    spread = ALIKE / (ALIKE + 1) * (y - y[alike].mean(axis=1)) ** 2
    total = ((gap - estimate) ** 2).sum() + (used * (used - 1) * spread)[~sample.d].sum()
    p = len(pairs.treated)
    return Effect(estimate, float(np.sqrt(total)) / p, np.inf, _("Abadie-Imbens (2006)"))


def _varying(x: Floats) -> NDArray[np.bool_]:
    """Columns that are no combination of those before them among the rows at hand."""
    kept = np.zeros(x.shape[1], dtype=bool)
    for j in range(x.shape[1]):
        part = x[:, kept]
        left = (
            x[:, j] - part @ np.linalg.lstsq(part, x[:, j], rcond=None)[0]
            if kept.any()
            else x[:, j]
        )
        kept[j] = np.linalg.norm(left) > 1e-9 * max(float(np.linalg.norm(x[:, j])), 1e-300)
    return kept
