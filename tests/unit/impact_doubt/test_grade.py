"""The scale as a table: facts on the left, the level and what holds it down on the right."""

import dataclasses

import numpy as np
import pytest
from doubted_panels import ROLES, cross_section, one_start, panel_of, staggered

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact.grade import rules
from evaluasi.impact.grading.facts import CONDITIONS
from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance

TESTED = {"pretest_p": 0.4}
ALIKE = {"imbalance": 0.05, "baseline": True}


def trend_of(panel):
    return im.pretrend_power(im.event_study(panel, draws=0))


# design, treated, other facts → level, limits that hold
SPECIFICATION = [
    ("award_comparison", 9, {}, 1, []),
    ("award_comparison", 9, {"comparison_certain": False}, 1, ["pembanding_tak_pasti"]),
    ("interrupted_time_series", 1, {}, 2, []),
    ("matching", 9, ALIKE, 3, []),
    ("matching", 9, ALIKE | {"baseline": False}, 2, ["tanpa_nilai_awal"]),
    ("matching", 9, ALIKE | {"imbalance": 0.2}, 2, ["belum_seimbang"]),
    ("weighting", 9, ALIKE | {"imbalance": 0.3}, 1, ["belum_seimbang", "sangat_timpang"]),
    ("weighting", 9, {"baseline": True}, 2, ["belum_seimbang"]),
    ("matching", 1, ALIKE, 2, ["satu_penerima"]),
    ("group_time_att", 9, TESTED, 3, []),
    ("sun_abraham", 9, TESTED, 3, []),
    ("event_study", 9, TESTED, 3, []),
    ("did", 9, TESTED, 3, []),
    ("did", 9, {}, 2, ["tren_belum_diuji"]),
    ("did", 9, {"pretest_p": 0.01}, 2, ["tren_berbeda"]),
    ("did", 9, TESTED | {"mixed": True}, 2, ["perbandingan_terlarang"]),
    ("did", 9, TESTED | {"pretest_weak": True}, 3, ["uji_tren_lemah"]),
    ("did", 9, TESTED | {"comparison_certain": False}, 2, ["pembanding_tak_pasti"]),
    ("did", 3, TESTED, 2, ["inferensi_tak_sesuai"]),
    ("did", 3, TESTED | {"randomization": True}, 3, []),
    ("did", 1, TESTED | {"randomization": True}, 2, ["satu_penerima"]),
    ("synthetic_control", 1, {}, 3, []),
    ("synthetic_did", 2, {"comparison_certain": False}, 2, ["pembanding_tak_pasti"]),
    ("regression_discontinuity", 9, {}, 4, []),
    ("acak", 9, {"imbalance": 0.05}, 5, []),
    ("acak", 9, TESTED, 5, []),
    ("acak", 9, {}, 4, ["undian_tanpa_pemeriksaan"]),
    ("acak", 2, TESTED, 2, ["inferensi_tak_sesuai"]),
]


@pytest.mark.parametrize(("design", "treated", "others", "level", "limits"), SPECIFICATION)
def test_the_specification(design, treated, others, level, limits):
    found = im.grade(im.Facts(design=design, n_treated=treated, **others))
    table = found.table.iloc[1:]
    assert found.level == level
    assert sorted(table.loc[table["terjadi"], "aturan"]) == sorted(limits)
    assert len(found.reasons) == 1 + len(limits)


def test_every_limit_has_a_condition_a_case_and_a_known_ground():
    limits = {rule["kode"] for rule in rules()["batas"]}
    assert limits == set(CONDITIONS)
    assert limits == {code for *_facts, codes in SPECIFICATION for code in codes}
    grounds = {source["kode"] for source in rules()["sumber"]} | {"ambang kami"}
    assert {rule["dasar"] for rule in [*rules()["batas"], *rules()["rancangan"]]} <= grounds
    assert [step["nilai"] for step in rules()["tingkat"]] == [0, 1, 2, 3, 4, 5]


def test_whatever_holds_a_level_down_says_how_to_raise_it():
    for design, treated, others, level, limits in SPECIFICATION:
        found = im.grade(im.Facts(design=design, n_treated=treated, **others))
        assert len(found.improvements) >= len(limits)
        assert bool(found.improvements) == (level < 5)


@pytest.mark.parametrize("effect", [0.0, 0.2, 5.0])
def test_the_level_does_not_depend_on_the_estimate(effect):
    panel = panel_of(staggered(effect=effect))
    assert im.grade(im.group_time_att(panel, draws=0), pretest=trend_of(panel)).level == 3


