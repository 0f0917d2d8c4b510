"""What must hold whatever the follow-ups: same facts, same numbers; limits around estimates."""

import numpy as np
import pandas as pd
import pytest
from simulated_registers import TRUTHS, draw, visited

from evaluasi import sustainability as su
from evaluasi.errors import ParameterError
from evaluasi.sustainability.lasting.grouped_hazard import fit
from evaluasi.sustainability.lasting.grouped_likelihood import _derivatives, exposure

DAYS = 365.25


@pytest.fixture(scope="module")
def known():
    rng = np.random.default_rng(11)
    return visited(rng, draw(rng, 120, TRUTHS["menurun"]))


@pytest.fixture(scope="module")
def fitted(known):
    return fit(known)


@pytest.fixture(scope="module")
def visits(known):
    return known.register.history[["id_inovasi", "tanggal", "status"]]


@pytest.fixture(scope="module")
def entries(known):
    start = known.register.table["mulai"]
    return start + pd.to_timedelta((known.table["masuk"] * DAYS).round(), unit="D")


def test_the_order_of_rows_changes_nothing(visits, entries):
    origin = dict.fromkeys(visits["id_inovasi"], "2000-01-01")
    one = su.survival(visits, origin=origin, entry=entries)
    other = su.survival(visits.sample(frac=1, random_state=1), origin=origin, entry=entries)
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame())
    assert one.estimate == other.estimate
    assert one.summary() == other.summary()


def test_moving_all_dates_changes_nothing(visits, entries):
    origin = dict.fromkeys(visits["id_inovasi"], "2000-01-01")
    moved = dict.fromkeys(origin, "2001-03-05")
    shift = pd.Timestamp("2001-03-05") - pd.Timestamp("2000-01-01")
    one = su.survival(visits, origin=origin, entry=entries)
    later = visits.assign(tanggal=visits["tanggal"] + shift)
    other = su.survival(later, origin=moved, entry=entries + shift)
    assert other.estimate == pytest.approx(one.estimate, rel=1e-12)


def test_what_is_handed_in_is_not_changed(visits):
    before = visits.copy(deep=True)
    su.survival(visits, origin=dict.fromkeys(visits["id_inovasi"], "2000-01-01"))
    pd.testing.assert_frame_equal(visits, before)


def test_without_late_entry_or_censoring_the_curve_is_the_share_left():
    times = np.arange(1.0, 21)
    curve = su.kaplan_meier(times, np.ones(20))
    assert curve.steps["S"].to_numpy() == pytest.approx(1 - times[:16] / 20)


def test_a_hazard_taken_as_constant_is_told(fitted):
    ids = [f"i{i}" for i in range(12)]
    states = ["tetap"] * 8 + ["berhenti"] * 4
    table = pd.DataFrame({"id_inovasi": ids, "tanggal": "2003-01-01", "status": states})
    found = su.survival(table, origin=dict.fromkeys(ids, "2000-01-01"))
    assert "bahaya dianggap tetap" in found.warnings[-1]
    assert len(fitted.edges) > 2
    assert fitted.warnings == ()


def test_before_the_first_end_the_limit_is_that_of_the_fewest_observed():
    """Ten from the start, ten more from year 1: nothing ended among at least ten."""
    entry = np.repeat([0.0, 1.0], 10)
    time = np.concatenate([np.full(10, 3.0), np.linspace(4, 5, 10)])
    curve = su.kaplan_meier(time, np.zeros(20), entry)
    limit = su.exact_share(10, 10).ci[0]
    assert curve.at(0.5).ci == (pytest.approx(limit), 1)
    assert curve.at(3.5).ci == (pytest.approx(limit), 1)
    assert curve.at(4.4).ci == (pytest.approx(su.exact_share(6, 6).ci[0]), 1)


