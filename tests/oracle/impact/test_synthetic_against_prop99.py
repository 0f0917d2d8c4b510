"""California's Proposition 99, as its authors published it (packs of cigarettes per head).

Weights and the mean squared gap: Abadie, Diamond and Hainmueller 2010, table 2 and text. Synthetic
difference-in-differences: Arkhangelsky et al. 2021, table 1 (one decimal).
"""

import numpy as np
import pandas as pd
import pytest
from published import here, read

from evaluasi.impact import Panel
from evaluasi.impact.synthetic.did_weights import weighted_did
from evaluasi.impact.synthetic_control import synthetic_control
from evaluasi.impact.synthetic_did import synthetic_did

CALIFORNIA = "03"
WEIGHTS = {"34": 0.334, "21": 0.234, "19": 0.199, "04": 0.164, "05": 0.069}
"""Utah, Nevada, Montana, Colorado, Connecticut."""

pytestmark = here


@pytest.fixture(scope="module")
def smoking():
    frame = read("synth_smoking.csv")
    frame["state"] = frame["state"].map("{:02d}".format)
    frame["year"] = frame["year"].astype(int)
    frame["start"] = np.where(frame["state"] == CALIFORNIA, 1989, np.nan)
    return frame


@pytest.fixture(scope="module")
def panel(smoking):
    columns = {"unit": "state", "time": "year", "outcome": "cigsale", "first_treated": "start"}
    return Panel(smoking, **columns)


@pytest.fixture(scope="module")
def published(smoking, panel):
    def over(column, *years):
        return smoking[smoking["year"].isin(years)].groupby("state")[column].mean()

    eighties = range(1980, 1989)
    predictors = {
        "pendapatan": over("lnincome", *eighties),
        "muda": over("age15to24", *eighties),
        "harga": over("retprice", *eighties),
        "bir": over("beer", *range(1984, 1989)),
        "rokok 1975": over("cigsale", 1975),
        "rokok 1980": over("cigsale", 1980),
        "rokok 1988": over("cigsale", 1988),
    }
    return synthetic_control(panel, unit=CALIFORNIA, predictors=pd.DataFrame(predictors), starts=2)


def test_the_published_weights_are_found(published):
    found = published.weights.set_index("donor")["bobot"]
    assert set(found.index) == set(WEIGHTS)
    for donor, weight in WEIGHTS.items():
        assert found[donor] == pytest.approx(weight, abs=0.01)


def test_the_fit_is_at_least_as_good_as_the_published_one(published):
    assert published.rmspe**2 <= 3.1


def test_california_ranks_first_of_39(published):
    assert published.p == pytest.approx(1 / 39)


def test_the_gap_in_2000_is_about_26_packs(published):
    gap = published.to_frame().set_index("time")["selisih"]
    assert gap[2000] == pytest.approx(-26, abs=0.5)


def test_the_path_alone_gives_the_published_estimate_and_the_rank_found_by_hand(panel):
    found = synthetic_control(panel, unit=CALIFORNIA)
    assert found.estimate == pytest.approx(-19.51363, abs=5e-6)  # published −19.6
    assert found.p == pytest.approx(3 / 39)


@pytest.fixture(scope="module")
def california():
    frame = read("california_prop99.csv")
    frame["start"] = np.where(frame["State"] == "California", 1989, np.nan)
    columns = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita"}
    return Panel(frame, **columns, first_treated="start")


def test_synthetic_did_is_the_published_one(california):
    assert synthetic_did(california).estimate == pytest.approx(-15.6, abs=0.05)


def test_synthetic_did_is_near_that_of_an_unfinished_search(california):
    """The authors' code stops its search early and gives −15.60383; ours is the optimum."""
    assert synthetic_did(california).estimate == pytest.approx(-15.60383, abs=2e-3)


def test_the_spread_of_all_placebos(california):
    """Enumerated by a library's own loop over the 38 states: 9.368828."""
    found = synthetic_did(california)
    assert len(found.placebos) == 38
    assert found.se == pytest.approx(9.368828, abs=1e-3)


def test_equal_weights_give_the_published_plain_difference(california):
    treated = california.outcome[~california.never].mean(axis=0)
    controls = california.outcome[california.never]
    change = (treated[19:].mean() - treated[:19].mean()) - (
        controls[:, 19:].mean() - controls[:, :19].mean()
    )
    assert change == pytest.approx(-27.349, abs=5e-4)  # published −27.3


def test_the_unit_weights_are_no_worse_than_those_of_the_authors_search(california):
    """Their search ends at an objective of 9.37392 (ours computed with their stopping rule)."""
    before = california.times < 1989
    treated = california.outcome[~california.never].mean(axis=0)
    controls = california.outcome[california.never].T
    fitted = weighted_did(treated, controls, 19, 1)
    level = controls[before] - controls[before].mean(axis=0)
    target = treated[before] - treated[before].mean()
    ridge = 12**0.25 * np.diff(controls[before], axis=0).std(ddof=1)
    misfit = ((level @ fitted.units - target) ** 2).sum() / 19
    assert misfit + ridge**2 * (fitted.units**2).sum() <= 9.37392
