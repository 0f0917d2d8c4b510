"""Pictures of checks: one estimate per row, or covariates before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart

COLUMNS = {"estimate": "nilai", "ci_low": "bawah", "ci_high": "atas"}


def estimates_chart(
    table: pd.DataFrame,
    key: str,
    *,
    title: str,
    unit: str,
    level: float,
    provenance: Provenance | None,
) -> Chart:
    """Draw the rows of a table of estimates, the first one stressed.

    Parameters
    ----------
    table : DataFrame
        Columns `key`, estimate, ci_low, ci_high.
    """
    rows = table.set_index(key)[list(COLUMNS)].rename(columns=COLUMNS).astype(float)
    interval = _("Selang {level}%").format(level=number(100 * level))
    return _drawn(rows, title, unit, str(rows.index[0]), interval, provenance)


def balance_chart(table: pd.DataFrame, provenance: Provenance | None) -> Chart:
    """Draw the standardised differences of each covariate, before and after."""
    rows = {}
    for row in table.to_dict("records"):
        for column, words in (
            ("smd_before", _("{name}, sebelum")),
            ("smd_after", _("{name}, sesudah")),
        ):
            rows[words.format(name=row["covariate"])] = row[column]
    frame = pd.DataFrame({"nilai": rows}).assign(bawah=float("nan"), atas=float("nan"))
    alt = _("Selisih baku kovariat: terbesar {before} sebelum dan {after} sesudah.").format(
        before=number(table["smd_before"].abs().max(), 2),
        after=number(table["smd_after"].abs().max(), 2),
    )
    return _drawn(frame, _("Selisih baku kovariat"), "", "", _("Selisih baku"), provenance, alt)


def _drawn(
    rows: pd.DataFrame,
    title: str,
    unit: str,
    main: str,
    interval: str,
    provenance: Provenance | None,
    alt: str | None = None,
) -> Chart:
    from evaluasi.figures import Measure
    from evaluasi.figures.effect_ladder import effect_ladder

    stamped = origin.stamp(rows, provenance) if provenance else rows
    measure = Measure(title, unit)
    return effect_ladder(stamped, measure=measure, main=main, interval=interval, alt=alt)
