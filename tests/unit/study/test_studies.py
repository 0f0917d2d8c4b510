"""A study finds what is there, says what is not, and refuses with a reason."""

import dataclasses

import numpy as np
import pytest
from study_case import QUICK, with_outcome

from evaluasi.errors import ParameterError
from evaluasi.impact.recommendation import Recommendation, recommended
from evaluasi.reports.impact import doubting, refused, study, tables, words
from evaluasi.reports.impact.treatment_words import open_treatment

EFFECT = -1.5


@pytest.fixture(scope="module")
def known(jatim):
    """Poverty that falls by 1.5 points from the first exposed year of each winner on."""
    iga = open_treatment(jatim, "iga")
    starts = iga.first_exposed(list(jatim.wilayah["kode"])).to_dict()

    def effect(kode, year):
        return EFFECT if starts[kode] is not None and year >= starts[kode] else 0.0

    return study(with_outcome(jatim, effect, noise=0.02), "p0", "iga", effort=QUICK)


def test_every_design_finds_an_effect_that_is_there(known):
    for answer in known.answers:
        assert answer.result is not None, answer.reason
        assert answer.result.estimate == pytest.approx(EFFECT, abs=0.03)


def test_an_effect_that_starts_with_the_award_is_diluted_when_read_earlier(known):
    read = {label: answer.result.estimate for label, answer, _panel in known.sensitivity}
    assert read["Mulai 2 tahun lebih awal"] > read["Mulai 1 tahun lebih awal"] > EFFECT + 0.1
    strict = read["Hanya wilayah yang tercatat (pembanding: yang belum mulai)"]
    assert strict == pytest.approx(EFFECT, abs=0.03)


def test_years_before_the_start_show_nothing_where_nothing_happened(known):
    frame = known.event.to_frame().dropna(subset=["se"])
    before, after = frame[frame["event_time"] < 0], frame[frame["event_time"] >= 0]
    assert before["estimate"].abs().max() < 0.05
    assert (after["estimate"] - EFFECT).abs().max() < 0.05


def test_no_effect_is_found_where_there_is_none(jatim):
    made = study(with_outcome(jatim, lambda _k, _y: 0.0, noise=0.5), "p0", "iga", effort=QUICK)
    low, high = made.result.ci
    assert low < 0 < high
    assert made.detectable.estimate > 0


def test_the_same_study_says_the_same_twice(jatim, poverty):
    again = study(jatim, "p0", "iga", effort=QUICK)
    assert words.lines(again) == words.lines(poverty)


def test_awards_on_poverty_are_told_with_their_doubts(poverty):
    assert poverty.result.estimate == pytest.approx(0.0128, abs=5e-4)
    assert (poverty.result.n_units, poverty.result.n_treated) == (38, 15)
    assert poverty.grade.level == 2
    assert "belum ada bukti" in poverty.grade.sentence.lower()
    assert "tidak tercatat" in poverty.grade.sentence
    assert poverty.advice.reason  # 15 treated regions are more than were simulated


def test_a_different_trend_before_the_start_is_said_to_spoil_the_estimate(jatim):
    made = study(jatim, "ipm_baru", "iga", pembacaan="pasti", effort=QUICK)
    assert made.pretrend.pretest.p < 0.01
    assert "**berbeda**" in doubting.sentences(made)
    assert doubting.trend_verdict(made) == "berbeda (p < 0,001)"
    assert any("tren penerima" in reason for reason in made.grade.reasons)


def test_readings_that_disagree_are_named(jatim):
    made = study(jatim, "tpt", "iga", effort=QUICK)
    told = words.disagreement(made)
    assert "tandanya tidak sama" in told
    assert "Hanya wilayah yang tercatat" in told


def test_the_interval_quoted_is_the_one_the_coverage_study_recommends(jatim, tmp_path):
    """With five treated, the main design by randomisation inference; its own interval is not."""
    path = tmp_path / "mulai.csv"
    path.write_text("kode,tahun\n35.01,2020\n35.05,2020\n35.09,2021\n35.21,2021\n35.74,2022\n")
    few = dataclasses.replace(QUICK, slow_permutations=199)
    made = study(jatim, "ipm_lama", str(path), effort=few)
    main = made.main.design.key
    assert made.advice.verdict(main, made.main.design.own) == "tidak dianjurkan"
    assert (made.quoted.design.key, made.quoted.inference) == (main, "randomisasi")
    assert made.advice.verdict(main, "randomisasi") == "dianjurkan"
    quoted = made.quoted.result
    assert quoted.estimate == pytest.approx(made.result.estimate)
    assert quoted.ci[0] < quoted.estimate < quoted.ci[1]
    assert made.grade.facts.randomization
    assert "dianjurkan" in words.found(made)


