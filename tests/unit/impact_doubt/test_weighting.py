"""Weighting against estimating equations solved by other means, and its own promises."""

import numpy as np
import pytest
from doubted_panels import ROLES, cross_section
from scipy.optimize import approx_fprime

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact.observables.sample import read_units
from evaluasi.impact.staggered.two_by_two import estimate as two_by_two


def weighted(frame=None, **how):
    return im.weighting(cross_section() if frame is None else frame, **ROLES, **how)


def design(frame):
    words = [(frame["jenis"] == word).to_numpy(dtype=float) for word in ("kota", "pulau")]
    columns = [np.ones(len(frame)), frame["awal"], frame["ciri"], *words]
    return np.column_stack(columns), frame["perlakuan"].to_numpy(), frame["nilai"].to_numpy()


def equations(theta, x, d, y, estimand, method):
    """Every model and mean as an estimating equation per unit, (n, parameters)."""
    k = x.shape[1]
    beta, rest = theta[:k], theta[k:]
    e = 1 / (1 + np.exp(-x @ beta))
    w1 = d / e if estimand == "ATE" else d * 1.0
    w0 = (1 - d) / (1 - e) if estimand == "ATE" else (1 - d) * e / (1 - e)
    score = x * (d - e)[:, None]
    if method == "ipw":
        mu1, mu0 = rest
        return np.column_stack([score, w1 * (y - mu1), w0 * (y - mu0)])
    g1, g0 = rest[:k], rest[k : 2 * k]
    a1, a0, base = rest[2 * k :]
    fitted1 = x * (d * (y - x @ g1))[:, None]
    fitted0 = x * ((1 - d) * (y - x @ g0))[:, None]
    if estimand == "ATE":
        left1, left0, moved = y - x @ g1, y - x @ g0, x @ g1 - x @ g0 - base
    else:
        left1, left0, moved = y - x @ g0, y - x @ g0, base + 0 * y
    means = [w1 * (left1 - a1), w0 * (left0 - a0), moved]
    return np.column_stack([score, fitted1, fitted0, *means])


def solved(x, d, y, estimand, method):
    """Newton steps on the mean of the equations with a numerical Jacobian; sandwich error."""
    k = x.shape[1]
    theta = np.zeros(k + (2 if method == "ipw" else 2 * k + 3))

    def mean(theta):
        return equations(theta, x, d, y, estimand, method).mean(axis=0)

    for _step in range(30):
        jacobian = approx_fprime(theta, mean, 1e-7)
        theta = theta - np.linalg.solve(jacobian, mean(theta))
    meat = equations(theta, x, d, y, estimand, method)
    moved = np.linalg.solve(approx_fprime(theta, mean, 1e-6), meat.T).T
    contrast = np.zeros(len(theta))
    contrast[-2:] = (1, -1) if method == "ipw" else 0
    if method == "aipw":
        contrast[-3:] = (1, -1, 1)
    return float(contrast @ theta), float(np.sqrt(((moved @ contrast) ** 2).sum()) / len(y))


@pytest.mark.parametrize("estimand", ["ATT", "ATE"])
@pytest.mark.parametrize("method", ["ipw", "aipw"])
def test_estimate_and_error_against_stacked_estimating_equations(estimand, method):
    frame = cross_section()
    expected, se = solved(*design(frame), estimand, method)
    found = weighted(frame, estimand=estimand, method=method)
    assert found.estimate == pytest.approx(expected, abs=1e-6)
    assert found.se == pytest.approx(se, rel=1e-5)  # of a numerical Jacobian


@pytest.mark.parametrize(("method", "other"), [("ipw", "ipw"), ("aipw", "dr")])
def test_on_the_treated_it_is_the_cell_estimator_of_staggered_designs(method, other):
    sample = read_units(cross_section(), "perlakuan", "nilai", ROLES["covariates"], "kode")
    ones = np.ones(len(sample.d))
    cell = two_by_two(other, sample.y[:, None], sample.d, sample.x, ones)
    found = weighted(method=method)
    assert found.estimate == pytest.approx(float(cell.att[0]))
    assert found.se == pytest.approx(float(np.sqrt((cell.psi**2).sum())) / len(ones))


def test_weights_balance_what_they_were_fitted_to():
    found = weighted()
    assert found.balance["smd_after"].abs().max() < 0.1
    assert found.effective[0] == pytest.approx(found.n_treated)
    assert found.effective[1] < (found.weights["treated"] == 0).sum()


