"""A series interrupted at a known point: what is found, what is refused, what is told."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.impact.interrupted_time_series import interrupted_time_series as its

MONTHS = pd.period_range("2018-01", periods=60, freq="M")
AT = "2021-01"
START = 36


def made(level=5.0, slope=0.2, noise=1.0, seed=1, index=MONTHS):
    rng = np.random.default_rng(seed)
    t = np.arange(len(index))
    season = 3 * np.cos(2 * np.pi * t / 12)
    jump = np.where(t >= START, level + slope * (t - START), 0)
    return pd.Series(100 + 0.3 * t + season + jump + rng.normal(0, noise, len(t)), index=index)


def table(found):
    return found.to_frame().set_index("suku")["estimate"]


@settings(max_examples=20, deadline=None)
@given(level=st.floats(-20, 20), slope=st.floats(-2, 2))
def test_without_noise_the_changes_are_found(level, slope):
    found = its(made(level, slope, noise=1e-6), at=AT, harmonics=1)
    assert table(found)["tingkat"] == pytest.approx(level, abs=1e-4)
    assert table(found)["kemiringan"] == pytest.approx(slope, abs=1e-4)
    assert found.estimate == pytest.approx(level + slope * 11.5, abs=1e-4)


def test_the_headline_is_the_mean_gap_to_the_path_without_the_change():
    found = its(made(), at=AT)
    path = found.path[found.path["sesudah"]]
    assert (path["taksiran"] - path["tanpa_patahan"]).mean() == pytest.approx(found.estimate)


def test_ordinary_least_squares_is_statsmodels_own():
    import statsmodels.api as sm

    series = made()
    t = np.arange(60.0)
    x = np.column_stack([np.ones(60), t, t >= START, (t - START).clip(0)])
    theirs = sm.OLS(series.to_numpy(), x).fit()
    ours = its(series, at=AT, harmonics=0, errors="model")
    assert list(table(ours)) == pytest.approx(list(theirs.params[2:]))
    assert ours.to_frame()["ci_low"].to_numpy() == pytest.approx(theirs.conf_int()[2:, 0])


def newey_west(x, residual, lags, factor):
    """Covariance by its own definition: weighted sums of products of scores, lag by lag."""
    scores = x * residual[:, None]
    middle = scores.T @ scores
    for lag in range(1, lags + 1):
        product = scores[lag:].T @ scores[:-lag]
        middle += (1 - lag / (lags + 1)) * (product + product.T)
    bread = np.linalg.inv(x.T @ x)
    return factor * bread @ middle @ bread


@pytest.mark.parametrize("lags", [0, 3])
def test_newey_west_errors_are_those_of_their_definition(lags):
    series = made()
    t = np.arange(60.0)
    x = np.column_stack([np.ones(60), t, t >= START, (t - START).clip(0)])
    residual = series.to_numpy() - x @ np.linalg.lstsq(x, series.to_numpy(), rcond=None)[0]
    wanted = np.sqrt(np.diag(newey_west(x, residual, lags, 60 / 56)))[2:]
    found = its(series, at=AT, harmonics=0, errors="hac", lags=lags)
    assert found.to_frame()["se"].to_numpy() == pytest.approx(wanted)


def test_with_a_control_series_the_effect_is_that_on_the_difference():
    series, control = made(seed=1), made(level=0, slope=0, seed=2)
    compared = its(series, at=AT, control=control, harmonics=1)
    difference = its(series - control, at=AT, harmonics=1)
    assert compared.estimate == pytest.approx(difference.estimate)
    assert not [w for w in compared.warnings if w.code == "tanpa_pembanding"]
    assert [w for w in difference.warnings if w.code == "tanpa_pembanding"]


def test_a_change_that_hits_the_control_too_is_no_effect():
    shared = pd.Series(np.where(np.arange(60) >= START, 50.0, 0.0), index=MONTHS)
    compared = its(
        made(0, 0, seed=1) + shared, at=AT, control=made(0, 0, seed=2) + shared, harmonics=1
    )
    assert compared.ci[0] < 0 < compared.ci[1]


def test_a_constant_exposure_only_moves_the_constant():
    rng = np.random.default_rng(3)
    counts = pd.Series(rng.poisson(50, 60).astype(float), index=MONTHS)
    one = its(counts, at=AT, family="poisson")
    other = its(counts, at=AT, family="poisson", exposure=pd.Series(1000.0, index=MONTHS))
    assert other.ratio == pytest.approx(one.ratio)
    assert np.exp(one.estimate) == pytest.approx(one.ratio[0])


def test_order_and_kind_of_the_index_do_not_matter():
    series = made()
    words = pd.Series(series.to_numpy(), index=MONTHS.astype(str)).sample(frac=1, random_state=1)
    dates = pd.Series(series.to_numpy(), index=MONTHS.to_timestamp())
    wanted = its(series, at=AT).estimate
    assert its(words, at=pd.Period(AT, "M")).estimate == pytest.approx(wanted)
    assert its(dates, at=AT).estimate == pytest.approx(wanted)


def test_a_yearly_series_has_no_season():
    years = pd.Series(np.random.default_rng(1).normal(size=20), index=range(2000, 2020))
    assert its(years, at=2012).settings["harmonics"] == 0
    with pytest.raises(ParameterError, match="paling banyak 0 pasang"):
        its(years, at=2012, harmonics=1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: s.drop(s.index[5]), "2018-06 tidak ada"),
        (lambda s: pd.concat([s, s.iloc[[3]]]), "2018-04 ada lebih dari sekali"),
        (lambda s: s.where(s.index != s.index[7]), "2018-08 kosong"),
    ],
)
def test_points_missing_doubled_or_empty_are_named(change, words):
    with pytest.raises(DatasetError) as refusal:
        its(change(made()), at=AT)
    assert any(words in fault for fault in refusal.value.faults)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2018-08", "Hanya 7 titik sebelum"),
        ("2018-01", "Hanya 0 titik sebelum"),
        ("2022-12", "1 sejak patahan"),
        ("2030-01", "di luar deret"),
        ("kemarin", "bukan bulan atau tahun"),
    ],
)
def test_an_interruption_that_cannot_be_told_is_refused(at, words):
    with pytest.raises(ParameterError, match=words):
        its(made(), at=at)


def test_counts_that_are_all_zero_or_negative_are_refused():
    zero = pd.Series(0.0, index=MONTHS)
    with pytest.raises(ParameterError, match="nol semuanya"):
        its(zero, at=AT, family="poisson")
    with pytest.raises(ParameterError, match="negatif"):
        its(zero - 1, at=AT, family="quasi-poisson")


@pytest.mark.parametrize("family", ["poisson", "quasi-poisson"])
@pytest.mark.parametrize("errors", ["ar1", "hac", "model"])
def test_counts_of_zero_all_before_or_all_since_have_no_rate_to_compare(family, errors):
    """A rate of zero has no logarithm: a regression would run off and print a number all the
    same (−25, ± 0.7)."""
    counts = pd.Series(np.random.default_rng(1).poisson(5, len(MONTHS)), index=MONTHS, dtype=float)
    before = np.arange(len(MONTHS)) < START
    for empty in (before, ~before):
        with pytest.raises(ParameterError, match="Cacahan nol di seluruh satu masa"):
            its(counts.mask(empty, 0), at=AT, family=family, errors=errors)
    rare = counts.mask(np.arange(len(MONTHS)) % 3 > 0, 0)
    assert np.isfinite(its(rare, at=AT, family=family, errors=errors).se)


@pytest.mark.parametrize("family", ["normal", "poisson", "quasi-poisson"])
@pytest.mark.parametrize("value", [7.0, 0.0])
@pytest.mark.filterwarnings("error")
def test_a_series_without_movement_has_no_error_to_show(family, value):
    with pytest.raises(ParameterError, match=r"galat baku nol|nol semuanya"):
        its(pd.Series(value, index=MONTHS), at=AT, family=family)
