"""The regression designs equal the plain dummy regression, whatever the panel looks like."""

import numpy as np
import pandas as pd
import pytest
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import did, event_study, group_time_att, sun_abraham

# Two ways of solving the same least squares problem on numbers of size one to ten.
EXACT = 1e-9


def codes(result):
    return [warning.code for warning in result.warnings]


def dummy_regression(frame, regressors, weights=None):
    """Coefficients and residuals with one dummy per unit and year: slow and plain."""
    units = pd.get_dummies(frame["kode"], dtype=float)
    years = pd.get_dummies(frame["tahun"], dtype=float).iloc[:, 1:]
    x = np.column_stack([*regressors, units, years])
    root = np.sqrt(np.ones(len(frame)) if weights is None else np.asarray(weights))
    y = frame["nilai"].to_numpy()
    beta = np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]
    return beta, (y - x @ beta) * root, x * root[:, None]


def treated(frame):
    return (frame["tahun"] >= frame["mulai"].fillna(np.inf)).to_numpy(float)


def thinned(frame, seed=0, share=0.15):
    keep = np.random.default_rng(seed).random(len(frame)) > share
    return frame[keep].reset_index(drop=True)


FRAMES = {
    "lengkap": staggered(),
    "berlubang": thinned(staggered()),
    "selalu": pd.concat(
        [
            staggered(),
            long_frame([2000.0] * 4, range(2014, 2022), 5).assign(
                kode=lambda f: "36" + f["kode"].str[2:]
            ),
        ]
    ).reset_index(drop=True),
}


@pytest.fixture(params=FRAMES)
def frame(request):
    return FRAMES[request.param]


def test_did_is_the_coefficient_of_the_dummy_regression(frame):
    beta, _u, _x = dummy_regression(frame, [treated(frame)])
    assert did(panel_of(frame)).estimate == pytest.approx(beta[0], abs=EXACT)


def test_covariates_and_weights_enter_as_in_the_dummy_regression(frame):
    weights = 1 + frame["kode"].str[3:].astype(int) % 3
    panel = panel_of(frame.assign(bobot=weights), covariates=["kabut"], weights="bobot")
    beta, _u, _x = dummy_regression(frame, [treated(frame), frame["kabut"]], weights)
    assert did(panel).estimate == pytest.approx(beta[0], abs=EXACT)


def test_crv1_is_the_sandwich_with_nested_unit_effects_not_counted(frame):
    _beta, u, x = dummy_regression(frame, [treated(frame)])
    bread = np.linalg.pinv(x.T @ x)
    scores = pd.DataFrame(x * u[:, None]).groupby(frame["kode"].to_numpy()).sum().to_numpy()
    g, n, k = len(scores), len(frame), 1 + frame["tahun"].nunique()
    variance = (bread @ scores.T @ scores @ bread)[0, 0] * g / (g - 1) * (n - 1) / (n - k)
    assert did(panel_of(frame)).se == pytest.approx(np.sqrt(variance), rel=1e-8)


def test_crv3_is_the_jackknife_over_clusters(frame):
    frame = frame.assign(gugus=frame["kode"].str[3:].astype(int) % 9)
    whole = dummy_regression(frame, [treated(frame)])[0][0]
    left = []
    for cluster in range(9):
        part = frame[frame["gugus"] != cluster]
        left.append(dummy_regression(part, [treated(part)])[0][0])
    variance = 8 / 9 * ((np.array(left) - whole) ** 2).sum()
    found = did(panel_of(frame, cluster="gugus"), vcov="CRV3")
    assert found.se == pytest.approx(np.sqrt(variance), rel=1e-8)
    assert found.df == 8


def test_event_study_has_the_coefficients_of_the_dummy_regression(frame):
    frame = frame[~(frame["mulai"] <= 2014)]
    event = frame["tahun"] - frame["mulai"]
    events = [e for e in np.unique(event.dropna()) if e != -1]
    beta, _u, _x = dummy_regression(frame, [(event == e).to_numpy(float) for e in events])
    table = event_study(panel_of(frame)).to_frame()
    assert table["event_time"].tolist() == events
    np.testing.assert_allclose(table["estimate"], beta[: len(events)], atol=EXACT)


def test_the_order_of_the_rows_changes_no_byte():
    frame = staggered()
    mixed = frame.sample(frac=1, random_state=2)
    for verb in (did, event_study, sun_abraham):
        one, other = (verb(panel_of(f)).to_frame() for f in (frame, mixed))
        assert one.to_csv() == other.to_csv()


def test_two_periods_and_one_cohort_are_the_difference_of_mean_changes():
    frame = long_frame([2018.0] * 5 + [np.nan] * 6, [2017, 2018])
    change = frame.pivot(index="kode", columns="tahun", values="nilai").diff(axis=1)[2018]
    start = frame.groupby("kode")["mulai"].first()
    expected = change[start.notna()].mean() - change[start.isna()].mean()
    assert did(panel_of(frame)).estimate == pytest.approx(expected, abs=EXACT)


