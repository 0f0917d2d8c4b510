"""What a study answers: the estimator's own numbers, known truths, and what each reading uses."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from service_case import AT, MONTHS, OTHER, REGION, THIRD, counts, waits, with_services

from evaluasi import impact as im
from evaluasi.reports.service import study
from evaluasi.reports.service.answer import answer
from evaluasi.reports.service.question import counted, prepared
from evaluasi.reports.service.variants import variants

RATE = counts(level=1.0, seed=11)
BASE = counts(level=1.0, seed=12, size=2000)


def percent(ratio):
    return 100 * (ratio - 1)


def test_the_headline_is_the_estimators_own(complaints, simulated):
    rows = simulated.layanan
    rows = rows[(rows["kode"] == REGION) & (rows["indikator"] == "pengaduan_masuk")]
    direct = im.interrupted_time_series(
        rows.set_index("bulan")["nilai"], at=AT, family="quasi-poisson"
    )
    effect = complaints.effect
    assert [effect.estimate, effect.low, effect.high] == pytest.approx(
        [percent(ratio) for ratio in direct.ratio]
    )
    assert (effect.unit, effect.points) == ("persen", 72)


@pytest.mark.parametrize("family", ["", "poisson", "log-normal"])
def test_a_known_fall_of_counts_is_found(simulated, family):
    ds = with_services(simulated, {(REGION, "pengaduan_masuk"): counts(0.7)})
    effect = study(ds, "pengaduan_masuk", REGION, AT, keluarga=family).effect
    assert effect.low < -30 < effect.high
    assert effect.high < 0


def test_a_known_fall_of_a_measure_is_found_in_its_unit(simulated):
    ds = with_services(simulated, {(REGION, "waktu_tunggu"): waits(-5)}, unit="hari")
    made = study(ds, "waktu_tunggu", REGION, AT)
    assert made.question.family == "normal"
    assert made.effect.unit == "hari"
    assert made.effect.low < -5 < made.effect.high < 0


def test_a_share_counted_from_an_exposure_does_not_follow_the_exposure(simulated):
    received = counts(0.6, seed=3, size=500)
    settled = pd.Series(np.random.default_rng(4).binomial(received, 0.5), index=MONTHS)
    settled[pd.Period(AT, "M") <= MONTHS] = np.random.default_rng(5).binomial(
        received[pd.Period(AT, "M") <= MONTHS], 0.6
    )
    ds = with_services(simulated, {(REGION, "selesai"): settled, (REGION, "masuk"): received})
    share = study(ds, "selesai", REGION, AT, paparan="masuk")
    assert share.effect.low < 20 < share.effect.high
    alone = study(ds, "selesai", REGION, AT)
    assert alone.effect.high < 0  # falls with what it is counted from
    frame = share.path
    assert frame["nyata"].iloc[0] == pytest.approx(100 * settled.iloc[0] / received.iloc[0])


def test_a_shock_that_controls_share_is_no_effect(simulated):
    own, other = counts(0.7, seed=6), counts(0.7, seed=7, size=900)
    ds = with_services(
        simulated, {(REGION, "pengaduan_masuk"): own, (OTHER, "pengaduan_masuk"): other}
    )
    assert study(ds, "pengaduan_masuk", REGION, AT).effect.high < 0
    compared = study(ds, "pengaduan_masuk", REGION, AT, pembanding=OTHER)
    assert compared.effect.open
    (alone,) = compared.controls_alone
    assert alone.effect.high < 0  # and the reader is told that it moved too


def test_several_controls_are_added_up_where_counted_and_averaged_where_measured(simulated):
    series = {(code, "a"): counts(seed=i) for i, code in enumerate([REGION, OTHER, THIRD])}
    ds = with_services(simulated, series)
    asked = study(ds, "a", REGION, AT, pembanding=[OTHER, THIRD]).question
    assert prepared(asked).control.tolist() == (series[OTHER, "a"] + series[THIRD, "a"]).tolist()
    ds = with_services(simulated, series, unit="hari")
    asked = study(ds, "a", REGION, AT, pembanding=f"{OTHER},{THIRD}").question
    assert (
        prepared(asked).control.tolist() == ((series[OTHER, "a"] + series[THIRD, "a"]) / 2).tolist()
    )


def test_a_control_with_another_exposure_is_compared_by_its_rate(simulated):
    """Where the control has the region's own rates, from a base ten times as large, all cancels."""
    rate = pd.Series(0.2 + 0.1 * (pd.Period(AT, "M") <= MONTHS), index=MONTHS)
    series = {
        (REGION, "selesai"): rate * RATE, (REGION, "masuk"): RATE,
        (OTHER, "selesai"): rate * BASE, (OTHER, "masuk"): BASE,
    }  # fmt: skip
    noisy = np.exp(np.random.default_rng(8).normal(0, 0.01, len(MONTHS)))
    series[REGION, "selesai"] = series[REGION, "selesai"] * noisy
    ds = with_services(simulated, series)
    found = study(
        ds, "selesai", REGION, AT, pembanding=OTHER, paparan="masuk", keluarga="quasi-poisson"
    )
    assert abs(found.effect.estimate) < 1
    assert (
        study(ds, "selesai", REGION, AT, paparan="masuk", keluarga="quasi-poisson").effect.low > 40
    )