def test_entering_at_the_origin_is_no_late_entry():
    rng = np.random.default_rng(3)
    time, ended = rng.exponential(3, 40), rng.random(40) < 0.5
    one = su.kaplan_meier(time, ended)
    other = su.kaplan_meier(time, ended, np.zeros(40))
    pd.testing.assert_frame_equal(one.table, other.table)


def test_limits_lie_around_estimates_and_between_0_and_1(known, fitted):
    entry, time, cause = known.discovered()
    rows = su.kaplan_meier(time, cause == 1, entry).table.dropna(subset=["S"])
    table = su.aalen_johansen(time, cause, entry).table
    later = fitted.survival(np.linspace(fitted.edges[0], 8, 30)).rename(columns={"S": "S"})
    for frame, value in ((rows, "S"), (table, "insiden"), (later, "S")):
        assert ((frame["ci_low"] <= frame[value]) & (frame[value] <= frame["ci_high"])).all()
        assert frame["ci_low"].min() >= 0
        assert frame["ci_high"].max() <= 1


def test_gradient_and_curvature_are_those_of_the_likelihood():
    rng = np.random.default_rng(2)
    edges = np.array([0.0, 1, 3, 6])
    last = rng.uniform(0.2, 5, 25)
    safe = exposure(np.zeros(25), last, edges)
    gap = exposure(last[:9], last[:9] + rng.uniform(0.3, 3, 9), edges)
    x = rng.normal(size=(25, 2))
    at = np.array([-2.0, -1.5, -1.8, 0.4, -0.3])
    _value, gradient, hessian = _derivatives(at, safe, gap, x, x[:9])
    step = 1e-5
    for i, unit in enumerate(np.eye(5) * step):
        above = _derivatives(at + unit, safe, gap, x, x[:9])
        below = _derivatives(at - unit, safe, gap, x, x[:9])
        assert gradient[i] == pytest.approx((above[0] - below[0]) / (2 * step), rel=1e-6, abs=1e-7)
        assert hessian[i] == pytest.approx((above[1] - below[1]) / (2 * step), rel=1e-5, abs=1e-6)


def test_the_longer_unseen_the_likelier_ended(fitted):
    seen = pd.Series(pd.date_range("2003-01-01", "2005-12-01", freq="120D"))
    start = pd.Series(pd.Timestamp("2000-01-01"), seen.index)
    p, low, high = fitted.probability_ended(start, seen, "2006-01-01")
    assert (np.diff(p) < 0).all()
    assert ((low < p) & (p < high)).all()
    gone = fitted.survival([6 * DAYS / DAYS], since=3.0)["S"].iloc[0]
    assert p[0] == pytest.approx(1 - gone, abs=2e-3)  # 2003-01-01 is not exactly three years on


def test_what_was_seen_today_has_not_ended_and_what_is_undated_is_unknown(fitted):
    start = pd.Series(pd.to_datetime(["2000-01-01", "2000-01-01", None]))
    seen = pd.Series(pd.to_datetime(["2006-01-01", None, "2003-01-01"]))
    p, low, high = fitted.probability_ended(start, seen, "2006-01-01")
    assert (p[0], low[0], high[0]) == (0, 0, 0)
    assert np.isnan(p[1:]).all()


def test_where_nothing_ended_the_probability_has_only_an_upper_limit():
    ids = [f"i{i}" for i in range(10)]
    table = pd.DataFrame({"id_inovasi": ids, "tanggal": "2003-01-01", "status": "tetap"})
    fitted = su.grouped(table, origin=dict.fromkeys(ids, "2000-01-01"))
    assert fitted.reason.startswith("Belum ada yang berakhir")
    one = pd.Series(pd.to_datetime(["2003-01-01"]))
    p, low, high = fitted.probability_ended(one - pd.Timedelta(days=1096), one, "2004-01-01")
    assert np.isnan(p[0])
    assert low[0] == 0
    # Thirty innovation-years without an end: the exact limit of a Poisson count of zero.
    assert high[0] == pytest.approx(1 - 0.025 ** (1 / 30), rel=0.01)
    mean = fitted.restricted_mean(3.0, since=0.0)
    assert mean.estimate == 3
    assert 2 < mean.ci[0] < 3 == mean.ci[1]


