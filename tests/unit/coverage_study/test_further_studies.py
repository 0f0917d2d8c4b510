"""The two shorter studies: worlds as described, public numbers, and a page that says them.

EVALUASI_TULIS=1 writes the tables of docs/metode/cakupan.md instead.
"""

import os
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from evaluasi import impact as im
from evaluasi.simulation.coverage import bending, factors
from evaluasi.simulation.coverage.drawing import outcomes
from evaluasi.simulation.coverage.short import SHORT
from evaluasi.simulation.coverage.study import panel_of

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "metode" / "cakupan.md"
KEYS = ["galat", "terpilih", "penaksir", "inferensi", "pengaruh_galat"]
BEND_KEYS = ["n_tahun", "tren", "yang_ditaksir", "jenis", "m", "dalam_batas"]


def shipped(name):
    return pd.read_csv(ROOT / SHORT[name].table)


def percent(share):
    return "–" if np.isnan(share) else f"{100 * share:.1f}".replace(".", ",")


def size(value):
    return "–" if np.isnan(value) else f"{value:.2f}".replace(".", ",").replace("-", "−")


def table(head, rows):
    marks = ["---" if i < head[1] else "---:" for i in range(len(head[0]))]
    lines = [head[0], marks, *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def of_factors():
    head = ["terpilih", "galat", "penaksir", "inferensi", "bias", "rmse", "ukuran 5%"]
    head += ["ukuran 10%", "kuasa 2", "kuasa 4", "kuasa 4 (10%)", "cakupan", "ditolak"]
    rows = []
    for keys, part in shipped("sintetis").groupby(KEYS[:4], sort=False):
        noise, chosen, *method = keys
        by = part.set_index("pengaruh_galat")
        null, two, four = by.loc[0], by.loc[2], by.loc[4]
        shares = [null["tolak_5"], null["tolak_10"], two["tolak_5"], four["tolak_5"]]
        shares += [four["tolak_10"], null["cakupan"], null["ditolak"]]
        cells = [chosen, f"{noise:g}".replace(".", ","), *method]
        rows.append([*cells, size(null["bias"]), size(null["rmse"]), *map(percent, shares)])
    return table((head, 4), rows)


def of_bending():
    head = ["tahun", "tren", "yang ditaksir", "jenis", "m", "dalam batas", "cakupan"]
    head += ["kovarians diketahui", "lebar", "kuasa", "tak berbatas"]
    rows = []
    for keys, part in shipped("kepekaan").groupby(BEND_KEYS, sort=False):
        years, trend, target, kind, m, inside = keys
        by = part.set_index("kovarians")
        ours, known = by.loc["crv1"], by.loc["diketahui"]
        cells = [str(years), trend, target, kind, f"{m:g}".replace(".", ",")]
        cells += ["ya" if inside else "tidak", percent(ours["cakupan"]), percent(known["cakupan"])]
        rows.append([*cells, size(ours["lebar"]), *map(percent, ours[["kuasa", "tak_berbatas"]])])
    return table((head, 6), rows)


@pytest.mark.parametrize(("name", "write"), [("sintetis", of_factors), ("kepekaan", of_bending)])
def test_the_page_says_what_was_found(name, write):
    page, mark = PAGE.read_text(encoding="utf-8"), f"cakupan-{name}"
    block = re.search(rf"(<!-- uji:{mark} -->\n)(.*?)(<!-- /uji:{mark} -->)", page, re.S)
    if os.environ.get("EVALUASI_TULIS"):
        PAGE.write_text(page[: block.end(1)] + write() + page[block.start(3) :], encoding="utf-8")
        return
    assert block[2] == write()


@pytest.mark.parametrize("name", SHORT)
def test_the_shipped_table_has_the_counts_of_the_study_and_says_simulasi(name):
    rows = shipped(name)
    assert (rows["data"] == "SIMULASI").all()
    assert set(rows["ulangan"]) == {SHORT[name].replications}
    assert f"{SHORT[name].replications} ulangan" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "run", "cells"),
    [
        ("sintetis", factors.run, factors.grid()),
        ("kepekaan", bending.run, bending.grid()),
    ],
)
def test_the_table_has_the_rows_that_the_code_gives(name, run, cells):
    rows = shipped(name)
    assert len(rows) % len(cells) == 0
    made = run(cells[0], 2, 7)
    labels = [c for c in rows if not pd.api.types.is_float_dtype(rows[c])]
    labels = [*[c for c in labels if c not in ("ulangan", "benih", "pengaruh")], *numbers(name)]
    part = rows.iloc[: len(made)]
    pd.testing.assert_frame_equal(made[labels], part[labels], check_dtype=False)
    pd.testing.assert_frame_equal(run(cells[0], 2, 7), made)


