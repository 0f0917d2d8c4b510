"""The fast wild cluster bootstrap is the slow one, and its interval is what it does not reject."""

from itertools import product

import numpy as np
import pytest
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import did, event_study, sun_abraham, wild_cluster_bootstrap


def few(seed=0, effect=0.3):
    return panel_of(long_frame([2016.0] * 4 + [np.nan] * 4, range(2013, 2019), seed, effect=effect))


def crv1_t(fit, x, y, contrast, null):
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    scores = np.zeros((fit.n_clusters, x.shape[1]))
    np.add.at(scores, fit.clusters, x * (y - x @ beta)[:, None])
    spread = contrast @ bread @ scores.T @ scores @ bread @ contrast
    return (contrast @ beta - null) / np.sqrt(spread)


def slow_p(result, null):
    """Refit every bootstrap sample of every sign pattern."""
    fit, a = result.fit, result.contrast
    x = fit.q @ np.linalg.inv(fit.inverse)
    bread = np.linalg.inv(x.T @ x)
    y = x @ fit.beta + fit.residual
    lift = bread @ a / (a @ bread @ a)
    restricted = fit.beta - lift * (a @ fit.beta - null)
    u = y - x @ restricted
    actual = abs(crv1_t(fit, x, y, a, null))
    extreme = [
        abs(crv1_t(fit, x, x @ restricted + np.array(signs)[fit.clusters] * u, a, null))
        >= actual * (1 - 1e-9)
        for signs in product([1, -1], repeat=fit.n_clusters)
    ]
    return np.mean(extreme)


@pytest.mark.parametrize("null", [0.0, 0.7, -2.0])
@pytest.mark.parametrize("verb", [did, event_study])
def test_all_signs_give_exactly_the_probability_of_refitting_every_sample(verb, null):
    result = verb(few())
    fast = wild_cluster_bootstrap(result, null=null, weights="rademacher")
    assert fast.enumerated
    assert fast.settings["draws"] == 256
    assert fast.p == slow_p(result, null)


def test_random_signs_come_close_to_all_signs():
    result = did(
        panel_of(long_frame([2016.0] * 7 + [np.nan] * 7, range(2013, 2019), 4, effect=0.9))
    )
    exact = wild_cluster_bootstrap(result, weights="rademacher", draws=2**14)
    random = wild_cluster_bootstrap(result, weights="rademacher", draws=9999)
    assert exact.enumerated
    assert not random.enumerated
    error = np.sqrt(exact.p * (1 - exact.p) / 9999)
    assert random.p == pytest.approx(exact.p, abs=4 * error)


def test_the_interval_is_where_the_test_stops_rejecting():
    found = wild_cluster_bootstrap(did(panel_of(staggered())))
    for limit, outwards in zip(found.ci, (-1, 1), strict=True):
        assert found.p_at(limit + outwards * 1e-6) <= 0.05
        assert found.p_at(limit - outwards * 1e-6) > 0.05
    assert found.ci[0] < found.estimate < found.ci[1]
    assert found.p_at(found.estimate) == 1.0


def test_with_many_clusters_it_agrees_with_the_t_test():
    starts = [2016.0] * 150 + [np.nan] * 150
    result = did(panel_of(long_frame(starts, range(2014, 2018), effect=0.25)))
    found = wild_cluster_bootstrap(result)
    assert found.p == pytest.approx(result.p, abs=0.01)
    np.testing.assert_allclose(found.ci, result.ci, atol=0.1 * result.se)


def test_thousands_of_clusters_are_no_obstacle():
    starts = [2016.0] * 600 + [np.nan] * 600
    result = did(panel_of(long_frame(starts, range(2015, 2018))))
    assert 0 < wild_cluster_bootstrap(result, draws=199).p <= 1


def test_below_twelve_clusters_six_point_weights_are_the_choice():
    found = wild_cluster_bootstrap(did(few()))
    assert found.settings["weights"] == "webb"
    assert not found.enumerated
    assert found.seed == 1
    assert wild_cluster_bootstrap(did(panel_of(staggered()))).settings["weights"] == "rademacher"


def test_six_point_weights_have_mean_zero_and_variance_one():
    from evaluasi.impact.inference.wild_bootstrap import _random

    drawn = _random(np.random.default_rng(0), "webb", 5, 20_000)
    assert drawn.mean() == pytest.approx(0, abs=0.02)
    assert drawn.var() == pytest.approx(1, abs=0.02)
    assert len(np.unique(drawn)) == 6


def test_the_probability_is_never_zero_and_repeats_itself():
    result = did(panel_of(staggered(effect=50.0)))
    found = wild_cluster_bootstrap(result, draws=99)
    assert found.p == 0.01
    again = wild_cluster_bootstrap(result, draws=99)
    assert (found.p, found.ci) == (again.p, again.ci)


def test_too_few_clusters_to_reject_anything_have_no_limits():
    panel = panel_of(long_frame([2016.0] * 2 + [np.nan] * 2, range(2014, 2018)))
    found = wild_cluster_bootstrap(did(panel), weights="rademacher")
    assert found.ci == (-np.inf, np.inf)
    assert "selang_tak_berbatas" in [w.code for w in found.warnings]


@pytest.mark.parametrize("verb", [event_study, sun_abraham])
def test_a_row_is_tested_by_its_event_time(verb):
    result = verb(panel_of(staggered()))
    found = wild_cluster_bootstrap(result, at=2)
    row = result.to_frame().set_index("event_time").loc[2]
    assert found.estimate == pytest.approx(row["estimate"], abs=1e-12)
    assert found.se == row["se"]
    with pytest.raises(ParameterError, match="tidak ada"):
        wild_cluster_bootstrap(result, at=-1)


def test_weights_of_the_panel_enter():
    frame = staggered()
    frame["bobot"] = 1.0 + (frame["kode"] == "35.02") * 9
    one = wild_cluster_bootstrap(did(panel_of(frame, weights="bobot")))
    assert one.p != wild_cluster_bootstrap(did(panel_of(frame))).p


def test_what_rests_on_one_cluster_is_refused():
    lone = did(panel_of(long_frame([2016.0] + [np.nan] * 12, range(2012, 2020))))
    with pytest.raises(ParameterError, match="satu gugus"):
        wild_cluster_bootstrap(lone)
