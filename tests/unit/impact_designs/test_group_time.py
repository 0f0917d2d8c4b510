"""Group-time effects: what they are, what leaves them as they are, and when they say no."""

import numpy as np
import pandas as pd
import pytest
from made_panels import long_frame, panel_of, staggered

from evaluasi.errors import ParameterError
from evaluasi.impact import group_time_att

EXACT = 1e-10
KINDS = ["simple", "dynamic", "group", "calendar"]


def cells(frame, parts=(), **how):
    panel = panel_of(frame, **dict(parts))
    return group_time_att(panel, draws=0, **how).to_frame()


def codes(result):
    return [warning.code for warning in result.warnings]


def test_a_cell_is_the_difference_of_mean_changes_and_its_error_that_of_two_means():
    frame = staggered()
    wide = frame.pivot(index="kode", columns="tahun", values="nilai")
    start = frame.groupby("kode")["mulai"].first()
    for row in cells(frame).to_dict("records"):
        g, t = row["cohort"], row["time"]
        change = wide[t] - wide[g - 1 if t >= g else t - 1]
        treated, never = change[start == g], change[start.isna()]
        assert row["estimate"] == pytest.approx(treated.mean() - never.mean(), abs=EXACT)
        variance = treated.var(ddof=0) / len(treated) + never.var(ddof=0) / len(never)
        assert row["se"] == pytest.approx(np.sqrt(variance), abs=EXACT)


def test_not_yet_treated_comparisons_are_those_that_start_after_the_cell():
    frame = staggered()
    wide = frame.pivot(index="kode", columns="tahun", values="nilai")
    start = frame.groupby("kode")["mulai"].first().fillna(np.inf)
    for row in cells(frame, control="notyet").to_dict("records"):
        g, t = row["cohort"], row["time"]
        change = wide[t] - wide[g - 1 if t >= g else t - 1]
        expected = change[start == g].mean() - change[(start > t) & (start != g)].mean()
        assert row["estimate"] == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("how", [{}, {"control": "notyet"}, {"base_period": "universal"}])
@pytest.mark.parametrize("method", ["reg", "ipw", "dr"])
def test_levels_of_units_and_years_cancel(how, method):
    frame = staggered()
    shifted = frame["nilai"] + frame["kode"].str[3:].astype(int) * 100.0
    shifted += frame["tahun"].map({year: year**2 / 1000 for year in frame["tahun"].unique()})
    one = cells(frame, {"covariates": ["ciri"]}, method=method, **how)
    other = cells(frame.assign(nilai=shifted), {"covariates": ["ciri"]}, method=method, **how)
    pd.testing.assert_frame_equal(one, other, rtol=1e-7, atol=1e-7)


@pytest.mark.parametrize("control", ["never", "notyet"])
def test_an_effect_put_in_comes_out_everywhere_after_the_start_and_nowhere_before(control):
    frame = long_frame([2016.0] * 3 + [2018.0] * 3 + [np.nan] * 3, range(2014, 2020), noise=0)
    frame["nilai"] += 0.1 * frame["tahun"] * frame["ciri"]
    table = cells(frame, {"covariates": ["ciri"]}, control=control, method="reg")
    expected = (table["time"] >= table["cohort"]).astype(float)
    np.testing.assert_allclose(table["estimate"], expected, atol=1e-9)


def test_the_order_of_the_rows_changes_no_byte():
    frame = staggered()
    mixed = frame.sample(frac=1, random_state=3)
    one, other = (group_time_att(panel_of(f, covariates=["ciri"])) for f in (frame, mixed))
    assert one.to_frame().to_csv() == other.to_frame().to_csv()
    assert one.aggregate("dynamic").to_frame().equals(other.aggregate("dynamic").to_frame())


def test_units_already_treated_at_the_first_year_change_nothing_and_are_listed():
    frame = staggered()
    early = long_frame([2012.0] * 5, range(2014, 2022), seed=9)
    early["kode"] = "36" + early["kode"].str[2:]
    one = group_time_att(panel_of(frame))
    other = group_time_att(panel_of(pd.concat([frame, early])))
    pd.testing.assert_frame_equal(one.to_frame(), other.to_frame())
    assert "sudah_diperlakukan" in codes(other)
    assert other.dropped["unit"].nunique() == 5
    assert other.n_units == one.n_units


def test_every_unit_twice_leaves_the_estimates_and_shrinks_errors_by_the_root_of_two():
    frame = staggered()
    twin = frame.assign(kode="36" + frame["kode"].str[2:])
    for kind in KINDS:
        one, two = (
            group_time_att(panel_of(f, covariates=["ciri"]), draws=0).aggregate(kind)
            for f in (frame, pd.concat([frame, twin]))
        )
        assert two.estimate == pytest.approx(one.estimate, abs=EXACT)
        assert two.se == pytest.approx(one.se / np.sqrt(2), abs=EXACT)