def test_with_one_cohort_event_study_and_interaction_weighting_are_the_same():
    frame = long_frame([2018.0] * 6 + [np.nan] * 8, range(2014, 2022))
    one, other = (verb(panel_of(frame), draws=0) for verb in (event_study, sun_abraham))
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame(), rtol=1e-8)


@pytest.mark.parametrize("seed", range(3))
def test_without_covariates_interaction_weighting_equals_group_time_averages(seed):
    """Two estimators, one number: never-treated comparison and a universal base."""
    panel = panel_of(staggered(seed))
    by_event = sun_abraham(panel).to_frame().set_index("event_time")["estimate"]
    gt = group_time_att(panel, base_period="universal", draws=0).aggregate("dynamic")
    other = gt.to_frame().set_index("event_time")["estimate"].drop(-1)
    np.testing.assert_allclose(by_event, other, atol=EXACT)
    simple = group_time_att(panel, draws=0).aggregate("simple").estimate
    assert sun_abraham(panel).estimate == pytest.approx(simple, abs=EXACT)


def test_interaction_weighting_recovers_effects_that_differ_between_cohorts():
    starts = [2016.0] * 4 + [2018.0] * 4 + [np.nan] * 4
    frame = long_frame(starts, range(2014, 2021), noise=0, effect=0)
    frame["nilai"] -= 0.3 * frame["ciri"] * (frame["tahun"] - 2014)
    event = frame["tahun"] - frame["mulai"]
    own = np.where(frame["mulai"] == 2016, 1.0, 3.0) * (1 + event)
    frame["nilai"] += own.where(event >= 0, 0)
    weighted = sun_abraham(panel_of(frame)).to_frame().set_index("event_time")["estimate"]
    np.testing.assert_allclose(weighted[[-3, -2]], 0, atol=EXACT)
    np.testing.assert_allclose(weighted[[0, 1, 2]], [2, 4, 6], atol=EXACT)
    np.testing.assert_allclose(weighted[[3, 4]], [4, 5], atol=EXACT)
    mixed = event_study(panel_of(frame))
    assert (
        np.abs(mixed.to_frame().set_index("event_time")["estimate"][[0, 1, 2]] - [2, 4, 6]).max()
        > 0.1
    )
    assert "pengaruh_tercampur" in codes(mixed)


def test_without_never_treated_units_the_last_cohort_is_the_comparison():
    frame = staggered()
    frame = frame[frame["mulai"].notna()]
    found = sun_abraham(panel_of(frame))
    assert "tanpa_pembanding" in codes(found)
    assert found.dropped["time"].min() == 2020
    other = group_time_att(panel_of(frame), control="notyet", base_period="universal", draws=0)
    assert found.n_treated == other.n_treated


def test_without_never_treated_units_an_event_study_needs_a_second_reference():
    frame = staggered()
    frame = frame[frame["mulai"].notna()]
    found = event_study(panel_of(frame))
    assert "acuan_kedua" in codes(found)
    assert "kolinear" not in codes(found)
    assert {-6, -1}.isdisjoint(found.to_frame()["event_time"])


def test_event_times_beyond_the_window_are_pooled_into_its_ends():
    frame = staggered()
    pooled = (frame["tahun"] - frame["mulai"]).clip(-3, 2)
    events = [-3, -2, 0, 1, 2]
    beta, _u, _x = dummy_regression(frame, [(pooled == e).to_numpy(float) for e in events])
    table = event_study(panel_of(frame), min_e=-3, max_e=2).to_frame()
    np.testing.assert_allclose(table["estimate"], beta[:5], atol=EXACT)


@pytest.mark.parametrize("window", [{"min_e": -1}, {"max_e": -1}])
def test_a_window_without_a_before_or_an_after_is_refused(window):
    with pytest.raises(ParameterError, match="Jendela"):
        event_study(panel_of(staggered()), **window)


def test_years_of_anticipation_are_left_out_of_did_and_move_the_reference():
    frame = staggered()
    panel = panel_of(frame, anticipation=1)
    kept = frame[~((frame["mulai"] - frame["tahun"]) == 1)]
    assert did(panel).estimate == pytest.approx(did(panel_of(kept)).estimate, abs=EXACT)
    assert (did(panel).dropped["reason"] == "masa_antisipasi").all()
    assert -2 not in event_study(panel).to_frame()["event_time"].tolist()
    assert -1 in sun_abraham(panel).to_frame()["event_time"].tolist()


def test_the_headline_and_its_error_are_the_average_that_it_says_it_is():
    for verb in (event_study, sun_abraham):
        found = verb(panel_of(staggered()))
        after = (found.to_frame()["event_time"] >= 0).to_numpy()
        weights = after / after.sum()
        if verb is sun_abraham:
            size = np.array([20, 20, 14, 14, 8])  # units observed 0 … 4 years after the start
            weights = np.where(after, np.concatenate([np.zeros((~after).sum()), size]), 0) / 76
        assert found.estimate == pytest.approx(weights @ found.to_frame()["estimate"], abs=EXACT)
        assert found.se == pytest.approx(np.sqrt(weights @ found.covariance @ weights), abs=EXACT)


