"""Minimum detectable effects: the published formula, brute force, and what must not matter."""

from dataclasses import replace

import numpy as np
import pytest
from doubted_panels import long_frame, one_start, panel_of, staggered
from scipy.stats import t as student

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact.detection.plan import planned
from evaluasi.impact.detection.simulation import (
    _coefficients,
    _labels,
    _reassigned,
)
from evaluasi.impact.inference.assignments import assignments


def residuals(panel):
    """Two-way residuals once treated and untreated each have a mean path of their own."""
    y = panel.outcome - im.did(panel).estimate * panel.treated
    y = y - y.mean(axis=1, keepdims=True)
    return y - y.mean(axis=0)


def covariances(panel, m):
    """Variance, and mean covariance before, after and across, of the residuals."""
    e = residuals(panel)
    omega = e.T @ e / (panel.n_units - 2)
    before, after = omega[:m, :m], omega[m:, m:]
    off = [block[~np.eye(len(block), dtype=bool)].mean() for block in (before, after)]
    return np.trace(before) / m, np.trace(after) / (len(omega) - m), *off, omega[:m, m:].mean()


def test_the_formula_of_burlig_preonas_and_woerman():
    panel = panel_of(one_start(treated=10, units=38, seed=1, rho=0.6))
    m, r, share, units = 7, 5, 10 / 38, 38
    var_before, var_after, psi_b, psi_a, psi_x = covariances(panel, m)
    inside = var_before / m + var_after / r + (m - 1) / m * psi_b + (r - 1) / r * psi_a - 2 * psi_x
    se = np.sqrt(inside / (share * (1 - share) * units))
    found = im.minimum_detectable_effect(panel)
    assert found.table["se"][0] == pytest.approx(se)
    critical = student.ppf(0.975, 37) + student.ppf(0.8, 37)
    assert found.estimate == pytest.approx(critical * se)


def test_the_formula_of_frison_and_pocock_beside_it():
    panel = panel_of(one_start(treated=10, units=38, seed=1))
    left = 38 * 12 - 38 - 11 - 1
    variance = (residuals(panel) ** 2).sum() / left
    expected = np.sqrt(variance * (1 / 7 + 1 / 5) / (10 / 38 * 28 / 38 * 38))
    found = im.minimum_detectable_effect(panel)
    assert found.table["se"][1] == pytest.approx(expected)


def test_serial_correlation_makes_the_independent_formula_claim_too_much():
    panel = panel_of(one_start(seed=2, years=range(2006, 2022), rho=0.7))
    serial, independent = im.minimum_detectable_effect(panel).table["mde"]
    assert serial > 1.3 * independent


@pytest.mark.parametrize("rho", [0.0, 0.6])
def test_simulation_agrees_with_the_closed_form(rho):
    panel = panel_of(one_start(treated=10, units=38, seed=5, rho=rho))
    closed = im.minimum_detectable_effect(panel)
    drawn = im.minimum_detectable_effect(panel, method="simulation", draws=2000)
    assert drawn.estimate == pytest.approx(closed.estimate, rel=0.08)
    assert 0.03 < drawn.table["size"][0] < 0.08


def test_the_effect_is_detected_as_often_as_promised():
    """Fresh samples with exactly that effect, tested by `did`."""
    designed = panel_of(long_frame([2017.0] * 15 + [np.nan] * 25, range(2012, 2022), seed=0))
    effects, found = [], []
    for seed in range(150):
        frame = long_frame([2017.0] * 15 + [np.nan] * 25, range(2012, 2022), seed=seed + 1)
        panel = panel_of(frame)
        effects.append(im.minimum_detectable_effect(panel).estimate)
        result = im.did(panel)
        found.append((result.estimate, result.se))
    mde = np.mean(effects)  # one panel's estimate of its own noise is off by a few percent
    power = np.mean([b + mde > student.ppf(0.975, 39) * se for b, se in found])
    assert power == pytest.approx(0.8, abs=0.1)  # three binomial errors of 150 samples
    assert im.minimum_detectable_effect(designed).estimate == pytest.approx(mde, rel=0.25)


