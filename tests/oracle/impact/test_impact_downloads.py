"""Published examples whose data are not at hand: laid in a folder, their numbers are tried too.

Name the folder in EVALUASI_CONTOH. What belongs in it, from public repositories:

castle.dta              scunning1975/mixtape (Cheng and Hoekstra 2013)
nofault_divorce.dta     tgoldring/ddtiming (Stevenson and Wolfers 2006)
csdid/                  d2cml-ai/csdid: csdid/test_csdid/r_ref/sim/*.csv and data/sim_data.csv
"""

import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from published import FOLDER as SHARED
from published import here
from validation_table import Table

from evaluasi.impact import Panel, bacon, group_time_att

FOLDER = Path(os.environ.get("EVALUASI_CONTOH", "tidak-ada"))

SIM = "R did: 660 sel enam panel simulasi, dr dan reg, kedua pembanding, dan galat bakunya"
FACTOR = "R did: kovariat berupa kata"
OPTIONS = "R did, mpdta: universal, antisipasi, bobot, gugus"
SIM_AVERAGES = "R did: sel dan empat rata-rata sim_data dengan kovariat"
CASTLE = "bacondecomp, castle: koefisien, bobot dan rata-rata tiap jenis, pasangan terberat"
STATA = "Stata estat bdecomp, castle: koefisien, galat baku, selang, p, bobot, rata-rata"
# Read off a figure from memory; to be compared with the paper before it is quoted (confidence B).
DIVORCE = (
    "Goodman-Bacon 2021, cerai: koefisien, bobot dan rata-rata tiap jenis "
    "(dua desimal, keyakinan B)"
)
PARITY = Table(
    "dampak-unduhan",
    # Logit of glm stops at 1e-8 of the deviance, ours at full precision.
    {SIM: 1e-9, FACTOR: 1e-9, OPTIONS: 1e-9, SIM_AVERAGES: 1e-9}
    | {CASTLE: 5e-6 + 1e-9, STATA: 5e-7, DIVORCE: 5e-3},
)

pytestmark = [
    here,
    pytest.mark.skipif(not FOLDER.exists(), reason="EVALUASI_CONTOH tidak menunjuk folder contoh"),
]


def sim(name):
    return pd.read_csv(FOLDER / "csdid" / name)


def effects(frame, roles, *, covariates=(), anticipation=0, weights=None, cluster=None, **how):
    frame = frame.assign(unit=frame[roles["unit"]].astype(str))
    parts = {"anticipation": anticipation, "weights": weights, "cluster": cluster}
    panel = Panel(frame, **roles | {"unit": "unit"}, covariates=covariates, **parts)
    return group_time_att(panel, draws=0, **how)


def compare(row, gt, reference):
    both = gt.to_frame().merge(reference, left_on=["cohort", "time"], right_on=["group", "t"])
    assert len(both) == len(reference) == len(gt.to_frame())
    PARITY.note(row, both["estimate"], both["att"])
    # Where a cohort is a single cluster there is no error of ours to compare.
    known = both["se_x"].notna()
    PARITY.note(row, both["se_x"][known], both["se_y"][known])


SIMULATED = {"unit": "id", "time": "period", "outcome": "Y", "first_treated": "G"}
MPDTA = {"unit": "countyreal", "time": "year", "outcome": "lemp", "first_treated": "first.treat"}
CONTROL = {"nevertreated": "never", "notyettreated": "notyet"}


def test_simulated_panels():
    cases = sim("ref_sim.csv").groupby(["dataset", "control", "est"])
    assert sum(len(reference) for _case, reference in cases) == 660
    for (name, control, method), reference in cases:
        how = {"control": CONTROL[control], "method": method}
        compare(SIM, effects(sim(f"{name}.csv"), SIMULATED, covariates=["X"], **how), reference)


def test_a_covariate_of_words():
    gt = effects(sim("factor_cov.csv"), SIMULATED, covariates=["cat"], method="reg")
    compare(FACTOR, gt, sim("ref_factor.csv"))


