"""Each treated region beside its synthetic self: what is there is found, the rest refused."""

import dataclasses

import numpy as np
import pytest
from study_case import QUICK, with_outcome

from evaluasi import impact as im
from evaluasi.errors import EvaluasiError, ParameterError
from evaluasi.reports.impact import alone, alone_told, study, tables, words
from evaluasi.reports.impact.question import panel_of
from evaluasi.reports.impact.treatment_words import open_treatment

EFFECT = -1.5


@pytest.fixture(scope="module")
def starts(jatim):
    return open_treatment(jatim, "iga").first_exposed(list(jatim.wilayah["kode"])).to_dict()


@pytest.fixture(scope="module")
def known(jatim, starts):
    def effect(kode, year):
        return EFFECT if starts[kode] is not None and year >= starts[kode] else 0.0

    return study(with_outcome(jatim, effect, noise=0.05), "p0", "iga", effort=QUICK)


@pytest.fixture(scope="module")
def short(jatim):
    return study(jatim, "ipm_baru", "iga", effort=QUICK)


def test_an_effect_that_is_there_is_found_in_most_regions(known):
    readable = [one for one in known.alone if one.readable]
    inside = [one for one in readable if one.result.p <= 0.05]
    assert len(inside) > len(readable) / 2 > 3
    for one in inside:
        assert one.result.estimate == pytest.approx(EFFECT, abs=0.15)


def test_every_cohort_finds_it_too(known):
    assert [cohort.start for cohort in known.cohorts] == [2020, 2021, 2022, 2023]
    for cohort in known.cohorts:
        assert cohort.result.estimate == pytest.approx(EFFECT, abs=0.15)


def test_donors_that_can_imitate_anything_are_refused(jatim):
    """Without noise every path is a mixture of others."""
    made = study(with_outcome(jatim, lambda _k, _y: 0.0), "p0", "iga", effort=QUICK)
    assert {one.result for one in made.alone} == {None}
    assert "berimpit" in alone_told.sentences(made)


def test_a_region_without_its_first_years_is_compared_from_its_first_on(poverty):
    (own,) = (one for one in poverty.alone if one.unit == "35.74")
    assert own.years == (2013, 2025)
    later = dataclasses.replace(poverty.question, years=tuple(range(2013, 2026)))
    direct = im.synthetic_control(panel_of(later), unit="35.74")
    assert own.result.estimate == direct.estimate
    row = alone_told.table(poverty).set_index("Wilayah").loc["Kota Probolinggo"]
    assert row["Catatan"] == "data sejak 2013"


def test_regions_are_drawn_by_their_fit_and_not_by_what_came_after(poverty, starts):
    chosen = [one.unit for one in alone_told.drawn(poverty)]

    def moved(one):
        table = one.result.table.copy()
        table.loc[table["sesudah"], ["nyata", "selisih"]] += int(one.unit[-2:]) % 7
        return dataclasses.replace(one, result=dataclasses.replace(one.result, table=table))

    again = [moved(one) for one in poverty.alone if one.result is not None]
    assert [one.unit for one in alone.best_fitting(again, alone_told.MOST_DRAWN)] == chosen


def test_poor_fits_are_counted_and_not_read(poverty):
    told = alone_told.sentences(poverty)
    assert "14 dari 15 wilayah" in told
    assert "1 wilayah kecocokannya sebelum mulai buruk" in told
    assert "Kabupaten Sumenep" not in list(alone_told.tests(poverty)["Wilayah"])


def test_a_short_past_is_refused_region_by_region(short):
    assert {one.result for one in short.alone} == {None}
    assert "kendali sintetis memerlukan 8" in alone_told.sentences(short)
    assert alone_told.path(short) is None
    assert alone_told.drawn(short) == ()
    frame = alone_told.table(short)
    assert len(frame) == 15
    assert frame["Catatan"].str.len().gt(10).all()
    reasons = tables.cohorts(short).set_index("Mulai")["Catatan"]
    assert "kurang dari dua tahun sebelum mulai" in reasons["2021"]


def test_without_donors_or_enough_years_of_one_month_little_is_left(poverty):
    frame = alone_told.readings(poverty).set_index("Pembacaan")
    (strict,) = (n for name, n in frame["Lolos"].items() if name.startswith("Hanya wilayah yang"))
    (march,) = (n for name, n in frame["Lolos"].items() if "Maret" in name)
    assert (strict, march) == (0, 1)


def test_a_path_is_the_mixture_that_its_donors_make(poverty):
    frame, donors = alone_told.paths(poverty), alone_told.donors(poverty)
    values = poverty.panel.outcome
    names = poverty.question.ds.wilayah.set_index("nama")["kode"]
    place = {unit: i for i, unit in enumerate(poverty.panel.units)}
    mine = donors[donors["Wilayah"] == "Kabupaten Banyuwangi"]
    rows = [place[names[name]] for name in mine["Donor"]]
    mixed = mine["Bobot"].to_numpy() @ values[rows]
    told = frame[frame["Wilayah"] == "Kabupaten Banyuwangi"]["Sintetis"].to_numpy()
    assert np.abs(mixed - told).max() < 0.02  # weights below one in a thousand are not listed


def test_predictors_are_the_outcome_and_the_covariates_before_the_start_only(jatim, poverty):
    years = list(range(2010, 2020))
    frame = alone.predictors(poverty.question, years, ("rls",))
    assert list(frame.columns) == ["p0, 2010", "p0, rata-rata", "p0, 2019", "rls, rata-rata"]
    own = jatim.series("rls", ["35.10"], years).to_numpy()
    assert frame.loc["35.10", "rls, rata-rata"] == pytest.approx(own.mean())
    assert np.isnan(frame.loc["35.74", "p0, rata-rata"])  # three years are barred: no mean of seven


def test_covariates_reach_every_region_and_the_methods_paragraph(jatim, monkeypatch):
    seen = []

    def recorded(_panel, *, unit, predictors):
        seen.append(tuple(predictors.columns[-2:]))
        raise ParameterError(unit)

    monkeypatch.setattr(im, "synthetic_control", recorded)
    made = study(jatim, "p0", "iga", effort=QUICK, prediktor="rls, pengeluaran,rls")
    assert {one.reason for one in made.alone} == {one.unit for one in made.alone}
    assert seen == [("rls, rata-rata", "pengeluaran, rata-rata")] * 15
    assert "rls dan pengeluaran" in words.methods(made)


@pytest.mark.parametrize("code", ["p0", "iid", "entah", "ipm"])
def test_what_cannot_be_a_predictor_is_refused(jatim, code):
    with pytest.raises(EvaluasiError):
        study(jatim, "p0", "iga", prediktor=f"rls,{code}")


TABLES = [
    tables.cohorts, alone_told.table, alone_told.tests, alone_told.readings, alone_told.donors,
    alone_told.paths, alone_told.balance,
]  # fmt: skip


@pytest.mark.parametrize("name", ["poverty", "short", "kecamatan", "known"])
def test_nothing_is_printed_by_accident(name, request):
    made = request.getfixturevalue(name)
    assert not {"nan", "None", "inf", "{n}"} & set(alone_told.sentences(made).split())
    for table in TABLES:
        frame = table(made)
        assert not frame.astype("str").isin(["nan", "None", "inf"]).where(frame.notna()).any().any()
    if name == "kecamatan":
        assert all(table(made).empty for table in TABLES)