def test_the_terminal_shows_the_interval_that_is_quoted(jatim, poverty):
    assert words.found(poverty).split("\n\n")[0] in words.lines(poverty)


def test_where_all_started_at_once_each_reason_is_told_once(jatim, tmp_path):
    path = tmp_path / "semua.csv"
    codes = jatim.wilayah.loc[jatim.wilayah["tingkat"].isin(["kabupaten", "kota"]), "kode"]
    path.write_text("kode,tahun\n" + "".join(f"{code},2018\n" for code in codes))
    told = study(jatim, "p0", str(path), effort=QUICK).refusal
    assert told == (
        "Tidak pernah ada unit diperlakukan dan belum diperlakukan pada tahun yang sama; tidak ada "
        "unit yang tidak pernah diperlakukan, dan hanya ada satu angkatan."
    )


def test_borders_without_their_columns_are_a_wrong_call(jatim, tmp_path):
    path = tmp_path / "batas.csv"
    path.write_text("kode,sebelah\n35.07,35.79\n")
    with pytest.raises(ParameterError, match="tidak punya kolom tetangga"):
        study(jatim, "p0", "iga", tetangga=path)


def test_with_three_treated_the_interval_comes_from_reassigned_treatment(jatim, tmp_path):
    """Of a size that was not simulated too: a standard error of three is none."""
    path = tmp_path / "mulai.csv"
    path.write_text("kode,tahun\n35.07,2019\n35.78,2019\n35.73,2021\n")
    places = [f"35.{n:02d}" for n in (*range(1, 16), 71, 72, 73, 77, 78)]
    effort = dataclasses.replace(QUICK, slow_permutations=199)
    made = study(jatim, "ipm_lama", str(path), ",".join(places), effort=effort)
    assert made.advice.reason.startswith("Belum disimulasikan")
    assert made.quoted.inference == "randomisasi"
    assert made.grade.facts.randomization
    assert "terlalu sempit" not in words.found(made)


def test_early_winners_do_not_make_a_finding_of_a_narrow_interval(jatim):
    """Up to 2020 three are exposed: the design's own interval leaves out zero, that of
    randomisation inference does not."""
    made = study(
        jatim, "p0", "iga", tahun=2020, effort=dataclasses.replace(QUICK, slow_permutations=99)
    )
    assert made.result.ci[1] < 0
    assert made.quoted.inference == "randomisasi"
    assert made.quoted.result.ci[0] < 0 < made.quoted.result.ci[1]
    assert "tidak dianjurkan studi cakupan" in words.disagreement(made)


def test_where_each_cohort_is_one_region_the_interval_comes_from_reassigned_treatment(
    jatim, tmp_path
):
    path = tmp_path / "mulai.csv"
    path.write_text("kode,tahun\n35.07,2017\n35.09,2018\n35.21,2019\n35.78,2020\n")
    places = [f"35.{n:02d}" for n in (*range(1, 22), 72, 78)]
    effort = dataclasses.replace(QUICK, slow_permutations=199)
    made = study(jatim, "ipm_lama", str(path), ",".join(places), effort=effort)
    assert np.isnan(made.result.ci[0])
    assert made.quoted.inference == "randomisasi"


def test_a_listed_region_that_is_not_compared_is_named(jatim, tmp_path):
    path = tmp_path / "mulai.csv"
    path.write_text("kode,tahun\n35.07,2019\n35.07.32,2019\n35.78,2020\n")
    told = words.traps(study(jatim, "ipm_lama", str(path), effort=QUICK))
    assert "1 wilayah pada daftar perlakuan tidak termasuk yang dibandingkan: Wonosari" in told


def test_an_own_interval_that_is_recommended_is_quoted(poverty, monkeypatch):
    """Not that of another design, whose recommended interval is found later."""
    design = poverty.main.design
    known = recommended(38, 16, 10, staggered=True).methods[0]
    method = dataclasses.replace(known, estimator=design.key, inference=design.own)
    other = dataclasses.replace(known, estimator="sun_abraham", inference="crv1")
    monkeypatch.setattr(Recommendation, "methods", (other, method))
    made = dataclasses.replace(poverty)
    assert (made.quoted.design.key, made.quoted.inference) == (design.key, design.own)


def test_an_interval_known_to_be_too_narrow_says_so(poverty):
    """Pamekasan is the only region of its year."""
    assert "angkatan yang hanya satu wilayah" in words.found(poverty)