@pytest.mark.parametrize(
    ("scenario", "how"),
    [
        ("universal", {"base_period": "universal"}),
        ("anticipation1", {"anticipation": 1}),
        ("weighted", {"weights": "wt"}),
        ("clustered", {"cluster": "clust"}),
    ],
)
def test_options(scenario, how):
    reference = sim("ref_gaps.csv")
    gt = effects(sim("mpdta_extra.csv"), MPDTA, method="reg", **how)
    compare(OPTIONS, gt, reference[reference["scenario"] == scenario])


def test_averages_with_a_covariate():
    gt = effects(sim("sim_data.csv"), SIMULATED, covariates=["X"])
    cells = pd.read_csv(SHARED / "csdid_rref_attgt.csv")
    compare(SIM_AVERAGES, gt, cells[cells["scenario"] == "sim_nev_dr"])
    averages = pd.read_csv(SHARED / "csdid_rref_aggte.csv").query("scenario == 'sim_nev_dr'")
    for kind, reference in averages.groupby("type"):
        found = gt.aggregate(kind)
        overall = reference[["overall_att", "overall_se"]].iloc[0]
        PARITY.note(SIM_AVERAGES, [found.estimate, found.se], overall)
        if kind != "simple":
            rows = found.to_frame()[["estimate", "se"]]
            PARITY.note(SIM_AVERAGES, rows, reference[["att_egt", "se_egt"]])


def castle(shift):
    frame = pd.read_stata(FOLDER / "castle.dta")[["sid", "year", "effyear", "homicide"]]
    frame = frame.assign(
        sid=frame["sid"].astype(int).astype(str),
        mulai=frame["effyear"] + shift,
        nilai=np.log(frame["homicide"].astype(float)),
    )
    columns = {"unit": "sid", "time": "year", "outcome": "nilai", "first_treated": "mulai"}
    return bacon(Panel(frame, **columns))


def by_kind(found):
    return found.by_kind().set_index("kind")[["weight", "estimate"]]


def test_castle_as_bacondecomp_prints_it():
    """Vignette and notebook of R `bacondecomp`; five decimals, the heaviest pair seven."""
    found = castle(0)
    kinds = by_kind(found).loc[["earlier_later", "later_earlier", "never"]]
    printed = [[0.05976, -0.00554], [0.03190, 0.07032], [0.90834, 0.08796]]
    PARITY.note(CASTLE, kinds, printed)
    heaviest = found.to_frame().sort_values("weight").iloc[-1]
    PARITY.note(CASTLE, heaviest[["cohort", "weight", "estimate"]], [2006, 0.5923947, 0.06823587])
    # The logarithm there is rounded to single precision.
    PARITY.note(CASTLE, found.estimate, 0.0818116169306475)


def test_castle_as_stata_prints_it():
    """A course of S. Rowe: xtdidregress with exposure from the year after the law, 50 states."""
    found = castle(1)
    ours = [found.estimate, found.se, *found.ci]
    PARITY.note(STATA, ours, [0.0693984, 0.0558596, -0.0428557, 0.1816526])
    assert round(found.p, 3) == 0.220
    kinds = by_kind(found).loc[["never", "earlier_later", "later_earlier"]]
    printed = [[0.898809, 0.07843799], [0.077079, -0.02857716], [0.024112, 0.04563468]]
    PARITY.note(STATA, kinds, printed)


def test_divorce_as_the_paper_has_it():
    """Goodman-Bacon (2021), figure 6: coefficient −3.08, and four kinds of comparison."""
    frame = pd.read_stata(FOLDER / "nofault_divorce.dta").astype({"state": str, "treat": str})
    frame["asmrs"] = frame["asmrs"].astype(float)
    frame["treat"] = (frame["treat"] != "Not treated").astype(int)
    columns = {"unit": "state", "time": "year", "outcome": "asmrs", "treatment": "treat"}
    found = bacon(Panel(frame, **columns))
    kinds = by_kind(found).loc[["later_always", "earlier_later", "later_earlier", "never"]]
    printed = [[0.38, -7.04], [0.11, -0.19], [0.26, 3.51], [0.24, -5.33]]
    PARITY.note(DIVORCE, found.estimate, -3.08)
    PARITY.note(DIVORCE, kinds, printed)


def test_the_page_says_what_was_measured():
    PARITY.hold()
