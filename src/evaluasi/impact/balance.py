"""Are they alike? Covariates of treated and untreated units before and after adjustment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice
from evaluasi.impact.grading.facts import BALANCED
from evaluasi.impact.observables.sample import CrossSection, read_units
from evaluasi.impact.panel.columns import few, numbers
from evaluasi.impact.results import NONE, Notice, figure
from evaluasi.tables import provenance as origin
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Estimand = Literal["ATT", "ATE"]

COLUMNS = {
    "covariate": "kovariat",
    "smd_before": "selisih baku sebelum",
    "smd_after": "selisih baku sesudah",
    "ratio_before": "nisbah ragam sebelum",
    "ratio_after": "nisbah ragam sesudah",
    "ks_before": "KS sebelum",
    "ks_after": "KS sesudah",
}
"""Headings of the columns that a summary shows."""


def balance(
    frame: pd.DataFrame,
    *,
    treatment: str,
    covariates: Sequence[str],
    unit: str | None = None,
    weights: str | None = None,
    estimand: Estimand = "ATT",
) -> pd.DataFrame:
    """Compare covariates of treated and untreated units, without and with weights.

    Parameters
    ----------
    frame : DataFrame
        One row per unit.
    treatment : str
        Column of 0 and 1.
    covariates : sequence of str
        Columns of numbers, or of words.
    unit, weights : str, optional
        Columns of codes, and of weights for the columns "after".
    estimand : {"ATT", "ATE"}
        Standardise by the spread of the treated, or by that of both groups.

    Returns
    -------
    DataFrame
        One row per covariate: covariate, then mean_treated, mean_control, smd (standardised
        difference), ratio (of variances, treated over control; none for 0/1), ecdf_mean and ks
        (mean and largest distance of the distribution functions), each _before and _after.
    """
    choice("estimand", estimand, ("ATT", "ATE"))
    if weights is not None and weights not in frame.columns:
        raise ParameterError(_("Kolom tidak ada dalam data: {absent}.").format(absent=weights))
    sample = read_units(frame, treatment, None, covariates, unit)
    w = np.ones(len(sample.d))
    if weights is not None:
        w = numbers(frame[weights])[0][sample.rows]
        _check_weights(w, sample)
    table = balance_table(sample, w, estimand)
    return origin.stamp(table, sample.provenance) if sample.provenance else table


def _check_weights(w: Floats, sample: CrossSection) -> None:
    wrong = ~np.isfinite(w) | (w < 0)
    if wrong.any():
        raise ParameterError(
            _("Bobot kosong atau negatif pada {units}.").format(
                units=few((str(unit) for unit in sample.units[wrong]), int(wrong.sum()))
            )
        )
    if not w[sample.d].any() or not w[~sample.d].any():
        raise ParameterError(_("Semua bobot satu kelompok nol."))


def balance_table(sample: CrossSection, after: Floats, estimand: Estimand) -> pd.DataFrame:
    """Lay out the balance before (all units alike) and after (weights; 0 leaves out), (n,)."""
    d = sample.d
    before = np.ones(len(d))
    rows = []
    for name, x in zip(sample.names, sample.shown.T, strict=True):
        binary = bool(np.isin(x, (0, 1)).all())
        spread = _variance(x[d], before[d], binary)
        if estimand == "ATE":
            spread = (spread + _variance(x[~d], before[~d], binary)) / 2
        row: dict[str, object] = {"covariate": name}
        for when, w in (("before", before), ("after", after)):
            told = _compared(x, d, w, binary, float(np.sqrt(spread)))
            row |= {f"{key}_{when}": value for key, value in told.items()}
        rows.append(row)
    return pd.DataFrame(rows)


def effective_size(w: Floats) -> float:
    """Units that would carry as much if they all weighed the same: (Σw)² / Σw²."""
    return float(w.sum() ** 2 / (w**2).sum())


def paragraph(table: pd.DataFrame) -> str:
    """Write the balance for a summary."""
    shown = table[list(COLUMNS)].rename(columns={name: _(label) for name, label in COLUMNS.items()})
    text: str = shown.to_string(index=False, float_format=lambda x: figure(x, 3), na_rep=NONE)
    return text


def unbalanced(table: pd.DataFrame) -> tuple[Notice, ...]:
    """Warn of covariates that still differ."""
    off = table.loc[table["smd_after"].abs() > BALANCED, "covariate"]
    if off.empty:
        return ()
    text = _("Belum seimbang (selisih baku di atas {limit}): {names}.")
    told = text.format(limit=number(BALANCED), names=listing(off))
    return (Notice("belum_seimbang", told),)


def _compared(x: Floats, d: Flags, w: Floats, binary: bool, spread: float) -> dict[str, float]:
    treated, control = (float(np.average(x[who], weights=w[who])) for who in (d, ~d))
    variances = [_variance(x[who], w[who], binary) for who in (d, ~d)]
    distance = np.abs(_distribution_gap(x, d, w))
    plain = abs(treated - control)
    return {
        "mean_treated": treated,
        "mean_control": control,
        "smd": (treated - control) / spread if spread > 0 else (np.nan if plain else 0.0),
        "ratio": np.nan if binary or variances[1] == 0 else variances[0] / variances[1],
        "ecdf_mean": plain if binary else float(distance.mean()),
        "ks": plain if binary else float(distance.max()),
    }


def _variance(x: Floats, w: Floats, binary: bool) -> float:
    """Weighted variance; unbiased for equal weights, and p(1 − p) of a 0/1 column."""
    share = w / w.sum()
    mean = float(share @ x)
    if binary:
        return mean * (1 - mean)
    left = 1 - float(share @ share)
    return float(share @ (x - mean) ** 2) / left if left > 0 else np.nan


def _distribution_gap(x: Floats, d: Flags, w: Floats) -> Floats:
    """Difference of the distribution functions at each different value of x."""
    order = np.argsort(x, kind="stable")
    signed = np.where(d, w / w[d].sum(), -w / w[~d].sum())[order]
    last = np.append(np.diff(x[order]) != 0, True)
    return np.asarray(np.cumsum(signed)[last])
