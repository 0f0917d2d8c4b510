"""Shares, agreement and growth against published and hand-computed values."""

import math

import numpy as np
import pytest
from scipy import stats

from evaluasi.quality.authenticity.agreement import bland_altman, from_moments
from evaluasi.quality.authenticity.shares import clopper_pearson, clustered_share
from evaluasi.quality.authenticity.unusual import growth, holm

# Bland and Altman (1986), Lancet i, 307–310, table 1: peak flow by the Wright and the mini meter.
WRIGHT = [494, 395, 516, 434, 476, 557, 413, 442, 650, 433, 417, 656, 267, 478, 178, 423, 427]
MINI = [512, 430, 520, 428, 500, 600, 364, 380, 658, 445, 432, 626, 260, 477, 259, 350, 451]


def test_bland_and_altman_1986():
    found = bland_altman(np.subtract(WRIGHT, MINI).astype(float))
    assert found.n == 17
    assert found.bias == pytest.approx(-2.1, abs=0.05)
    assert found.sd == pytest.approx(38.8, abs=0.05)
    assert found.bias_ci == pytest.approx((-22.0, 17.8), abs=0.1)


def test_bland_and_altman_1999():
    # Section 2: 85 pairs of systolic pressure, mean -16.29, standard deviation 19.61 mmHg.
    found = from_moments(85, -16.29, 19.61)
    assert (found.lower, found.upper) == pytest.approx((-54.7, 22.1), abs=0.05)
    assert found.lower_ci == pytest.approx((-61.9, -47.5), abs=0.1)
    assert found.upper_ci == pytest.approx((14.9, 29.4), abs=0.1)


@pytest.mark.parametrize(("gaps", "n"), [([], 0), ([math.nan], 0), ([3.0], 1)])
def test_too_few_pairs_give_no_limits(gaps, n):
    found = bland_altman(gaps)
    assert found.n == n
    assert all(map(math.isnan, (found.sd, found.lower, found.upper, *found.bias_ci)))


@pytest.mark.parametrize(
    ("hits", "low", "high"),
    [(7, 0.590384, 1.0), (6, 0.421277, 0.996390), (5, 0.290421, 0.963307), (0, 0.0, 0.409616)],
)
def test_exact_interval_of_seven(hits, low, high):
    assert clopper_pearson(hits, 7) == pytest.approx((low, high), abs=1e-6)


def test_single_cells_give_the_plain_exact_interval():
    share = clustered_share(np.array([1, 1, 1, 1, 1, 0, 0]), np.ones(7, int))
    assert share == pytest.approx((5 / 7, 0.290421, 0.963307), abs=1e-6)


def test_cells_that_move_together_count_as_one():
    # Ten clusters of four cells that agree wholly: the design effect is 4 · 10/9.
    hits = np.array([4, 4, 4, 0, 0, 0, 0, 0, 0, 0])
    share = clustered_share(hits, np.full(10, 4))
    ratio = (stats.t.ppf(0.975, 39) / stats.t.ppf(0.975, 9)) ** 2
    n = 40 / (4 * 10 / 9) * ratio
    assert share == pytest.approx((0.3, *clopper_pearson(0.3 * n, n)))
    plain = clopper_pearson(12, 40)
    assert share.low < plain[0]
    assert share.high > plain[1]


def test_no_cell_hit_counts_clusters():
    share = clustered_share(np.zeros(7, int), np.full(7, 20))
    assert share == pytest.approx((0, 0, 0.409616), abs=1e-6)


def test_one_cluster_has_no_interval():
    share = clustered_share(np.array([3]), np.array([9]))
    assert share.estimate == pytest.approx(1 / 3)
    assert math.isnan(share.low)
    assert math.isnan(share.high)


def test_growth_is_the_conditional_binomial_test():
    # The other region stayed at 100: after given 8 + 63 = 71 is Binomial(71, 1/2).
    found = growth(np.array([8, 100]), np.array([63, 100]))
    assert found.expected[0] == 8
    tail = sum(math.comb(71, k) for k in range(63, 72)) / 2**71
    assert found.p[0] == pytest.approx(2 * tail)  # Holm: two counts tested
    assert math.isnan(found.z[0])


def test_modified_z_against_ten_peers():
    before = np.full(11, 100)
    after = np.array([800, 90, 92, 94, 96, 98, 102, 104, 106, 108, 110])
    logs = np.log((after + 0.5) / 100.5)
    middle = np.median(logs[1:])
    spread = np.median(np.abs(logs[1:] - middle))
    expected = 0.6745 * (logs[0] - middle) / spread
    assert growth(before, after).z[0] == pytest.approx(expected)


@pytest.mark.parametrize(("last", "z"), [(100, 0.0), (200, math.inf)])
def test_peers_that_all_moved_alike_leave_no_spread(last, z):
    before = np.full(12, 100)
    assert growth(before, np.array([*[100] * 11, last])).z[-1] == z


def test_holm_by_hand():
    adjusted = holm(np.array([0.01, 0.04, 0.03, 0.005]))
    assert adjusted == pytest.approx([0.03, 0.06, 0.06, 0.02])
