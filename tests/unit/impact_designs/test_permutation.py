"""Randomisation inference: exact where all assignments are tried, honest about its limits."""

from itertools import combinations

import numpy as np
import pytest
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import did, group_time_att, randomization_inference
from evaluasi.impact.inference.assignments import assignments


def small(treated=2, n=7, seed=0, **how):
    starts = [2016.0] * treated + [np.nan] * (n - treated)
    return long_frame(starts, range(2013, 2019), seed, **how)


def test_all_assignments_are_tried_where_they_are_few_and_each_once():
    found, enumerated = assignments(np.array([0, 0, 1, 1, 2]), 100, 1)
    assert enumerated
    assert len(found) == 30
    assert len(np.unique(found, axis=0)) == 30
    assert (np.sort(found, axis=1) == [0, 0, 1, 1, 2]).all()


def test_random_assignments_keep_the_size_of_every_group():
    found, enumerated = assignments(np.repeat([0, 1, 2], [20, 10, 5]), 50, 1)
    assert not enumerated
    assert found.shape == (50, 35)
    assert all((np.bincount(row) == [20, 10, 5]).all() for row in found)


@pytest.mark.parametrize("hole", [False, True])
def test_the_statistics_are_the_coefficients_of_did_on_reassigned_panels(hole):
    frame = small()
    if hole:
        frame = frame.drop(index=[3, 17, 30])
    frame["bobot"] = 1 + frame["kode"].str[3:].astype(int) % 2
    panel = panel_of(frame, covariates=["kabut"], weights="bobot")
    found = randomization_inference(panel)
    assert found.enumerated
    expected = []
    for pair in combinations(range(7), 2):
        # A unit treated in 2016 lends its history to the pair, another to all others.
        source = np.full(7, 6)
        source[list(pair)] = 0
        expected.append(did(panel.reassigned(source)).estimate)
    np.testing.assert_allclose(np.sort(found.statistics), np.sort(expected), atol=1e-9)
    share = np.mean(np.abs(expected) >= np.abs(found.estimate) * (1 - 1e-9))
    assert found.p == pytest.approx(share)


def test_one_treated_unit_is_judged_by_its_rank_among_all_units():
    frame = small(treated=1, n=20, effect=30.0)
    found = randomization_inference(panel_of(frame))
    assert found.p == pytest.approx(1 / 20)
    assert found.settings["draws"] == 20
    assert np.isnan(found.se)
    assert found.seed is None


def test_the_interval_is_where_the_test_stops_rejecting():
    panel = panel_of(staggered())
    found = randomization_inference(panel, draws=999)
    for limit, outwards in zip(found.ci, (-1, 1), strict=True):
        outside = randomization_inference(panel, null=limit + outwards * 1e-6, draws=999)
        inside = randomization_inference(panel, null=limit - outwards * 1e-6, draws=999)
        assert outside.p <= 0.05 < inside.p


def test_a_constant_effect_that_is_true_is_never_rejected_without_noise():
    frame = small(treated=3, n=9, effect=2.0)
    panel = panel_of(frame)
    null = randomization_inference(panel_of(small(treated=3, n=9, effect=0.0)))
    assert randomization_inference(panel, null=2.0).p == pytest.approx(null.p)


def test_too_few_units_to_reject_anything_have_no_limits():
    found = randomization_inference(panel_of(small(treated=1, n=6)))
    assert found.ci == (-np.inf, np.inf)
    assert "selang_tak_berbatas" in [w.code for w in found.warnings]


def test_units_of_a_cluster_move_together():
    frame = staggered()
    twin = frame.assign(kode="36" + frame["kode"].str[2:])
    import pandas as pd

    both = pd.concat([frame, twin]).assign(gugus=lambda f: f["kode"].str[2:])
    found = randomization_inference(panel_of(both, cluster="gugus"), draws=500)
    single = randomization_inference(panel_of(frame), draws=500)
    assert found.p == single.p


def test_a_cluster_with_both_histories_cannot_be_reassigned():
    frame = staggered()
    frame["gugus"] = frame["kode"].str[3:].astype(int) % 9
    with pytest.raises(ParameterError, match="satu gugus"):
        randomization_inference(panel_of(frame, cluster="gugus"))


def test_any_number_can_be_the_statistic():
    panel = panel_of(small(treated=2, n=6))
    found = randomization_inference(
        panel, statistic=lambda reassigned: group_time_att(reassigned, draws=0).estimate
    )
    assert found.estimate == group_time_att(panel, draws=0).estimate
    assert len(found.statistics) == 15
    assert np.isnan(found.ci).all()
    one_cohort = randomization_inference(panel)
    # With one cohort and a constant comparison both statistics order assignments alike or nearly.
    assert abs(found.p - one_cohort.p) <= 0.5


def test_anticipation_is_refused():
    with pytest.raises(ParameterError, match="antisipasi"):
        randomization_inference(panel_of(staggered(), anticipation=1))


def test_the_size_is_right_under_the_null():
    rejected = [
        randomization_inference(panel_of(small(3, 8, seed=seed, effect=0.0))).p <= 0.1
        for seed in range(200)
    ]
    # 56 assignments: the level attained is 5/56; four binomial standard errors.
    assert np.mean(rejected) == pytest.approx(5 / 56, abs=4 * np.sqrt(0.1 * 0.9 / 200))
