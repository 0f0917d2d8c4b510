"""What a pre-trend test can see: published values, brute force, and straight lines added."""

import numpy as np
import pytest
from doubted_panels import long_frame, one_start, panel_of, staggered

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact.pretrends.effects import Before, effects_before
from evaluasi.impact.pretrends.tests import detectable_slope

# He and Wang (2017), figure 2C, as printed with the R package pretrends: covariance of the
# coefficients at event times -4, -3, -2 | 0, 1, 2, 3.
BEFORE = [
    [0.008906571194529533, 0.0044883135706186295, 0.0014587024925276637],
    [0.0044883135706186295, 0.005936916917562485, 0.002750079147517681],
    [0.0014587024925276637, 0.002750079147517681, 0.00303862476721406],
]
ACROSS = [
    [0.0012157688615843654, 0.001350585836917162, 0.0009056166163645685],
    [0.0020327644888311625, 0.0014315459411591291, 0.0006791298510506749],
    [0.0013225014554336667, 0.0012067791540175676, 0.0010167636210098863],
    [0.001961772795766592, 0.0013847157824784517, 0.000709014420863241],
]
SLOPE_50 = 0.05205871
MEAN_BEFORE = [-0.09230764, -0.05555285, -0.02790950]
MEAN_AFTER = [0.06490184, 0.12084694, 0.16946498, 0.22453827]
SOLVER = 1e-5  # the package's own power at its slope is 0.4999776
DRAWS = 2e-4  # 16,000 plain draws of spread 0.06 would leave 5e-4; quasi-random ones leave less


def he_and_wang(after=0):
    return Before(
        estimate=np.array([0.0667, -0.0077, -0.0308]),
        covariance=np.array(BEFORE),
        distance=np.array([-3.0, -2.0, -1.0]),
        headline_covariance=np.array(ACROSS[after]),
        headline_distance=after + 1.0,
        df=np.inf,
        pointwise_df=np.inf,
    )


def test_the_published_slope_that_is_detected_half_of_the_time():
    found = detectable_slope(he_and_wang(), 0.5, 0.05, "any", 2**15, 1)
    assert found.slope == pytest.approx(SLOPE_50, abs=SOLVER)
    assert found.mean_if_passed == pytest.approx(MEAN_BEFORE, abs=DRAWS)


def test_the_published_effects_after_given_that_the_test_was_passed():
    found = detectable_slope(he_and_wang(), 0.5, 0.05, "any", 2**15, 1)
    off = found.mean_if_passed - found.slope * he_and_wang().distance
    for after, published in enumerate(MEAN_AFTER):
        pulled = np.array(ACROSS[after]) @ np.linalg.solve(np.array(BEFORE), off)
        assert found.slope * (after + 1) + pulled == pytest.approx(published, abs=DRAWS)


def test_the_joint_test_against_brute_force():
    before = he_and_wang()
    found = detectable_slope(before, 0.5, 0.05, "wald", 2, 1)
    rng = np.random.default_rng(3)
    drawn = rng.multivariate_normal(found.slope * before.distance, before.covariance, 200_000)
    statistic = np.einsum("ij,jk,ik->i", drawn, np.linalg.inv(before.covariance), drawn)
    passed = statistic <= 7.814727903251179  # chi-squared, 3 degrees, 5 %
    assert 1 - passed.mean() == pytest.approx(0.5, abs=0.005)
    assert drawn[passed].mean(axis=0) == pytest.approx(found.mean_if_passed, abs=0.001)


def test_the_slope_test_against_brute_force():
    before = he_and_wang(after=1)
    found = detectable_slope(before, 0.5, 0.05, "slope", 2, 1)
    whole = np.zeros((4, 4))
    whole[:3, :3] = BEFORE
    whole[3, :3] = whole[:3, 3] = ACROSS[1]
    whole[3, 3] = 0.008065897040069103
    mean = found.slope * np.array([-3.0, -2.0, -1.0, 2.0])
    drawn = np.random.default_rng(4).multivariate_normal(mean, whole, 400_000)
    weights = np.array([-3.0, -2.0, -1.0]) / 14
    error = np.sqrt(weights @ np.array(BEFORE) @ weights)
    passed = np.abs(drawn[:, :3] @ weights) <= 1.959964 * error
    assert 1 - passed.mean() == pytest.approx(0.5, abs=0.004)
    assert drawn[passed, :3].mean(axis=0) == pytest.approx(found.mean_if_passed, abs=0.001)
    pulled = drawn[passed, 3].mean() - 2 * found.slope
    assert pulled == pytest.approx(found.pulled, abs=0.001)


def test_the_slope_is_a_line_through_the_reference():
    panel = panel_of(staggered(seed=2))
    study = im.event_study(panel, draws=0)
    before = study.table[study.table["event_time"] < -1]
    j = before["event_time"] + 1
    slope = (j * before["estimate"]).sum() / (j**2).sum()
    rows = (study.table["event_time"] < -1).to_numpy()
    weights = (j / (j**2).sum()).to_numpy()
    error = np.sqrt(weights @ study.covariance[np.ix_(rows, rows)] @ weights)
    found = im.pretrend_power(study).pretest
    assert found.statistic == pytest.approx((slope / error) ** 2)
    assert found.restrictions == 1


def test_more_cells_than_can_be_tested_together_still_have_a_slope():
    starts = [2017.0, 2018.0, 2019.0, 2020.0] * 2 + [np.nan] * 8
    gt = im.group_time_att(panel_of(long_frame(starts, range(2010, 2022))), draws=0)
    assert gt.pretest is None
    assert 0 < im.pretrend_power(gt).pretest.p < 1
    with pytest.raises(ParameterError, match="terlalu banyak"):
        im.pretrend_power(gt, test="wald")


