"""The diagnosis of the ASEM example equals that of COINr, to 1e-10 or to the digits it prints."""

import numpy as np
import pandas as pd
import pytest
from asem import FOLDER, data, expected, here, recipe
from validation_table import Table

from evaluasi.agreement import cronbach_alpha
from evaluasi.scoring.composite import Impute, Screen, Treat, build_index
from evaluasi.scoring.composite.alpha import alphas
from evaluasi.scoring.composite.availability import availability
from evaluasi.scoring.composite.components import principal_components
from evaluasi.scoring.composite.correlations import correlations, size_bias
from evaluasi.scoring.composite.families import children
from evaluasi.scoring.composite.importance import effective_weights
from evaluasi.scoring.composite.leave_one_out import leave_one_out
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.statistics import FINE, statistics

TOLERANCE = 1e-10
STATISTICS = "statistik indikator mentah dan dirawat"
CORRELATIONS = "korelasi antartingkat, dengan induk, dan dengan indeks"
ALPHA = "alfa Cronbach"
COMPONENTS = "simpangan baku komponen utama"
WEIGHTS = "bobot efektif"
SHIFTS = "pergeseran tanpa satu pilar"
AVAILABLE = "ketersediaan per satuan dan per kelompok"
UNITS = "skor tiga negara"
PANEL = "panel lima tahun"
RELATIVE = (STATISTICS, CORRELATIONS, ALPHA, COMPONENTS, WEIGHTS, SHIFTS, AVAILABLE, UNITS, PANEL)
PARITY = Table("komposit-diagnosis", dict.fromkeys(RELATIVE, TOLERANCE))
pytestmark = here
SIZES = ["Area", "Energy", "GDP", "Population"]
NUMBERS = {
    "minimum": "Min",
    "maksimum": "Max",
    "rata_rata": "Mean",
    "median": "Median",
    "simpangan_baku": "Std",
    "kemencengan": "Skew",
    "kurtosis": "Kurt",
    "tersedia": "N.Avail",
    "bukan_nol": "N.NonZero",
    "nilai_berbeda": "N.Unique",
    "nilai_sama": "N.Same",
    "bagian_tersedia": "Frc.Avail",
    "bagian_bukan_nol": "Frc.NonZero",
    "bagian_berbeda": "Frc.Unique",
    "bagian_sama": "Frc.Same",
}
FLAGS = {
    "tanda_tersedia": "Flag.Avail",
    "tanda_bukan_nol": "Flag.NonZero",
    "tanda_berbeda": "Flag.Unique",
    "tanda_pencilan": "Flag.SkewKurt",
}


@pytest.fixture(scope="module")
def nominal():
    return build_index(recipe(), data())


def close(row, ours, theirs):
    """Note a difference relative to the reference where that is above 1, as areas and GDP are."""
    theirs = np.asarray(theirs, dtype=float)
    size = np.maximum(1, np.abs(theirs))
    PARITY.note(row, np.asarray(ours, dtype=float) / size, theirs / size)


@pytest.mark.parametrize(("stage", "name"), [("mentah", "stats_raw"), ("dirawat", "stats_treated")])
def test_statistics_and_flags(nominal, stage, name):
    theirs = expected(name).set_index("iCode")
    ours = statistics(nominal.stages[stage]).table.set_index("kode").loc[theirs.index]
    for own, other in NUMBERS.items():
        close(STATISTICS, ours[own], theirs[other])
    for own, other in FLAGS.items():
        assert ((ours[own] == FINE) == (theirs[other] == "ok")).all()
    assert (theirs["Flag.Unique"] != "ok").any()


@pytest.mark.parametrize("name", ["corr_1_2", "corr_3_4"])
def test_correlations_between_levels(nominal, name):
    matrix = correlations(nominal).matrix
    for one, other, r in expected(name).itertuples(index=False):
        close(CORRELATIONS, matrix.at[one, other], r)


def test_correlations_with_parent_and_index(nominal):
    """The file's first column is the level, so the relation tells which pair is meant."""
    table = correlations(nominal).table
    ours = {(row["hubungan"], row["kode"]): row["korelasi"] for row in table.to_dict("records")}
    kinds = {"Sub-index": "induk", "Index": "leluhur"}
    for level, code, r in expected("corr_1_family").itertuples(index=False):
        close(CORRELATIONS, ours[kinds[level], code], r)


def test_pairs_of_siblings_flagged_as_high(nominal):
    table = correlations(nominal).table
    ours = table[(table["hubungan"] == "saudara") & (table["korelasi"] > 0.75)]
    ours = ours[ours["kode"].isin(nominal.stages["mentah"].columns)]
    found = {
        (frozenset((a, b)), round(r, 3))
        for a, b, r in zip(ours["kode"], ours["dengan"], ours["korelasi"], strict=True)
    }
    theirs = expected("corr_flags_high")
    wanted = {
        (frozenset((a, b)), r)
        for a, b, r in zip(theirs["Ind1"], theirs["Ind2"], theirs["Corr"], strict=True)
    }
    assert found == wanted


