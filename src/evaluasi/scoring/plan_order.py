"""The steps of a plan one after another: most points per cost first, each with the score after."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.scoring.plan_parts import Solution
from evaluasi.scoring.plan_state import SPD, State
from evaluasi.text import _

COLUMNS = (
    "urutan",
    "tindakan",
    "id",
    "judul",
    "opd",
    "indikator",
    "nama",
    "dari",
    "ke",
    "arti",
    "bukti",
    "sifat",
    "biaya",
    "kenaikan",
    "skor_sesudah",
)
RAISE, WITHDRAW = "naikkan", "tarik"


def in_order(state: State, rows: pd.DataFrame, solution: Solution, price: float) -> pd.DataFrame:
    """Lay the plan out in order; withdrawals come first, for they set the divisor.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; ``skor_sesudah`` is the index after the step, by the formula.
    """
    kept = np.ones(len(rows), dtype=np.bool_)
    total, spd = float(state.maturity.sum()), state.spd
    score = state.index(total, kept, spd)
    told: list[dict[str, Any]] = []

    def tell(row: dict[str, Any]) -> None:
        nonlocal score
        after = state.index(total, kept, spd)
        told.append({**row, "kenaikan": after - score, "skor_sesudah": after})
        score = after

    weakest = np.argsort(state.maturity, kind="stable")
    for place in weakest[~solution.kept[weakest]]:
        kept[place] = False
        total -= float(state.maturity[place])
        tell({"tindakan": WITHDRAW, "biaya": price, **_named(rows, int(place))})
    divisor = state.divisor(int(kept.sum()))
    for step in _by_yield(solution.steps, divisor):
        if step["inovasi"] == SPD:
            spd += step["bobot"]
        else:
            total += step["bobot"]
        tell({**_described(state, step), **_named(rows, int(step["inovasi"]))})
    table = pd.DataFrame(told, columns=list(COLUMNS))
    return table.assign(urutan=np.arange(1, len(table) + 1))


def _by_yield(steps: pd.DataFrame, divisor: float) -> list[dict[str, Any]]:
    """Return the steps by points per cost, a level never before the one below it."""
    chains: dict[tuple[int, str], list[dict[str, Any]]] = {}
    for row in steps.sort_values(["inovasi", "indikator", "ke"]).to_dict("records"):
        step = {str(name): value for name, value in row.items()}
        chains.setdefault((step["inovasi"], step["kode"]), []).append(step)

    def key(step: dict[str, Any]) -> tuple[float, int, int, int]:
        points = step["bobot"] / (1.0 if step["inovasi"] == SPD else divisor)
        return -points / step["biaya"], step["indikator"], step["ke"], step["inovasi"]

    waiting = [(key(chain[0]), place) for place, chain in chains.items()]
    heapq.heapify(waiting)
    ordered: list[dict[str, Any]] = []
    while waiting:
        _key, place = heapq.heappop(waiting)
        ordered.append(chains[place].pop(0))
        if chains[place]:
            heapq.heappush(waiting, (key(chains[place][0]), place))
    return ordered


def _named(rows: pd.DataFrame, place: int) -> dict[str, Any]:
    if place == SPD:
        return {"id": None, "judul": _("Satuan Pemerintah Daerah"), "opd": None}
    row = rows.iloc[place]
    return {"id": row["id"], "judul": row.get("judul"), "opd": row.get("opd")}


def _described(state: State, step: dict[str, Any]) -> dict[str, Any]:
    table = state.rubric.spd if step["inovasi"] == SPD else state.rubric.sid
    indicator = table[step["indikator"]]
    reached = step["ke"] - 1
    own = indicator.level[reached] if indicator.level else ""
    bases = "; ".join(f"{basis.nama}: {basis.level[reached]}" for basis in indicator.dasar)
    return {
        "tindakan": RAISE,
        "indikator": step["kode"],
        "nama": indicator.nama,
        "dari": step["ke"] - 1,
        "ke": step["ke"],
        "arti": own or bases,
        "bukti": indicator.bukti,
        "sifat": step["sifat"],
        "biaya": step["biaya"],
    }
