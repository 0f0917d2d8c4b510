"""What happened, beside what would have happened; and the gap between them beside placebo gaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import (
    EDGE,
    LABELS,
    EndLabel,
    EndLabels,
    Flag,
    Flags,
    Heading,
    Key,
    KeyItem,
    empty,
    line_swatch,
)
from evaluasi.figures.lettering import width_of
from evaluasi.figures.measure import Floats, Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Page
from evaluasi.figures.style import LineStyle
from evaluasi.figures.timeline import Plot, ticks_for
from evaluasi.text import _, number

_BODY, _YEARS = 205.0, 20.0
_OWN = replace(style.HIGHLIGHT_LINE, width=2.2, marker="")
_WITHOUT = LineStyle("#A65A00", 1.9, (0, (4, 2)))
_PLACEBO = LineStyle(style.REST, 0.9)
_ZERO = LineStyle(style.INK, 0.9)
_DIGITS = 1  # decimals of values that are partly computed, without a choice of one's own
_MONTHLY = 40  # from so many points on, points of months are not marked one by one


@style.context()
def path_with_counterfactual(
    data: pd.DataFrame,
    *,
    measure: Measure,
    start: float,
    began: str,
    alt: str | None = None,
) -> Chart:
    """Draw an outcome and its counterfactual over time.

    Parameters
    ----------
    data : DataFrame, index: time in years (months as fractions)
        Columns nyata (what happened) and tanpa (what would have happened), in ``measure.unit``;
        optionally taksiran (a smooth line through what happened).
    measure : Measure
    start : float
        When the treatment began.
    began : str
        What began, written above the line.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per point.
    """
    fitted = "taksiran" in data
    looks = {"tanpa": _WITHOUT, "nyata": _OWN}
    if fitted:
        looks = {"nyata": replace(_PLACEBO, width=1.3), "tanpa": _WITHOUT, "taksiran": _OWN}
    words = {"nyata": _("Nyata"), "tanpa": _("Tanpa perubahan"), "taksiran": _("Garis taksiran")}
    lines = {words[name]: (data[name], look) for name, look in looks.items()}
    page = _draw(data.index.to_numpy(float), lines, measure, (start, began), None)
    after = data.index.to_numpy(float) >= start
    gap = float((data["taksiran" if fitted else "nyata"] - data["tanpa"])[after].mean())
    scale = measure.scale(data.to_numpy(float).ravel(), data["nyata"])
    finding = _(
        "{what}: sejak {began}, rata-rata {gap} {unit} {side} garis tanpa perubahan."
    ).format(
        what=measure.title,
        began=began,
        gap=scale.number(abs(gap)),
        unit=scale.unit,
        side=_("di atas") if gap > 0 else _("di bawah"),
    )
    years = not (data.index.to_numpy(float) % 1).any()
    table = data.rename(columns=words).rename_axis(_("Tahun") if years else _("Waktu"))
    table = table.reset_index()
    return Chart(page.figure, alt or finding, inherit(table, data))


@style.context()
def gap_with_placebos(
    gap: pd.Series,
    placebos: pd.DataFrame,
    *,
    measure: Measure,
    start: float,
    began: str,
    alt: str | None = None,
) -> Chart:
    """Draw the gap of a treated unit in front of the gaps of all its placebos.

    Parameters
    ----------
    gap : Series, index: year
        Actual minus synthetic, in ``measure.unit``.
    placebos : DataFrame, index: year, one column per placebo
    measure : Measure
    start : float
    began : str
    alt : str, optional

    Returns
    -------
    Chart
        ``data`` has one row per year: the gap, and the range of the placebos.
    """
    own = {_("Unit ini"): (gap, _OWN)}
    page = _draw(gap.index.to_numpy(float), own, measure, (start, began), placebos)
    after = gap.index.to_numpy(float) >= start
    farther = (placebos[after].abs().mean() >= abs(gap[after].mean())).sum()
    finding = _(
        "Selisih rata-rata sejak {began}; {n} dari {all} placebo menyimpang sama jauh atau lebih."
    ).format(began=began, n=number(int(farther)), all=number(placebos.shape[1]))
    table = pd.DataFrame(
        {
            _("Tahun"): gap.index,
            measure.label: gap.to_numpy(),
            _("Placebo terendah"): placebos.min(axis=1).to_numpy(),
            _("Placebo tertinggi"): placebos.max(axis=1).to_numpy(),
        }
    )
    return Chart(page.figure, alt or finding, inherit(table, placebos))


def _draw(
    when: Floats,
    lines: Mapping[str, tuple[pd.Series, LineStyle]],
    measure: Measure,
    event: tuple[float, str],
    placebos: pd.DataFrame | None,
) -> Page:
    values = np.concatenate([series.to_numpy(float) for series, _look in lines.values()])
    if placebos is not None:
        values = np.concatenate([values, placebos.to_numpy(float).ravel(), [0.0]])
    scale = measure.scale(values.round(_DIGITS) if measure.decimals is None else values)
    heading = Heading.of(measure, scale.unit)
    if not len(when):
        return empty(heading)
    ticks = ticks_for(scale, values)
    names = EndLabels(_end_labels(lines, scale, ticks))
    key = Key(_key(placebos))
    left = max(EDGE + 6 + max(width_of(label, style.SMALL) for label in ticks.values()), 40.0)
    foot = key.height + _YEARS
    height = max(_BODY, names.height)
    right = style.WIDTH - LABELS
    years = int(np.floor(when.min())), int(np.floor(when.max()))
    plot = Plot((left, foot, right - left, height), years, ticks, float(when.max()) + 0.2)
    flags = Flags([Flag(plot.across(event[0]), event[1])])
    page = Page(heading.height + flags.height + height + foot)
    heading.draw(page)
    field = plot.open(page)
    field.posts([event[0]], *field.up, LineStyle(style.SOFT, 0.9), 2)
    if placebos is not None:
        field.rungs(*field.across, [0.0], _ZERO, 1)
        for column in placebos:
            field.line(when, placebos[column], _PLACEBO, 1)
    for layer, (series, look) in enumerate(lines.values(), start=3):
        field.line(when, series, look, layer)
        if look is _OWN and len(when) < _MONTHLY:
            field.marks(when, series, replace(look, marker="o"), layer, size=3.5)
    flags.draw(page, foot + height)
    names.draw(page, right, foot, height, ends=plot.across(float(when.max())))
    key.draw(page, key.height)
    return page


def _end_labels(
    lines: Mapping[str, tuple[pd.Series, LineStyle]], scale: Scale, ticks: Mapping[float, str]
) -> list[EndLabel]:
    low, high = min(ticks), max(ticks)
    labels = []
    for name, (series, look) in reversed(list(lines.items())):
        last = float(series.iloc[-1])
        level = (last - low) / (high - low)
        text = f"{scale.number(last)} {name}"
        labels.append(EndLabel(level, text, look, bold=look is _OWN, tied=True))
    return labels


def _key(placebos: pd.DataFrame | None) -> list[KeyItem]:
    if placebos is None:
        return []
    told = _("Placebo: {n} unit lain seolah-olah diperlakukan").format(n=number(placebos.shape[1]))
    return [KeyItem(told, line_swatch(_PLACEBO))]