def test_indicators_bound_to_size(nominal):
    table = size_bias(nominal, data(), SIZES)
    ours = table[table["mentah"].abs() > 0.7].set_index(["kode", "ukuran"])["mentah"]
    theirs = expected("denom_corr").set_index(["Ind", "Denom"])["Corr"]
    assert set(ours.index) == set(theirs.index)
    assert (ours[theirs.index] - theirs.to_numpy()).abs().max() <= 0.0051  # two digits printed


def test_alpha_of_every_group(nominal):
    found = alphas(nominal).table
    by_code = found.set_index("kode")["alfa"]
    by_name = found.set_index("nama")["alfa"]
    for what, alpha in expected("cronbach").itertuples(index=False):
        if what == "Raw_all":
            ours = cronbach_alpha(nominal.stages["mentah"])
        elif what == "Agg_pillars":
            ours = by_name["semua unsur tingkat 2"]
        elif what == "Agg_sub":
            ours = by_code["Index"]
        else:
            ours = by_code[what.removeprefix("Normalised_")]
        close(ALPHA, ours, alpha)
    assert by_code["SusEcFin"] < 0


@pytest.mark.parametrize("code", ["Conn", "Sust"])
def test_principal_components(nominal, code):
    members = children(nominal.recipe.framework)[code]
    ours = principal_components(nominal.scores[members]).table
    theirs = expected(f"pca_importance_{code}").set_index("stat")
    close(COMPONENTS, ours["simpangan_baku"], theirs.loc["Standard deviation"].astype(float))
    for own, other in (
        ("bagian", "Proportion of Variance"),
        ("kumulatif", "Cumulative Proportion"),
    ):
        printed = theirs.loc[other].astype(float)
        np.testing.assert_allclose(ours[own], printed, rtol=0, atol=1.01e-5)


def test_effective_weights():
    theirs = expected("weights_effective").set_index("iCode")["EffWeight"]
    close(WEIGHTS, effective_weights(recipe())[theirs.index], theirs)


def test_mean_shift_without_each_pillar(nominal):
    theirs = expected("remove_pillar_meanabsdiff").set_index("iCode")["MeanAbsDiff"].drop("Nominal")
    found = leave_one_out(nominal, theirs.index)
    close(SHIFTS, found.table.set_index("kode").loc[theirs.index, "pergeseran_rata"], theirs)
    ranked = expected("remove_pillar_ranks").set_index("uCode")[list(theirs.index)]
    assert (found.ranks.loc[ranked.index] == ranked).all().all()


def test_availability_by_unit_and_group(nominal):
    found = availability(nominal.stages["berpenyebut"], nominal.recipe.framework)
    units = expected("availability_denominated").set_index("uCode")
    names = {
        "kosong": "N_missing",
        "nol": "N_zero",
        "kosong_atau_nol": "N_miss_or_zero",
        "bagian_tersedia": "Dat_Avail",
        "bagian_bukan_nol": "Non_Zero",
    }
    for own, other in names.items():
        close(AVAILABLE, found.units.loc[units.index, own], units[other])
    groups = expected("availability_bygroup").set_index("uCode")
    close(AVAILABLE, found.groups.loc[groups.index, list(groups)], groups)


def test_ranks_within_groups(nominal):
    theirs = expected("results_aggs_groupranks").set_index("uCode")
    for _group, rows in theirs.groupby("EurAsia_group"):
        codes = list(rows.columns.drop("EurAsia_group"))
        for code in codes:
            assert (ranks(nominal.scores.loc[rows.index, code].to_numpy()) == rows[code]).all()


@pytest.mark.parametrize("unit", ["IDN", "ESP", "CHE"])
def test_scores_and_ranks_of_one_unit(nominal, unit):
    theirs = expected(f"unit_summary_{unit}").set_index("Code")
    close(UNITS, nominal.scores.loc[unit, theirs.index], theirs["Score"])
    assert (nominal.ranks.loc[unit, theirs.index] == theirs["Rank"]).all()


def test_a_panel_on_one_scale_for_all_years():
    """Each year is screened and treated by itself; the scale spans all years."""
    panel = pd.read_csv(FOLDER / "data" / "ASEM_iData_p.csv")
    panel.index = panel["uCode"] + panel["Time"].astype(str)
    own = recipe().varied(denominate=False, screen=Screen(least=0.9), impute=Impute("none"))
    years = [build_index(own, rows).stages["dirawat"] for _year, rows in panel.groupby("Time")]
    whole = own.varied(screen=Screen(), treat=Treat("none"))
    ours = build_index(whole, pd.concat(years)).scores
    theirs = expected("purse_aggregated")
    theirs.index = theirs["uCode"] + theirs["Time"].astype(str)
    assert set(ours.index) == set(theirs.index)
    close(PANEL, ours.loc[theirs.index], theirs[list(ours.columns)])


def test_the_page_says_what_was_measured():
    PARITY.hold()
