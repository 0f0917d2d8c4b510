"""A plan reaches its target by the rules, at least cost, and within what it may touch."""

import itertools

import numpy as np
import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.errors import ParameterError
from evaluasi.text import number


def index(innovations, capacity, rubric):
    return float(sc.regional_index(innovations, capacity, rubric).table["iid"].iloc[0])


def cheapest_by_trying(innovations, capacity, rubric, target, cells, may_go=()):
    """Try every set of levels of some cells, and every withdrawal, by the index itself."""
    best = float("inf")
    for count in range(len(may_go) + 1):
        for gone in itertools.combinations(may_go, count):
            left = innovations.drop(index=list(gone))
            own = [cell for cell in cells if cell[0] in left.index]
            now = [int(left.loc[cell]) for cell in own]
            for levels in itertools.product(*(range(level, 4) for level in now)):
                cost = count + sum(levels) - sum(now)
                if cost >= best:
                    continue
                tried = left.copy()
                for cell, level in zip(own, levels, strict=True):
                    tried.loc[cell] = level
                if index(tried, capacity, rubric) >= target - 1e-9:
                    best = cost
    return best


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 1.0])
def test_no_plan_is_cheaper_when_all_are_tried(rubric, region, capacity, share):
    cells = {(0, "i16"): 1, (0, "i35"): 2, (1, "i33"): 2, (2, "i20"): 1, (3, "i35"): 2}
    innovations, known = region(4, changed=cells), capacity(3)
    start, end = index(innovations, known, rubric), index(region(4), known, rubric)
    target = start + share * (end - start)
    plan = sc.action_plan(innovations, known, rubric, target)
    assert plan.optimal
    assert plan.cost == cheapest_by_trying(innovations, known, rubric, target, list(cells))


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_no_plan_with_withdrawals_is_cheaper_when_all_are_tried(rubric, region, capacity, share):
    # A withdrawal or a raised level: which is cheaper depends on the target.
    weak = {(row, "i35"): 1 for row in (12, 13)} | {(0, "i33"): 2}
    innovations, known = region(14, level=3, changed=weak), capacity(3)
    locked = [f"inovasi-{row}" for row in range(1, 12)]
    start = index(innovations, known, rubric)
    best = index(innovations.drop(index=[12, 13]).replace({"i33": 2}, 3), known, rubric)
    most = index(region(14), known, rubric)
    target = start + share * (max(best, most) - start)
    plan = sc.action_plan(innovations, known, rubric, target, locked=locked, withdraw=True)
    tried = cheapest_by_trying(innovations, known, rubric, target, list(weak), may_go=(0, 12, 13))
    assert plan.optimal
    assert plan.cost == tried


def test_withdrawing_the_weak_can_be_the_cheapest_way(rubric, region, capacity):
    weak = {(row, code): 0 for row in (12, 13) for code in rubric.columns}
    innovations, known = region(14, changed=weak), capacity(3)
    target = index(innovations.drop(index=[12, 13]), known, rubric)
    plan = sc.action_plan(innovations, known, rubric, target, withdraw=True)
    assert list(plan.steps["tindakan"]) == ["tarik", "tarik"]
    assert plan.optimal
    assert plan.cost == 2


@pytest.mark.parametrize("withdraw", [False, True])
@pytest.mark.parametrize("seed", range(2))
def test_the_plan_carried_out_gives_the_score_it_promises(
    rubric, random_region, capacity, after, seed, withdraw
):
    innovations, known = random_region(20, seed), capacity()
    plan = sc.action_plan(innovations, known, rubric, "Inovatif", withdraw=withdraw)
    assert plan.start == pytest.approx(index(innovations, known, rubric), abs=1e-10)
    done = after(plan, innovations, known)
    assert plan.end == pytest.approx(index(*done, rubric), abs=1e-10)
    assert plan.reached
    assert sc.predicate(plan.end, rubric).nama == "Inovatif"
    assert plan.cost == pytest.approx(plan.steps["biaya"].sum())
    later = rubric.projected(2027)
    promised = plan.next_editions.set_index("edisi").loc[2027]
    assert promised["tanpa_rencana"] == pytest.approx(index(innovations, known, later), abs=1e-10)
    assert promised["sesudah_rencana"] == pytest.approx(index(*done, later), abs=1e-10)


