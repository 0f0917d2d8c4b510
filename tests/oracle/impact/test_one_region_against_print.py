"""Printed numbers on one treated unit and on trends that bend, as a table that this file holds.

Proposition 99: Abadie, Diamond and Hainmueller 2010 (weights); the introduction to the R package
synthdid (estimates, weights, effective numbers); the read-me of the R package tidysynth (means of
predictors, three digits). Medicaid: the read-me of the R package HonestDiD, and of its Stata
sister, which prints the effect over both years. Sicily: Lopez Bernal and others 2017.
"""

import json

import numpy as np
import pandas as pd
import pytest
from published import FOLDER, here, read
from validation_table import Table

from evaluasi import impact as im
from evaluasi.impact.honest import magnitudes, smoothness
from evaluasi.impact.honest.coefficients import Coefficients

WEIGHTS = {"34": 0.334, "21": 0.234, "19": 0.199, "04": 0.164, "05": 0.069}
STATES = {
    "Nevada": 0.124,
    "New Hampshire": 0.105,
    "Connecticut": 0.078,
    "Delaware": 0.070,
    "Colorado": 0.058,
    "Illinois": 0.053,
    "Nebraska": 0.048,
    "Montana": 0.045,
    "Utah": 0.042,
    "New Mexico": 0.041,
    "Minnesota": 0.039,
    "Wisconsin": 0.037,
    "West Virginia": 0.034,
    "North Carolina": 0.033,
    "Idaho": 0.031,
    "Ohio": 0.031,
    "Maine": 0.028,
    "Iowa": 0.026,
}
YEARS = {1988: 0.427, 1986: 0.366, 1987: 0.206}
MEANS = {
    "lnincome": (10.1, 9.83),
    "retprice": (89.4, 87.3),
    "age15to24": (0.174, 0.173),
    "beer": (24.3, 23.7),
    "cigsale 1975": (127, 137),
    "cigsale 1980": (120, 138),
    "cigsale 1988": (90.1, 114),
}
BEND = {
    0.0: (0.0259, 0.0607),
    0.01: (0.0132, 0.0787),
    0.02: (0.00286, 0.0907),
    0.03: (-0.00714, 0.101),
    0.04: (-0.0171, 0.111),
    0.05: (-0.0271, 0.121),
}
FIRST_YEAR = {
    0.5: (0.0241, 0.0673),
    1: (0.0171, 0.0720),
    1.5: (0.00859, 0.0796),
    2: (-0.00107, 0.0883),
}
BOTH_YEARS = {
    0: (0.041, 0.075),
    0.5: (0.033, 0.080),
    1: (0.020, 0.090),
    1.5: (0.006, 0.103),
    2: (-0.008, 0.117),
}
ORIGINAL = ((0.029, 0.064), (0.040, 0.075))

LABELS = {
    "weights": ("Prop. 99: bobot lima donor (Abadie dkk. 2010)", 0.01),
    "means": ("Prop. 99: rata-rata prediktor, relatif (tidysynth, tiga angka)", 5e-3),
    "plain": ("Prop. 99: beda-dalam-beda −27,34911 (synthdid)", 5e-6),
    "estimate": ("Prop. 99: beda-dalam-beda sintetis −15,60383 (synthdid)", 2e-3),
    "states": ("Prop. 99: bobot 18 unit dan 3 tahun (synthdid, tiga desimal)", 1.5e-3),
    "effective": ("Prop. 99: banyak unit dan tahun efektif (synthdid)", 2e-3),
    "bend": ("Medicaid: kemulusan, enam M (HonestDiD, tiga angka)", 3e-4),
    "first": ("Medicaid: relatif, tahun pertama, empat M (HonestDiD)", 5e-4),
    "both": (
        "Medicaid: relatif, rata-rata dua tahun, lima M (honestdid Stata, 3 desimal)",
        9e-4,
    ),
    "original": ("Medicaid: selang bila tren sejajar (honestdid Stata, 3 desimal)", 5e-4),
    "sicily": ("Sisilia: nisbah dan selangnya (Lopez Bernal dkk. 2017)", 1e-3),
}
"""Key of a row: its label, and how far ours may be. Half a printed digit where the numbers are the
same; more where the other search stops early or steps over a grid (0.00036 wide in `both`)."""