def test_the_regression_rescues_a_wrong_score():
    """The outcome is linear in what the score leaves out; only the regression knows it."""
    rng = np.random.default_rng(5)
    frame = cross_section(n=4000, seed=5)
    frame["nilai"] = 2 * frame["perlakuan"] + 3 * frame["awal"] + rng.normal(size=len(frame))
    kept = frame["perlakuan"].eq(1) | (rng.random(len(frame)) < 1 / (1 + frame["awal"] ** 2))
    frame = frame[kept]  # selection that a logit in awal does not describe
    doubly = weighted(frame, method="aipw")
    assert doubly.estimate == pytest.approx(2.0, abs=4 * doubly.se)
    assert doubly.se < weighted(frame).se


def test_trimmed_units_are_listed_and_the_score_is_fitted_anew():
    plain = weighted(estimand="ATE")
    found = weighted(estimand="ATE", trim=0.15)
    lost = plain.n_units - found.n_units
    assert lost > 0
    assert (found.dropped["reason"] == "di_luar_tumpang_tindih").sum() == lost
    assert "di_luar_tumpang_tindih" in [w.code for w in found.warnings]
    alone = weighted(cross_section()[cross_section()["kode"].isin(found.weights["unit"])])
    assert found.weights["score"].to_numpy() == pytest.approx(alone.weights["score"].to_numpy())


@pytest.mark.parametrize("method", ["ipw", "aipw"])
def test_neither_order_nor_scale_of_the_covariates_matters(method):
    frame = cross_section()
    plain = weighted(frame, method=method)
    for other in (frame[::-1], frame.assign(ciri=-1e4 * frame["ciri"] + 3)):
        again = weighted(other, method=method)
        assert again.estimate == pytest.approx(plain.estimate)
        assert again.se == pytest.approx(plain.se)


@pytest.mark.parametrize("method", ["ipw", "aipw"])
def test_an_effect_added_to_the_treated_is_found(method):
    frame = cross_section()
    moved = frame.assign(nilai=frame["nilai"] + 5 * frame["perlakuan"])
    for estimand in ("ATT", "ATE"):
        how = {"estimand": estimand, "method": method}
        assert weighted(moved, **how).estimate - weighted(frame, **how).estimate == pytest.approx(5)


def test_no_spread_no_error():
    found = weighted(cross_section().assign(nilai=1.0))
    assert found.estimate == pytest.approx(0.0)
    assert np.isnan(found.se)


def test_one_treated_unit_has_no_error():
    frame = cross_section()
    alone = frame[frame["perlakuan"].eq(0) | (frame["perlakuan"].cumsum() == 20)]
    alone = alone[alone["perlakuan"].eq(0) | ~alone["perlakuan"].duplicated()]
    found = im.weighting(alone, **ROLES | {"covariates": ["ciri"]})
    assert found.n_treated == 1
    assert np.isfinite(found.estimate)
    assert np.isnan(found.se)
    assert "sedikit_gugus_diperlakukan" in [w.code for w in found.warnings]


def test_small_samples_are_told():
    assert "contoh_kecil" in [w.code for w in weighted(cross_section(n=150)).warnings]
    assert "contoh_kecil" not in [w.code for w in weighted().warnings]


@pytest.mark.berat
@pytest.mark.parametrize(
    "verb",
    [
        lambda f: im.weighting(f, **ROLES),
        lambda f: im.weighting(f, **ROLES, method="aipw", estimand="ATE"),
        lambda f: im.matching(f, **ROLES, caliper=0.2, adjust=True),
        lambda f: im.matching(f, **ROLES, replace=True),
    ],
    ids=["ipw", "aipw", "pairs", "replacement"],
)
def test_intervals_cover_the_truth(verb):
    found = [verb(cross_section(seed=seed)) for seed in range(2000)]
    inside = np.mean([result.ci[0] <= 2 <= result.ci[1] for result in found])
    assert 0.91 < inside < 0.97


@pytest.mark.parametrize(
    "wrong", [{"estimand": "ATC"}, {"method": "dr"}, {"trim": 0.5}, {"trim": 0.49999}]
)
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ParameterError):
        weighted(estimand="ATE", **wrong) if "estimand" not in wrong else weighted(**wrong)
