"""The seed decides everything, and each table draws from a stream of its own."""

import pandas as pd
import pytest

from evaluasi import simulation
from evaluasi.simulation import laws, world
from evaluasi.simulation.package import contents


def first(made, name):
    return made.stream(name).random()


def test_the_same_seed_gives_the_same_bytes(base, small):
    assert contents(simulation.simulate(base, scale="kecil", seed=1)) == contents(small)


def test_another_seed_gives_other_tables(base, small):
    other = simulation.simulate(base, scale="kecil", seed=2).tables
    real = {"wilayah", "petak"}
    drawn = {name for name in other if not other[name].equals(small.tables[name])}
    assert drawn == set(other) - real


def test_a_stream_depends_on_seed_scale_and_name_alone(base):
    made = world.build(base.wilayah, "kecil", 1)
    alone = first(made, "survei")
    made.stream("inovasi").random(1000)
    assert first(made, "survei") == alone
    others = [
        first(made, "inovasi"),
        first(world.build(base.wilayah, "kecil", 2), "survei"),
        first(world.build(base.wilayah, "jatim", 1), "survei"),
    ]
    assert alone not in others


@pytest.mark.parametrize(
    ("law", "smaller", "touched"),
    [
        ("survei.banyaknya", [3, 2, 1, 2], {"survei"}),
        ("penilaian.rancangan", [4, 5, 2], {"penilaian"}),
    ],
)
def test_a_change_in_one_table_leaves_the_others_as_they_were(
    base, small, monkeypatch, law, smaller, touched
):
    monkeypatch.setitem(laws.laws()[law].nilai, "kecil", smaller)
    changed = simulation.simulate(base, scale="kecil", seed=1).tables
    found = {name for name in changed if not changed[name].equals(small.tables[name])}
    assert found == touched


def test_what_is_given_is_not_changed(base, small):
    before = {name: base.table(name).copy() for name in ("wilayah", "petak", "sumber")}
    simulation.simulate(before, scale="kecil", seed=1)
    for name, rows in before.items():
        pd.testing.assert_frame_equal(rows, base.table(name))
