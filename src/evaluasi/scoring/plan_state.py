"""Where a region stands before a plan: points by the rules, and the steps open to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL, Rubric, steps
from evaluasi.rubrics.affairs import BASIC_SERVICES, canonical
from evaluasi.scoring.iid_count import Counts
from evaluasi.scoring.iid_edition import Edition
from evaluasi.scoring.iid_levels import Flags, Floats
from evaluasi.scoring.iid_spd import spd as spd_scores
from evaluasi.text import _, listing

SPD = -1
"""Row of a step that raises an indicator of the region, not of an innovation."""


@dataclass(frozen=True)
class State:
    """One region under the rules of one edition.

    Attributes
    ----------
    rubric : Rubric
    levels : array, shape (n, indicators)
        Claimed levels, empty ones as 0.
    weight : array, shape (indicators,)
    spd_levels : array, shape (SPD rows,)
        Empty where the SPD score was given instead of levels.
    spd : float
        Points.
    covered : array of bool, shape (n, 6)
        The basic-service affair of each innovation, if it is one.
    locked : array of bool, shape (n,)
    office : array of int, shape (n,)
        Position in `offices`.
    offices : tuple of str
    """

    rubric: Rubric
    levels: Floats
    weight: Floats
    spd_levels: Floats
    spd: float
    covered: Flags
    locked: Flags
    office: Counts
    offices: tuple[str, ...]

    @property
    def maturity(self) -> Floats:
        """Maturity of each innovation."""
        points: Floats = self.levels @ self.weight
        return points

    def divisor(self, n: int) -> float:
        """Return what the total maturity is divided by, with `n` innovations reported."""
        return max(self.value("lantai_pembagi"), n)

    def count_score(self, kept: Flags) -> float:
        """Return the points for the number of innovations kept."""
        needed = self.rubric.rule("syarat_pelayanan_dasar").nilai
        if needed is not None and self.covered[kept].any(axis=0).sum() < needed:
            return 0.0
        return min(int(kept.sum()), self.value("batas_jumlah")) * self.value("faktor_jumlah")

    def index(self, total: float, kept: Flags, spd: float) -> float:
        """Return the index, 0 to 100, from total maturity, innovations kept, and SPD points."""
        sid = total / self.divisor(int(kept.sum())) + self.count_score(kept)
        return (spd + sid) / self.value("maksimum_total") * 100

    def under(self, rubric: Rubric) -> State:
        """Return the same region under other rules of the same indicators."""
        return replace(self, rubric=rubric)

    def value(self, rule: str) -> float:
        """Return a rule of the formula, which `action_plan` has found to be known."""
        known = self.rubric.rule(rule).nilai
        assert known is not None
        return known


def open_steps(
    state: State, cost: pd.DataFrame | None, *, substantive: bool, outcomes: bool
) -> pd.DataFrame:
    """Lay out every step of one level that the plan may take.

    Returns
    -------
    DataFrame
        inovasi (row of the innovation, `SPD` for the region), indikator (position), ke (level
        reached), bobot, biaya, sifat.
    """
    kinds = {steps.SUBSTANCE} | (set() if substantive else {steps.FILE})
    own = _steps(
        state.levels,
        [i.kode for i in state.rubric.sid],
        state.weight,
        allowed=kinds,
        rows=np.flatnonzero(~state.locked),
    )
    spd_kinds = {steps.GOVERNMENT} | ({steps.OUTCOME} if outcomes else set())
    spd = _steps(
        state.spd_levels.reshape(min(len(state.spd_levels), 1), -1),
        [i.kode for i in state.rubric.spd][: len(state.spd_levels)],
        np.array([i.bobot for i in state.rubric.spd], dtype=np.float64),
        allowed=spd_kinds,
        rows=np.arange(min(len(state.spd_levels), 1)),
    ).assign(inovasi=SPD)
    found = pd.concat([own, spd], ignore_index=True)
    known = [indicator.kode for indicator in (*state.rubric.sid, *state.rubric.spd)]
    return found.assign(biaya=_costs(found, cost, known))


def _steps(
    levels: Floats, codes: list[str], weight: Floats, *, allowed: Collection[str], rows: Counts
) -> pd.DataFrame:
    parts = []
    for position, code in enumerate(codes):
        if steps.kind(code) not in allowed:
            continue
        for target in range(1, MAX_LEVEL + 1):
            below = rows[levels[rows, position] < target]
            parts.append(
                pd.DataFrame(
                    {
                        "inovasi": below,
                        "indikator": position,
                        "kode": code,
                        "ke": target,
                        "bobot": weight[position],
                        "sifat": steps.kind(code),
                    }
                )
            )
    columns = ["inovasi", "indikator", "kode", "ke", "bobot", "sifat"]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)


def _costs(found: pd.DataFrame, cost: pd.DataFrame | None, known: list[str]) -> Floats:
    """Return the cost of each step: 1 where the table says nothing."""
    if cost is None:
        return np.ones(len(found))
    lacking = [name for name in ("indikator", "ke", "biaya") if name not in cost]
    if lacking:
        raise ParameterError(
            _("Tabel biaya tidak punya kolom {columns}.").format(columns=listing(lacking)),
            _("Kolomnya: indikator (misalnya i16), ke (level yang dicapai, 1–3), biaya."),
        )
    values = pd.to_numeric(cost["biaya"], errors="coerce").to_numpy(dtype=np.float64)
    levels = pd.to_numeric(cost["ke"], errors="coerce").to_numpy(dtype=np.float64)
    codes = cost["indikator"].astype("str")
    wrong = ~(values > 0) | ~np.isfinite(values) | cost.duplicated(["indikator", "ke"]).to_numpy()
    wrong |= ~codes.isin(known).to_numpy() | ~np.isin(levels, range(1, MAX_LEVEL + 1))
    if wrong.any():
        raise ParameterError(
            _("Tabel biaya memuat biaya yang tidak dapat dipakai."),
            _("Isi satu biaya lebih dari 0 untuk tiap indikator edisi itu dan level 1–3."),
            [
                _("{indicator} ke level {level}: {cost}").format(
                    indicator=row.indikator, level=row.ke, cost=row.biaya
                )
                for row in cost[wrong].itertuples()
            ],
        )
    asked = dict(zip(zip(codes, levels, strict=True), values, strict=True))
    pairs = zip(found["kode"], found["ke"], strict=True)
    return np.array([asked.get((code, float(level)), 1.0) for code, level in pairs])


def read_state(
    edition: Edition,
    kapasitas: pd.DataFrame | None,
    locked: Collection[str],
    office: pd.Series | None,
) -> State:
    """Lay out the one region of an edition."""
    rows = edition.rows
    affairs = [canonical(str(name)) for name in rows["urusan"]]
    covered = np.array(
        [[name == basic for basic in BASIC_SERVICES] for name in affairs], dtype=np.bool_
    ).reshape(len(rows), len(BASIC_SERVICES))
    cells = None if kapasitas is None else spd_scores(kapasitas, edition.rubric).cells
    spd_levels = np.zeros(0)
    if cells is not None and len(cells):
        of_region = cells[cells["kode"] == edition.codes[0]]
        spd_levels = np.nan_to_num(of_region["level"].to_numpy(dtype=np.float64))
    names = pd.Series("", index=rows.index) if office is None else office.fillna("")
    codes, offices = pd.factorize(names.astype("str"))
    return State(
        rubric=edition.rubric,
        levels=np.nan_to_num(edition.levels),
        weight=edition.weight,
        spd_levels=spd_levels,
        spd=float(edition.spd[0]),
        covered=covered,
        locked=rows["id"].astype("str").isin(list(locked)).to_numpy(dtype=np.bool_),
        office=codes.astype(np.int_),
        offices=tuple(str(name) for name in offices),
    )