def test_twins_in_one_cluster_have_the_error_of_one():
    frame = staggered()
    twin = frame.assign(kode="36" + frame["kode"].str[2:])
    both = pd.concat([frame, twin]).assign(gugus=lambda f: f["kode"].str[2:])
    one = group_time_att(panel_of(frame), draws=0)
    two = group_time_att(panel_of(both, cluster="gugus"), draws=0)
    assert two.n_clusters == one.n_units
    columns = ["estimate", "se", "p"]
    pd.testing.assert_frame_equal(one.to_frame()[columns], two.to_frame()[columns])
    assert two.aggregate("dynamic").se == pytest.approx(one.aggregate("dynamic").se, abs=EXACT)


def test_whole_weights_count_like_repeated_units():
    frame = staggered()
    twice = frame["kode"].isin(["35.01", "35.30"])
    extra = frame[twice].assign(kode="36" + frame["kode"].str[2:])
    repeated = group_time_att(panel_of(pd.concat([frame, extra])), draws=0)
    weighted = group_time_att(
        panel_of(frame.assign(bobot=1 + twice.astype(float)), weights="bobot"), draws=0
    )
    for kind in KINDS:
        one, other = weighted.aggregate(kind).to_frame(), repeated.aggregate(kind).to_frame()
        np.testing.assert_allclose(one["estimate"], other["estimate"], atol=EXACT)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("how", [{}, {"control": "notyet", "method": "ipw"}])
def test_the_influence_of_an_average_is_its_derivative_with_respect_to_a_weight(kind, how):
    """Including the part that comes from estimated cohort shares."""
    frame = staggered()
    parts = {"covariates": ["ciri"], "weights": "bobot"}

    def averaged(weight_of_first):
        weights = np.where(frame["kode"] == "35.09", weight_of_first, 1.0)
        panel = panel_of(frame.assign(bobot=weights), **parts)
        return group_time_att(panel, draws=0, **how).aggregate(kind)

    base, step = averaged(1.0), 1e-5
    slope = (averaged(1 + step).estimate - averaged(1 - step).estimate) / (2 * step) * 40
    assert base.overall_influence[8] == pytest.approx(slope, rel=1e-5, abs=1e-6)


def test_averages_are_the_averages_that_they_say_they_are():
    frame = staggered()
    gt = group_time_att(panel_of(frame), draws=0)
    table = gt.to_frame()
    size = table["cohort"].map({2017: 8, 2018: 6, 2020: 6})
    e = table["time"] - table["cohort"]

    def mean(rows):
        return np.average(table["estimate"][rows], weights=size[rows])

    assert gt.aggregate("simple").estimate == pytest.approx(mean(e >= 0), abs=EXACT)
    assert gt.estimate == gt.aggregate("simple").estimate
    by_event = gt.aggregate("dynamic").to_frame().set_index("event_time")["estimate"]
    assert by_event.index.tolist() == list(range(-5, 5))
    for event, estimate in by_event.items():
        assert estimate == pytest.approx(mean(e == event), abs=EXACT)
    assert gt.aggregate("dynamic").estimate == pytest.approx(by_event[by_event.index >= 0].mean())
    by_cohort = gt.aggregate("group").to_frame().set_index("cohort")["estimate"]
    assert by_cohort[2018] == pytest.approx(
        table["estimate"][(table["cohort"] == 2018) & (e >= 0)].mean(), abs=EXACT
    )
    assert gt.aggregate("group").estimate == pytest.approx(
        np.average(by_cohort, weights=[8, 6, 6]), abs=EXACT
    )
    by_year = gt.aggregate("calendar").to_frame().set_index("time")["estimate"]
    assert by_year[2019] == pytest.approx(mean((table["time"] == 2019) & (e >= 0)), abs=EXACT)


def test_a_balanced_average_keeps_the_cohorts_it_keeps_at_every_event_time():
    gt = group_time_att(panel_of(staggered()), draws=0)
    kept = gt.aggregate("dynamic", balance_e=3).to_frame()["event_time"]
    assert kept.max() == 3
    narrow = gt.aggregate("dynamic", min_e=-1, max_e=1)
    assert narrow.to_frame()["event_time"].tolist() == [-1, 0, 1]
    assert narrow.settings["min_e"] == -1


def test_averages_without_a_cell_after_the_start_are_refused():
    gt = group_time_att(panel_of(staggered()), draws=0)
    with pytest.raises(ParameterError, match="Tidak ada sel"):
        gt.aggregate("dynamic", max_e=-1)