def numbers(name):
    return ["galat", "pengaruh_galat"] if name == "sintetis" else ["m"]


def test_the_outlying_unit_feels_the_first_factor_most():
    chance, outlying = factors.grid()[0], factors.grid()[2]
    assert (chance.chosen, outlying.chosen) == ("acak", "terluar")
    for plain, sorted_ in zip(
        factors.outcomes(chance, 3, 1), factors.outcomes(outlying, 3, 1), strict=True
    ):
        assert np.sort(plain, axis=0) == pytest.approx(np.sort(sorted_, axis=0))
    assert np.isfinite(chance.starts()).sum() == 1
    assert chance.treated().sum() == factors.YEARS - factors.BEFORE


def test_rejections_are_counted_over_panels_with_a_number():
    said = [
        factors.Said(0.5, 0.03, 1.0, 2.0),
        factors.Said(-0.5, 0.08, 0.0, 4.0, poor=True),
        factors.REFUSED,
    ]
    counted = factors._counted(said)
    assert counted["bias"] == 0
    assert counted["rmse"] == 0.5
    assert (counted["tolak_5"], counted["tolak_10"]) == (0.5, 1.0)
    assert counted["galat_mc_5"] == pytest.approx(np.sqrt(0.25 / 2))
    assert (counted["cakupan"], counted["lebar"]) == (0.5, 3.0)
    assert counted["ditolak"] == pytest.approx(1 / 3)
    assert counted["kecocokan_buruk"] == pytest.approx(1 / 3)


CELL = bending.grid()[0]


@pytest.mark.parametrize("trend", bending.TRENDS)
def test_a_trend_is_zero_in_the_year_before_the_start(trend):
    assert bending.difference(CELL, trend)[CELL.exposure()[0] == -1] == 0


def test_which_trends_are_within_what_is_allowed():
    assert bending.within(CELL, "sejajar", "relative_magnitude", 0)
    assert not bending.within(CELL, "lurus", "relative_magnitude", 0.99)
    assert bending.within(CELL, "lurus", "relative_magnitude", 1)
    assert bending.within(CELL, "lurus", "smoothness", 0)
    assert not bending.within(CELL, "melengkung", "smoothness", 0.99 * bending.BEND)
    assert bending.within(CELL, "melengkung", "smoothness", bending.BEND)


def test_the_known_covariance_by_hand():
    """Of a difference of means: years d apart share correlation 0.6 to the d."""
    events = [e for e in range(-4, 4) if e != -1]
    found = bending.known_covariance(CELL)
    each = 1 / 10 + 1 / 28
    for i, e in enumerate(events):
        assert found[i, i] == pytest.approx(each * 2 * (1 - 0.6 ** abs(e + 1)))
    first, last = events.index(-4), events.index(3)
    assert found[first, last] == pytest.approx(each * (0.6**7 - 0.6**3 - 0.6**4 + 1))


def test_group_time_effects_have_the_same_coefficients_and_a_proportional_covariance():
    panel = panel_of(CELL, outcomes(CELL, 1, 3)[0])
    given = bending.coefficients(CELL, panel, None)["crv1"]
    group = im.group_time_att(panel, base_period="universal", draws=0).aggregate("dynamic")
    other = bending.coefficients_of(group, None)
    assert other.estimate == pytest.approx(given.estimate)
    ratio = given.covariance / other.covariance
    assert ratio == pytest.approx(ratio[0, 0])
    assert ratio[0, 0] > 1


@pytest.mark.parametrize("kind", bending.ALLOWED)
def test_an_interval_is_that_of_the_public_function_and_moves_with_the_effect(kind):
    y = outcomes(CELL, 1, 3)[0]
    m = bending.ALLOWED[kind][1]
    at_zero = bending.said(bending.coefficients(CELL, panel_of(CELL, y), None)["crv1"], kind, m)
    effect = 0.7
    panel = panel_of(CELL, y + effect * CELL.treated())
    study = im.event_study(panel, draws=0)
    public = im.honest_did(study, kind=kind, m=m, draws=bending.DRAWS, seed=1).to_frame()
    limits = public[["ci_low", "ci_high"]].to_numpy()[0]
    assert limits == pytest.approx([at_zero.low + effect, at_zero.high + effect], abs=1e-6)


@pytest.mark.berat
@pytest.mark.timeout(1800)
def test_a_cell_of_the_table_comes_out_again():
    rows = shipped("sintetis")
    again = factors.run(factors.grid()[0], 500, 38)
    said = rows.iloc[: len(again)]
    for column in ("bias", "rmse", "tolak_5", "tolak_10", "cakupan", "ditolak"):
        np.testing.assert_allclose(again[column], said[column], atol=0.0041, err_msg=column)
