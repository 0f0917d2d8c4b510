"""From indicators to the index: weighted means up the tree, for one or many sets of weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.framework import Framework
from evaluasi.scoring.composite.recipe import Aggregate
from evaluasi.text import _, listing

Floats = npt.NDArray[np.float64]


def aggregate(framework: Framework, normalised: Floats, weights: Floats, step: Aggregate) -> Floats:
    """Return the scores of all nodes under one set of weights.

    Parameters
    ----------
    framework : Framework
    normalised : array, shape (units, indicators)
    weights : array, shape (nodes,)
    step : Aggregate

    Returns
    -------
    array, shape (units, nodes)

    Raises
    ------
    ParameterError
        For geometric or harmonic means of values that are not above 0, naming the indicators.
    """
    return np.column_stack([score[0] for score in _climb(framework, normalised, weights, step)])


def index_scores(
    framework: Framework, normalised: Floats, weights: Floats, step: Aggregate
) -> Floats:
    """Return the index under many sets of weights.

    Parameters
    ----------
    weights : array, shape (draws, nodes)

    Returns
    -------
    array, shape (draws, units)
    """
    return _climb(framework, normalised, weights, step)[-1]


def _climb(
    framework: Framework, normalised: Floats, weights: Floats, step: Aggregate
) -> list[Floats]:
    """Return the scores of each node, (1, units) for indicators, (draws, units) above them."""
    draws = np.atleast_2d(weights)
    scores = [column[None, :] for column in normalised.T]
    for node in framework.nodes[len(scores) :]:
        children = framework.children[node.code]
        family = [scores[place] for place in children]
        method = step.method(node.level)
        if method != "arithmetic":
            _refuse_not_positive(
                [framework.nodes[place].code for place in children], family, method
            )
        scores.append(_mean(family, draws[:, children], method, step.least))
    return scores


def _mean(family: list[Floats], weights: Floats, method: str, least: float) -> Floats:
    """Return the weighted mean of a family, its weights renormalised over the children there."""
    turned = [_forward(child, method) for child in family]
    missing = [np.isnan(child) for child in turned]
    if not any(gap.any() for gap in missing):
        return _back(_sum(turned, weights / weights.sum(axis=1, keepdims=True)), method)
    filled = [np.where(gap, 0.0, child) for gap, child in zip(missing, turned, strict=True)]
    total = _sum([(~gap).astype(np.float64) for gap in missing], weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = _back(_sum(filled, weights) / total, method)
    enough = (total > 0) & (total >= least * weights.sum(axis=1, keepdims=True))
    return np.where(enough, mean, np.nan)


def _sum(family: list[Floats], weights: Floats) -> Floats:
    """Return the weighted sum; one matrix product where the children are the same in all draws."""
    if all(len(child) == 1 for child in family):
        return weights @ np.concatenate(family)
    total = weights[:, :1] * family[0]
    for place, child in enumerate(family[1:], 1):
        total += weights[:, place, None] * child
    return total


def _forward(values: Floats, method: str) -> Floats:
    if method == "geometric":
        return np.log(values)
    return 1 / values if method == "harmonic" else values


def _back(mean: Floats, method: str) -> Floats:
    if method == "geometric":
        return np.exp(mean)
    return 1 / mean if method == "harmonic" else mean


def _refuse_not_positive(codes: list[str], family: list[Floats], method: str) -> None:
    wrong = [code for code, child in zip(codes, family, strict=True) if (child <= 0).any()]
    if wrong:
        told = _("Rata-rata {method} memerlukan nilai di atas 0; {codes} memuat 0 atau kurang.")
        raise ParameterError(
            told.format(method=method, codes=listing(wrong)),
            _("Pakai rentang normalisasi yang mulai di atas 0, misalnya 1 sampai 100."),
        )
