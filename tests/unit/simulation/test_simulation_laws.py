"""Each law names its source, and what it takes from the datasets is what stands there."""

import json

import pytest

from evaluasi.simulation import laws


@pytest.mark.parametrize("entry", laws.laws().values(), ids=lambda entry: entry.nama)
def test_a_law_says_what_it_means_and_where_it_comes_from(entry):
    assert entry.sumber.strip()
    assert entry.arti.strip()
    assert entry.nilai not in (None, "", {}, [])


def test_the_truth_lists_every_law(small):
    told = small.truth["hukum"].set_index("nama")
    assert set(told.index) == set(laws.laws())
    assert json.loads(told.loc["level.muatan", "nilai"]) == laws.law("level.muatan")


@pytest.mark.parametrize(
    ("law", "figure"),
    [
        ("jumlah.edisi", "inovasi"),
        ("jumlah.peserta", "peserta"),
        ("target.rata_rata_iid", "rata_rata_iid"),
    ],
)
def test_national_figures_are_those_on_file(base, law, figure):
    rows = base.iid_nasional
    known = rows[rows["ukuran"] == figure].groupby("tahun")["nilai"].agg(set)
    for year, value in laws.by_edition(law).items():
        assert value in known[year], (law, year)


def test_shares_of_islands_are_those_on_file(base):
    known = base.iid_nasional.set_index("ukuran")["nilai"]
    for name in ("pangsa_jawa_sumatera", "pangsa_papua"):
        assert laws.law(f"jumlah.{name}") == pytest.approx(known[name] / 100, rel=1e-12)


def test_shares_add_up_to_one():
    for name in ("ciri.inisiator", "ciri.bentuk", "ciri.klasifikasi"):
        assert sum(laws.law(name).values()) == pytest.approx(1)
    assert all(0 < sum(shares) < 1 for shares in laws.law("level.pangsa").values())
