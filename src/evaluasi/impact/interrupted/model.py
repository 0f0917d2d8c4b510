"""The regression behind an interrupted series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from evaluasi.impact.interrupted.errors import autoregressive
from evaluasi.impact.interrupted.reading import Series

Floats = NDArray[np.float64]
Family = Literal["normal", "poisson", "quasi-poisson"]
Errors = Literal["ar1", "hac", "model"]
LEVEL, SLOPE = "tingkat", "kemiringan"

SEPARATED = 1e-6
"""Fall of the rates of zeros, at most one each, above what rounding makes of none."""


@dataclass(frozen=True, eq=False)
class Design:
    """Columns of the regression, for one series.

    Attributes
    ----------
    x : ndarray (T, p)
    names : tuple of str
    """

    x: Floats
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Fitted:
    """Coefficients of the interrupted series (minus those of the control) and their covariance.

    Attributes
    ----------
    params, covariance : ndarray (p,), (p, p)
    own : ndarray (p,)
        Coefficients of the interrupted series by itself.
    residual : ndarray (T,)
        Of the interrupted series, in units of its standard deviation but for one scale.
    df : float
        Of the t distribution; infinite where the scale is known or by custom of the tutorial.
    dispersion : float
        Pearson statistic per degree of freedom.
    correlation : float
        Of the errors of neighbouring points; NaN where it was not estimated.
    """

    params: Floats
    covariance: Floats
    own: Floats
    residual: Floats
    df: float
    dispersion: float
    correlation: float


def design(series: Series, *, slope: bool, harmonics: int) -> Design:
    r"""Lay out level, trend, season, and the changes at the interruption.

    .. math:: a + b t + \sum_k (c_k \sin 2\pi k t / s + d_k \cos 2\pi k t / s)
        + \beta 1\{t \ge t_0\} + \gamma (t - t_0) 1\{t \ge t_0\}
    """
    t = np.arange(len(series.when), dtype=float)
    columns = {"konstanta": np.ones_like(t), "tren": t}
    for k in range(1, harmonics + 1):
        angle = 2 * np.pi * k * t / series.season
        columns[f"sin{k}"] = np.sin(angle)
        columns[f"cos{k}"] = np.cos(angle)
    columns[LEVEL] = (t >= series.start).astype(float)
    if slope:
        columns[SLOPE] = (t - series.start).clip(0)
    return Design(np.column_stack(list(columns.values())), tuple(columns))


def separated(x: Floats, counts: Floats) -> bool:
    """Tell whether a log-linear model of counts has no estimate.

    It has none where some direction of the coefficients leaves the rate alone wherever something
    was counted and lowers it elsewhere: the rate of zeros then falls without end (Correia,
    Guimarães and Zylkin 2019, Verifying the existence of maximum likelihood estimates for
    generalized linear models, arXiv 1903.01633).
    """
    from scipy.optimize import linprog

    zero = counts == 0
    if not zero.any():
        return False
    found = linprog(
        x[zero].sum(axis=0),
        A_ub=np.vstack([x[zero], -x[zero]]),
        b_ub=np.repeat([0.0, 1.0], zero.sum()),
        A_eq=x[~zero],
        b_eq=np.zeros((~zero).sum()),
        bounds=(None, None),
    )
    return bool(found.fun < -SEPARATED)


def fit(
    series: Series, made: Design, family: Family, errors: Errors, lags: int, correction: bool
) -> Fitted:
    """Fit by least squares or as a log-linear model of counts.

    With a control series every term stands twice, once for both series and once for the
    difference between them. Newey–West scores of both are then added up point by point (Driscoll
    and Kraay 1998), for they share the shocks of each point.
    """
    x, p, points = made.x, made.x.shape[1], len(made.x)
    y, stacked = series.values, x
    if series.control is not None:
        y = np.concatenate([series.control, y])
        stacked = np.vstack([np.hstack([x, np.zeros_like(x)]), np.hstack([x, x])])
    options: dict[str, Any] = {}
    if errors == "hac":
        kind: dict[str, Any] = {"maxlags": lags, "use_correction": correction}
        options = {"cov_type": "HAC", "cov_kwds": kind}
        if series.control is not None:
            options["cov_type"] = "hac-groupsum"
            kind["time"] = np.tile(np.arange(points), 2)
    found = _fitted(series, stacked, y, family, options)
    mean = np.asarray(found.fittedvalues)
    root = np.ones_like(mean) if family == "normal" else np.sqrt(mean)
    residual = (y - mean) / root
    covariance, correlation = np.asarray(found.cov_params())[-p:, -p:], float("nan")
    if errors == "ar1":
        parts = np.split(residual, len(y) // points), np.split(root, len(y) // points)
        weighted = tuple(x * part[:, None] for part in parts[1])
        covariance, correlation = autoregressive(weighted, tuple(parts[0]))
    params = np.asarray(found.params)
    known = family == "poisson" and errors != "ar1"
    return Fitted(
        params=params[-p:],
        covariance=covariance,
        own=params[-p:] + (params[:p] if series.control is not None else 0.0),
        residual=residual[-points:],
        df=np.inf if known else float(points - p),
        dispersion=float((residual**2).sum() / found.df_resid),
        correlation=correlation,
    )


def _fitted(series: Series, x: Floats, y: Floats, family: Family, options: dict[str, Any]) -> Any:
    import statsmodels.api as sm

    if family == "normal":
        return sm.OLS(y, x).fit(**options)
    offset = np.zeros(len(series.when)) if series.exposure is None else np.log(series.exposure)
    offsets = np.tile(offset, len(y) // len(offset))
    model = sm.GLM(y, x, family=sm.families.Poisson(), offset=offsets)
    return model.fit(scale="X2", **options) if family == "quasi-poisson" else model.fit(**options)