DESIGNS = {
    "event_study": lambda p: im.event_study(p, draws=0),
    "sun_abraham": lambda p: im.sun_abraham(p, draws=0),
    "varying": lambda p: im.group_time_att(p, draws=0),
    "universal": lambda p: im.group_time_att(p, base_period="universal", draws=0),
    "notyet": lambda p: im.group_time_att(p, control="notyet", draws=0),
}


@pytest.mark.parametrize("name", DESIGNS)
def test_a_straight_line_shifts_the_headline_by_what_is_told(name):
    frame = staggered(seed=1)
    bent = frame.assign(nilai=frame["nilai"] + 0.3 * (frame["tahun"] - frame["mulai"]).fillna(0))
    if name == "notyet":  # the line also bends cohorts that serve as comparison
        frame, bent = (f[f["mulai"] != 2020] for f in (frame, bent))
    plain, moved = (DESIGNS[name](panel_of(f)) for f in (frame, bent))
    told = effects_before(plain)
    assert moved.estimate - plain.estimate == pytest.approx(0.3 * told.headline_distance)


@pytest.mark.parametrize("name", ["event_study", "varying"])
def test_a_missing_year_stretches_the_distances(name):
    frame = staggered(seed=1)
    frame = frame[(frame["tahun"] != 2016) & (frame["mulai"] != 2020)]
    bent = frame.assign(nilai=frame["nilai"] + 0.3 * (frame["tahun"] - frame["mulai"]).fillna(0))
    plain, moved = (DESIGNS[name](panel_of(f)) for f in (frame, bent))
    told = effects_before(plain)
    before = np.isfinite(plain.table["se"]) & (
        plain.table["event_time"] < -1 if name == "event_study" else plain.table["time"] < 2018
    )
    moves = (moved.table["estimate"] - plain.table["estimate"])[before]
    assert moves.to_numpy() == pytest.approx(0.3 * told.distance)


def test_the_base_years_do_not_change_what_the_joint_test_sees():
    panel = panel_of(staggered(seed=2))
    one, other = (
        im.pretrend_power(DESIGNS[name](panel), test="wald").table
        for name in ("varying", "universal")
    )
    assert one.to_numpy() == pytest.approx(other.to_numpy())


def test_slopes_are_in_the_outcomes_unit():
    frame = staggered(seed=2)
    tenfold = frame.assign(nilai=10 * frame["nilai"])
    one, other = (im.pretrend_power(im.event_study(panel_of(f), draws=0)) for f in (frame, tenfold))
    columns = ["slope", "bias", "bias_if_passed"]
    assert other.table[columns].to_numpy() == pytest.approx(10 * one.table[columns].to_numpy())


def test_more_power_takes_a_steeper_trend():
    found = im.pretrend_power(im.event_study(panel_of(staggered()), draws=0), power=(0.3, 0.5, 0.9))
    assert found.table["slope"].is_monotonic_increasing


def test_a_weak_test_is_called_weak():
    weak = im.pretrend_power(im.group_time_att(panel_of(staggered(effect=0.05)), draws=0))
    strong = im.pretrend_power(im.group_time_att(panel_of(staggered(effect=50.0)), draws=0))
    assert "uji_tren_lemah" in [w.code for w in weak.warnings]
    assert "uji_tren_lemah" not in [w.code for w in strong.warnings]
    assert weak.pretest is not None
    assert "peluang 80%" in weak.summary()
    assert "Tren sebelum perlakuan: p" in weak.summary()


def test_years_pooled_at_the_ends_of_a_window_are_told():
    panel = panel_of(staggered())
    pooled = im.pretrend_power(im.event_study(panel, min_e=-3, draws=0))
    whole = im.pretrend_power(im.event_study(panel, draws=0))
    assert "ujung_digabung" in [w.code for w in pooled.warnings]
    assert "ujung_digabung" not in [w.code for w in whole.warnings]


def test_no_time_before_no_test():
    two_years = one_start(years=(2016, 2017))
    with pytest.raises(ParameterError, match="tidak punya taksiran"):
        im.pretrend_power(im.group_time_att(panel_of(two_years), draws=0))


def test_a_trend_that_cannot_be_seen_is_refused():
    everybody = staggered().dropna(subset=["mulai"])
    with pytest.raises(ParameterError, match="semua unit akhirnya"):
        im.pretrend_power(im.event_study(panel_of(everybody), draws=0))


@pytest.mark.berat
def test_the_slope_test_keeps_its_level_where_the_joint_test_does_not():
    """38 regions, 16 years, 14 treated in four cohorts, no violation of parallel trends."""
    starts = [2020.0] * 3 + [2021.0] * 6 + [2022.0] * 4 + [2023.0] + [np.nan] * 24
    joint, slope = [], []
    for seed in range(300):
        panel = panel_of(long_frame(starts, range(2010, 2026), seed=seed, rho=0.6))
        study = im.event_study(panel, draws=0)
        joint.append(study.pretest.p < 0.05)
        slope.append(im.pretrend_power(study, power=(0.5,)).pretest.p < 0.05)
    assert np.mean(slope) < 0.1
    assert np.mean(joint) > 0.4


@pytest.mark.parametrize("wrong", [{"power": (0.04,)}, {"test": "z"}, {"alpha": 1.0}])
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ParameterError):
        im.pretrend_power(im.event_study(panel_of(staggered()), draws=0), **wrong)