def test_steps_come_by_points_per_cost_and_scores_only_rise(rubric, random_region, capacity):
    plan = sc.action_plan(random_region(15, 1), capacity(), rubric, "Inovatif")
    scores = [plan.start, *plan.steps["skor_sesudah"]]
    assert scores == sorted(scores)
    yields = (plan.steps["kenaikan"] / plan.steps["biaya"]).round(9)
    chained = plan.steps.duplicated(["id", "indikator"])  # a second level waits for the first
    assert yields[~chained].is_monotonic_decreasing


def test_what_is_locked_is_not_touched(rubric, random_region, capacity):
    innovations = random_region(20, 2)
    locked = list(innovations["id"][:15])
    plan = sc.action_plan(innovations, capacity(), rubric, "Inovatif", locked=locked, withdraw=True)
    assert len(plan.steps)
    assert not set(plan.steps["id"].dropna()) & set(locked)


def test_effort_and_budget_are_kept(rubric, random_region, capacity):
    innovations = random_region(20, 3)
    effort = {"Dinas 0": 5.0, "Dinas 1": 7.0}
    plan = sc.action_plan(innovations, capacity(), rubric, "Inovatif", effort=effort)
    spent = plan.steps.groupby("opd")["biaya"].sum()
    assert all(spent.get(office, 0) <= most for office, most in effort.items())
    poor = sc.action_plan(innovations, capacity(), rubric, "Sangat Inovatif", budget=9)
    assert not poor.reached
    assert poor.steps["biaya"].sum() == 9
    assert "tidak tercapai" in poor.summary()


def test_a_budget_is_spent_on_what_brings_most(rubric, region, capacity):
    innovations = region(12, level=2)
    plan = sc.action_plan(innovations, capacity(3), rubric, 100, budget=3)
    assert set(plan.steps["indikator"]) == {"i35"}  # weight 4, the highest


def test_substantive_steps_leave_the_file_alone(rubric, random_region, capacity):
    plan = sc.action_plan(random_region(20, 4), capacity(), rubric, "Inovatif", substantive=True)
    assert plan.reached
    assert set(plan.steps["sifat"]) <= {"inovasi", "daerah"}
    assert not set(plan.steps["indikator"]) & {"i26", "i32", "i35"}


def test_outcomes_that_others_measure_are_planned_only_when_asked(rubric, region, capacity):
    innovations, known = region(12), capacity(1)
    plan = sc.action_plan(innovations, known, rubric, 58.0)
    assert plan.reached
    assert set(plan.steps["sifat"]) == {"daerah"}
    asked = sc.action_plan(innovations, known, rubric, 58.0, outcomes=True)
    assert "hasil" in set(asked.steps["sifat"])
    assert asked.cost < plan.cost


def test_costs_change_the_plan_and_the_assumption_is_told(rubric, random_region, capacity):
    innovations = random_region(20, 5)
    costs = pd.DataFrame({"indikator": ["i35"] * 3, "ke": [1, 2, 3], "biaya": [1000.0] * 3})
    cheap = sc.action_plan(innovations, capacity(), rubric, "Inovatif")
    dear = sc.action_plan(innovations, capacity(), rubric, "Inovatif", cost=costs)
    assert "i35" in set(cheap.steps["indikator"])
    assert "i35" not in set(dear.steps["indikator"])
    assert any("Asumsi" in line and "berbiaya 1" in line for line in cheap.assumptions)


def test_every_step_names_its_evidence_and_meaning(rubric, random_region, capacity):
    plan = sc.action_plan(random_region(20, 6), capacity(), rubric, "Inovatif")
    assert (plan.steps["bukti"] != "").all()
    assert (plan.steps["arti"] != "").all()


def test_out_of_reach_with_withdrawals_goes_further_than_without(rubric, random_region, capacity):
    # Within a small budget the weak are better withdrawn than raised.
    innovations, known = random_region(24, 5), capacity(3)
    own = {"target": 99.0, "budget": 12}
    alone = sc.action_plan(innovations, known, rubric, **own)
    plan = sc.action_plan(innovations, known, rubric, **own, withdraw=True)
    gone = int((plan.steps["tindakan"] == "tarik").sum())
    assert gone
    assert plan.end > alone.end
    assert plan.cost == plan.steps["biaya"].sum() <= 12
    assert "semua langkah yang boleh diambil" not in plan.summary()
    # Every number of withdrawals of the weakest, each carried as far as its own budget goes.
    weakest = innovations.loc[sc.maturity(innovations, rubric).sort_values(kind="stable").index]
    ends = [
        sc.action_plan(weakest.iloc[n:], known, rubric, 99.0, budget=12 - n).end for n in range(13)
    ]
    assert plan.end == pytest.approx(max(ends))


