"""Pictures of results, one function per kind; titles and units are those of the result's table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.tables import provenance as origin
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures.chart import Chart
    from evaluasi.impact.honest_did import HonestDiD
    from evaluasi.impact.interrupted_time_series import InterruptedTimeSeries
    from evaluasi.impact.results import Result
    from evaluasi.impact.synthetic_control import SyntheticControl
    from evaluasi.impact.synthetic_did import SyntheticDiD

NAMES = {
    "estimate": "nilai",
    "ci_low": "bawah",
    "ci_high": "atas",
    "band_low": "pita_bawah",
    "band_high": "pita_atas",
}
HALF_A_STEP = 0.5
"""A start lies between the last point before it and the first one after."""


def effects(result: Result, unit: str) -> Chart:
    """Draw effects by years since the start where the table has them, else the headline."""
    from evaluasi.figures import Measure
    from evaluasi.figures.effect_ladder import effect_ladder
    from evaluasi.figures.event_effects import event_effects

    measure = Measure(result.estimand, unit, change=True)
    interval = _("Selang {level}%").format(level=number(100 * result.level))
    if "event_time" in result.table.columns:
        frame = result.table.set_index("event_time").rename(columns=NAMES)
        data = _stamped(frame[[name for name in NAMES.values() if name in frame]], result)
        return event_effects(data, measure=measure, interval=interval, band=_("Pita serentak"))
    row = {"nilai": result.estimate, "bawah": result.ci[0], "atas": result.ci[1]}
    data = _stamped(pd.DataFrame(row, index=[_("Taksiran")]), result)
    return effect_ladder(data, measure=measure, interval=interval)


def synthetic_path(result: SyntheticControl | SyntheticDiD, unit: str) -> Chart:
    """Draw the treated beside its synthetic self."""
    from evaluasi.figures import Measure
    from evaluasi.figures.counterfactual import path_with_counterfactual

    table = result.table.set_index("time").rename(columns={"sintetis": "tanpa"})
    return path_with_counterfactual(
        _stamped(table[["nyata", "tanpa"]].astype(float), result),
        measure=Measure(result.estimand, unit),
        start=_start(table),
        began=_("mulai"),
    )


def placebo_gaps(result: SyntheticControl, unit: str) -> Chart:
    """Draw the gap in front of the gaps of all placebos."""
    from evaluasi.figures import Measure
    from evaluasi.figures.counterfactual import gap_with_placebos

    table = result.table.set_index("time")
    return gap_with_placebos(
        table["selisih"],
        _stamped(result.placebo_gaps, result),
        measure=Measure(result.estimand, unit, change=True),
        start=_start(table),
        began=_("mulai"),
    )


def donor_weights(result: SyntheticControl) -> Chart:
    """Draw the donors in use, the heaviest on top."""
    from evaluasi.figures import Measure
    from evaluasi.figures.effect_ladder import effect_ladder

    weights = result.weights.set_index("donor")["bobot"]
    data = pd.DataFrame({"nilai": weights, "bawah": np.nan, "atas": np.nan})
    return effect_ladder(
        _stamped(data, result),
        measure=Measure(_("Bobot donor bagi {unit}").format(unit=result.unit), "", 2),
        main=str(weights.index[0]),
        interval=_("Bobot; jumlahnya satu"),
        zero="",
    )


def interrupted_path(result: InterruptedTimeSeries, unit: str) -> Chart:
    """Draw the series, its line, and the line without the effect."""
    from evaluasi.figures import Measure
    from evaluasi.figures.counterfactual import path_with_counterfactual

    at = str(result.settings["at"])
    when = [_years(point) for point in result.path["waktu"]]
    path = result.path.rename(columns={"tanpa_patahan": "tanpa"})[["nyata", "tanpa", "taksiran"]]
    return path_with_counterfactual(
        _stamped(path.set_axis(when, axis=0), result),
        measure=Measure(_("Deret dan lanjutan trennya"), unit),
        start=_years(at),
        began=_("patahan {at}").format(at=at),
    )


def bounds(result: HonestDiD, unit: str) -> Chart:
    """Draw the interval by the size of violation allowed, the original one first."""
    from evaluasi.figures import Measure
    from evaluasi.figures.bounds_by_size import bounds_by_size
    from evaluasi.impact.honest_did import breakdown_remark

    rows = {_("Semula: tren sejajar"): result.ci}
    for m, low, high in zip(*(result.table[c] for c in ("m", "ci_low", "ci_high")), strict=True):
        rows[f"m = {number(m, 3)}"] = (low, high)
    data = pd.DataFrame(rows, index=["bawah", "atas"]).T
    return bounds_by_size(
        _stamped(data, result),
        measure=Measure(result.estimand, unit, change=True),
        breakdown=breakdown_remark(result),
    )


def _start(table: pd.DataFrame) -> float:
    return float(table.index[table["sesudah"]].min()) - HALF_A_STEP


def _years(point: str) -> float:
    """Place a month ("2024-03") or a year on an axis of years."""
    year, _dash, month = point.partition("-")
    return int(year) + (int(month) - 1) / 12 if month else float(year)


def _stamped(frame: pd.DataFrame, result: Result) -> pd.DataFrame:
    held: Provenance | None = result.provenance
    return origin.stamp(frame, held) if held else frame
