"""Leave one out, placebos and neighbours: each row is the design on exactly the data it names."""

import dataclasses
import pickle

import numpy as np
import pandas as pd
import pytest
from doubted_panels import one_start, panel_of, staggered

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.tables import provenance as origin
from evaluasi.tables.neighbours import neighbours
from evaluasi.tables.provenance import Provenance

CHAIN = {"35.07": ["35.08", "35.09"], "35.01": ["35.02"]}
CHECKS = {
    "leave_one_out": im.leave_one_out,
    "placebo_dates": im.placebo_dates,
    "placebo_outcomes": lambda p: im.placebo_outcomes(p, {"lain": panel_of(staggered(seed=9))}),
    "neighbour_exclusion": lambda p: im.neighbour_exclusion(p, {"35.07": ["35.14"]}),
}


def group_time(panel):
    return im.group_time_att(panel, gaps="pairwise", draws=0)


def row(found, variant):
    return found.table.set_index("variant").loc[variant]


@pytest.mark.parametrize("design", [im.did, group_time])
def test_leaving_a_unit_out_is_the_design_without_it(design):
    frame = staggered()
    found = im.leave_one_out(panel_of(frame), design=design)
    assert len(found.table) == 31
    for unit, variant in (("35.03", "tanpa 35.03 (diperlakukan)"), ("35.20", "tanpa 35.20")):
        alone = design(panel_of(frame[frame["kode"] != unit]))
        assert row(found, variant)["estimate"] == pytest.approx(alone.estimate)
        assert row(found, variant)["se"] == pytest.approx(alone.se)
        assert row(found, variant)["change"] == pytest.approx(alone.estimate - found.estimate)
        assert row(found, variant)["n_units"] == 29


def test_clusters_leave_together():
    frame = staggered().assign(gugus=lambda f: f["kode"].str[:4])
    found = im.leave_one_out(panel_of(frame, cluster="gugus"))
    assert len(found.table) == 1 + frame["gugus"].nunique()
    assert row(found, "tanpa 35.30")["n_units"] == 29


def test_progress_names_what_is_at_work():
    told = []
    im.leave_one_out(panel_of(staggered()), progress=told.append)
    assert len(told) == 30


def test_what_cannot_be_estimated_keeps_its_row_and_says_why():
    found = im.leave_one_out(panel_of(one_start(treated=1, units=6)))
    gone = row(found, "tanpa 35.01 (diperlakukan)")
    assert np.isnan(gone["estimate"])
    assert "tidak ada unit yang diperlakukan" in gone["reason"]
    assert found.n_failed == 1
    assert "variasi_gagal" in [w.code for w in found.warnings]


@pytest.mark.parametrize("design", [im.did, group_time])
def test_placebo_dates_do_not_look_past_the_true_start(design):
    frame = staggered(seed=1)
    after = frame["tahun"] >= frame["mulai"]
    other = frame.assign(nilai=frame["nilai"].where(~after, 99.0))
    one, two = (im.placebo_dates(panel_of(f), design=design).table for f in (frame, other))
    assert one["estimate"][1:].to_numpy() == pytest.approx(two["estimate"][1:].to_numpy())
    assert one["estimate"][0] != pytest.approx(two["estimate"][0])


def test_a_placebo_date_is_the_design_on_earlier_values():
    frame = one_start(effect=3.0)
    found = im.placebo_dates(panel_of(frame), shifts=[2])
    early = frame[(frame["tahun"] < 2017) | frame["mulai"].isna()].assign(mulai=frame["mulai"] - 2)
    expected = im.did(panel_of(early))
    assert row(found, "mulai 2 tahun lebih awal")["estimate"] == pytest.approx(expected.estimate)
    assert row(found, "semua data")["estimate"] == pytest.approx(found.estimate)


def test_anticipation_hides_its_years_too():
    frame = one_start(seed=4)
    ahead = (frame["tahun"] >= frame["mulai"] - 1) & frame["mulai"].notna()
    other = frame.assign(nilai=frame["nilai"].where(~ahead, 99.0))
    one, two = (im.placebo_dates(panel_of(f, anticipation=1)).table for f in (frame, other))
    assert one["estimate"][1:].to_numpy() == pytest.approx(two["estimate"][1:].to_numpy())


def test_placebo_dates_want_time_before_the_start():
    with pytest.raises(ParameterError, match="tahun sebelum mulai"):
        im.placebo_dates(panel_of(one_start(years=range(2016, 2020))))
    with pytest.raises(ParameterError):
        im.placebo_dates(panel_of(one_start()), shifts=[0])


