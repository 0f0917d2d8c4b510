"""The cheapest steps to a target: a mixed-integer programme, solved by HiGHS.

Without withdrawals innovations that stand at the same level of the same indicator, in the same
office, are interchangeable, so one integer per such group and level is exact: how many of its
innovations reach that level. With withdrawals the divisor depends on how many are withdrawn; each
number is a programme of its own, bounded from below by one that lets withdrawn innovations be
raised all the same, and solved exactly only where that bound leaves hope.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from evaluasi.scoring import plan_exact
from evaluasi.scoring.iid_levels import Flags, Floats
from evaluasi.scoring.plan_parts import OPTIMAL, SLACK, Limits, Solution
from evaluasi.scoring.plan_state import SPD, State


def cheapest(
    state: State, steps: pd.DataFrame, kept: Flags, points: float, limits: Limits
) -> Solution | None:
    """Return the cheapest steps with these innovations kept; None where there are none.

    Parameters
    ----------
    state : State
    steps : DataFrame
        Of `open_steps`.
    kept : array of bool, shape (n,)
    points : float
        Points that the plan must reach, of at most `maksimum_total`.
    limits : Limits
    """
    groups = _grouped(state, steps, kept, limits)
    if groups.empty:
        return _nothing(steps, kept) if _lacking(state, kept, points) <= 0 else None
    gain = _gain(groups, state, kept)
    rows = [LinearConstraint(gain[None, :], lb=_lacking(state, kept, points) - SLACK)]
    solved = milp(
        groups["biaya"].to_numpy(),
        integrality=np.ones(len(groups)),
        bounds=Bounds(0, groups["n"].to_numpy(np.float64)),
        constraints=[*rows, *_order(groups), *_spending(groups, limits)],
        options={"mip_rel_gap": 0.0},
    )
    if solved.status != OPTIMAL:
        return None
    return _solution(solved.x, solved.fun, groups, steps, kept, state, reached=True)


def furthest(state: State, steps: pd.DataFrame, kept: Flags, limits: Limits) -> Solution:
    """Return the steps that bring the most points within the limits.

    The bound is infinite: asked for where no plan reaches the target, at whatever cost.
    """
    groups = _grouped(state, steps, kept, limits)
    if groups.empty:
        return replace(_nothing(steps, kept, reached=False), bound=np.inf)
    # A hair of cost breaks ties: no step that brings nothing.
    gain = _gain(groups, state, kept)
    cost = groups["biaya"].to_numpy()
    solved = milp(
        -gain + cost * (SLACK / max(cost.sum(), 1.0)),
        integrality=np.ones(len(groups)),
        bounds=Bounds(0, groups["n"].to_numpy(np.float64)),
        constraints=[*_order(groups), *_spending(groups, limits)],
        options={"mip_rel_gap": 0.0},
    )
    found = _solution(solved.x, float(cost @ solved.x), groups, steps, kept, state, reached=False)
    return replace(found, bound=np.inf)


def with_withdrawals(
    state: State,
    steps: pd.DataFrame,
    points: float,
    limits: Limits,
    *,
    price: float,
    seconds: float,
) -> Solution:
    """Return the cheapest plan that may also withdraw innovations, at `price` each.

    The bound of the solution is its cost where optimality is proven, else the least that any plan
    can cost. Where no plan was found it is the one that goes furthest of those that withdraw the
    weakest; its bound is infinite where it is proven that none reaches the target.
    """
    started = time.monotonic()
    everything = np.ones(len(state.levels), dtype=np.bool_)
    best = cheapest(state, steps, everything, points, limits)
    open_: list[tuple[float, int]] = []
    for count in range(1, _most_withdrawn(state) + 1):
        fee = price * count
        if best is not None and fee >= best.cost:
            break
        left_over = replace(limits, budget=limits.budget - fee)
        bound = _relaxed(state, steps, count, points, left_over)
        if bound is None or (best is not None and bound + fee >= best.cost - SLACK):
            continue
        kept = _without_weakest(state, count)
        found = None if kept is None else cheapest(state, steps, kept, points, left_over)
        best = _better(best, found, fee)
        open_.append((bound + fee, count))
    left: list[float] = []
    for bound, count in sorted(open_):
        if best is not None and bound >= best.cost - SLACK:
            continue
        remaining = seconds - (time.monotonic() - started)
        if remaining <= 0:
            left.append(bound)
            continue
        left_over = replace(limits, budget=limits.budget - price * count)
        ceiling = np.inf if best is None else best.cost - price * count
        proven, found = plan_exact.solve(state, steps, count, points, left_over, ceiling, remaining)
        best = _better(best, found, price * count)
        if not proven:
            left.append(bound)
    if best is None:
        far = _furthest_without_weakest(state, steps, limits, price)
        return replace(far, bound=min(left, default=np.inf))
    return Solution(best.steps, best.kept, best.cost, min([best.cost, *left]), reached=True)


def _furthest_without_weakest(
    state: State, steps: pd.DataFrame, limits: Limits, price: float
) -> Solution:
    """Return the furthest of the plans that withdraw none, the weakest, the two weakest, …."""
    best = furthest(state, steps, np.ones(len(state.levels), dtype=np.bool_), limits)
    for count in range(1, _most_withdrawn(state) + 1):
        fee = price * count
        kept = _without_weakest(state, count)
        if fee > limits.budget or kept is None:
            break
        found = furthest(state, steps, kept, replace(limits, budget=limits.budget - fee))
        if _points(state, found) > _points(state, best) + SLACK:
            best = replace(found, cost=found.cost + fee)
    return best


def _points(state: State, solution: Solution) -> float:
    """Return the points of the region once a plan is carried out."""
    weight = solution.steps["bobot"].to_numpy(np.float64)
    of_region = (solution.steps["inovasi"] == SPD).to_numpy()
    own = float(weight[~of_region].sum()) / state.divisor(int(solution.kept.sum()))
    return float(weight[of_region].sum()) + own - _lacking(state, solution.kept, 0.0)


def _better(best: Solution | None, found: Solution | None, fee: float) -> Solution | None:
    if found is None or (best is not None and found.cost + fee >= best.cost - SLACK):
        return best
    return Solution(found.steps, found.kept, found.cost + fee, found.cost + fee, reached=True)


def _lacking(state: State, kept: Flags, points: float) -> float:
    total = float(state.maturity[kept].sum())
    now = state.spd + total / state.divisor(int(kept.sum())) + state.count_score(kept)
    return points - now


def _grouped(state: State, steps: pd.DataFrame, kept: Flags, limits: Limits) -> pd.DataFrame:
    """Return one row per group of interchangeable steps: how many (n), and its chain."""
    usable = steps[_is_kept(steps, kept)]
    rows = usable["inovasi"].to_numpy(np.int_)
    office = np.append(state.office, SPD)[rows] if limits.effort else np.full(len(rows), SPD)
    keyed = usable.assign(kantor=office, kini=_levels_now(state, usable), n=1)
    keys = ["kantor", "kode", "indikator", "kini", "ke", "bobot", "biaya"]
    return keyed.groupby(keys)[["n"]].sum().reset_index()


def _is_kept(steps: pd.DataFrame, kept: Flags) -> Flags:
    of_region_too = np.append(kept, np.True_)  # the row of the region is the last: `SPD`
    return np.asarray(of_region_too[steps["inovasi"].to_numpy(np.int_)], dtype=np.bool_)


def _levels_now(state: State, steps: pd.DataFrame) -> Floats:
    rows, columns = steps["inovasi"].to_numpy(np.int_), steps["indikator"].to_numpy(np.int_)
    of_region = rows == SPD
    now = np.zeros(len(steps))
    now[~of_region] = state.levels[rows[~of_region], columns[~of_region]]
    now[of_region] = state.spd_levels[columns[of_region]]
    return now


def _gain(groups: pd.DataFrame, state: State, kept: Flags) -> Floats:
    of_innovation = groups["kode"].str.startswith("i").to_numpy()
    divisor = np.where(of_innovation, state.divisor(int(kept.sum())), 1.0)
    gain: Floats = groups["bobot"].to_numpy(np.float64) / divisor
    return gain


def _order(groups: pd.DataFrame) -> list[LinearConstraint]:
    """No more innovations at a level than at the level before it."""
    chain = groups[["kantor", "kode", "kini"]].apply(tuple, axis=1).to_numpy()
    follows = np.flatnonzero(chain[1:] == chain[:-1]) + 1
    if not len(follows):
        return []
    count = len(follows)
    matrix = sparse.csr_array(
        (
            np.r_[np.ones(count), -np.ones(count)],
            (np.tile(np.arange(count), 2), np.r_[follows, follows - 1]),
        ),
        shape=(count, len(groups)),
    )
    return [LinearConstraint(matrix, ub=0.0)]


def _spending(groups: pd.DataFrame, limits: Limits) -> list[LinearConstraint]:
    cost = groups["biaya"].to_numpy(np.float64)
    rows = [LinearConstraint(cost[None, :], ub=limits.budget)] if limits.budget < np.inf else []
    for office, most in (limits.effort or {}).items():
        own = cost * (groups["kantor"] == office).to_numpy()
        rows.append(LinearConstraint(own[None, :], ub=most))
    return rows


def _nothing(steps: pd.DataFrame, kept: Flags, *, reached: bool = True) -> Solution:
    return Solution(steps.iloc[:0], kept, 0.0, 0.0, reached)


def _solution(
    counts: npt.NDArray[np.float64],
    cost: float,
    groups: pd.DataFrame,
    steps: pd.DataFrame,
    kept: Flags,
    state: State,
    *,
    reached: bool,
) -> Solution:
    """Name the innovations of each group: the most mature first, then in the table's order."""
    taken = groups.assign(ambil=np.rint(counts).astype(int))
    rows = steps["inovasi"].to_numpy(np.int_)
    whole = bool((taken["kantor"] == SPD).all())
    ordered = steps.assign(
        kini=_levels_now(state, steps),
        kantor=SPD if whole else np.append(state.office, SPD)[rows],
        urut=-np.append(state.maturity, 0.0)[rows],
    )[_is_kept(steps, kept)].sort_values(["urut", "inovasi"], kind="stable")
    keys = ["kantor", "kode", "kini", "ke"]
    place = ordered.groupby(keys).cumcount()
    most = ordered[keys].merge(taken[[*keys, "ambil"]], on=keys, how="left")["ambil"]
    chosen = ordered[place.to_numpy() < most.to_numpy()]
    return Solution(chosen[list(steps.columns)], kept, float(cost), float(cost), reached)


