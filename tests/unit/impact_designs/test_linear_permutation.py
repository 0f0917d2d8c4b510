"""Of a linear estimate, a few estimations tell what every assignment gives; and so an interval."""

import numpy as np
import pytest
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import did, event_study, group_time_att, randomization_inference, sun_abraham

STATISTICS = {
    "did": lambda panel: did(panel).estimate,
    "event_study": lambda panel: event_study(panel, draws=0).estimate,
    "sun_abraham": lambda panel: sun_abraham(panel, draws=0).estimate,
    "group_time_att": lambda panel: group_time_att(panel, control="notyet", draws=0).estimate,
}


def few(seed=0, **how):
    starts = [2016.0, 2016.0, 2017.0, 2017.0, *[np.nan] * 8]
    return long_frame(starts, range(2013, 2020), seed, **how)


@pytest.mark.parametrize("name", STATISTICS)
def test_sums_are_what_estimating_anew_gives(name):
    panel = panel_of(few())
    quick = randomization_inference(panel, statistic=STATISTICS[name], linear=True, draws=60)
    slow = randomization_inference(panel, statistic=STATISTICS[name], draws=60)
    np.testing.assert_allclose(quick.statistics, slow.statistics, atol=1e-11)
    assert quick.estimate == slow.estimate
    assert quick.p == slow.p


def test_the_coefficient_of_did_has_the_interval_it_has_without_a_statistic():
    panel = panel_of(few())
    plain = randomization_inference(panel, draws=400)
    linear = randomization_inference(panel, statistic=STATISTICS["did"], linear=True, draws=400)
    assert linear.ci == pytest.approx(plain.ci, abs=1e-9)
    assert linear.p == plain.p


def test_the_interval_is_where_the_test_stops_rejecting():
    panel, how = panel_of(few()), {"statistic": STATISTICS["group_time_att"], "draws": 400}
    found = randomization_inference(panel, linear=True, **how)
    for limit, outwards in zip(found.ci, (-1, 1), strict=True):
        near = [limit + outwards * step for step in (1e-6, -1e-6)]
        outside, inside = (
            randomization_inference(panel, linear=True, null=null, **how).p for null in near
        )
        assert outside <= 0.05 < inside


def test_taking_a_constant_effect_off_the_outcome_is_testing_that_effect():
    """The interval's own idea, by estimating anew on outcomes without the effect."""
    frame = few(effect=0.0)
    planted = frame.assign(nilai=frame["nilai"] + 0.8 * (frame["tahun"] >= frame["mulai"]))
    how = {"statistic": STATISTICS["group_time_att"], "draws": 200}
    found = randomization_inference(panel_of(planted), linear=True, null=0.8, **how)
    assert found.p == randomization_inference(panel_of(frame), **how).p


@pytest.mark.parametrize("change", ["hole", "weights", "cluster", "covariate"])
def test_units_that_differ_otherwise_are_estimated_anew(change):
    frame = few()
    frame["bobot"] = 1 + frame["kode"].str[3:].astype(int) % 2
    frame["gugus"] = (frame["kode"].str[3:].astype(int) + 1) // 2
    if change == "hole":
        frame = frame.drop(index=[3, 50])
    parts = {
        "hole": {},
        "weights": {"weights": "bobot"},
        "cluster": {"cluster": "gugus"},
        "covariate": {"covariates": ["kabut"]},
    }[change]
    panel = panel_of(frame, **parts)
    linear = randomization_inference(panel, statistic=STATISTICS["did"], linear=True, draws=50)
    plain = randomization_inference(panel, draws=50)
    assert linear.p == plain.p
    assert linear.ci == pytest.approx(plain.ci, abs=1e-8)


def test_what_is_not_linear_is_refused():
    panel = panel_of(staggered())
    with pytest.raises(ParameterError, match="tidak linear"):
        randomization_inference(
            panel, statistic=lambda p: float(np.abs(did(p).estimate)) ** 2, linear=True, draws=9
        )


def test_another_hypothesis_needs_a_linear_statistic():
    with pytest.raises(ParameterError, match="linear"):
        randomization_inference(panel_of(few()), statistic=STATISTICS["did"], null=0.5, draws=9)
