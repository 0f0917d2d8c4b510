"""Units as they come: what is read, what is dropped and listed, what is refused and why."""

import numpy as np
import pandas as pd
import pytest
from doubted_panels import ROLES, cross_section

from evaluasi import impact as im
from evaluasi.errors import DatasetError, ParameterError

BOTH = pytest.mark.parametrize("verb", [im.matching, im.weighting])


def codes(result):
    return [warning.code for warning in result.warnings]


@BOTH
def test_incomplete_units_are_dropped_counted_and_listed(verb):
    frame = cross_section()
    frame["perlakuan"] = frame["perlakuan"].astype(object)
    frame.loc[0, "nilai"] = np.nan
    frame.loc[1, "awal"] = np.nan
    frame.loc[2, "jenis"] = None
    frame.loc[3, "perlakuan"] = "tidak tercatat"
    frame.loc[4, "perlakuan"] = None
    found = verb(frame, **ROLES)
    own = found.dropped[found.dropped["reason"] != "tanpa_padanan"]
    assert own["unit"].tolist() == [f"35.000{i}" for i in range(5)]
    assert own["reason"].tolist() == [
        "capaian_kosong",
        "kovariat_kosong",
        "kovariat_kosong",
        "perlakuan_tak_tercatat",
        "perlakuan_tak_tercatat",
    ]
    again = verb(frame.iloc[5:].assign(perlakuan=lambda f: f["perlakuan"].astype(int)), **ROLES)
    assert found.estimate == pytest.approx(again.estimate)


@BOTH
def test_all_faults_are_told_at_once(verb):
    frame = cross_section().astype({"perlakuan": float})
    frame.loc[0, "nilai"] = np.inf
    frame.loc[1, "awal"] = -np.inf
    frame.loc[2, "perlakuan"] = 2
    frame.loc[3, "kode"] = frame.loc[4, "kode"]
    with pytest.raises(DatasetError) as raised:
        verb(frame, **ROLES)
    told = " ".join(raised.value.faults)
    for word in ("nilai", "awal", "perlakuan", "35.0004"):
        assert word in told


@BOTH
def test_covariates_that_repeat_others_leave_with_a_warning(verb):
    frame = cross_section()
    doubled = frame.assign(lagi=2 * frame["awal"] - 1, tetap=3.0)
    covariates = [*ROLES["covariates"], "lagi", "tetap"]
    found = verb(doubled, **ROLES | {"covariates": covariates})
    (told,) = [w for w in found.warnings if w.code == "kolinear"]
    assert "lagi" in told
    assert "tetap" in told
    assert found.estimate == pytest.approx(verb(frame, **ROLES).estimate)


@BOTH
@pytest.mark.parametrize("kind", ["number", "word", "sum"])
def test_separation_is_refused_and_named(verb, kind):
    frame = cross_section()
    if kind == "number":
        frame["awal"] = frame["awal"] + 100 * frame["perlakuan"]
    elif kind == "word":
        frame.loc[frame["perlakuan"] == 1, "jenis"] = "pulau"
    else:
        frame["awal"] = 100 * frame["perlakuan"] - 60 * frame["ciri"]
    with pytest.raises(ParameterError, match="memisahkan") as raised:
        verb(frame, **ROLES)
    named = {"number": "awal", "word": "jenis=desa", "sum": ""}[kind]
    assert named in " ".join(raised.value.faults)


@BOTH
def test_everybody_treated_leaves_nobody_to_compare(verb):
    with pytest.raises(DatasetError, match="salah satunya"):
        verb(cross_section().assign(perlakuan=1), **ROLES)


@BOTH
@pytest.mark.parametrize(
    "wrong",
    [
        {"covariates": []},
        {"covariates": ["tidak_ada"]},
        {"covariates": ["nilai"]},
        {"outcome": "perlakuan"},
    ],
)
def test_roles_that_cannot_be_are_refused(verb, wrong):
    with pytest.raises(ParameterError):
        verb(cross_section(), **ROLES | wrong)


