"""Goodman-Bacon decomposition of the two-way difference-in-differences coefficient."""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.difference_in_differences import did
from evaluasi.impact.panel import Panel
from evaluasi.impact.panel.designs import require
from evaluasi.impact.results import Result, figure
from evaluasi.text import _

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

NEVER, EARLIER, LATER, ALWAYS = "never", "earlier_later", "later_earlier", "later_always"


@dataclass(frozen=True, kw_only=True, eq=False)
class BaconResult(Result):
    """The two-way coefficient as a weighted average of all two-by-two comparisons.

    The headline is the two-way coefficient itself. Table columns: kind, cohort (the one whose
    change counts as treated), comparison (first treated year of the comparison; empty for never
    treated), weight, estimate.
    """

    def by_kind(self) -> pd.DataFrame:
        """Total weight and average estimate of each kind of comparison."""
        rows = self.table.assign(part=self.table["weight"] * self.table["estimate"])
        total = rows.groupby("kind", sort=False)[["weight", "part"]].sum()
        total["estimate"] = total["part"] / total["weight"]
        total["kind_name"] = [kind_name(str(kind)) for kind in total.index]
        return total.reset_index()[["kind", "kind_name", "weight", "estimate"]]

    def _rows(self) -> str:
        return "\n".join(
            _("{name}: bobot {weight}, taksiran {estimate}").format(
                name=row["kind_name"],
                weight=figure(row["weight"]),
                estimate=figure(row["estimate"]),
            )
            for row in self.by_kind().to_dict("records")
        )


def kind_name(kind: str) -> str:
    """Say in Indonesian what is compared."""
    return {
        NEVER: _("Diperlakukan dengan tidak pernah diperlakukan"),
        EARLIER: _("Lebih awal dengan lebih akhir (belum diperlakukan)"),
        LATER: _("Lebih akhir dengan lebih awal (sudah diperlakukan)"),
        ALWAYS: _("Diperlakukan dengan selalu diperlakukan"),
    }[kind]


def bacon(panel: Panel) -> BaconResult:
    """Decompose the two-way coefficient.

    Goodman-Bacon (2021, *Journal of Econometrics* 225(2), 254-277), theorem 1: with unit and
    time effects only, the coefficient of `did` is a weighted average of all comparisons of two
    cohorts, those with cohorts already treated among them.

    Parameters
    ----------
    panel : Panel
        Balanced, treatment that starts once; no covariates, weights or anticipation.

    Returns
    -------
    BaconResult

    Raises
    ------
    ParameterError
        For a panel that cannot carry the decomposition.
    """
    require(panel, "bacon")
    _refuse(panel)
    whole = did(panel)
    start = np.where(panel.never, np.inf, np.maximum(panel.cohort, panel.times[0]))
    groups, position = np.unique(start, return_inverse=True)
    mean = np.stack([panel.outcome[position == i].mean(axis=0) for i in range(len(groups))])
    size = np.bincount(position) / panel.n_units
    on = panel.times >= groups[:, None]
    rows = [
        row
        for first, second in combinations(range(len(groups)), 2)
        for row in _pair(first, second, groups, mean, size, on)
    ]
    table = pd.DataFrame(rows)
    table["weight"] /= table["weight"].sum()
    inherited = {f.name: getattr(whole, f.name) for f in fields(Result)}
    warnings = tuple(w for w in whole.warnings if w.code != "perbandingan_terlarang")
    return BaconResult(**(inherited | {"design": "bacon", "table": table, "warnings": warnings}))


def _refuse(panel: Panel) -> None:
    unfit = [
        reason
        for present, reason in (
            (panel.covariate_names, _("panel memuat kovariat")),
            (panel.roles.weights, _("panel memuat bobot")),
            (panel.anticipation, _("panel memuat antisipasi")),
        )
        if present
    ]
    if unfit:
        raise ParameterError(
            _("Uraian Goodman-Bacon hanya untuk regresi dengan efek unit dan efek tahun saja."),
            _("Buat panel tanpa yang disebut di atas."),
            unfit,
        )


def _pair(
    k: int, m: int, groups: Floats, mean: Floats, size: Floats, on: Flags
) -> list[dict[str, object]]:
    """Compare group k with group m that starts later (or never), and m with k already treated.

    Weights are those of theorem 1 up to a common factor: shares n, treated shares of time D̄.
    """
    share_k, share_m = on[k].mean(), on[m].mean()
    between = size[k] * size[m]
    rows = []
    before, middle, after = ~on[k], on[k] & ~on[m], on[m]
    if before.any() and middle.any():
        kind = NEVER if np.isinf(groups[m]) else EARLIER
        weight = between * (share_k - share_m) * (1 - share_k)
        change = mean[k] - mean[m]
        rows.append(_row(kind, groups[k], groups[m], weight, change, middle, before))
    if middle.any() and after.any():
        kind = LATER if before.any() else ALWAYS
        weight = between * share_m * (share_k - share_m)
        change = mean[m] - mean[k]
        rows.append(_row(kind, groups[m], groups[k], weight, change, after, middle))
    return rows


def _row(
    kind: str, cohort: float, comparison: float, weight: float, change: Floats, *spans: Flags
) -> dict[str, object]:
    after, before = spans
    return {
        "kind": kind,
        "cohort": int(cohort),
        "comparison": np.nan if np.isinf(comparison) else int(comparison),
        "weight": weight,
        "estimate": float(change[after].mean() - change[before].mean()),
    }
