"""Months of the pandemic left out or marked: held against regressions made by hand."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy import stats
from service_case import AT, MONTHS, OTHER, REGION, counts, waits, with_services

from evaluasi.reports.service import study
from evaluasi.reports.service.answer import answer
from evaluasi.reports.service.pandemic import MONTHS as PANDEMIC

INSIDE = np.asarray(MONTHS.isin(PANDEMIC))
START = int(np.flatnonzero(pd.Period(AT, "M") == MONTHS)[0])
QUANTILE = stats.t.ppf(0.975, 98 - 4)  # 98 months outside the pandemic, four coefficients
MEAN = (len(MONTHS) - START - 1) / 2


def columns():
    t = np.arange(float(len(MONTHS)))
    return np.column_stack([np.ones_like(t), t, t >= START, (t - START).clip(0)])


def headline(fitted):
    """Mean change and its standard error from coefficients of level (2) and slope (3)."""
    weights = np.zeros(len(fitted.params))
    weights[2:4] = 1, MEAN
    return weights @ fitted.params, float(np.sqrt(weights @ fitted.cov_params() @ weights))


def asked(simulated, values, unit, **choices):
    ds = with_services(simulated, {(REGION, "a"): values}, unit=unit)
    question = study(ds, "a", REGION, AT).question
    return answer(replace(question, harmonics=0, errors="model", **choices)).effect


def test_left_out_is_the_regression_on_the_other_months(simulated):
    values = waits()
    values[INSIDE] += 20
    found = asked(simulated, values, "hari", pandemic="tanpa")
    theirs = sm.OLS(values[~INSIDE].to_numpy(), columns()[~INSIDE]).fit()
    estimate, se = headline(theirs)
    assert found.estimate == pytest.approx(estimate)
    assert (found.high - found.low) / 2 == pytest.approx(se * QUANTILE)
    assert found.points == len(MONTHS) - INSIDE.sum() == 98


@pytest.mark.parametrize("lost", [5000, 0])
def test_whatever_counts_stand_in_months_left_out_changes_nothing(simulated, lost):
    values = counts(0.7)
    values[INSIDE] = lost
    found = asked(simulated, values, "pengaduan", pandemic="tanpa")
    model = sm.GLM(values[~INSIDE].to_numpy(float), columns()[~INSIDE], sm.families.Poisson())
    estimate, se = headline(model.fit(scale="X2"))
    assert found.estimate == pytest.approx(100 * np.expm1(estimate), rel=1e-6)
    assert np.log1p(found.high / 100) == pytest.approx(estimate + QUANTILE * se, rel=1e-6)


def test_a_mark_is_a_column_of_its_own(simulated):
    values = waits()
    values[INSIDE] += 20
    found = asked(simulated, values, "hari", pandemic="penanda")
    theirs = sm.OLS(values.to_numpy(), np.column_stack([columns(), INSIDE])).fit()
    assert found.estimate == pytest.approx(headline(theirs)[0])
    assert found.points == len(MONTHS)


def test_a_shock_of_the_pandemic_moves_the_plain_reading_only(simulated):
    values = waits(change=0)
    values[INSIDE] += 20
    plain = asked(simulated, values, "hari")
    apart = asked(simulated, values, "hari", pandemic="tanpa")
    assert not plain.open
    assert apart.open


def test_too_few_months_outside_the_pandemic_are_told(complaints):
    found = dict(complaints.sensitivity)["Tanpa bulan pandemi"]
    assert found.effect is None
    assert "2 bulan sebelum" in found.reason


def test_with_a_control_both_series_lose_the_months(simulated):
    own, other = counts(0.7, seed=1), counts(1.0, seed=2)
    results = []
    for lost in (0, 400):
        other = other.copy()
        other[INSIDE] = lost
        ds = with_services(simulated, {(REGION, "a"): own, (OTHER, "a"): other})
        question = study(ds, "a", REGION, AT, pembanding=OTHER).settled
        results.append(answer(replace(question, pandemic="tanpa")).effect)
    assert results[0].estimate == pytest.approx(results[1].estimate, rel=1e-6)
    assert results[0].low < -30 < results[0].high


def test_a_series_without_pandemic_months_is_not_read_so(simulated):
    months = pd.period_range("2022-01", "2025-12", freq="M")
    ds = with_services(simulated, {(REGION, "a"): counts(months=months, at="2024-01")})
    labels = [label for label, _a in study(ds, "a", REGION, "2024-01").sensitivity]
    assert not [label for label in labels if "pandemi" in label]