def test_treated_units_beyond_all_others_are_named():
    frame = cross_section()
    frame.loc[frame["perlakuan"].idxmax(), "awal"] = 9.0
    found = im.weighting(frame, **ROLES)
    (told,) = [w for w in found.warnings if w.code == "di_luar_jangkauan"]
    assert frame.loc[frame["perlakuan"].idxmax(), "kode"] in told


def test_codes_read_as_numbers_are_refused():
    frame = cross_section().assign(kode=lambda f: f["kode"].astype(float))
    with pytest.raises(DatasetError, match="belum dapat"):
        im.matching(frame, **ROLES)


def test_balance_shows_every_value_of_words_and_no_ratio_of_them():
    table = im.balance(cross_section(), treatment="perlakuan", covariates=["awal", "jenis"])
    assert table["covariate"].tolist() == ["awal", "jenis=desa", "jenis=kota", "jenis=pulau"]
    assert table["ratio_before"].notna().tolist() == [True, False, False, False]


def test_balance_by_hand():
    frame = pd.DataFrame({"d": [1, 1, 0, 0, 0], "x": [1.0, 3.0, 1.0, 2.0, 6.0]})
    row = im.balance(frame, treatment="d", covariates=["x"]).iloc[0]
    assert row["smd_before"] == pytest.approx((2 - 3) / np.sqrt(2))
    assert row["ratio_before"] == pytest.approx(2 / 7)
    assert row["ks_before"] == pytest.approx(1 / 3)  # at 3: all treated, two of three controls
    both = im.balance(frame, treatment="d", covariates=["x"], estimand="ATE").iloc[0]
    assert both["smd_before"] == pytest.approx((2 - 3) / np.sqrt((2 + 7) / 2))


def test_balance_with_weights_is_that_of_units_repeated():
    frame = pd.DataFrame({"d": [1, 1, 0, 0], "x": [1.0, 3.0, 1.0, 2.0], "w": [1, 1, 1, 3]})
    repeated = frame.loc[[0, 1, 2, 3, 3, 3]].reset_index(drop=True)
    one = im.balance(frame, treatment="d", covariates=["x"], weights="w").iloc[0]
    other = im.balance(repeated, treatment="d", covariates=["x"]).iloc[0]
    for name in ("mean_control", "ecdf_mean", "ks"):
        assert one[f"{name}_after"] == pytest.approx(other[f"{name}_before"])
    with pytest.raises(ParameterError):
        im.balance(frame.assign(w=-1), treatment="d", covariates=["x"], weights="w")


@pytest.mark.parametrize("code", [lambda i: i + 3501, lambda i: float(i + 3501), str])
def test_weights_find_their_unit_whatever_its_code_is(code):
    frame = pd.DataFrame({"d": [1, 1, 0, 0], "x": [1.0, 3.0, 1.0, 2.0], "w": [1, 1, 0, 3]})
    frame["kode"] = [code(i) for i in range(4)]
    row = im.balance(frame, treatment="d", covariates=["x"], unit="kode", weights="w").iloc[0]
    assert row["mean_control_after"] == 2.0


def test_rows_of_two_frames_put_together_are_told_apart():
    frame = cross_section()
    halves = pd.concat([frame[:200].reset_index(drop=True), frame[200:].reset_index(drop=True)])
    roles = {name: column for name, column in ROLES.items() if name != "unit"}
    found = im.matching(halves, **roles)
    assert found.estimate == pytest.approx(im.matching(frame, **roles).estimate)
    assert not found.pairs["control"].duplicated().any()


def test_a_reading_leaves_the_frame_as_it_was():
    frame = cross_section()
    before = frame.copy()
    im.weighting(frame, **ROLES, method="aipw", trim=0.1)
    im.matching(frame, **ROLES, replace=True, adjust=True)
    pd.testing.assert_frame_equal(frame, before)


def test_results_do_not_depend_on_an_index():
    frame = cross_section()
    renamed = frame.set_axis(frame.index + 1000)
    assert im.weighting(renamed, **ROLES).estimate == im.weighting(frame, **ROLES).estimate
    assert "skor_dianggap_diketahui" not in codes(im.weighting(frame, **ROLES))
