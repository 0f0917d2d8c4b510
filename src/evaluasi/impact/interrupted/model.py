"""The regression behind an interrupted series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.interrupted.reading import Series

Floats = NDArray[np.float64]
Family = Literal["normal", "poisson", "quasi-poisson"]
LEVEL, SLOPE = "tingkat", "kemiringan"


@dataclass(frozen=True, eq=False)
class Design:
    """Columns of the regression.

    Attributes
    ----------
    x : ndarray (N, p)
        With a control series its T rows come first, then those of the interrupted one.
    names : tuple of str
    y : ndarray (N,)
    offset : ndarray (N,)
    """

    x: Floats
    names: tuple[str, ...]
    y: Floats
    offset: Floats


def design(series: Series, *, slope: bool, harmonics: int) -> Design:
    r"""Lay out level, trend, season, and the changes at the interruption.

    .. math:: a + b t + \sum_k (c_k \sin 2\pi k t / s + d_k \cos 2\pi k t / s)
        + \beta 1\{t \ge t_0\} + \gamma (t - t_0) 1\{t \ge t_0\}

    With a control series every term stands twice, once for both series and once for the
    difference between them; the changes of the difference are the effect.
    """
    t = np.arange(len(series.when), dtype=float)
    after = t >= series.start
    columns = {"konstanta": np.ones_like(t), "tren": t}
    for k in range(1, harmonics + 1):
        angle = 2 * np.pi * k * t / series.season
        columns[f"sin{k}"] = np.sin(angle)
        columns[f"cos{k}"] = np.cos(angle)
    columns[LEVEL] = after.astype(float)
    if slope:
        columns[SLOPE] = (t - series.start).clip(0)
    x, names = np.column_stack(list(columns.values())), tuple(columns)
    y = series.values
    offset = np.zeros_like(t) if series.exposure is None else np.log(series.exposure)
    if series.control is None:
        return Design(x, names, y, offset)
    stacked = np.vstack([np.hstack([x, np.zeros_like(x)]), np.hstack([x, x])])
    shared = tuple(f"{name} bersama" for name in names)
    return Design(
        stacked, (*shared, *names), np.concatenate([series.control, y]), np.tile(offset, 2)
    )


def fit(made: Design, family: Family, lags: int | None, correction: bool, n_points: int) -> Any:
    """Fit by least squares or as a log-linear count model.

    Parameters
    ----------
    lags : int or None
        Newey–West lags; None: the model's own standard errors (with the Pearson scale for
        quasi-Poisson). With a control series the scores of a point in time are added up first
        (Driscoll and Kraay 1998), for both series share its shocks.
    """
    import statsmodels.api as sm

    options: dict[str, Any] = {}
    if lags is not None:
        options = {"cov_type": "HAC", "cov_kwds": {"maxlags": lags, "use_correction": correction}}
        if len(made.y) > n_points:
            time = np.tile(np.arange(n_points), len(made.y) // n_points)
            options["cov_type"] = "hac-groupsum"
            options["cov_kwds"]["time"] = time
    if family == "normal":
        return sm.OLS(made.y, made.x).fit(use_t=True, **options)
    model = sm.GLM(made.y, made.x, family=sm.families.Poisson(), offset=made.offset)
    if family == "quasi-poisson":
        return model.fit(scale="X2", **options)
    return model.fit(**options)
