"""Sicily's smoking ban and coronary events: the tutorial of Lopez Bernal et al. 2017."""

import numpy as np
import pandas as pd
import pytest
from published import here, read

from evaluasi.impact.interrupted_time_series import interrupted_time_series

BAN = "2005-01"
STEP = {"at": BAN, "slope": False, "harmonics": 0}

pytestmark = here


@pytest.fixture(scope="module")
def sicily():
    frame = read("sicily.csv")
    frame.index = pd.PeriodIndex(
        frame["year"].astype(str) + "-" + frame["month"].map("{:02d}".format), freq="M"
    )
    assert (frame["smokban"] == (frame.index >= BAN)).all()
    return frame


def ratio(sicily, **options):
    found = interrupted_time_series(
        sicily["aces"], exposure=sicily["stdpop"], **{**STEP, **options}
    )
    return found.ratio


def test_the_step_with_the_errors_of_the_model(sicily):
    """Published 0.894 (0.864, 0.925); by statsmodels 0.8943765 (0.8646864, 0.9250861)."""
    found = ratio(sicily, family="poisson", errors="model")
    assert found == pytest.approx((0.8943765, 0.8646864, 0.9250861), abs=5e-7)


def test_the_step_with_three_lags(sicily):
    found = ratio(sicily, family="poisson", errors="hac", lags=3, correction=False)
    assert found == pytest.approx((0.8944, 0.840, 0.952), abs=5e-4)


def test_the_step_with_season_and_overdispersion(sicily):
    found = ratio(sicily, family="quasi-poisson", errors="model", harmonics=2)
    assert found[0] == pytest.approx(0.8850715, abs=5e-7)


def test_counts_wider_than_poisson_are_told(sicily):
    found = interrupted_time_series(
        sicily["aces"], exposure=sicily["stdpop"], family="poisson", errors="model", **STEP
    )
    assert any(warning.code == "ragam_berlebih" for warning in found.warnings)
    assert np.isfinite(found.autocorrelation)