@pytest.mark.parametrize(
    ("values", "unit", "whole"),
    [
        ([1, 2], "pengaduan", True),
        ([1, 2], "hari", False),
        ([1, 2], "rata-rata hari", False),
        ([1.5, 2], "orang", False),
        ([-1, 2], "orang", False),
        ([0, 2], "orang", True),
    ],
)
def test_counts_are_whole_not_negative_and_of_no_measured_unit(values, unit, whole):
    assert counted(pd.DataFrame({"nilai": values, "satuan": unit})) is whole


def test_two_percentages_differ_by_percentage_points(simulated):
    ds = with_services(simulated, {(REGION, "cakupan"): waits()}, unit="persen")
    made = study(ds, "cakupan", REGION, AT)
    assert made.effect.unit == "persen poin"
    relative = dict(made.sensitivity)["Keluarga log-normal"]
    assert relative.effect.unit == "persen"  # and so never beside the others in one picture


def test_every_reading_changes_one_choice_and_keeps_the_season(simulated):
    series = {
        (code, s): counts(seed=i, size=300)
        for i, (code, s) in enumerate(
            [(REGION, "a"), (OTHER, "a"), (THIRD, "a"), (REGION, "b"), (OTHER, "b"), (THIRD, "b")]
        )
    }
    ds = with_services(simulated, series)
    asked = study(ds, "a", REGION, AT, pembanding=[OTHER, THIRD], paparan="b").settled
    found = variants(asked)
    assert len({label for label, _question in found}) == len(found)
    for _label, question in found:
        changed = [
            part.name
            for part in dataclasses.fields(question)
            if getattr(question, part.name) != getattr(asked, part.name)
        ]
        assert len(changed) == 1
    names = {label.split(" ")[0] for label, _question in found}
    assert {
        "Tanpa",
        "Musim",
        "Keluarga",
        "Galat",
        "Patahan",
        "Hanya",
        "Penanda",
        "Pembanding",
    } == names


def test_a_reading_of_another_month_is_that_of_the_estimator(complaints, simulated):
    rows = simulated.layanan
    rows = rows[(rows["kode"] == REGION) & (rows["indikator"] == "pengaduan_masuk")]
    series = rows.set_index("bulan")["nilai"]
    found = dict(complaints.sensitivity)
    earlier = im.interrupted_time_series(series, at="2021-11", family="quasi-poisson", harmonics=1)
    assert found["Patahan 2 bulan lebih awal"].effect.estimate == pytest.approx(
        percent(earlier.ratio[0])
    )
    short = im.interrupted_time_series(series.iloc[:36], at=AT, family="quasi-poisson", harmonics=1)
    first = found["Hanya 12 bulan pertama sejak patahan"].effect
    assert (first.estimate, first.points) == (pytest.approx(percent(short.ratio[0])), 36)


def test_placebo_breaks_rest_on_the_time_before_alone(simulated):
    own = counts(0.7, seed=9)
    later = own.copy()
    later[pd.Period(AT, "M") <= MONTHS] *= 5
    found = [
        [a.effect.estimate for a in study(ds, "a", REGION, AT).placebos]
        for ds in (with_services(simulated, {(REGION, "a"): s}) for s in (own, later))
    ]
    assert found[0] == found[1]
    months = [
        a.question.at
        for a in study(with_services(simulated, {(REGION, "a"): own}), "a", REGION, AT).placebos
    ]
    assert (str(months[0]), str(months[-1]), len(months)) == ("2016-09", "2021-10", 62)


def test_data_of_later_years_are_not_used(simulated):
    own = counts(0.7)
    later = own.copy()
    later[MONTHS.year > 2023] = 9999
    found = [
        study(with_services(simulated, {(REGION, "a"): s}), "a", REGION, AT, tahun=2023).effect
        for s in (own, later)
    ]
    assert found[0] == found[1]
    assert found[0].points == 96


def test_the_same_answer_whatever_the_order_of_rows(complaints, simulated):
    shuffled = simulated.layanan.sample(frac=1, random_state=1)
    ds = dataclasses.replace(simulated, _tables={**simulated._tables, "layanan": shuffled})
    again = answer(study(ds, "pengaduan_masuk", REGION, AT).question)
    assert again.effect.estimate == pytest.approx(complaints.effect.estimate)
