"""The same design on other data: what every check of a result returns, side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import ParameterError
from evaluasi.impact.evidence_chart import estimates_chart
from evaluasi.impact.panel import Panel
from evaluasi.impact.results import LABELS, NONE, Notice, Result, figure, probability
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

Flags = NDArray[np.bool_]
Design = Callable[[Panel], Result]
Progress = Callable[[str], None]

COLUMNS = {
    "variant": "data",
    "change": "selisih dari semua data",
    "n_units": "unit",
    "n_treated": "diperlakukan",
    "n_obs": "amatan",
    "reason": "sebab tidak tertaksir",
    "p_holm": "nilai p (Holm)",
}
"""Column headings for readers, beside the shared ones of `results.LABELS`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Variants(Result):
    """An estimate on all data, beside the same estimate on other data.

    The headline is the estimate on all data. The table has one row per variant, all data first:
    variant, estimate, se, ci_low, ci_high, p, change (from the first row), n_units, n_treated,
    n_obs, reason ("" or why there is no estimate).

    Attributes
    ----------
    question : str
        What the variants are to answer, in Indonesian.
    """

    question: str

    @property
    def n_failed(self) -> int:
        """Variants without an estimate."""
        return int((self.table["reason"] != "").sum())

    def plot(self, unit: str = "") -> Chart:
        """Draw every variant with its interval; placebo outcomes in standard errors.

        Parameters
        ----------
        unit : str
            Of the outcome, for the axis.
        """
        table, title = self.table, self.estimand
        if self.design == "placebo_outcomes":  # outcomes differ in unit
            told = ["estimate", "ci_low", "ci_high"]
            table = table.assign(**{name: table[name] / table["se"] for name in told})
            title, unit = _("Taksiran dibagi galat bakunya"), ""
        return estimates_chart(
            table, "variant", title=title, unit=unit, level=self.level, provenance=self.provenance
        )

    def _paragraphs(self) -> list[str]:
        return [self.question, *super()._paragraphs()]

    def _rows(self) -> str:
        shown = self.table.copy()
        if not self.n_failed:
            shown = shown.drop(columns="reason")
        for name in ("p", "p_holm"):
            if name in shown.columns:
                shown[name] = shown[name].map(_short)
        labels = {name: _(label) for name, label in (LABELS | COLUMNS).items()}
        text: str = shown.rename(columns=labels).to_string(
            index=False, float_format=figure, na_rep=NONE
        )
        return text


def side_by_side(
    check: str,
    question: str,
    panel: Panel,
    others: Mapping[str, Panel],
    design: Design,
    *,
    progress: Progress | None = None,
    settings: Mapping[str, Any] | None = None,
    warnings: tuple[Notice, ...] = (),
) -> Variants:
    """Estimate on all data and on each of the others; what cannot be estimated is told.

    Raises
    ------
    ParameterError
        Where the design cannot be carried out on all data.
    """
    main = design(panel)
    rows = [_row(_("semua data"), main)]
    for label, other in others.items():
        if progress:
            progress(label)
        if not other.n_units:
            rows.append(_row(label, None, _("tidak ada unit yang tersisa")))
            continue
        try:
            rows.append(_row(label, design(other)))
        except ParameterError as error:
            rows.append(_row(label, None, " ".join([error.problem, *error.faults])))
    table = pd.DataFrame(rows)
    table.insert(6, "change", table["estimate"] - main.estimate)
    failed = int((table["reason"] != "").sum())
    if failed:
        text = _("{n} dari {all} variasi tidak dapat ditaksir; sebabnya di tabel.")
        told = text.format(n=number(failed), all=number(len(others)))
        warnings = (*warnings, Notice("variasi_gagal", told))
    return Variants(
        design=check,
        estimand=main.estimand,
        estimate=main.estimate,
        se=main.se,
        ci=main.ci,
        p=main.p,
        level=main.level,
        df=main.df,
        n_units=main.n_units,
        n_treated=main.n_treated,
        n_clusters=main.n_clusters,
        n_obs=main.n_obs,
        table=table,
        dropped=main.dropped,
        warnings=(*main.warnings, *warnings),
        settings={"design": main.design, **(settings or {})},
        seed=main.seed,
        provenance=main.provenance,
        question=question,
    )


def without(panel: Panel, gone: Flags) -> Panel:
    """Return the panel without some units, (n,); the variant's row counts what is left."""
    keep = ~gone
    return panel._with(
        units=panel.units[keep],
        outcome=panel.outcome[keep],
        cohort=panel.cohort[keep],
        treated=panel.treated[keep],
        covariates=panel.covariates[keep],
        weights=panel.weights[keep],
        clusters=np.unique(panel.clusters[keep], return_inverse=True)[1],
    )


def _row(label: str, result: Result | None, reason: str = "") -> dict[str, Any]:
    missing = (np.nan, np.nan)
    low, high = result.ci if result else missing
    return {
        "variant": label,
        "estimate": result.estimate if result else np.nan,
        "se": result.se if result else np.nan,
        "ci_low": low,
        "ci_high": high,
        "p": result.p if result else np.nan,
        "n_units": result.n_units if result else 0,
        "n_treated": result.n_treated if result else 0,
        "n_obs": result.n_obs if result else 0,
        "reason": reason,
    }


def _short(p: float) -> str:
    return NONE if np.isnan(p) else probability(p).removeprefix("p").removeprefix(" =").strip()
