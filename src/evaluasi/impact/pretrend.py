"""What a test of the time before the treatment can see, and what it lets through (Roth 2022)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.checks import choice, probability, whole
from evaluasi.impact.group_time import GroupTimeATT
from evaluasi.impact.pretrends.effects import Before, effects_before
from evaluasi.impact.pretrends.tests import TESTS, detectable_slope, slope_pretest
from evaluasi.impact.regression.reporting import RegressionResult
from evaluasi.impact.results import NONE, Notice, Pretest, Result, figure
from evaluasi.impact.results import probability as probability_of
from evaluasi.text import _, number, percent

Floats = NDArray[np.float64]
Test = Literal["slope", "wald", "any"]

COLUMNS = {
    "power": "daya",
    "slope": "kemiringan per tahun",
    "bias": "bias taksiran",
    "bias_if_passed": "bias bila lolos uji",
}


@dataclass(frozen=True, kw_only=True, eq=False)
class PretrendPower(Result):
    """The straight-line violations that the test before the treatment detects.

    The headline is that of the result asked about. Table, one row per power: power, slope (per
    year), bias (of the headline under that slope), bias_if_passed (the same among data that
    pass the test).

    Attributes
    ----------
    pretest : Pretest
        The test itself: of the slope, or for the others the joint one of the result.
    """

    pretest: Pretest | None

    def _paragraphs(self) -> list[str]:
        last = self.table.iloc[-1]
        sentence = _(
            "Tren sebelum perlakuan: {p}. Uji ini baru menemukan tren lurus {slope} per tahun "
            "dengan peluang {power}. Tren sebesar itu sendiri sudah menggeser taksiran {bias} "
            "(bila uji lolos: {passed}); taksirannya {estimate}."
        ).format(
            p=probability_of(self.pretest.p) if self.pretest else NONE,
            slope=figure(last["slope"]),
            power=percent(100 * last["power"], 0),
            bias=figure(last["bias"]),
            passed=figure(last["bias_if_passed"]),
            estimate=figure(self.estimate),
        )
        return [sentence, *super()._paragraphs()]

    def _rows(self) -> str:
        labels = {name: _(label) for name, label in COLUMNS.items()}
        text: str = self.table.rename(columns=labels).to_string(
            index=False, float_format=figure, na_rep=NONE
        )
        return text


def pretrend_power(
    result: GroupTimeATT | RegressionResult,
    *,
    power: Sequence[float] = (0.5, 0.8),
    alpha: float = 0.05,
    test: Test = "slope",
    draws: int = 2**15,
    seed: int = 1,
) -> PretrendPower:
    """Find the trends that a test of the time before the treatment would detect.

    Roth (2022, *American Economic Review: Insights* 4(3), 305-322). Under a straight-line
    violation of parallel trends the effects before and after are shifted by the slope times the
    years from the reference; their covariance is taken as known. For each power: the slope that
    is detected that often, what it does to the headline, and what it does among data that pass.

    Parameters
    ----------
    result : GroupTimeATT or RegressionResult
        From `group_time_att` (its cells before the start), `event_study` or `sun_abraham`.
    power : sequence of float
    alpha : float
        Level of the test.
    test : {"slope", "wald", "any"}
        Slope of a line through the effects before (one restriction, so it can be relied on with
        few treated clusters); the joint test printed with the result, which rejects far too often
        where years are many and treated clusters few; or "some effect before is significant by
        itself", which is how event-study figures are often read.
    draws, seed : int
        Quasi-random draws for "any" and their seed; "wald" needs none.

    Returns
    -------
    PretrendPower

    Raises
    ------
    ParameterError
        For a result without a test of the time before, or one in which a straight-line trend
        cannot be seen.
    """
    choice("test", test, TESTS)
    probability("alpha", alpha)
    whole("draws", draws, 2)
    for asked in power:
        probability("power", asked)
        if asked <= alpha:
            problem = _("Daya {power} tidak lebih dari taraf uji {alpha}.")
            raise ParameterError(problem.format(power=asked, alpha=alpha))
    before = effects_before(result)
    if test != "slope" and result.pretest is None:
        raise ParameterError(
            _("Taksiran sebelum perlakuan terlalu banyak untuk diuji bersama."),
            _('Pakai test="slope".'),
        )
    rows = [_row(before, asked, alpha, test, draws, seed) for asked in power]
    return PretrendPower(
        design="pretrend_power",
        estimand=result.estimand,
        estimate=result.estimate,
        se=result.se,
        ci=result.ci,
        p=result.p,
        level=result.level,
        df=result.df,
        n_units=result.n_units,
        n_treated=result.n_treated,
        n_clusters=result.n_clusters,
        n_obs=result.n_obs,
        table=pd.DataFrame(rows),
        dropped=result.dropped,
        warnings=(*result.warnings, *_pooled(result), *_weak(rows, result)),
        settings={"design": result.design, "test": test, "alpha": alpha},
        seed=seed if test == "any" else None,
        provenance=result.provenance,
        pretest=slope_pretest(before) if test == "slope" else result.pretest,
    )


def _row(
    before: Before, power: float, alpha: float, test: Test, draws: int, seed: int
) -> dict[str, float]:
    found = detectable_slope(before, power, alpha, test, draws, seed)
    bias = found.slope * before.headline_distance
    return {
        "power": power,
        "slope": found.slope,
        "bias": bias,
        # Data that pass show smaller effects before than the trend makes; the headline follows.
        "bias_if_passed": bias + found.pulled,
    }


def _pooled(result: Result) -> tuple[Notice, ...]:
    if not {"min_e", "max_e"} & set(result.settings):
        return ()
    text = _(
        "Tahun-tahun di luar jendela digabung ke ujungnya; trennya dihitung seolah semua tepat di "
        "ujung, jadi daya dan bias sebenarnya lebih besar."
    )
    return (Notice("ujung_digabung", text),)


def _weak(rows: list[dict[str, float]], result: Result) -> tuple[Notice, ...]:
    """Warn where a trend that often passes could make the estimate, or push it off its interval."""
    bias = min(abs(row["bias_if_passed"]) for row in rows)
    low, high = result.ci
    if not bias >= np.nanmax([abs(result.estimate), (high - low) / 2]):
        return ()
    text = _(
        "Tren yang sering lolos uji dapat menggeser taksiran {bias}, lebih dari taksirannya "
        "({estimate}) dan separuh selangnya: lolos uji tidak banyak artinya di sini."
    )
    told = text.format(bias=number(bias, 4), estimate=number(result.estimate, 4))
    return (Notice("uji_tren_lemah", told),)
