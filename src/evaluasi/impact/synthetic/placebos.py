"""Placebos of a synthetic control: other units, other years, other donors."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.impact.panel.designs import LEAST_BEFORE
from evaluasi.impact.synthetic.predictors import Fit, by_path
from evaluasi.impact.synthetic.setting import Setting

Floats = NDArray[np.float64]

LIMITS = (np.inf, 20.0, 5.0, 2.0)
"""Placebos are compared that fit at most so many times worse than the unit itself."""
USED = 1e-3
"""Weight from which a donor counts as used."""
TIE = 1e-9

Refit = Callable[[Floats, Floats, Floats, Floats], Fit]


def in_space(setting: Setting, x: Floats, refit: Refit) -> tuple[Floats, Floats]:
    """Pretend that each donor was treated instead; the treated unit is never a donor.

    Returns
    -------
    gaps : ndarray (T, J)
    mspe : ndarray (J,)
        Before the start.
    """
    size = setting.others.shape[1]
    gaps, mspe = np.empty_like(setting.others), np.empty(size)
    for j in range(size):
        rest = np.arange(size) != j
        path, donors = setting.others[:, j], setting.others[:, rest]
        fit = refit(path[setting.before], donors[setting.before], x[:, j], x[:, rest])
        gaps[:, j] = path - donors @ fit.weights
        mspe[j] = fit.mspe
    return gaps, mspe


def ranks(gap: Floats, gaps: Floats, before: NDArray[np.bool_]) -> pd.DataFrame:
    """Rank the unit among its placebos by the ratio of mean squared gaps, after to before.

    Returns
    -------
    DataFrame
        batas (fit at most so many times worse), n_placebo, peringkat (1: largest ratio), p. A tie
        counts against the unit.
    """
    all_gaps = np.column_stack([gap, gaps])
    pre = (all_gaps[before] ** 2).mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (all_gaps[~before] ** 2).mean(axis=0) / pre
    rows = []
    for limit in LIMITS:
        near = pre[1:] <= limit * pre[0]
        above = int((ratio[1:][near] >= ratio[0] * (1 - TIE)).sum())
        rows.append((limit, int(near.sum()), above + 1, (above + 1) / (int(near.sum()) + 1)))
    return pd.DataFrame(rows, columns=["batas", "n_placebo", "peringkat", "p"])


def in_time(setting: Setting) -> pd.DataFrame:
    """Pretend that the treatment started earlier, and fit the path up to there only.

    Returns
    -------
    DataFrame
        tahun_semu, sampai, n_sebelum, selisih (mean gap from the pretended start to the last
        year before the true one), rmspe_sebelum. Empty where too few years remain.
    """
    times, own = setting.times[setting.before], setting.own[setting.before]
    others = setting.others[setting.before]
    rows = []
    for start in range(LEAST_BEFORE, len(times)):
        fit = by_path(own[:start], others[:start])
        gap = own - others @ fit.weights
        rows.append((times[start], times[-1], start, gap[start:].mean(), np.sqrt(fit.mspe)))
    return pd.DataFrame(
        rows, columns=["tahun_semu", "sampai", "n_sebelum", "selisih", "rmspe_sebelum"]
    )


def without_donors(
    setting: Setting, x: Floats, own_x: Floats, fit: Fit, refit: Refit
) -> pd.DataFrame:
    """Leave out each donor in use, one at a time.

    Returns
    -------
    DataFrame
        donor, bobot, taksiran (mean gap after the start without it), rmspe_sebelum.
    """
    before, rows = setting.before, []
    for j in np.flatnonzero(fit.weights > USED):
        rest = np.arange(len(fit.weights)) != j
        donors = setting.others[:, rest]
        again = refit(setting.own[before], donors[before], own_x, x[:, rest])
        gap = setting.own - donors @ again.weights
        rows.append((setting.donors[j], fit.weights[j], gap[~before].mean(), np.sqrt(again.mspe)))
    return pd.DataFrame(rows, columns=["donor", "bobot", "taksiran", "rmspe_sebelum"])
