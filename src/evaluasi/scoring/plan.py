"""The cheapest way to a target index: which levels of which innovations, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import Rubric
from evaluasi.scoring import iid_edition
from evaluasi.scoring.iid_index import regional_index
from evaluasi.scoring.iid_levels import merged_provenance
from evaluasi.scoring.iid_predicate import DECIMALS
from evaluasi.scoring.plan_order import in_order
from evaluasi.scoring.plan_parts import Limits, Solution
from evaluasi.scoring.plan_result import ActionPlan
from evaluasi.scoring.plan_solve import cheapest, furthest, with_withdrawals
from evaluasi.scoring.plan_state import State, open_steps, read_state
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

ASSUMED_COST = 1.0
OFFICE = "opd"
_ROUNDS_UP = 0.5 / 10**DECIMALS
"""A score this much below a printed limit is published as the limit."""


def action_plan(
    inovasi: pd.DataFrame,
    kapasitas: pd.DataFrame | None,
    rubric: Rubric,
    target: str | float,
    cost: pd.DataFrame | None = None,
    *,
    budget: float | None = None,
    effort: Mapping[str, float] | None = None,
    locked: Collection[str] = (),
    withdraw: bool = False,
    withdrawal_cost: float = ASSUMED_COST,
    substantive: bool = False,
    outcomes: bool = False,
    seconds: float = 60.0,
) -> ActionPlan:
    r"""Find the cheapest steps that bring one region to a target index.

    With :math:`x_s \in \{0, 1\}` for each step *s* of one level, weight :math:`w_s`, cost
    :math:`c_s` and divisor *D*: minimise :math:`\sum c_s x_s` so that
    :math:`\mathrm{now} + \sum w_s x_s / D` (SPD steps undivided) reaches the target and each level
    follows the one before it. Withdrawing innovations changes *D*, the sum of maturity and the
    count score.

    Parameters
    ----------
    inovasi : DataFrame
        Innovations of one region: id, kode, urusan, i16 … i35; optionally tahun, judul, opd.
    kapasitas : DataFrame or None
        As for `regional_index`. Given as SPD scores, no SPD step can be planned.
    rubric : Rubric
        Rules under which the index can be computed.
    target : str or float
        A predicate of the edition, or an index from 0 to 100.
    cost : DataFrame, optional
        indikator, ke (level reached), biaya > 0; what is not listed costs 1 (an assumption).
    budget : float, optional
        Most that all steps may cost.
    effort : mapping of str to float, optional
        Most that the steps of an office (column opd) may cost.
    locked : collection of str
        Ids of innovations that are neither raised nor withdrawn.
    withdraw : bool
        Whether innovations may be withdrawn, at `withdrawal_cost` each.
    substantive : bool
        Only steps that change the innovation, not those that change its file alone.
    outcomes : bool
        Also SPD rows that others measure (poverty, audit opinion, …) and no plan can decide.
    seconds : float
        Time to prove which innovations are best withdrawn; after it the gap is told.

    Returns
    -------
    ActionPlan
        Where the target is out of reach, the plan that goes furthest within the limits.

    Raises
    ------
    ParameterError
        For more than one region, an index that cannot be computed, an unknown predicate, a target
        outside 0 to 100, costs that are not positive or of no indicator and level of the rubric,
        limits below 0, unknown ids or offices.

    References
    ----------
    Rules: the rubric. Kinds of steps: ``rubrics/langkah.toml`` (a classification of this project).
    Solver: HiGHS (Huangfu and Hall 2018) through `scipy.optimize.milp`.
    """
    start = _one_region(inovasi, kapasitas, rubric)
    edition = iid_edition.read(inovasi, kapasitas, rubric)
    rows = edition.rows
    _refuse_unknown(rows, locked, effort or {})
    _refuse_amounts({_("anggaran"): budget, **(effort or {})}, withdrawal_cost)
    goal, name = _goal(target, rubric)
    state = read_state(edition, kapasitas, locked, rows.get(OFFICE))
    steps = open_steps(state, cost, substantive=substantive, outcomes=outcomes)
    limits = _limits(state, budget, effort)
    points = goal * state.value("maksimum_total") / 100
    everything = np.ones(len(rows), dtype=np.bool_)
    solution = (
        with_withdrawals(state, steps, points, limits, price=withdrawal_cost, seconds=seconds)
        if withdraw
        else cheapest(state, steps, everything, points, limits)
        or furthest(state, steps, everything, limits)
    )
    table = in_order(state, rows, solution, withdrawal_cost)
    origin = merged_provenance([inovasi, kapasitas])
    if origin is not None:
        provenance.stamp(table, origin)
    return ActionPlan(
        rubric=rubric,
        region=str(start["kode"]),
        target=goal,
        target_name=name,
        start=float(start["iid"]),
        end=float(table["skor_sesudah"].iloc[-1]) if len(table) else float(start["iid"]),
        steps=table,
        cost=solution.cost,
        bound=solution.bound,
        reached=solution.reached,
        withdrawals=withdraw,
        next_editions=_next_editions(state, solution),
        assumptions=_assumptions(cost, state, substantive, outcomes, withdraw, withdrawal_cost),
    )


def _one_region(inovasi: pd.DataFrame, kapasitas: pd.DataFrame | None, rubric: Rubric) -> pd.Series:
    table = regional_index(inovasi, kapasitas, rubric).table
    if len(table) != 1:
        raise ParameterError(
            _("Rencana disusun untuk satu wilayah; tabelnya memuat {n}.").format(n=len(table)),
            _("Saring tabel inovasi dan kapasitas pada satu kode wilayah."),
        )
    row = table.iloc[0]
    if np.isnan(row["iid"]):
        raise ParameterError(
            _("Rencana tidak dapat disusun: indeks {code} tidak dapat dihitung.").format(
                code=row["kode"]
            ),
            _("Lengkapi yang disebut, atau beri aturannya dalam berkas sendiri."),
            str(row["alasan"]).split("; "),
        )
    return row


def _goal(target: str | float, rubric: Rubric) -> tuple[float, str]:
    if not isinstance(target, str):
        if not 0 <= float(target) <= 100:
            raise ParameterError(
                _("Sasaran {target} di luar 0 sampai 100.").format(target=target),
                _("Beri indeks, misalnya 65, atau nama predikat."),
            )
        return float(target), ""
    classes = {c.nama.casefold(): c for c in rubric.predikat if c.mulai is not None}
    found = classes.get(target.strip().casefold())
    if found is None or found.mulai is None:
        raise ParameterError(
            _("Predikat “{target}” tidak ada pada {rubric}.").format(
                target=target, rubric=rubric.id
            ),
            _("Pilih salah satu: {names}.").format(
                names=listing(c.nama for c in rubric.predikat if c.mulai)
            ),
        )
    return found.mulai - _ROUNDS_UP, found.nama


def _refuse_unknown(
    rows: pd.DataFrame, locked: Collection[str], effort: Mapping[str, float]
) -> None:
    ids = set(rows["id"].astype("str")) if "id" in rows else set()
    offices = set(rows[OFFICE].dropna().astype("str")) if OFFICE in rows else set()
    faults = [_("inovasi {id} tidak ada").format(id=id_) for id_ in locked if id_ not in ids]
    faults += [
        _("perangkat daerah “{o}” tidak ada").format(o=o) for o in effort if o not in offices
    ]
    if "id" not in rows:
        faults.append(_("kolom id tidak ada"))
    if faults:
        raise ParameterError(
            _("Batasan rencana tidak cocok dengan tabel inovasi."),
            _("Periksa penulisannya pada kolom id dan opd."),
            faults,
        )


def _refuse_amounts(limits: Mapping[str, float | None], price: float) -> None:
    faults = [
        _("batas “{what}”: {most} bukan angka 0 ke atas").format(what=what, most=most)
        for what, most in limits.items()
        if most is not None and not most >= 0
    ]
    if not 0 < price < np.inf:
        faults.append(_("biaya menarik inovasi harus lebih dari 0"))
    if faults:
        raise ParameterError(
            _("Batas biaya rencana tidak dapat dipakai."), _("Tulis angka, misalnya 20."), faults
        )


def _limits(state: State, budget: float | None, effort: Mapping[str, float] | None) -> Limits:
    places = {name: place for place, name in enumerate(state.offices)}
    return Limits(
        np.inf if budget is None else budget,
        {places[name]: most for name, most in (effort or {}).items()},
    )


def _next_editions(state: State, solution: Solution) -> pd.DataFrame:
    """Tell the index under the rules announced for later editions, without and with the plan."""
    everything = np.ones(len(state.levels), dtype=np.bool_)
    before = float(state.maturity.sum())
    own = solution.steps["indikator"].to_numpy(np.int_), solution.steps["bobot"].to_numpy()
    of_region = (solution.steps["inovasi"] < 0).to_numpy()
    after = float(state.maturity[solution.kept].sum()) + float(own[1][~of_region].sum())
    spd = state.spd + float(own[1][of_region].sum())
    rows = []
    for outlook in state.rubric.prognosis:
        later = state.under(state.rubric.projected(outlook.edisi))
        rows.append(
            {
                "edisi": outlook.edisi,
                "pembagi": later.divisor(int(solution.kept.sum())),
                "tanpa_rencana": later.index(before, everything, state.spd),
                "sesudah_rencana": later.index(after, solution.kept, spd),
            }
        )
    columns = ["edisi", "pembagi", "tanpa_rencana", "sesudah_rencana"]
    return pd.DataFrame(rows, columns=columns)


def _assumptions(
    cost: pd.DataFrame | None,
    state: State,
    substantive: bool,
    outcomes: bool,
    withdraw: bool,
    price: float,
) -> tuple[str, ...]:
    told = [
        _("Asumsi: setiap kenaikan satu level berbiaya 1.")
        if cost is None
        else _("Asumsi: langkah yang tidak ada pada tabel biaya berbiaya 1."),
        _("Asumsi: sifat langkah (inovasi atau berkas) menurut penggolongan proyek ini."),
    ]
    if withdraw:
        told.append(_("Asumsi: menarik satu inovasi berbiaya {price}.").format(price=number(price)))
    if substantive:
        told.append(_("Langkah yang hanya mengubah berkas tidak dipilih."))
    if not outcomes:
        told.append(_("Indikator SPD yang diukur pihak lain (BPS, BPK, …) tidak dipilih."))
    if not len(state.spd_levels):
        told.append(_("Level SPD tidak ada, sehingga langkah SPD tidak dapat direncanakan."))
    return tuple(told)
