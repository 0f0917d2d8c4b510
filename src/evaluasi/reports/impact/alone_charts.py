"""Pictures of one region beside its synthetic self, for study and region report alike."""

from __future__ import annotations

import pandas as pd

from evaluasi.figures import Chart, Measure
from evaluasi.figures.counterfactual import gap_with_placebos, path_with_counterfactual
from evaluasi.impact import SyntheticControl
from evaluasi.reports.impact.alone import Alone
from evaluasi.reports.region.words import change_unit, mentioned
from evaluasi.tables import provenance
from evaluasi.tables.series import Series
from evaluasi.text import _, number

NEAR = 5.0
"""Placebos are drawn, and ranked a second time, that fit at most so many times worse."""


def path_chart(one: Alone, series: Series, name: str) -> Chart | None:
    """Draw what was measured and what the synthetic control says; None without a result."""
    if one.result is None:
        return None
    frame = one.result.table.set_index("time")
    data = pd.DataFrame({"nyata": frame["nyata"], "tanpa": frame["sintetis"]})
    title = _("{outcome}: {name} dan kendali sintetisnya").format(outcome=series.nama, name=name)
    measure = Measure(title, series.satuan, max(series.desimal, 2), series.arah)  # type: ignore[arg-type]  # the catalogue holds these three words
    gap = one.result.estimate
    said = _("{title}: sejak {year} rata-rata {gap} {unit} {side} kendali sintetisnya.").format(
        title=title,
        year=one.start,
        gap=number(abs(gap), max(series.desimal, 2)),
        unit=change_unit(series),
        side=_("di atas") if gap > 0 else _("di bawah"),
    )
    return path_with_counterfactual(
        _stamped(data, one.result),
        measure=measure,
        start=float(one.start),
        began=_began(one),
        alt=said,
    )


def gap_chart(one: Alone, series: Series, name: str) -> Chart | None:
    """Draw the gap before those of placebos that fit about as well; None without a result."""
    if one.result is None:
        return None
    frame = one.result.table.set_index("time")
    placebos = near_placebos(one.result)
    title = _("Selisih {outcome} {name} dari kendali sintetisnya").format(
        outcome=mentioned(series), name=name
    )
    measure = Measure(title, change_unit(series), max(series.desimal, 2), change=True)
    return gap_with_placebos(
        frame["selisih"],
        _stamped(placebos, one.result),
        measure=measure,
        start=float(one.start),
        began=_began(one),
    )


def near_placebos(result: SyntheticControl) -> pd.DataFrame:
    """Return the gaps of placebos that fit at most `NEAR` times worse; of all if none does."""
    gaps = result.placebo_gaps
    before = ~result.table["sesudah"].to_numpy(dtype=bool)
    fit = (gaps[before] ** 2).mean()
    near = gaps.loc[:, fit <= NEAR * result.rmspe**2]
    return near.copy() if near.shape[1] else gaps.copy()


def _began(one: Alone) -> str:
    return _("mulai {year}").format(year=one.start)


def _stamped(frame: pd.DataFrame, result: SyntheticControl) -> pd.DataFrame:
    return provenance.stamp(frame, result.provenance) if result.provenance else frame
