"""Outcomes carry the effects, the serial correlation and the breaks that the truth tells."""

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from evaluasi import impact
from evaluasi.simulation import outcomes, world
from evaluasi.simulation.laws import law

SEEDS = range(12)


def residuals(tables, truth, indicator):
    """What is left of each value once all that the truth tells is taken out, regions × years."""
    told = law("capaian.seri")[indicator]
    rows = tables["capaian"].query("indikator == @indicator")
    wide = rows.pivot_table(index="kode", columns="tahun", values="nilai")
    values = np.log(wide) if told.get("log") else wide
    mean = np.log(told["rata"]) if told.get("log") else told["rata"]
    regional = truth["capaian_wilayah"].query("indikator == @indicator").set_index("kode")["efek"]
    yearly = truth["capaian_tahun"].query("indikator == @indicator").set_index("tahun")["efek"]
    first = law("capaian.tahun")[0]
    adopted = truth["adopsi"].set_index("kode")["tahun_adopsi"].reindex(values.index)
    years = values.columns.to_numpy()
    effect = outcomes.effect(told, adopted.to_numpy(float, na_value=np.nan), years)
    trend = told["tren"] * (years - first) + yearly[years].to_numpy()
    known = mean + regional.reindex(values.index).to_numpy()[:, None] + trend + effect
    return (values.to_numpy() - known) / told["galat"]


@pytest.mark.parametrize("indicator", ["p0", "ikm", "pdrb_pk", "pengeluaran", "pad"])
def test_the_rest_is_serially_correlated_as_stated(province, indicator):
    rest = residuals(province.tables, province.truth, indicator)
    assert rest.std() == pytest.approx(1, abs=0.12)
    found = np.corrcoef(rest[:, :-1].ravel(), rest[:, 1:].ravel())[0, 1]
    # Standard error of one panel of 38 × 11: about 0.04.
    assert found == pytest.approx(law("capaian.korelasi_serial"), abs=0.13)


def test_long_series_have_the_serial_correlation_of_the_law():
    drawn = outcomes.ar1(np.random.default_rng(1), (40, 2_000), 0.6)
    assert np.corrcoef(drawn[:, :-1].ravel(), drawn[:, 1:].ravel())[0, 1] == pytest.approx(
        0.6, abs=0.01
    )
    assert drawn.std() == pytest.approx(1, abs=0.02)
    assert drawn[:, 0].std() == pytest.approx(1, abs=0.35)


def test_the_effect_starts_in_the_year_of_adoption():
    told = {"pengaruh": -0.1, "tumbuh": -0.05}
    found = outcomes.effect(told, np.array([2020, np.nan]), np.arange(2018, 2023))
    np.testing.assert_allclose(found, [[0, 0, -0.1, -0.15, -0.2], [0] * 5], atol=1e-12)


def estimate(capaian, adopted, indicator):
    rows = capaian[capaian["indikator"] == indicator].merge(adopted, on="kode")
    panel = impact.Panel(
        rows, unit="kode", time="tahun", outcome="nilai", first_treated="tahun_adopsi"
    )
    return impact.did(panel)


def test_over_seeds_the_estimate_is_right_on_average_and_its_interval_honest(nation):
    found = []
    for seed in SEEDS:
        made = outcomes.outcomes(world.build(nation.wilayah, "jatim", seed))
        found.append(estimate(made.capaian, made.truth["adopsi"], "p0"))
    true = law("capaian.seri")["p0"]["pengaruh"]
    # One estimate varies by 0.10 from seed to seed, their mean by 0.03.
    assert np.mean([one.estimate for one in found]) == pytest.approx(true, abs=0.10)
    assert sum(one.ci[0] <= true <= one.ci[1] for one in found) >= 9


def test_adoption_is_staggered_and_worse_off_regions_lead(province):
    adopted = province.truth["adopsi"].set_index("kode")["tahun_adopsi"]
    told = law("capaian.adopsi")
    assert set(adopted.dropna()) == set(range(told["mulai"], told["sampai"] + 1))
    assert adopted.isna().mean() == pytest.approx(told["tidak_pernah"], abs=0.02)
    effects = province.truth["capaian_wilayah"].query("indikator == 'p0'").set_index("kode")["efek"]
    assert effects[adopted.dropna().index].mean() > effects[adopted.isna()].mean()


def test_complaints_break_at_the_month_that_the_truth_names(province):
    truth = province.truth["patahan_layanan"].set_index("kode")
    rows = province.tables["layanan"].query("indikator == 'pengaduan_masuk'")
    steps, spreads = [], []
    for kode, part in rows.groupby("kode"):
        time = np.arange(len(part))
        at = int((part["bulan"].to_numpy() < np.datetime64(truth.loc[kode, "bulan_patahan"])).sum())
        after = (time >= at).astype(float)
        season = [np.cos(2 * np.pi * time / 12), np.sin(2 * np.pi * time / 12)]
        design = np.column_stack([np.ones(len(time)), time, *season, after, after * (time - at)])
        fit = sm.GLM(part["nilai"], design, family=sm.families.Poisson()).fit()
        steps.append(fit.params.iloc[4] - truth.loc[kode, "jenjang"])
        spreads.append(fit.pearson_chi2 / fit.df_resid)
    assert np.mean(steps) == pytest.approx(0, abs=0.05)
    assert np.mean(spreads) > 1.5  # more spread than Poisson


def test_more_complaints_are_settled_after_the_break(province):
    rows = province.tables["layanan"].pivot_table(
        index=["kode", "bulan"], columns="indikator", values="nilai"
    )
    assert (rows["pengaduan_selesai"] <= rows["pengaduan_masuk"]).all()
    at = province.truth["patahan_layanan"].set_index("kode")["bulan_patahan"]
    codes, months = rows.index.get_level_values("kode"), rows.index.get_level_values("bulan")
    after = np.asarray(months >= pd.to_datetime(at[codes].to_numpy()))
    sums = rows.groupby(after).sum()
    share = sums["pengaduan_selesai"] / sums["pengaduan_masuk"]
    told = law("layanan.selesai")
    assert share[False] == pytest.approx(told["sebelum"], abs=0.01)
    assert share[True] == pytest.approx(told["sesudah"], abs=0.01)
