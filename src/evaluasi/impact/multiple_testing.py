"""Probabilities of many tests, corrected for their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice
from evaluasi.text import _, listing

Floats = NDArray[np.float64]


def adjust_p(p: pd.Series | Mapping[str, float], method: str = "holm") -> pd.Series:
    """Correct the probabilities of several outcomes tested together.

    Parameters
    ----------
    p : Series or mapping
        Probability of each outcome; missing ones stay missing and are not counted as tests.
    method : {"holm", "bh"}
        Holm (1979, *Scandinavian Journal of Statistics* 6(2), 65-70): the chance of one false
        finding or more. Benjamini and Hochberg (1995, *JRSS B* 57(1), 289-300): the share of
        false ones among the findings, for independent or positively related tests.

    Returns
    -------
    Series
        Corrected probabilities, at most 1, under the same names in the same order.

    Raises
    ------
    ParameterError
        For an unknown method or values outside 0 … 1.
    """
    choice("method", method, METHODS)
    given = pd.Series(p, dtype=float)
    wrong = given[(given < 0) | (given > 1)]
    if len(wrong):
        problem = _("Nilai p harus di antara 0 dan 1: {names}.")
        raise ParameterError(problem.format(names=listing(str(name) for name in wrong.index)))
    tested = given.dropna().sort_values(kind="stable")
    corrected = pd.Series(METHODS[method](tested.to_numpy()), index=tested.index)
    return corrected.reindex(given.index).rename("p")


def _holm(ordered: Floats) -> Floats:
    """Step down: multiply by the number of tests left, never below a smaller probability."""
    left = np.arange(len(ordered), 0, -1)
    return np.minimum(np.maximum.accumulate(ordered * left), 1.0)


def _benjamini_hochberg(ordered: Floats) -> Floats:
    """Step up: multiply by tests over rank, never above a larger probability."""
    count = len(ordered)
    raw = ordered * (count / np.arange(1, count + 1))
    return np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)


METHODS: dict[str, Callable[[Floats], Floats]] = {"holm": _holm, "bh": _benjamini_hochberg}