TABLE = Table("dampak-satu-wilayah", dict(LABELS.values()))

pytestmark = here


def note(key, ours, theirs):
    TABLE.note(LABELS[key][0], ours, theirs)


@pytest.fixture(scope="module")
def smoking():
    frame = read("synth_smoking.csv").astype({"year": int})
    frame["state"] = frame["state"].map("{:02d}".format)
    frame["start"] = np.where(frame["state"] == "03", 1989, np.nan)
    return frame


def over(frame, name):
    """Mean of a predictor over its years, by state."""
    column, *year = name.split()
    first = 1984 if column == "beer" else 1980
    years = [int(year[0])] if year else range(first, 1989)
    return frame[frame["year"].isin(years)].groupby("state")[column].mean()


def test_synthetic_california(smoking):
    columns = {"unit": "state", "time": "year", "outcome": "cigsale", "first_treated": "start"}
    predictors = pd.DataFrame({name: over(smoking, name) for name in MEANS})
    panel = im.Panel(smoking, **columns)
    found = im.synthetic_control(panel, unit="03", predictors=predictors, starts=2)
    weights = found.weights.set_index("donor")["bobot"]
    assert set(weights.index) == set(WEIGHTS)
    note("weights", weights[list(WEIGHTS)], list(WEIGHTS.values()))
    printed = np.array(list(MEANS.values()))
    note("means", found.balance[["unit", "rata_donor"]] / printed, np.ones_like(printed))


def test_synthetic_differences():
    frame = read("california_prop99.csv")
    frame["start"] = np.where(frame["State"] == "California", 1989, np.nan)
    columns = {"unit": "State", "time": "Year", "outcome": "PacksPerCapita"}
    panel = im.Panel(frame, **columns, first_treated="start")
    found = im.synthetic_did(panel)
    note("plain", im.did(panel).estimate, -27.34911)
    note("estimate", found.estimate, -15.60383)
    units = found.unit_weights.set_index("unit")["bobot"]
    years = found.time_weights.set_index("tahun")["bobot"]
    assert list(units.index[:10]) == list(STATES)[:10]
    note("states", [*units[list(STATES)], *years[list(YEARS)]], [*STATES.values(), *YEARS.values()])
    note("effective", [1 / (w**2).sum() for w in (units, years)], [16.388, 2.783])


@pytest.fixture(scope="module")
def medicaid():
    given = json.loads((FOLDER / "medicaid_eventstudy.json").read_text())
    b, v = np.array(given["b"]), np.array(given["V"])
    return [Coefficients(b, v, 5, np.array(target)) for target in ([1.0, 0.0], [0.5, 0.5])]


def relative(given, sizes):
    return [magnitudes.interval(given, m, 0.95, draws=50_000, seed=1) for m in sizes]


def test_medicaid(medicaid):
    first, both = medicaid
    note("bend", [smoothness.interval(first, m, 0.95) for m in BEND], list(BEND.values()))
    note("first", relative(first, FIRST_YEAR), list(FIRST_YEAR.values()))
    note("both", relative(both, BOTH_YEARS), list(BOTH_YEARS.values()))
    reach = 1.959964 * np.array([-1, 1])
    note("original", [given.effect + given.se * reach for given in medicaid], ORIGINAL)


def test_a_set_on_a_grid_lies_within_ours(medicaid):
    """Their set is the part of ours that their grid meets, up to their three decimals."""
    for (low, high), printed in zip(
        relative(medicaid[1], BOTH_YEARS), BOTH_YEARS.values(), strict=True
    ):
        assert low <= printed[0] + 5e-4
        assert high >= printed[1] - 5e-4


def test_sicily():
    frame = read("sicily.csv")
    months = frame["year"].astype(str) + "-" + frame["month"].map("{:02d}".format)
    frame.index = pd.PeriodIndex(months, freq="M")
    call = {"at": "2005-01", "slope": False, "harmonics": 0, "family": "poisson"}
    found = im.interrupted_time_series(
        frame["aces"], exposure=frame["stdpop"], errors="model", **call
    )
    note("sicily", found.ratio, (0.894, 0.864, 0.925))


def test_the_page_says_what_was_found():
    TABLE.hold()