def test_universal_cells_at_their_base_are_zero_without_an_error():
    table = cells(staggered(), base_period="universal")
    base = table[table["time"] == table["cohort"] - 1]
    assert (base["estimate"] == 0).all()
    assert base["se"].isna().all()


def test_after_the_start_both_bases_agree():
    one, other = (cells(staggered(), base_period=base) for base in ("varying", "universal"))
    after = [
        table[table["time"] >= table["cohort"]].reset_index(drop=True) for table in (one, other)
    ]
    pd.testing.assert_frame_equal(*after)


def test_anticipation_moves_the_base_back():
    frame = staggered()
    wide = frame.pivot(index="kode", columns="tahun", values="nilai")
    start = frame.groupby("kode")["mulai"].first()
    table = cells(frame, {"anticipation": 1}).set_index(["cohort", "time"])["estimate"]
    change = wide[2019] - wide[2016]
    expected = change[start == 2018].mean() - change[start.isna()].mean()
    assert table[2018, 2019] == pytest.approx(expected, abs=EXACT)


def test_without_never_treated_the_last_cohort_is_the_last_comparison():
    frame = staggered()
    frame = frame[frame["mulai"].notna()]
    with pytest.raises(ParameterError, match="notyet"):
        group_time_att(panel_of(frame))
    gt = group_time_att(panel_of(frame), control="notyet")
    assert sorted(gt.to_frame()["cohort"].unique()) == [2017, 2018]
    assert gt.to_frame()["time"].max() == 2019
    assert "tanpa_pembanding" in codes(gt)
    assert sorted(gt.dropped["time"].unique()) == [2020, 2021]


def test_a_cohort_of_one_has_an_estimate_but_no_error_and_is_named():
    frame = long_frame([2016.0] + [2017.0] * 6 + [np.nan] * 10, range(2014, 2020))
    gt = group_time_att(panel_of(frame))
    table = gt.to_frame()
    alone = table["cohort"] == 2016
    assert table.loc[alone, "estimate"].notna().all()
    assert table.loc[alone, ["se", "ci_low", "p", "band_low"]].isna().all(axis=None)
    assert table.loc[~alone, "se"].gt(0).all()
    told = next(w for w in gt.warnings if w.code == "angkatan_satu_gugus")
    assert "2016" in told
    by_cohort = gt.aggregate("group")
    assert by_cohort.to_frame()["se"].isna().tolist() == [True, False]
    assert "galat_terlalu_kecil" in codes(by_cohort)


def test_a_single_treated_unit_has_no_error_at_all():
    gt = group_time_att(panel_of(long_frame([2016.0] + [np.nan] * 10, range(2014, 2020))))
    assert np.isfinite(gt.estimate)
    assert np.isnan([gt.se, gt.p, *gt.ci]).all()
    assert "sedikit_gugus_diperlakukan" in codes(gt)
    assert gt.pretest is None


def test_a_single_comparison_unit_has_no_error_either():
    gt = group_time_att(panel_of(long_frame([2016.0] * 6 + [np.nan], range(2014, 2020))))
    assert gt.to_frame()["se"].isna().all()


def test_a_cohort_within_one_cluster_has_no_error():
    frame = staggered()
    frame["gugus"] = np.where(frame["mulai"] == 2018, "satu", frame["kode"])
    table = group_time_att(panel_of(frame, cluster="gugus"), draws=0).to_frame()
    assert table.loc[table["cohort"] == 2018, "se"].isna().all()
    assert table.loc[table["cohort"] != 2018, "se"].notna().all()


def test_small_cohorts_are_named():
    frame = long_frame([2016.0] * 3 + [2017.0] * 9 + [np.nan] * 10, range(2014, 2020))
    told = [w for w in group_time_att(panel_of(frame)).warnings if w.code == "angkatan_kecil"]
    assert len(told) == 1
    assert "2016" in told[0]
    assert "2017" not in told[0]


def test_an_outcome_without_variation_gives_no_zero_error():
    frame = staggered()
    frame.loc[frame["tahun"] >= 2019, "nilai"] = 5.0
    gt = group_time_att(panel_of(frame))
    flat = gt.to_frame().query("cohort == 2020 and time == 2021")
    assert flat["estimate"].tolist() == [0.0]
    assert flat["se"].isna().all()
    assert "galat_nol" in codes(gt)


def test_collinear_covariates_leave_named_holes_not_numbers():
    frame = staggered().assign(kembar=lambda f: 3 * f["ciri"] + 1)
    gt = group_time_att(panel_of(frame, covariates=["ciri", "kembar"]))
    assert gt.to_frame()["estimate"].isna().all()
    assert "sel_tak_tertaksir" in codes(gt)
    assert "kolinear" in next(w for w in gt.warnings if w.code == "sel_tak_tertaksir")
    assert np.isnan(gt.estimate)