def test_what_time_did_not_prove_is_not_called_out_of_reach(rubric, region, capacity):
    # The bound lets what is withdrawn be raised all the same; only the exact search refutes that.
    weak = {(row, code): 0 for row in (12, 13) for code in rubric.columns}
    innovations = region(14, level=2, changed=weak)
    target = index(innovations.drop(index=[12, 13]), capacity(3), rubric) + 1.0
    locked = [f"inovasi-{row}" for row in range(12)]
    asked = {"target": target, "budget": 20, "locked": locked, "withdraw": True}
    hurried = sc.action_plan(innovations, capacity(3), rubric, **asked, seconds=0)
    assert not hurried.reached
    assert np.isfinite(hurried.bound)
    assert "belum terbukti di luar jangkauan" in hurried.summary()
    proven = sc.action_plan(innovations, capacity(3), rubric, **asked)
    assert not proven.reached
    assert np.isinf(proven.bound)
    assert "dengan atau tanpa menarik" in proven.summary()


def test_the_rules_of_the_next_edition_are_told(rubric, random_region, capacity):
    plan = sc.action_plan(random_region(20, 6), capacity(), rubric, 55)
    later = plan.next_editions.iloc[0]
    assert f"edisi {int(later['edisi'])} (keyakinan B)" in plan.summary()
    assert number(later["sesudah_rencana"], 2) in plan.summary()


def test_a_target_already_reached_needs_no_step(rubric, region, capacity):
    plan = sc.action_plan(region(200), capacity(3), rubric, "Sangat Inovatif")
    assert plan.steps.empty
    assert plan.optimal
    assert plan.start == plan.end == 100


FAULTS = [
    ({"target": "Terbaik"}, "tidak ada pada iid-2026"),
    ({"target": 101}, "di luar 0 sampai 100"),
    ({"locked": ["tak-ada"]}, "inovasi tak-ada tidak ada"),
    ({"effort": {"Dinas 9": 1}}, "perangkat daerah “Dinas 9” tidak ada"),
    ({"withdrawal_cost": 0}, "harus lebih dari 0"),
    ({"cost": pd.DataFrame({"indikator": ["i16"], "ke": [1], "biaya": [0]})}, "i16 ke level 1: 0"),
    ({"withdrawal_cost": float("inf")}, "harus lebih dari 0"),
    ({"budget": -1}, "batas “anggaran”: -1 bukan angka 0 ke atas"),
    ({"budget": float("nan")}, "batas “anggaran”: nan"),
    ({"effort": {"Dinas 1": float("nan")}}, "batas “Dinas 1”: nan"),
    ({"cost": pd.DataFrame({"indikator": ["i16"]})}, "tidak punya kolom ke dan biaya"),
    ({"cost": pd.DataFrame({"indikator": ["i99"], "ke": [1], "biaya": [2]})}, "i99 ke level 1"),
    ({"cost": pd.DataFrame({"indikator": ["i16"], "ke": [4], "biaya": [2]})}, "i16 ke level 4"),
]


@pytest.mark.parametrize(("asked", "told"), FAULTS, ids=[told for _asked, told in FAULTS])
def test_what_cannot_be_planned_is_told(rubric, region, capacity, asked, told):
    with pytest.raises(ParameterError, match=told):
        sc.action_plan(region(6), capacity(), rubric, **({"target": 60} | asked))


def test_an_index_that_cannot_be_computed_cannot_be_planned(rubric, region):
    with pytest.raises(ParameterError, match="tidak dapat dihitung"):
        sc.action_plan(region(6), None, rubric, 60)


def test_two_regions_are_refused(rubric, region, capacity):
    two = pd.concat([region(3), region(3).assign(kode="99.02", id=["a", "b", "c"])])
    with pytest.raises(ParameterError, match="satu wilayah"):
        sc.action_plan(two, capacity(), rubric, 60)
