"""Every result of an impact design draws itself, with the numbers that its table holds."""

import numpy as np
import pandas as pd
import pytest
from test_synthetic import panel

from evaluasi import impact as im


@pytest.fixture(scope="module")
def control():
    return im.synthetic_control(panel(), unit="35.00")


def test_a_synthetic_control_draws_its_path(control):
    drawn = control.plot("poin").data
    assert drawn["Nyata"].tolist() == control.table["nyata"].tolist()
    assert drawn["Tanpa perubahan"].tolist() == control.table["sintetis"].tolist()


def test_a_synthetic_control_draws_its_gap_among_placebos(control):
    drawn = control.plot("poin", what="placebo").data
    assert drawn["Placebo terendah"].to_numpy() == pytest.approx(
        control.placebo_gaps.min(axis=1).to_numpy()
    )


def test_a_synthetic_control_draws_its_weights_the_heaviest_first(control):
    drawn = control.plot(what="bobot").data
    assert control.weights["donor"][0] in drawn.to_numpy().ravel().tolist()
    assert len(drawn) == len(control.weights)


def test_a_synthetic_did_draws_its_path():
    found = im.synthetic_did(panel())
    assert found.plot().data["Tanpa perubahan"].tolist() == found.table["sintetis"].tolist()


def test_an_interrupted_series_draws_its_line_without_the_effect():
    months = pd.period_range("2018-01", periods=48, freq="M")
    series = pd.Series(np.random.default_rng(1).poisson(30, 48).astype(float), index=months)
    found = im.interrupted_time_series(series, at="2020-07", family="poisson")
    drawn = found.plot("pengaduan").data
    assert drawn["Tanpa perubahan"].tolist() == found.path["tanpa_patahan"].tolist()


def test_an_event_study_draws_its_years_and_what_bends_it_its_bounds():
    study = im.event_study(panel(years=range(2010, 2022), donors=20, treated=5), draws=99)
    drawn = study.plot("poin").data
    assert drawn["Tahun sejak mulai"].tolist() == study.table["event_time"].tolist()
    bent = im.honest_did(study, m=[0.5, 1.0], draws=2000)
    limits = bent.plot("poin").data["Batas bawah"].tolist()
    assert limits == [bent.ci[0], *bent.table["ci_low"]]


def test_a_plain_difference_draws_its_headline():
    found = im.did(panel(treated=4))
    values = found.plot("poin").data.select_dtypes("number").to_numpy().ravel()
    assert found.estimate in values