def _most_withdrawn(state: State) -> int:
    """Below the divisor's floor a withdrawal can only lose points."""
    n = len(state.levels)
    free = int((~state.locked).sum())
    return min(free, max(0, n - int(state.value("lantai_pembagi"))))


def _weakest_first(state: State) -> npt.NDArray[np.int_]:
    order = np.argsort(state.maturity, kind="stable")
    return order[~state.locked[order]].astype(np.int_)


def _without_weakest(state: State, count: int) -> Flags | None:
    """Withdraw the least mature, but none on which the basic-service condition hangs."""
    kept = np.ones(len(state.levels), dtype=np.bool_)
    full = state.count_score(kept) > 0
    for row in _weakest_first(state):
        if int((~kept).sum()) == count:
            break
        kept[row] = False
        if full and state.count_score(kept) == 0:
            kept[row] = True
    return kept if int((~kept).sum()) == count else None


def _relaxed(
    state: State, steps: pd.DataFrame, count: int, points: float, limits: Limits
) -> float | None:
    """Bound the cost with `count` withdrawn: the weakest go, and may still be raised."""
    everything = np.ones(len(state.levels), dtype=np.bool_)
    lost = float(state.maturity[_weakest_first(state)[:count]].sum())
    n = len(state.levels) - count
    before, after = state.divisor(len(state.levels)), state.divisor(n)
    total = float(state.maturity.sum())
    counted = min(n, state.value("batas_jumlah")) * state.value("faktor_jumlah")
    if state.count_score(everything) == 0:
        counted = 0.0
    lacking = points - state.spd - (total - lost) / after - counted
    groups = _grouped(state, steps, everything, limits)
    if groups.empty:
        return 0.0 if lacking <= 0 else None
    of_innovation = groups["kode"].str.startswith("i").to_numpy()
    gain = _gain(groups, state, everything) * np.where(of_innovation, before / after, 1.0)
    solved = milp(
        groups["biaya"].to_numpy(),
        bounds=Bounds(0, groups["n"].to_numpy(np.float64)),
        constraints=[
            LinearConstraint(gain[None, :], lb=lacking - SLACK),
            *_order(groups),
            *_spending(groups, limits),
        ],
    )
    return float(solved.fun) if solved.status == OPTIMAL else None