def test_the_sentence_claims_no_more_than_the_evidence():
    words = {"treatment": "IGA", "outcome": "kemiskinan", "unit": "poin"}
    plain, changed = panel_of(staggered()), panel_of(staggered(effect=-5.0))
    nothing, something = (
        im.grade(im.group_time_att(panel, draws=0), pretest=trend_of(panel), **words)
        for panel in (plain, changed)
    )
    two_way = im.grade(im.did(panel_of(staggered(effect=-5.0))), **words)
    refused = im.grade(None, **words)
    assert nothing.sentence.startswith("Belum ada bukti bahwa IGA mengubah kemiskinan")
    assert "masih memuat nol" in nothing.sentence
    assert "lebih rendah daripada" in something.sentence
    assert "tidak teramati" in something.sentence
    assert two_way.sentence.startswith("Belum ada bukti bahwa IGA mengubah kemiskinan")
    assert two_way.level == 2
    assert refused.level == 0
    assert refused.sentence.startswith("Belum ada bukti tentang pengaruh IGA")


def test_the_sentence_tells_what_would_not_have_been_seen():
    panel = panel_of(staggered())
    mde = im.minimum_detectable_effect(panel)
    gt = im.group_time_att(panel, draws=0)
    told = im.grade(gt, pretest=trend_of(panel), unit="poin", mde=mde).sentence
    assert "poin biasanya tidak akan terlihat" in told


def test_the_interval_may_come_from_another_inference():
    panel = panel_of(one_start(treated=3, years=range(2015, 2022)))
    pretest = im.event_study(panel, draws=0)
    random = im.randomization_inference(panel, draws=199)
    by_cluster = im.grade(im.did(panel), pretest=pretest)
    by_lot = im.grade(im.did(panel), pretest=pretest, inference=random)
    alone = im.grade(random, pretest=pretest)
    assert (by_cluster.level, by_lot.level, alone.level) == (2, 3, 3)
    assert by_lot.sentence == alone.sentence


def test_a_joint_test_of_many_years_on_few_treated_is_no_test():
    panel = panel_of(one_start(treated=13, years=range(2008, 2022)))
    many = im.event_study(panel, draws=0)
    few = im.event_study(panel, min_e=-4, draws=0)
    assert many.pretest.restrictions == 8
    assert im.grade(many).facts.pretest_p is None
    assert im.grade(few).facts.pretest_p == few.pretest.p


def test_a_weak_pretest_is_told_from_its_power():
    gt = im.group_time_att(panel_of(staggered()), draws=0)
    found = im.grade(gt, pretest=im.pretrend_power(gt))
    assert found.facts.pretest_weak
    assert any("uji tren sebelum perlakuan lemah" in reason for reason in found.reasons)


def test_clusters_count_not_the_units_in_them():
    frame = one_start(treated=9, units=40).assign(gugus=lambda f: f["kode"].str[:4])
    panel = panel_of(frame, cluster="gugus")
    found = im.grade(im.group_time_att(panel, draws=0))
    assert found.facts.n_treated <= 3


def test_matching_and_weighting_bring_their_balance():
    found = im.grade(im.weighting(cross_section(), **ROLES), baseline=True)
    assert found.facts.imbalance == pytest.approx(
        np.abs(im.weighting(cross_section(), **ROLES).balance["smd_after"]).max()
    )
    assert found.level == 3


def test_simulated_data_say_so():
    simulated = origin.stamp(staggered(), Provenance(("simulasi",), ("Data rekaan",)))
    found = im.grade(im.group_time_att(panel_of(simulated), draws=0))
    assert found.sentence.startswith("SIMULASI: ")
    assert origin.of(found.to_frame()).simulated


def test_a_design_without_a_rule_is_refused():
    with pytest.raises(ParameterError, match="bacon"):
        im.grade(im.Facts(design="bacon", n_treated=3))
    with pytest.raises(ParameterError, match="minimum_detectable_effect"):
        im.grade(im.minimum_detectable_effect(panel_of(staggered())))


def test_checks_of_a_design_are_graded_as_that_design():
    panel = panel_of(staggered())
    gt = im.group_time_att(panel, draws=0)
    about = [im.pretrend_power(gt), im.leave_one_out(panel, design=im.group_time_att)]
    assert [im.grade(found, pretest=trend_of(panel)).level for found in about] == [3, 3]
    assert im.grade(im.wild_cluster_bootstrap(im.did(panel), draws=99)).facts.design == "did"


def test_a_grade_is_frozen_and_tells_itself():
    found = im.grade(im.Facts(design="did", n_treated=9))
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.level = 5
    assert "Tingkat bukti 2 dari 5" in str(found)
    assert "Sherman" in str(found)
    assert found._repr_html_().startswith("<pre>")