@pytest.mark.parametrize("what", [{}, {"covariates": ["ciri"], "weights": "bobot"}])
def test_placebo_estimates_are_those_of_did(what):
    rng = np.random.default_rng(0)
    frame = staggered(seed=3)
    frame["ciri"] = rng.normal(size=len(frame))
    frame["bobot"] = 1.0 + frame["kode"].str[-1].astype(int)
    panel = panel_of(frame, **what)
    plan = planned(panel, None, None)
    histories, label = _labels(plan)
    arranged, _all = assignments(label, 5, 1)
    beta, errors, df = _coefficients(plan, histories, arranged)
    for i, arrangement in enumerate(arranged):
        source = np.array([np.flatnonzero(label == name)[0] for name in arrangement])
        again = im.did(plan.panel.reassigned(source))
        assert beta[i] == pytest.approx(again.estimate)
        assert errors[i] == pytest.approx(again.se)
        assert df == again.df


def test_randomisation_power_is_that_of_the_test_itself():
    """One treated unit of 30: each placebo is tested by `randomization_inference`."""
    panel = panel_of(one_start(treated=1, units=30, seed=6))
    found = im.minimum_detectable_effect(panel, method="simulation", power=0.7, draws=30)
    assert found.settings["inference"] == "randomization"
    plan = planned(panel, None, None)
    _histories, label = _labels(plan)
    arranged, everything = assignments(label, 30, 1)
    assert everything

    def share(effect):
        rejected = []
        for arrangement in arranged:
            source = np.array([np.flatnonzero(label == name)[0] for name in arrangement])
            placebo = plan.panel.reassigned(source)
            for signed in (effect, -effect):
                shifted = placebo._with(outcome=placebo.outcome + signed * placebo.treated)
                tested = im.randomization_inference(shifted, draws=30)
                rejected.append(tested.p <= 0.05 and tested.estimate * signed > 0)
        return np.mean(rejected)

    assert share(found.estimate * 1.001) >= 0.7
    assert share(found.estimate * 0.999) < 0.7


def test_reassigned_coefficients_move_with_the_treatment():
    plan = planned(panel_of(staggered(seed=3)), None, None)
    histories, label = _labels(plan)
    arranged, _all = assignments(label, 4, 1)
    beta, moves = _reassigned(plan, histories, arranged)
    donors = [np.array([np.flatnonzero(label == name)[0] for name in part]) for part in arranged]
    state = plan.panel.reassigned(donors[2]).treated
    shifted = replace(plan, panel=plan.panel._with(outcome=plan.panel.outcome + 1.7 * state))
    again, _moves = _reassigned(shifted, histories, arranged)
    assert again == pytest.approx(beta + 1.7 * moves[:, 2])
    assert np.diag(moves) == pytest.approx(1.0)


@pytest.mark.parametrize("how", [{}, {"method": "simulation", "draws": 50}])
def test_only_noise_matters(how):
    frame = one_start(seed=7)
    year = frame["tahun"] - 2010
    unit = frame["kode"].str[-2:].astype(int)
    treated = frame["tahun"] >= frame["mulai"]
    moved = frame.assign(nilai=frame["nilai"] + 3 * year**2 + 5 * unit + 8 * treated)
    tenfold = frame.assign(nilai=10 * frame["nilai"])
    plain, other, scaled = (
        im.minimum_detectable_effect(panel_of(f), **how).estimate for f in (frame, moved, tenfold)
    )
    assert other == pytest.approx(plain)
    assert scaled == pytest.approx(10 * plain)


def test_more_treated_units_or_less_power_detect_smaller_effects():
    panel = panel_of(one_start(treated=1))
    sizes = [
        im.minimum_detectable_effect(panel, n_treated=n, start=2017).estimate for n in (4, 8, 16)
    ]
    assert sizes == sorted(sizes, reverse=True)
    half = im.minimum_detectable_effect(panel, n_treated=8, start=2017, power=0.5).estimate
    assert half < sizes[1]


def test_a_plan_needs_no_treatment_in_the_panel():
    frame = one_start()
    nobody = panel_of(frame.assign(mulai=np.nan))
    with pytest.raises(ParameterError, match="tidak punya perlakuan"):
        im.minimum_detectable_effect(nobody)
    found = im.minimum_detectable_effect(nobody, n_treated=10, start=2017)
    assert found.n_treated == 10
    assert found.settings["start"] == 2017