def test_sizes_told_beside_the_visible_effect_are_those_of_the_estimate(jatim):
    """Three winners were exposed before the new series begins: no change of theirs is seen."""
    made = study(jatim, "ipm_baru", "iga", effort=QUICK)
    assert words.detectable(made).startswith("Dengan 35 wilayah dan 12 yang diperlakukan")


def test_a_test_that_rejects_too_often_makes_the_visible_effect_too_small(jatim):
    effort = dataclasses.replace(QUICK, simulations=200)
    told = words.detectable(study(jatim, "p0", "iga", effort=effort))
    assert told.endswith("bukan 5%: batas itu cenderung terlalu kecil.")
    assert "terlalu kecil" not in words.detectable(study(jatim, "ipm_baru", "iga", effort=effort))


def test_neighbours_that_move_apart_are_not_passed_over(poverty):
    ring = poverty.doubts.neighbours.table.iloc[-1]
    assert ring["ci_high"] < 0
    assert "mungkin merembes" in doubting.sentences(poverty)


def test_parents_of_winners_that_are_not_sure_are_no_comparison(kecamatan):
    """Kademangan lies in Kabupaten Blitar or in Kota Probolinggo."""
    upper = refused.above(kecamatan)
    assert not {"35.05", "35.74"} & set(upper.panel.units)
    assert set(upper.panel.dropped["unit"]) >= {"35.05", "35.74"}


def test_an_award_to_kecamatan_is_refused_for_outcomes_of_regencies(kecamatan):
    assert "tidak tercatat untuk kecamatan" in kecamatan.refusal
    assert kecamatan.grade.level == 0
    assert tables.estimates(kecamatan).empty
    assert words.found(kecamatan) == ""
    upper = refused.above(kecamatan)
    assert upper.level == "kabupaten/kota"
    assert upper.detectable.estimate > 0
    assert "1/" in refused.above_sentence(kecamatan)


def test_the_form_asks_for_winners_and_their_neighbours_around_the_start(kecamatan, jatim):
    form = refused.template(kecamatan)
    assert set(form["indikator"]) == {"p0"}
    assert sorted(form["tahun"].unique()) == list(range(2019, 2027))
    assert {"35.79.03", "35.79.01"} <= set(form["kode"])
    assert form["nilai"].isna().all()
    assert not form.duplicated(["kode", "tahun"]).any()


def test_filled_forms_answer_the_question(kecamatan, jatim):
    form = refused.template(kecamatan)
    form = form[form["tahun"] <= 2025].assign(sumber="A", keyakinan="sedang")
    rank = {code: i % 7 for i, code in enumerate(sorted(set(form["kode"])))}
    form["nilai"] = form["kode"].map(rank) + 10 - 0.1 * form["tahun"]
    rows = form.astype({n: d for n, d in jatim.capaian.dtypes.items() if n in form})
    filled = dataclasses.replace(jatim, _tables={**jatim._tables, "capaian": rows})
    made = study(filled, "p0", "skk", effort=QUICK)
    assert made.refusal == ""
    assert made.result.estimate == pytest.approx(0, abs=1e-9)
    assert made.result.n_treated == 12


def test_a_treatment_nobody_has_is_refused(jatim):
    made = study(jatim, "p0", "inovasi.tanggal_penerapan", effort=QUICK)
    assert "tidak tercatat bagi satu pun" in made.refusal


SENTENCES = [
    words.asked, words.refusal, words.empty, words.traps, words.found, words.advice,
    words.disagreement, words.decomposed, words.detectable, words.quotable, words.graded,
    words.methods, words.lines, doubting.sentences, refused.sentences,
]  # fmt: skip
TABLES = [
    tables.facts, tables.records, tables.excluded, tables.feasibility, tables.estimates,
    tables.inferences, tables.events, tables.sensitivity, tables.coverage, tables.decomposition,
    tables.grade, doubting.pretrend, doubting.dates, doubting.outcomes, doubting.one_out,
    doubting.neighbours, doubting.detectable,
]  # fmt: skip


@pytest.mark.parametrize("name", ["poverty", "kecamatan"])
def test_no_sentence_prints_what_is_missing_by_accident(name, request):
    made = request.getfixturevalue(name)
    for section in SENTENCES:
        said = section(made).split()
        assert not {"nan", "None", "<NA>", "{n}", "inf"} & set(said), section.__name__
    for table in TABLES:
        frame = table(made)
        assert not frame.astype("str").isin(["nan", "None", "inf"]).where(frame.notna()).any().any()
