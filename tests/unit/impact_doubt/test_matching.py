"""Matching: who is matched with whom, and errors against computations of another kind."""

import dataclasses
import pickle
import re

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from doubted_panels import ROLES, cross_section

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact.observables.pairs import match
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance


def matched(**how):
    return im.matching(cross_section(), **ROLES, **how)


def codes(result):
    return [warning.code for warning in result.warnings]


def test_the_largest_score_chooses_first_and_the_nearest_is_taken():
    score = np.array([0.9, 0.5, 0.8, 0.55, 0.1])
    d = np.array([True, True, False, False, False])
    pairs = match(score, d, replace=False, reach=np.inf)
    assert pairs.treated.tolist() == [0, 1]
    assert pairs.control.tolist() == [2, 3]


def test_a_taken_control_is_gone_unless_it_may_be_used_again():
    score = np.array([0.9, 0.85, 0.8, 0.1])
    d = np.array([True, True, False, False])
    assert match(score, d, replace=False, reach=np.inf).control.tolist() == [2, 3]
    assert match(score, d, replace=True, reach=np.inf).control.tolist() == [2, 2]


def test_of_equally_near_ones_the_first_in_the_data():
    score = np.array([0.5, 0.6, 0.4, 0.9])
    pairs = match(score, np.array([True, False, False, False]), replace=False, reach=1)
    assert pairs.control == [1]
    assert pairs.tied == 1


def test_a_tie_is_told():
    frame = cross_section()
    one = frame[frame["perlakuan"] == 0].head(1)
    twins = pd.concat([frame, one.assign(kode="35.9999", nilai=99.0)])
    assert "padanan_seri" in codes(im.matching(twins, **ROLES, replace=True))
    assert "padanan_seri" not in codes(matched(replace=True))


def test_a_caliper_leaves_treated_units_alone_and_lists_them():
    free, held = matched(), matched(caliper=0.05)
    lost = free.n_treated - held.n_treated
    assert lost > 0
    assert (held.dropped["reason"] == "tanpa_padanan").sum() == lost
    assert "mendapat padanan" in held.estimand
    assert held.pairs["distance"].max() < free.pairs["distance"].max()


def test_fewer_controls_than_treated():
    frame = cross_section()
    treated = frame[frame["perlakuan"] == 1]
    few = pd.concat([treated, frame[frame["perlakuan"] == 0].head(len(treated) - 20)])
    found = im.matching(few, **ROLES)
    assert found.n_treated == len(treated) - 20
    assert (found.dropped["reason"] == "tanpa_padanan").sum() == 20


@pytest.mark.parametrize("adjust", [False, True])
def test_errors_by_pair_against_statsmodels(adjust):
    frame = cross_section().set_index("kode")
    found = matched(adjust=adjust)
    rows = frame.loc[[*found.pairs["treated"], *found.pairs["control"]]]
    x = rows[["perlakuan"]].astype(float)
    if adjust:
        x[["awal", "ciri"]] = rows[["awal", "ciri"]]
        for word in ("kota", "pulau"):
            x[word] = (rows["jenis"] == word).astype(float)
    pair = np.tile(np.arange(len(found.pairs)), 2)
    fit = sm.OLS(rows["nilai"], sm.add_constant(x)).fit(
        cov_type="cluster", cov_kwds={"groups": pair, "use_correction": True}
    )
    assert found.estimate == pytest.approx(fit.params["perlakuan"])
    assert found.se == pytest.approx(fit.bse["perlakuan"])


def abadie_imbens(frame, found, score):
    """The variance of Abadie and Imbens (2006), unit by unit."""
    y = frame["nilai"].to_dict()
    gaps = [y[a] - y[b] for a, b in found.pairs[["treated", "control"]].to_numpy()]
    total = sum((gap - np.mean(gaps)) ** 2 for gap in gaps)
    controls = [name for name in frame.index if frame.loc[name, "perlakuan"] == 0]
    for name, used in found.pairs["control"].value_counts().items():
        others = sorted(
            (abs(score[other] - score[name]), controls.index(other))
            for other in controls
            if other != name
        )[:2]
        near = np.mean([y[controls[position]] for _distance, position in others])
        total += used * (used - 1) * 2 / 3 * (y[name] - near) ** 2
    return np.sqrt(total) / len(gaps)