def test_placebo_outcomes_are_corrected_for_their_number():
    others = {str(seed): panel_of(staggered(seed=seed)) for seed in range(4)}
    found = im.placebo_outcomes(panel_of(staggered(seed=9)), others)
    placebos = found.table.iloc[1:]
    assert np.isnan(found.table["p_holm"][0])
    expected = im.adjust_p(placebos["p"])
    assert placebos["p_holm"].to_numpy() == pytest.approx(expected.to_numpy())
    with pytest.raises(ParameterError):
        im.placebo_outcomes(panel_of(staggered()), {})


def test_neighbours_leave_the_comparison_in_either_direction_of_the_list():
    frame = one_start(treated=7, units=20)
    without = frame[~frame["kode"].isin(["35.08", "35.09"])]
    pairs = pd.DataFrame({"kode": ["35.08", "35.07"], "tetangga": ["35.07", "35.09"]})
    expected = im.did(panel_of(without)).estimate
    for listed in (CHAIN, pairs):
        found = im.neighbour_exclusion(panel_of(frame), listed)
        told = row(found, "tanpa pembanding yang bertetangga")
        assert told["estimate"] == pytest.approx(expected)
        assert row(found, "pembanding hanya yang bertetangga")["n_units"] == 9


def test_the_ring_shows_what_spills_over():
    frame = one_start(treated=4, units=30, seed=3)
    near = frame["kode"].isin([f"35.{i:02d}" for i in range(5, 13)])
    frame.loc[near & (frame["tahun"] >= 2017), "nilai"] += 4.0
    borders = {"35.01": [f"35.{i:02d}" for i in range(5, 13)]}
    found = im.neighbour_exclusion(panel_of(frame), borders)
    ring = row(found, "cincin: tetangga terhadap yang jauh")
    assert ring["estimate"] == pytest.approx(4.0, abs=1.0)
    assert ring["n_treated"] == 8
    assert ring["n_units"] == 26


def test_a_list_of_other_places_is_refused():
    with pytest.raises(ParameterError, match="tidak memuat"):
        im.neighbour_exclusion(panel_of(staggered()), {"32.01": ["32.02"]})
    with pytest.raises(ParameterError, match="tetangga"):
        im.neighbour_exclusion(panel_of(staggered()), pd.DataFrame({"kode": ["35.01"]}))


def test_a_comparison_that_leaves_nobody_says_so():
    found = im.neighbour_exclusion(panel_of(staggered().dropna(subset=["mulai"])), CHAIN)
    assert row(found, "cincin: tetangga terhadap yang jauh")["reason"] == (
        "tidak ada unit yang tersisa"
    )


def test_regions_without_a_listed_border_are_named():
    found = im.neighbour_exclusion(panel_of(one_start(treated=7, units=10)), CHAIN)
    (told,) = [w for w in found.warnings if w.code == "tanpa_tetangga"]
    assert "35.03" in told


def test_the_list_of_east_java_has_every_region_and_each_border_once():
    listed = neighbours()
    codes = set(listed["kode"]) | set(listed["tetangga"])
    assert codes == {f"35.{i:02d}" for i in [*range(1, 30), *range(71, 80)]}
    assert (listed["kode"] < listed["tetangga"]).all()
    assert not listed.duplicated(["kode", "tetangga"]).any()
    borders = {frozenset(pair) for pair in listed[["kode", "tetangga"]].to_numpy()}
    assert frozenset(("35.07", "35.73")) in borders  # the city of Malang lies within its regency
    assert frozenset(("35.26", "35.78")) not in borders  # a bridge is no border
    with pytest.raises(ParameterError):
        neighbours("33")


@pytest.mark.parametrize("name", CHECKS)
def test_every_check_speaks_the_vocabulary_of_results(name):
    simulated = Provenance(("simulasi",), ("Data rekaan",))
    panel = panel_of(origin.stamp(staggered(), simulated))
    found = CHECKS[name](panel)
    main = im.did(panel)
    assert (found.estimate, found.se, found.p, found.n_units) == (
        main.estimate,
        main.se,
        main.p,
        main.n_units,
    )
    assert found.table["variant"][0] == "semua data"
    assert found.table["estimate"][0] == main.estimate
    assert origin.of(found.to_frame()).simulated
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.estimate = 0.0
    assert pickle.loads(pickle.dumps(found)).summary() == found.summary()
    assert "nan" not in found.summary()
    assert "variant" not in found.summary()
