"""What is recommended follows from the table by the written rule, and not beyond its range."""

import numpy as np
import pandas as pd
import pytest

from evaluasi.errors import ParameterError
from evaluasi.impact.recommendation import (
    Design,
    _look_up,
    estimator_name,
    inference_name,
    recommended,
    shipped,
)
from evaluasi.simulation.coverage.cells import grid
from evaluasi.simulation.coverage.methods import METHODS, STATISTICS
from evaluasi.tables import provenance


def row(penaksir, inferensi, **changes):
    plain = {
        "data": "SIMULASI",
        "n_unit": 38,
        "n_tahun": 8,
        "n_diperlakukan": 5,
        "bertahap": 1,
        "dunia": "tetap",
        "pengaruh": 2.0,
        "penaksir": penaksir,
        "inferensi": inferensi,
        "bias": 0.0,
        "cakupan": 0.95,
        "galat_mc": 0.005,
        "ukuran": 0.05,
        "kuasa": 0.8,
        "lebar": 1.0,
        "gagal": 0.0,
        "ulangan": 2000,
    }
    return plain | changes


ASKED = Design(38, 8, 5, True)


def looked_up(*rows, asked=ASKED):
    return _look_up(pd.DataFrame(rows), asked)


RULE = [
    ({"cakupan": 0.95}, "dianjurkan"),
    ({"cakupan": 0.935}, "dianjurkan"),
    ({"cakupan": 0.9349}, "tidak dianjurkan"),
    ({"cakupan": 0.965}, "dianjurkan"),
    ({"cakupan": 0.9651}, "konservatif"),
    ({"cakupan": 0.95, "gagal": 0.001}, "ditolak"),
    ({"cakupan": np.nan, "ukuran": np.nan, "gagal": 1.0}, "ditolak"),
    ({"cakupan": np.nan, "ukuran": 0.065}, "uji saja"),
    ({"cakupan": np.nan, "ukuran": 0.066}, "tidak dianjurkan"),
]


@pytest.mark.parametrize(("measured", "verdict"), RULE)
def test_the_rule(measured, verdict):
    found = looked_up(row("did", "crv1", **measured))
    assert found.verdict("did", "crv1") == verdict
    named = [(m.estimator, m.inference) for m in found.methods]
    assert named == ([("did", "crv1")] if verdict in {"dianjurkan", "konservatif"} else [])
    assert (found.reason == "") == bool(named)


def test_the_worst_world_decides():
    good = row("did", "crv1", cakupan=0.97)
    bad = row("did", "crv1", dunia="tumbuh", cakupan=0.6, bias=-0.4, ukuran=np.nan)
    found = looked_up(good, bad)
    assert found.verdict("did", "crv1") == "tidak dianjurkan"
    assert found.table["bias"].item() == 0.2
    assert found.reason == "Tidak ada metode yang dianjurkan untuk sel ini."
    assert found.best() is None


def test_a_bias_is_named_though_the_verdict_does_not_look_at_it():
    found = looked_up(row("did", "crv1", bias=-0.3))
    assert found.best().bias == pytest.approx(0.15)
    assert "bias 15%" in found.summary()
    assert "bias" not in looked_up(row("did", "crv1", bias=0.01)).summary()


def test_exact_before_conservative_then_by_power_and_bands_apart():
    found = looked_up(
        row("did", "crv3", cakupan=0.97, kuasa=0.9),
        row("did", "crv1", kuasa=0.7),
        row("event_study", "crv3", kuasa=0.75),
        row("event_study", "serentak", kuasa=np.nan),
    )
    order = [(m.estimator, m.inference) for m in found.methods]
    assert order == [("event_study", "crv3"), ("did", "crv1"), ("did", "crv3")]
    assert found.best("did").inference == "crv1"
    assert found.best("sun_abraham") is None
    assert found.verdict("event_study", "serentak") == "dianjurkan"


@pytest.mark.parametrize(
    ("asked", "cell"),
    [
        ((38, 8, 5, True), (38, 8, 5, True)),
        ((36, 15, 6, False), (38, 16, 5, False)),
        ((29, 11, 4, True), (38, 8, 3, True)),
        ((47, 12, 9, True), (38, 16, 7, True)),
        ((38, 16, 10, False), (38, 16, 10, False)),
    ],
)
def test_a_design_is_stood_for_by_the_nearest_that_is_not_easier(asked, cell):
    rows = [row("did", "crv1", **_keys(c)) for c in grid()]
    found = looked_up(*rows, asked=Design(*asked))
    assert found.cell == Design(*cell)
    assert found.cell.n_treated <= asked[2]
    assert (found.distance == "") == (asked == cell)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ((514, 16, 10, True), "514 unit"),
        ((28, 16, 10, True), "28 unit"),
        ((38, 7, 5, True), "7 tahun"),
        ((38, 17, 5, True), "17 tahun"),
        ((38, 8, 2, True), "2 unit diperlakukan"),
        ((38, 8, 11, True), "11 unit diperlakukan"),
    ],
)
def test_outside_what_was_simulated_nothing_is_recommended(asked, word):
    rows = [row("did", "crv1", **_keys(c)) for c in grid()]
    found = looked_up(*rows, asked=Design(*asked))
    assert found.cell is None
    assert word in found.reason
    assert not found.methods
    assert found.to_frame().empty
    assert word in found.summary()


def _keys(cell):
    names = ("n_unit", "n_tahun", "n_diperlakukan", "bertahap")
    return dict(zip(names, cell.key, strict=True))


def test_whoever_prints_it_says_simulasi():
    found = looked_up(row("did", "crv1"))
    assert provenance.of(found.to_frame()).simulated
    assert found.summary().startswith("SIMULASI")


def test_numbers_of_no_design_are_refused():
    with pytest.raises(ParameterError, match="n_treated"):
        recommended(38, 8, 0, False)


def test_the_shipped_table_holds_every_design_and_method():
    """What the study simulates is what ships: nothing left over from an older study."""
    rows = shipped()
    methods = {*METHODS, *((name, "randomisasi") for name in STATISTICS)}
    for cell in grid():
        here = rows[(rows[list(_keys(cell))] == list(cell.key)).all(axis=1)]
        worlds = {"tetap", "tumbuh"} if cell.staggered else {"tetap"}
        assert set(here["dunia"]) == worlds
        for _world, part in here.groupby("dunia"):
            assert set(zip(part["penaksir"], part["inferensi"], strict=True)) == methods
        assert here["pengaruh"].unique().tolist() == [cell.size()]
    assert (rows["data"] == "SIMULASI").all()
    assert {estimator_name(name) for name in rows["penaksir"]}
    assert {inference_name(name) for name in rows["inferensi"]}