def test_covariates_that_unit_effects_absorb_are_named_and_change_nothing():
    frame = staggered()
    found = did(panel_of(frame, covariates=["ciri"]))
    assert found.estimate == pytest.approx(did(panel_of(frame)).estimate, abs=EXACT)
    assert "ciri" in next(w for w in found.warnings if w.code == "kolinear")


def test_a_treatment_that_covariates_determine_is_refused():
    frame = staggered()
    frame["sama"] = treated(frame)
    with pytest.raises(ParameterError, match="tidak dapat dipisahkan"):
        did(panel_of(frame, covariates=["sama"]))


def test_a_treatment_that_switches_off_can_be_estimated_by_did_alone():
    frame = staggered()
    frame["status"] = treated(frame) * (frame["tahun"] < 2020)
    panel = panel_of(frame, first_treated=None, treatment="status")
    beta, _u, _x = dummy_regression(frame, [frame["status"]])
    assert did(panel).estimate == pytest.approx(beta[0], abs=EXACT)
    for verb in (event_study, sun_abraham):
        with pytest.raises(ParameterError, match="berhenti"):
            verb(panel)


def test_units_with_a_single_value_are_left_out_and_listed():
    frame = staggered()
    single = (frame["kode"] == "35.03") & (frame["tahun"] != 2018)
    found = did(panel_of(frame[~single]))
    assert found.dropped["reason"].tolist() == ["tanpa_variasi"]
    assert found.n_units == 39
    expected = did(panel_of(frame[frame["kode"] != "35.03"]))
    assert found.estimate == pytest.approx(expected.estimate, abs=EXACT)
    assert found.se == pytest.approx(expected.se, rel=1e-9)


def test_what_rests_on_one_cluster_has_no_error_and_is_named():
    lone = panel_of(long_frame([2016.0] + [np.nan] * 12, range(2012, 2020)))
    for verb in (did, event_study, sun_abraham):
        for vcov in ("CRV1", "CRV3"):
            found = verb(lone, vcov=vcov)
            assert np.isfinite(found.estimate)
            assert np.isnan([found.se, found.p, *found.ci]).all()
            assert found.to_frame()["se"].isna().all()
            assert "bertumpu_satu_gugus" in codes(found)


def test_an_event_time_of_one_cluster_has_no_error_while_the_others_keep_theirs():
    starts = [2014.0] + [2017.0] * 6 + [np.nan] * 8
    for verb in (event_study, sun_abraham):
        found = verb(panel_of(long_frame(starts, range(2012, 2021))))
        table = found.to_frame().set_index("event_time")
        assert table.loc[[4, 5, 6], "se"].isna().all()
        assert table.loc[[-2, 0, 3], "se"].notna().all()
        assert np.isfinite(found.se)
        assert "galat_terlalu_kecil" in codes(found)


def test_few_treated_clusters_and_few_clusters_are_told():
    found = did(panel_of(long_frame([2016.0] * 3 + [np.nan] * 20, range(2012, 2020))))
    assert {"sedikit_gugus_diperlakukan", "sedikit_gugus"} <= set(codes(found))
    assert "sedikit_gugus" not in codes(did(panel_of(staggered()), vcov="CRV3"))


def test_different_starts_make_did_warn_of_comparisons_with_treated_units():
    assert "perbandingan_terlarang" in codes(did(panel_of(staggered())))
    one = long_frame([2016.0] * 9 + [np.nan] * 9, range(2012, 2020))
    assert "perbandingan_terlarang" not in codes(did(panel_of(one)))


def test_the_pretest_is_an_f_test_of_the_leads():
    found = event_study(panel_of(staggered()))
    before = (found.to_frame()["event_time"] < -1).to_numpy()
    leads = found.to_frame()["estimate"][before].to_numpy()
    w = leads @ np.linalg.solve(found.covariance[np.ix_(before, before)], leads)
    assert found.pretest.statistic == pytest.approx(w, rel=1e-8)
    assert found.pretest.restrictions == before.sum()


@pytest.mark.parametrize("verb", [did, event_study, sun_abraham])
@pytest.mark.parametrize("wrong", [{"vcov": "HC1"}, {"level": 1.5}])
def test_an_unknown_option_is_refused_by_name(verb, wrong):
    with pytest.raises(ParameterError, match=next(iter(wrong))):
        verb(panel_of(staggered()), **wrong)


@pytest.mark.parametrize("verb", [did, event_study, sun_abraham])
def test_the_interval_is_of_the_t_distribution_with_clusters_minus_one(verb):
    found = verb(panel_of(staggered()))
    assert found.df == found.n_clusters - 1 == 39
    assert (found.ci[1] - found.estimate) / found.se == pytest.approx(2.0226909, abs=1e-6)