def test_a_covariate_needs_ten_ends_each_and_must_not_separate(known):
    n = len(known.table)
    rng = np.random.default_rng(1)
    ended = int((known.table["sebab"] == 1).sum())
    many = pd.DataFrame(rng.normal(size=(n, ended // 10 + 1)), index=known.table.index)
    assert "10 per kovariat" in fit(known, covariates=many.rename(columns=str)).reason
    allowed = fit(known, covariates=many.rename(columns=str).iloc[:, :1])
    assert len(allowed.effects()) == 1
    apart = pd.DataFrame({"x": (known.table["sebab"] != 1).astype(float)})
    assert "memisahkan sepenuhnya" in fit(known, covariates=apart).reason
    constant = pd.DataFrame({"x": np.ones(n)}, index=known.table.index)
    assert "tidak bervariasi" in fit(known, covariates=constant).reason


def test_one_row_of_covariates_per_innovation(known):
    x = pd.DataFrame({"x": 1.0}, index=[*known.table.index, known.table.index[0]])
    with pytest.raises(ParameterError, match="lebih dari sekali"):
        fit(known, covariates=x)


def test_a_covariate_that_is_text_is_a_wrong_call(known):
    x = pd.DataFrame({"jenis": "digital"}, index=known.table.index)
    with pytest.raises(ParameterError, match="jenis"):
        fit(known, covariates=x)


def test_innovations_without_a_covariate_are_counted(known):
    x = pd.DataFrame({"x": np.arange(len(known.table), dtype=float)}, index=known.table.index)
    x.iloc[:7] = np.nan
    fitted = fit(known, covariates=x)
    assert fitted.n_units == len(known.table) - 7
    assert fitted.warnings[0] == "7 inovasi tanpa kovariat lengkap tidak dipakai."


def test_cox_and_grouped_time_find_the_same_effect():
    rng = np.random.default_rng(4)
    x = rng.integers(0, 2, 400).astype(float)
    known = visited(rng, draw(rng, 400, TRUTHS["tetap"], np.exp(-0.7 * x)))
    named = pd.DataFrame({"x": x}, index=np.arange(400).astype(str))
    origin = known.register.table["mulai"]
    entry = origin + pd.to_timedelta((known.table["masuk"] * DAYS).round(), unit="D")
    one = su.cox(known.register, covariates=named, entry=entry).effects().iloc[0]
    other = fit(known, covariates=named).effects().iloc[0]
    assert one["log_rasio"] == pytest.approx(other["log_rasio"], abs=0.1)
    assert abs(one["log_rasio"] + 0.7) < 3 * one["se_log"]
    assert one["ci_low"] < np.exp(-0.7) < one["ci_high"]


def test_groups_that_end_alike_differ_by_nothing_and_apart_by_much():
    rng = np.random.default_rng(9)
    x = np.repeat([0.0, 1.0], 150)
    known = visited(rng, draw(rng, 300, TRUTHS["tetap"], np.exp(1.2 * x)))
    labels = pd.Series(np.where(x == 1, "cepat", "lambat"), np.arange(300).astype(str))
    origin = known.register.table["mulai"]
    entry = origin + pd.to_timedelta((known.table["masuk"] * DAYS).round(), unit="D")
    row = su.survival(known.register, entry=entry, by=labels).groups.differences.iloc[0]
    sign = 1 if row["kelompok"] == "lambat" else -1
    assert row["p"] < 0.001
    assert sign * row["selisih_S"] > 0.2
    assert row["selisih_S_low"] * row["selisih_S_high"] > 0
    shuffled = labels.sample(frac=1, random_state=3).set_axis(labels.index)
    same = su.survival(known.register, entry=entry, by=shuffled).groups.differences.iloc[0]
    assert same["selisih_S_low"] < 0 < same["selisih_S_high"]
