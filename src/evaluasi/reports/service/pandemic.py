"""The same regression without the months of the pandemic, or with a level of their own.

A month that has a column of its own has no part in any other coefficient: so leaving months out
keeps the distances in time that the standard errors rest on. The mean effect is over all months
since the break in either case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.impact.interrupted.model import LEVEL, SLOPE, Design, design, fit
from evaluasi.impact.interrupted.reading import LEAST_AFTER, LEAST_BEFORE, Series, read
from evaluasi.impact.results import headline
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.reports.service.question import Prepared, Question

MONTHS = pd.period_range("2020-03", "2021-12", freq="M")
"""First cases in Indonesia announced in March 2020; limits on activities lasted to the end of 2021
and beyond. Where the end is set is our choice."""
LAGS = 4
"""Newey–West lags are floor(4 (T/100)^(2/9)), as in the estimator."""


def estimate(
    question: Question, given: Prepared, level: float = 0.95
) -> tuple[float, tuple[float, float], float, int]:
    """Estimate the mean effect apart from the pandemic.

    Returns
    -------
    estimate, interval, p, months used

    Raises
    ------
    EvaluasiError
        Where fewer than 8 months before the break or 3 from it on lie outside the pandemic.
    """
    series = read(given.series, question.at, given.control, given.exposure)
    inside = np.asarray(series.when.isin(MONTHS))
    _refuse(series, inside)
    plain = design(series, slope=question.slope, harmonics=question.harmonics or 0)
    columns = np.eye(len(inside))[:, inside]
    if question.pandemic == "penanda":
        columns = inside[:, None].astype(float)
    made = Design(
        np.column_stack([plain.x, columns]),
        (*plain.names, *(f"pandemi{k}" for k in range(columns.shape[1]))),
    )
    if np.linalg.matrix_rank(made.x) < made.x.shape[1]:
        raise ParameterError(_("Penanda pandemi tidak dapat dipisahkan dari suku lain."))
    if question.pandemic == "tanpa":
        series = _harmless(series, inside)
    lags = int(LAGS * (len(inside) / 100) ** (2 / 9))
    fitted = fit(series, made, given.family, question.errors, lags, True)
    weights = np.zeros(len(made.names))
    weights[made.names.index(LEVEL)] = 1
    if question.slope:
        weights[made.names.index(SLOPE)] = (len(inside) - series.start - 1) / 2
    se = float(np.sqrt(weights @ fitted.covariance @ weights))
    head = headline(float(weights @ fitted.params), se, level, fitted.df)
    used = len(inside) - (int(inside.sum()) if question.pandemic == "tanpa" else 0)
    return head["estimate"], head["ci"], head["p"], used


def touches(months: pd.PeriodIndex) -> bool:
    """Whether a series holds months of the pandemic."""
    return bool(months.isin(MONTHS).any())


def _refuse(series: Series, inside: np.ndarray) -> None:
    before = int((~inside[: series.start]).sum())
    after = int((~inside[series.start :]).sum())
    if before < LEAST_BEFORE or after < LEAST_AFTER:
        raise ParameterError(
            _(
                "Di luar pandemi hanya ada {before} bulan sebelum dan {after} bulan sejak patahan "
                "(perlu {least} dan {later})."
            ).format(
                before=number(before),
                after=number(after),
                least=number(LEAST_BEFORE),
                later=number(LEAST_AFTER),
            )
        )


def _harmless(series: Series, inside: np.ndarray) -> Series:
    """Put one in for the values left out: a zero would send its own column's logarithm astray."""

    def mended(values: np.ndarray | None) -> np.ndarray | None:
        return None if values is None else np.where(inside, 1.0, values)

    values = mended(series.values)
    assert values is not None
    return Series(series.when, values, mended(series.control), series.exposure, series.start)