@pytest.mark.parametrize(
    "wrong",
    [
        {"n_treated": 5},
        {"n_treated": 38, "start": 2017},
        {"n_treated": 5, "start": 2010},
        {"design": "group_time_att"},
        {"design": "lain"},
        {"method": "simulation", "design": "group_time_att", "inference": "randomization"},
        {"power": 1.2},
    ],
)
def test_plans_and_options_that_cannot_be_are_refused(wrong):
    with pytest.raises(ParameterError):
        im.minimum_detectable_effect(panel_of(one_start()), **wrong)


def test_too_few_units_for_any_effect_to_show():
    panel = panel_of(one_start(treated=1, units=10))
    found = im.minimum_detectable_effect(panel, method="simulation")
    assert found.estimate == np.inf
    assert "Tidak ada pengaruh yang cukup besar" in found.summary()
    assert "sedikit_gugus_diperlakukan" in [w.code for w in found.warnings]


def test_units_with_gaps_are_left_out_and_listed_in_closed_form_only():
    frame = one_start(seed=8)
    frame.loc[frame.index[-3], "nilai"] = np.nan
    closed = im.minimum_detectable_effect(panel_of(frame))
    assert closed.n_units == 37
    assert "deret_tak_lengkap" in set(closed.dropped["reason"])
    drawn = im.minimum_detectable_effect(panel_of(frame), method="simulation", draws=20)
    assert drawn.n_units == 38


def test_clusters_of_units_are_for_simulation():
    frame = one_start(treated=10, units=40).assign(gugus=lambda f: f["kode"].str[:4])
    panel = panel_of(frame[frame["kode"] != "35.10"], cluster="gugus")
    with pytest.raises(ParameterError, match="gugusnya sendiri"):
        im.minimum_detectable_effect(panel)


def test_group_time_effects_by_simulation():
    told = []
    found = im.minimum_detectable_effect(
        panel_of(staggered()),
        method="simulation",
        design="group_time_att",
        draws=20,
        progress=told.append,
    )
    assert told
    assert np.isfinite(found.estimate)
    assert found.settings["inference"] == "cluster"
    assert found.se > 0


def test_the_same_seed_gives_the_same_effect():
    panel = panel_of(staggered())
    one, two, other = (
        im.minimum_detectable_effect(panel, method="simulation", draws=50, seed=seed)
        for seed in (1, 1, 2)
    )
    assert one.summary() == two.summary()
    assert one.estimate != other.estimate
    assert one.seed == 1


def test_cut_into_parts_or_not_the_placebos_are_the_same(monkeypatch):
    panel = panel_of(staggered())
    how = {"method": "simulation", "draws": 60}
    whole = im.minimum_detectable_effect(panel, **how)
    monkeypatch.setattr("evaluasi.impact.detection.simulation.CELLS", 1000)
    assert im.minimum_detectable_effect(panel, **how).estimate == pytest.approx(whole.estimate)


def test_too_many_pairs_of_placebos_are_refused():
    panel = panel_of(staggered())
    how = {"method": "simulation", "inference": "randomization", "draws": 2001}
    with pytest.raises(ParameterError, match="berpasangan"):
        im.minimum_detectable_effect(panel, **how)


def test_years_of_anticipation_are_told():
    panel = panel_of(one_start(), anticipation=1)
    codes = [w.code for w in im.minimum_detectable_effect(panel).warnings]
    assert "antisipasi_diabaikan" in codes


@pytest.mark.parametrize(
    ("frame", "how", "words"),
    [
        (one_start(treated=1, units=2), {}, "Hanya 2 unit"),
        (
            one_start(treated=1, units=8),
            {"method": "simulation", "inference": "cluster"},
            "Satu gugus",
        ),
        (
            one_start(treated=1, units=8),
            {"method": "simulation", "design": "group_time_att", "draws": 10},
            "galat bakunya",
        ),
    ],
    ids=["two units", "one treated", "one treated, group-time"],
)
def test_no_number_without_a_spread_to_measure(frame, how, words):
    with pytest.raises(ParameterError, match=words):
        im.minimum_detectable_effect(panel_of(frame), **how)
