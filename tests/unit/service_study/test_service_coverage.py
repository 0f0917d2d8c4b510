"""Intervals of shares beside a control region, whose bases differ, hold the truth as often as told.

What an offset for both series and months with columns of their own do to an interval is our own
doing; the numbers of the method page are made here.
"""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from service_case import AT, OTHER, REGION, with_services

from evaluasi.reports.service.answer import answer
from evaluasi.reports.service.question import Question

PAGE = Path(__file__).parents[3] / "docs" / "metode" / "studi_layanan.md"
SERIES = pd.period_range("2018-01", periods=84, freq="M")
EFFECT = -0.25
READINGS = {
    "paparan dan pembanding": {},
    "yang sama, tanpa bulan pandemi": {"pandemic": "tanpa", "harmonics": 1},
}


def alike(rng, correlation=0.5, sd=0.1):
    """Draw errors that are alike to first order."""
    found = np.zeros(84)
    found[0] = rng.normal(0, sd / np.sqrt(1 - correlation**2))
    for k in range(1, 84):
        found[k] = correlation * found[k - 1] + rng.normal(0, sd)
    return found


def drawn(simulated, seed):
    """Draw bases whose trends differ, a shock that both regions share, and an effect in one."""
    rng = np.random.default_rng(seed)
    t = np.arange(84)
    after = np.asarray(pd.Period(AT, "M") <= SERIES)
    season = 0.15 * np.cos(2 * np.pi * t / 12)
    base = rng.poisson(150 * np.exp(0.003 * t + season + alike(rng))) + 1
    other = rng.poisson(1500 * np.exp(-0.004 * t + season + alike(rng))) + 1
    shared = 0.002 * t + 0.1 * after
    values = {
        (REGION, "a"): rng.poisson(base * 0.5 * np.exp(shared + EFFECT * after)),
        (OTHER, "a"): rng.poisson(other * 0.4 * np.exp(shared)),
        (REGION, "b"): base,
        (OTHER, "b"): other,
    }
    return with_services(simulated, {k: pd.Series(v, index=SERIES) for k, v in values.items()})


def coverage(simulated, draws, **reading):
    """Share of intervals that hold the truth, and the mean error of the logarithm."""
    truth, held, errors = 100 * np.expm1(EFFECT), [], []
    for seed in range(draws):
        question = Question(
            drawn(simulated, seed), "a", REGION, pd.Period(AT, "M"), "quasi-poisson",
            controls=(OTHER,), exposure="b", **reading,
        )  # fmt: skip
        effect = answer(question).effect
        held.append(effect.low <= truth <= effect.high)
        errors.append(np.log1p(effect.estimate / 100) - EFFECT)
    return float(np.mean(held)), float(np.mean(errors)), float(np.std(errors))


@pytest.mark.parametrize("reading", READINGS.values(), ids=list(READINGS))
def test_few_series_hold_the_truth_nearly_always(simulated, reading):
    share, bias, spread = coverage(simulated, 20, **reading)
    assert share >= 0.8  # 95 per cent would fall below that once in 400 times
    assert abs(bias) < 4 * spread / np.sqrt(20)


@pytest.mark.berat
@pytest.mark.parametrize(("name", "reading"), READINGS.items())
def test_the_page_tells_the_coverage_that_is_measured(simulated, name, reading):
    found = coverage(simulated, 300, **reading)
    page = PAGE.read_text(encoding="utf-8")
    row = re.search(rf"^\| {name} \| (.*?) \|$", page, re.M)
    told = [float(word.replace(",", ".")) for word in row[1].split(" | ")]
    assert told == pytest.approx(found, abs=0.001)
    assert found[0] > 0.92
