"""At national scale the counts are the published ones, to the last innovation."""

import numpy as np
import pytest

from evaluasi.simulation import counts, innovations, laws, offices, world
from evaluasi.simulation.world import EDITIONS


@pytest.fixture(scope="module")
def nation(base):
    made = world.build(base.wilayah, "nasional", 4)
    return made, counts.plan(made)


def test_each_edition_has_the_published_number_of_innovations(nation):
    totals = laws.by_edition("jumlah.edisi", "jumlah.edisi_berjalan")
    assert list(nation[1].total.sum(axis=1)) == [totals[edition] for edition in EDITIONS]


def test_each_edition_has_the_published_number_of_participants(nation):
    known = laws.by_edition("jumlah.peserta", "jumlah.peserta_berjalan")
    assert list((nation[1].total > 0).sum(axis=1)) == [known[edition] for edition in EDITIONS]


def test_stages_of_2024_are_the_published_ones(nation):
    made, plan = nation
    rows = innovations.entries(made, innovations.pool(made, plan, offices.offices(made)), plan)
    found = rows[rows["tahun"] == 2024].groupby("tahapan").size()
    assert found.to_dict() == {"inisiatif": 1_347, "uji coba": 1_258, "penerapan": 29_114}


def test_islands_have_their_shares(nation):
    made, plan = nation
    island = made.reporting["kode"].str[0]
    of_2024 = plan.total[EDITIONS.index(2024)]
    share = of_2024[island.isin(list("123")).to_numpy()].sum() / of_2024.sum()
    assert share == pytest.approx(laws.law("jumlah.pangsa_jawa_sumatera"), abs=0.02)
    share = of_2024[(island == "9").to_numpy()].sum() / of_2024.sum()
    assert share == pytest.approx(laws.law("jumlah.pangsa_papua"), abs=0.005)


def test_regions_differ_widely(nation):
    counted = np.sort(nation[1].total[-1])[::-1]
    assert counted[:55].sum() > 0.3 * counted.sum()


def test_only_what_entered_once_before_comes_again(nation):
    plan = nation[1]
    first = plan.total - plan.returning
    assert (plan.returning[0] == 0).all()
    assert (plan.returning[1:] <= first[:-1]).all()
    assert (plan.returning <= plan.total // 2).all()
    assert plan.returning[1:].sum() > 0.15 * plan.total[1:].sum()


def test_a_surge_goes_from_8_to_63(nation):
    plan = nation[1]
    assert len(plan.surges) == 8
    for region, edition in plan.surges:
        assert (plan.total[edition - 1, region], plan.total[edition, region]) == (8, 63)
