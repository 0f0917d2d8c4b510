"""Every stage of the ASEM example, and the 60 listed runs, equal those of COINr."""

import pandas as pd
import pytest
from asem import SCALES, aggregated, data, expected, here, recipe, weight_sets
from validation_table import Table

from evaluasi.scoring.composite import (
    Assumption,
    Impute,
    Normalise,
    Treat,
    build_index,
    sensitivity,
    uncertainty,
)

TOLERANCE = 1e-10
STAGE = "tahap ASEM (mentah, berpenyebut, terisi, dirawat, ternormalisasi)"
SCORES = "skor semua tingkat"
RUNS = "60 jalan yang tercatat (perawatan, skala, bobot, agregasi)"
OTHERS = "tujuh indeks dengan skala dan rata-rata lain"
FILLED = "tiga cara mengisi kekosongan"
SHAPES = "kemencengan dan kurtosis sebelum dirawat"
RANKS = "peringkat (nominal, 60 jalan, tanpa satu pilar)"
ENDS = "peringkat 5% dan 95%, 10.000 tarikan, terhadap 200.000"
MEAN = "peringkat rata-rata, 10.000 tarikan, terhadap 200.000"
SOBOL = "Sobol total, rata-rata 20 acakan n = 1.024, terhadap n = 65.536"
SOBOL_EACH = "Sobol total, tiap acakan"
PARITY = Table(
    "komposit",
    dict.fromkeys((STAGE, SCORES, RUNS, OTHERS, FILLED, SHAPES), TOLERANCE)
    | {RANKS: 0, ENDS: 1, MEAN: 0.15, SOBOL: 0.01, SOBOL_EACH: 0.06},
)
STAGES = {
    "mentah": "dset_Raw",
    "berpenyebut": "dset_Denominated",
    "terisi": "dset_Imputed",
    "dirawat": "dset_Treated",
    "ternormalisasi": "dset_Normalised",
}
pytestmark = here


@pytest.fixture(scope="module")
def nominal():
    return build_index(recipe(), data())


def note(row, ours, reference):
    theirs = reference.set_index("uCode")
    PARITY.note(row, ours.loc[theirs.index, list(theirs.columns)], theirs)


@pytest.mark.parametrize(("stage", "name"), STAGES.items())
def test_each_stage_is_coinrs(nominal, stage, name):
    note(STAGE, nominal.stages[stage], expected(name))


def test_scores_of_every_level_are_coinrs(nominal):
    note(SCORES, nominal.scores, expected("dset_Aggregated"))


def test_ranks_are_coinrs(nominal):
    theirs = expected("results_full_ranks").set_index("uCode")
    for code in ("Index", "Conn", "Sust"):
        PARITY.note(RANKS, nominal.ranks[code].loc[theirs.index], theirs[code])


def test_the_same_points_were_winsorised(nominal):
    theirs = expected("treat_details").set_index("iCode")["winsorise.nwin"].dropna()
    ours = nominal.treatment.set_index("kode").query("putusan == 'winsorisasi'")
    assert set(ours.index) == set(theirs.index)
    marked = (expected("treat_points") == "winhi").sum() + (
        expected("treat_points") == "winlo"
    ).sum()
    moved = nominal.points["kode"].value_counts()
    assert all(moved[code] == marked[code] for code in theirs.index)


def test_shapes_are_coinrs(nominal):
    theirs = expected("treat_details").set_index("iCode")
    ours = nominal.treatment.set_index("kode").loc[theirs.index]
    for own, other in (("kemencengan", "Skew"), ("kurtosis", "Kurt")):
        PARITY.note(SHAPES, ours[own], theirs[f"check_SkewKurt0.{other}"])


@pytest.mark.parametrize("run", range(1, 61))
def test_each_listed_run_is_coinrs(run):
    chosen = expected("det_sa10_parameters").set_index("run").loc[run]
    varied = recipe().varied(
        treat=Treat(most=int(chosen["winmax"])),
        normalise=SCALES[chosen["norm"]],
        aggregate=aggregated(chosen["agg"]),
        weights=weight_sets()[int(chosen["wset"]) - 1],
    )
    ours = build_index(varied, data())
    scores = expected("det_sa10_scores").set_index("uCode")[f"r_{run}"]
    ranks = expected("det_sa10_ranks").set_index("uCode")[f"r_{run}"]
    PARITY.note(RUNS, ours.index[scores.index], scores)
    PARITY.note(RANKS, ours.ranks["Index"][ranks.index], ranks)