def test_errors_with_replacement_against_the_formula_unit_by_unit():
    frame = cross_section(n=120).set_index("kode")
    found = im.matching(cross_section(n=120), **ROLES, replace=True)
    x = frame[["awal", "ciri"]].copy()
    for word in ("kota", "pulau"):
        x[word] = (frame["jenis"] == word).astype(float)
    logit = sm.Logit(frame["perlakuan"], sm.add_constant(x)).fit(disp=0, tol=1e-14)
    score = dict(zip(frame.index, logit.fittedvalues, strict=True))
    gaps = frame.loc[found.pairs["treated"], "nilai"].to_numpy()
    gaps = gaps - frame.loc[found.pairs["control"], "nilai"].to_numpy()
    assert found.estimate == pytest.approx(gaps.mean())
    assert found.se == pytest.approx(abadie_imbens(frame, found, score))


def test_bias_correction_regresses_the_controls_used():
    frame = cross_section(n=120).set_index("kode")
    found = im.matching(cross_section(n=120), **ROLES, replace=True, adjust=True)
    x = sm.add_constant(
        frame[["awal", "ciri"]].assign(
            **{word: (frame["jenis"] == word).astype(float) for word in ("kota", "pulau")}
        )
    )
    used = found.pairs["control"].value_counts()
    fit = sm.WLS(frame.loc[used.index, "nilai"], x.loc[used.index], weights=used).fit()
    left = frame["nilai"] - x @ fit.params
    pairs = found.pairs
    expected = (left[pairs["treated"]].to_numpy() - left[pairs["control"]].to_numpy()).mean()
    assert found.estimate == pytest.approx(expected)


@pytest.mark.parametrize("how", [{}, {"replace": True}, {"adjust": True}, {"caliper": 0.1}])
def test_neither_order_nor_scale_of_the_data_matters(how):
    frame = cross_section()
    plain = im.matching(frame, **ROLES, **how)
    shuffled = im.matching(frame.sample(frac=1, random_state=1), **ROLES, **how)
    scaled = im.matching(frame.assign(awal=1000 * frame["awal"] + 7), **ROLES, **how)
    for other in (shuffled, scaled):
        assert other.estimate == pytest.approx(plain.estimate)
        assert other.se == pytest.approx(plain.se)


def test_matching_removes_most_of_what_the_covariates_do():
    found = matched(caliper=0.2)
    naive = found.table["estimate"][0]
    assert abs(found.estimate - 2) < abs(naive - 2)
    assert found.balance["smd_after"].abs().max() < found.balance["smd_before"].abs().max()


def test_the_result_says_what_it_rests_on():
    found = matched()
    assert found.n_units == 2 * len(found.pairs)
    assert "skor_dianggap_diketahui" in codes(found)
    assert "CRV1 per pasangan" in found.summary()
    assert "Abadie-Imbens" in matched(replace=True).summary()
    assert not re.search(r"\bnan\b", found.summary())
    assert pickle.loads(pickle.dumps(found)).summary() == found.summary()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.estimate = 0.0


def test_the_origin_of_the_data_flows_into_the_result():
    simulated = origin.stamp(cross_section(), Provenance(("simulasi",), ("Data rekaan",)))
    assert origin.of(im.matching(simulated, **ROLES).to_frame()).simulated


@pytest.mark.parametrize("wrong", [{"distance": "jarak"}, {"caliper": 0.0}, {"level": 1.0}])
def test_wrong_options_are_refused(wrong):
    with pytest.raises(ParameterError):
        matched(**wrong)


def test_one_pair_is_not_enough():
    frame = cross_section()
    one = pd.concat([frame[frame["perlakuan"] == 1].head(1), frame[frame["perlakuan"] == 0]])
    with pytest.raises(ParameterError):
        im.matching(one, **ROLES | {"covariates": ["ciri"]})
