"""Regions are real, numbers are not."""

import pytest

from evaluasi import simulation
from evaluasi.errors import ParameterError
from evaluasi.simulation.outcomes import NO_FIGURE


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"scale": "besar"}, "tidak dikenal"),
        ({"scale": "kecil", "seed": -1}, "Benih -1"),
    ],
)
def test_a_wrong_call_is_refused(base, options, told):
    with pytest.raises(ParameterError, match=told):
        simulation.simulate(base, **options)


def test_a_base_without_the_regions_is_refused(base):
    poor = {name: base.table(name) for name in ("petak", "sumber")}
    listed = base.wilayah
    with pytest.raises(ParameterError, match="memerlukan 38 daerah"):
        simulation.simulate(poor | {"wilayah": listed[listed["kode"] != "35.79"]}, scale="jatim")


def test_names_and_codes_are_those_of_the_base(base, small):
    listed = small.tables["wilayah"]
    names = base.wilayah.set_index("kode")["nama"]
    assert (listed.set_index("kode")["nama"] == names.reindex(listed["kode"])).all()
    assert {"35.06", "35.79"} <= set(small.tables["inovasi"]["kode"])


def test_area_and_population_are_not_taken_over(small):
    assert small.tables["wilayah"][["luas_km2", "penduduk"]].isna().all(axis=None)


def test_no_outcome_is_copied(base, small):
    key = ["kode", "tahun", "indikator"]
    both = small.tables["capaian"].merge(base.capaian, on=key, suffixes=("", "_nyata"))
    assert len(both) > 300
    # Two decimals of a narrow measure meet by chance now and then.
    assert (both["nilai"] == both["nilai_nyata"]).mean() < 0.02


def test_what_was_never_published_is_not_simulated(small):
    rows = small.tables["capaian"]
    assert NO_FIGURE
    assert not [
        pair for pair in zip(rows["indikator"], rows["tahun"], strict=True) if pair in NO_FIGURE
    ]


def test_every_outcome_is_told_to_come_from_the_simulation(small):
    assert set(small.tables["capaian"]["sumber"]) == {"SIM"}
    assert set(small.tables["capaian"]["keyakinan"]) == {"turunan"}