ALTERNATIVES = {
    "base": (Normalise("minmax", 0, 100), "a_amean"),
    "mm1_100_a_gmean": (Normalise("minmax", 1, 100), "a_gmean"),
    "mm1_100_a_hmean": (Normalise("minmax", 1, 100), "a_hmean"),
    "mm1_100_a_amean": (Normalise("minmax", 1, 100), "a_amean"),
    "z10_2_a_gmean": (Normalise("zscore", 10, 2), "a_gmean"),
    "z10_2_a_amean": (Normalise("zscore", 10, 2), "a_amean"),
    "n_prank": (Normalise("prank"), "a_amean"),
}


@pytest.mark.parametrize("name", ALTERNATIVES)
def test_each_alternative_index_is_coinrs(name):
    scale, method = ALTERNATIVES[name]
    ours = build_index(recipe().varied(normalise=scale, aggregate=aggregated(method)), data())
    theirs = expected("index_alternatives").set_index("uCode")[name]
    PARITY.note(OTHERS, ours.index[theirs.index], theirs)


@pytest.mark.parametrize(
    ("method", "name"),
    [
        ("mean", "impute_i_mean"),
        ("median", "impute_i_median"),
        ("row_mean", "impute_rowmean_pillar"),
    ],
)
def test_each_way_to_fill_gaps_is_coinrs(method, name):
    ours = build_index(recipe().varied(impute=Impute(method)), data())
    note(FILLED, ours.stages["terisi"], expected(name))


@pytest.mark.parametrize("pillar", ["Physical", "Social", "Environ", "SusEcFin"])
def test_leaving_a_pillar_out_ranks_as_coinr(pillar):
    own = recipe().varied(framework=recipe().framework.without([pillar]))
    theirs = expected("remove_pillar_ranks").set_index("uCode")[pillar]
    PARITY.note(RANKS, build_index(own, data()).ranks["Index"][theirs.index], theirs)


@pytest.fixture(scope="module")
def vignette():
    """The four assumptions of COINr's vignette, with its 100 sets of weights."""
    return [
        Assumption("treat", [Treat(most=most) for most in range(1, 6)], "Winmax"),
        Assumption("normalise", list(SCALES.values()), "Normalisation"),
        Assumption("weights", weight_sets(), "Weights"),
        Assumption("aggregate", [aggregated(m) for m in ("a_amean", "a_gmean")], "Aggregation"),
    ]


def test_rank_intervals_reach_the_converged_ones(vignette):
    """5 % and 95 % ranks within 1 rank of those after 200,000 runs."""
    ours = uncertainty(recipe(), data(), vignette, draws=10_000, seed=1).table
    theirs = expected("UA_reference_200k_rankstats").set_index("uCode")
    ours = ours.loc[theirs.index]
    PARITY.note(ENDS, ours[["bawah", "atas"]], theirs[["Q5", "Q95"]])
    PARITY.note(MEAN, ours["rata_rata"], theirs["Mean"])
    assert (ours["nominal"] == theirs["Nominal"]).all()


def test_sobol_totals_reach_the_converged_ones(vignette):
    """Mean of scrambles within .01 of n = 65,536, each within .06."""
    runs = [sensitivity(recipe(), data(), vignette, n=1024, seed=seed) for seed in range(20)]
    totals = pd.concat([run.table.set_index("asumsi")["total"] for run in runs], axis=1)
    totals.columns = range(len(runs))
    theirs = expected("SA_reference_n65536_indices").set_index("Variable")["STi"]
    PARITY.note(SOBOL, totals.mean(axis=1)[theirs.index], theirs)
    for each in totals:
        PARITY.note(SOBOL_EACH, totals[each][theirs.index], theirs)


def test_the_page_says_what_was_measured():
    PARITY.hold()