def test_a_cell_without_a_comparison_is_named_and_left_out_of_averages():
    frame = long_frame([2016.0] * 5 + [2018.0] * 5 + [np.nan] * 5, range(2014, 2021))
    hidden = frame["mulai"].isna() & (frame["tahun"] == 2019)
    gt = group_time_att(panel_of(frame[~hidden]), gaps="pairwise")
    lost = gt.to_frame().query("time == 2019")
    assert lost["estimate"].isna().all()
    assert "(2016, 2019)" in next(w for w in gt.warnings if w.code == "sel_tak_tertaksir")
    assert np.isfinite(gt.aggregate("calendar").to_frame()["estimate"]).all()


def test_incomplete_units_are_left_out_and_listed_or_used_where_they_can_be():
    frame = staggered()
    hole = (frame["kode"] == "35.25") & (frame["tahun"] == 2015)
    gt = group_time_att(panel_of(frame[~hole]), draws=0)
    complete = group_time_att(panel_of(frame[frame["kode"] != "35.25"]), draws=0)
    pd.testing.assert_frame_equal(gt.to_frame(), complete.to_frame())
    assert gt.dropped["unit"].unique().tolist() == ["35.25"]
    pairwise = group_time_att(panel_of(frame[~hole]), draws=0, gaps="pairwise")
    whole = group_time_att(panel_of(frame), draws=0)
    touched = pairwise.to_frame()["time"].isin([2015, 2016])
    pd.testing.assert_frame_equal(
        pairwise.to_frame()[~touched], whole.to_frame()[~touched], rtol=1e-12
    )
    assert pairwise.n_units == 40


def test_a_complete_panel_is_the_same_whatever_is_done_about_gaps():
    frame = staggered()
    for control in ("never", "notyet"):
        one, other = (
            cells(frame, {"covariates": ["ciri", "kabut"]}, control=control, gaps=gaps)
            for gaps in ("drop", "pairwise")
        )
        pd.testing.assert_frame_equal(one, other)


def test_a_hole_in_the_years_is_bridged_by_the_last_observed_year():
    frame = staggered()
    gap = frame[frame["tahun"] != 2017]
    table = cells(gap).set_index(["cohort", "time"])["estimate"]
    wide = frame.pivot(index="kode", columns="tahun", values="nilai")
    start = frame.groupby("kode")["mulai"].first()
    change = wide[2018] - wide[2016]
    expected = change[start == 2018].mean() - change[start.isna()].mean()
    assert table[2018, 2018] == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"control": "nevertreated"},
        {"method": "ols"},
        {"base_period": "first"},
        {"gaps": "fill"},
        {"critical": "z"},
        {"level": 95},
        {"draws": -1},
    ],
)
def test_an_unknown_option_is_refused_by_name(wrong):
    with pytest.raises(ParameterError, match=next(iter(wrong))):
        group_time_att(panel_of(staggered()), **wrong)


def test_the_interval_is_of_the_t_distribution_unless_the_normal_is_asked_for():
    t, normal = (group_time_att(panel_of(staggered()), critical=c) for c in ("t", "normal"))
    assert t.df == 39
    assert (t.ci[1] - t.estimate) / t.se == pytest.approx(2.0226909, abs=1e-6)
    assert (normal.ci[1] - normal.estimate) / normal.se == pytest.approx(1.9599640, abs=1e-6)


def test_the_pretest_is_the_wald_statistic_of_the_cells_before_the_start():
    gt = group_time_att(panel_of(staggered()), draws=0)
    before = (gt.to_frame()["time"] < gt.to_frame()["cohort"]).to_numpy()
    estimates, covariance = gt.cells.att[before], gt.covariance[np.ix_(before, before)]
    w = estimates @ np.linalg.inv(covariance) @ estimates
    assert gt.pretest.statistic == pytest.approx(w, rel=1e-8)
    assert gt.pretest.restrictions == before.sum()
    assert "bukan bukti" in gt.summary()


def test_covariances_have_the_errors_on_their_diagonal():
    gt = group_time_att(panel_of(staggered()))
    for result in (gt, gt.aggregate("dynamic")):
        np.testing.assert_allclose(
            np.sqrt(np.diag(result.covariance)), result.to_frame()["se"], rtol=1e-12
        )


def test_a_result_tells_all_that_is_needed_to_judge_it():
    text = group_time_att(panel_of(staggered())).aggregate("dynamic").summary()
    for part in (
        "galat baku",
        "control = never",
        "method = dr",
        "40 unit",
        "benih = 1",
        "40 gugus",
    ):
        assert part in text
