"""Published and library values, to the digits printed with them."""

import numpy as np
import pytest
from section_four import ENDED, TIME

from evaluasi import sustainability as su
from evaluasi.sustainability.lasting.binomial import clopper_pearson
from evaluasi.sustainability.lasting.cox_regression import efron, proportional_hazards

# time, at risk, ended, S, Greenwood's SE, log-log limits (lifelines, scikit-survival, statsmodels)
KAPLAN_MEIER = [
    (1, 28, 1, 0.964286, 0.035071, 0.772437, 0.994891),
    (2, 26, 1, 0.927198, 0.049596, 0.738925, 0.981293),
    (3, 23, 2, 0.846572, 0.070839, 0.640269, 0.939675),
    (4, 19, 1, 0.802015, 0.079904, 0.585897, 0.912972),
    (5, 16, 1, 0.751890, 0.089259, 0.524751, 0.881518),
    (6, 12, 1, 0.689232, 0.101456, 0.445747, 0.842459),
    (7, 9, 0, 0.689232, 0.101456, 0.445747, 0.842459),
]
COLUMNS = ["waktu", "berisiko", "berakhir", "S", "SE", "ci_low", "ci_high"]
SIX_DIGITS = 5.1e-7  # printed with six decimals


def test_kaplan_meier_with_log_log_limits():
    table = su.kaplan_meier(TIME, ENDED).table
    assert np.abs(table[COLUMNS].to_numpy(float)[:7] - KAPLAN_MEIER).max() < SIX_DIGITS


def test_the_median_is_not_reached_and_its_interval_is_open():
    median = su.kaplan_meier(TIME, ENDED).median()
    assert median.estimate == np.inf
    assert median.ci == (6, np.inf)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (7, 7, 0.590384, 1),
        (6, 7, 0.421277, 0.996390),
        (5, 7, 0.290421, 0.963307),
        (4, 7, 0.184052, 0.901012),
        (18, 20, 0.683017, 0.987651),
    ],
)
def test_exact_binomial_limits(count, n, low, high):
    assert su.exact_share(count, n).ci == pytest.approx((low, high), abs=SIX_DIGITS)
    assert np.ravel(clopper_pearson([count], [n])) == pytest.approx([low, high], abs=SIX_DIGITS)


@pytest.mark.parametrize(
    ("ratio", "ends", "printed"), [(2, 65.345659, 65), (3, 26.012300, 26), (5, 12.120463, 12)]
)
def test_events_needed_for_a_comparison(ratio, ends, printed):
    assert su.events_needed(ratio) == pytest.approx(ends, abs=SIX_DIGITS)
    assert round(su.events_needed(ratio)) == printed
    assert su.events_needed(1 / ratio) == pytest.approx(su.events_needed(ratio))


@pytest.fixture(scope="module")
def drawn():
    rng = np.random.default_rng(3)
    return np.column_stack([rng.standard_normal(28), rng.integers(0, 2, 28)])


def test_cox_coefficients_by_efron(drawn):
    coef, cov = efron(TIME, ENDED, drawn, None)
    assert coef == pytest.approx([0.235071, -2.20586], abs=5.1e-6)
    assert np.sqrt(np.diag(cov)) == pytest.approx([0.471235, 1.131517], abs=SIX_DIGITS)


def test_cox_refuses_seven_ends_for_two_covariates_and_says_how_many_it_needs(drawn):
    refused = proportional_hazards(TIME, ENDED, drawn, names=("x", "g"))
    assert refused.effects().empty
    assert refused.needed == 20
    assert "7 yang berakhir dari 28" in refused.reason
    assert "rasio 2: 65, rasio 3: 26, dan rasio 5: 12" in refused.reason


@pytest.mark.parametrize("copies", [2, 40])
def test_complete_separation_is_refused_however_many_ended(copies):
    time, ended = np.tile(TIME, copies), np.tile(ENDED, copies)
    survivor = (~ended).astype(float)[:, None]
    refused = proportional_hazards(time, ended, survivor, names=("regulasi",))
    assert refused.effects().empty
    assert "memisahkan sepenuhnya" in refused.reason
