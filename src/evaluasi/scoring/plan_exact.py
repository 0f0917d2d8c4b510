"""Which innovations to withdraw, chosen together with the steps: one variable per innovation."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from evaluasi.scoring.iid_levels import Floats
from evaluasi.scoring.plan_parts import INFEASIBLE, OPTIMAL, SLACK, Limits, Solution
from evaluasi.scoring.plan_state import SPD, State


def solve(
    state: State,
    steps: pd.DataFrame,
    count: int,
    points: float,
    limits: Limits,
    ceiling: float,
    seconds: float,
) -> tuple[bool, Solution | None]:
    """Return the cheapest plan that withdraws exactly `count` and costs less than `ceiling`.

    Variables, in this order: each step (0 or 1), each innovation (1: withdrawn), each
    basic-service affair (1: still covered).

    Returns
    -------
    bool
        Whether the answer is proven within `seconds`.
    Solution or None
        None where there is no such plan, or none was found in time. Its cost is that of the steps.
    """
    n, size = len(state.levels), len(steps)
    affairs = state.covered.shape[1]
    cost = np.concatenate([steps["biaya"].to_numpy(np.float64), np.zeros(n + affairs)])
    upper = np.concatenate([np.ones(size), ~state.locked, np.ones(affairs)]).astype(np.float64)
    solved = milp(
        cost,
        integrality=np.ones(len(cost)),
        bounds=Bounds(0, upper),
        constraints=[
            _reached(state, steps, count, points),
            LinearConstraint(_row(size, np.ones(n), affairs), lb=count, ub=count),
            *_chains(steps, n, affairs),
            *_coverage(state, size),
            *_spending(state, steps, limits, ceiling, cost),
        ],
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if solved.status == INFEASIBLE:
        return True, None
    if solved.x is None:
        return False, None
    chosen = solved.x[:size] > 0.5
    kept = solved.x[size : size + n] < 0.5
    spent = float(cost @ np.rint(solved.x))
    return solved.status == OPTIMAL, Solution(steps[chosen], kept, spent, spent, reached=True)


def _row(before: int, values: Floats, after: int) -> Floats:
    return np.concatenate([np.zeros(before), values, np.zeros(after)])[None, :]


def _reached(state: State, steps: pd.DataFrame, count: int, points: float) -> LinearConstraint:
    n = len(state.levels) - count
    divisor = state.divisor(n)
    counted = min(n, state.value("batas_jumlah")) * state.value("faktor_jumlah")
    if state.count_score(np.ones(len(state.levels), dtype=np.bool_)) == 0:
        counted = 0.0
    gain = steps["bobot"].to_numpy(np.float64).copy()
    gain[(steps["inovasi"] != SPD).to_numpy()] /= divisor
    lost = -state.maturity / divisor
    row = np.concatenate([gain, lost, np.zeros(state.covered.shape[1])])
    now = state.spd + state.maturity.sum() / divisor + counted
    return LinearConstraint(row[None, :], lb=points - now - SLACK)


def _chains(steps: pd.DataFrame, n: int, affairs: int) -> list[LinearConstraint]:
    """A level after the one before it, and no step for what is withdrawn."""
    size = len(steps)
    keys = steps[["inovasi", "kode"]].apply(tuple, axis=1)
    order = np.lexsort([steps["ke"].to_numpy(np.int_), pd.factorize(keys)[0]])
    same = keys.to_numpy()[order][1:] == keys.to_numpy()[order][:-1]
    later, earlier = order[1:][same], order[:-1][same]
    first = np.setdiff1d(np.arange(size), later)
    first = first[(steps["inovasi"].to_numpy()[first]) != SPD]
    innovation = size + steps["inovasi"].to_numpy(np.int_)[first]
    width = size + n + affairs
    chain = _pairs(later, earlier, -1.0, width)
    gone = _pairs(first, innovation, 1.0, width)
    return [LinearConstraint(chain, ub=0.0), LinearConstraint(gone, ub=1.0)]


def _pairs(one: Floats, other: Floats, sign: float, width: int) -> sparse.csr_array:
    count = len(one)
    values = np.concatenate([np.ones(count), np.full(count, sign)])
    places = (np.tile(np.arange(count), 2), np.concatenate([one, other]))
    return sparse.csr_array((values, places), shape=(count, width))


def _coverage(state: State, size: int) -> list[LinearConstraint]:
    """Keep the basic-service condition where it is met: only covered affairs count."""
    needed = state.rubric.rule("syarat_pelayanan_dasar").nilai
    if needed is None or state.covered.any(axis=0).sum() < needed:
        return []
    n, affairs = state.covered.shape
    of_affair = state.covered.T.astype(np.float64)
    held = np.hstack([np.zeros((affairs, size)), of_affair, np.eye(affairs)])
    enough = np.concatenate([np.zeros(size + n), np.ones(affairs)])[None, :]
    return [
        LinearConstraint(held, ub=of_affair.sum(axis=1)),
        LinearConstraint(enough, lb=needed),
    ]


def _spending(
    state: State, steps: pd.DataFrame, limits: Limits, ceiling: float, cost: Floats
) -> list[LinearConstraint]:
    most = min(limits.budget, ceiling - SLACK)
    rows = [LinearConstraint(cost[None, :], ub=most)] if most < np.inf else []
    office = np.append(state.office, SPD)[steps["inovasi"].to_numpy(np.int_)]
    for place, ub in (limits.effort or {}).items():
        own = np.zeros(len(cost))
        own[: len(steps)] = cost[: len(steps)] * (office == place)
        rows.append(LinearConstraint(own[None, :], ub=ub))
    return rows
