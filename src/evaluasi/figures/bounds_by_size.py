"""Intervals that widen with the size of a violation: a row each, the original first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import (
    EDGE,
    Heading,
    Key,
    KeyItem,
    empty,
    line_swatch,
)
from evaluasi.figures.ladder import FOOT, Axis, Ladder
from evaluasi.figures.lettering import LINE_SPACING, wrap
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

_NAMES = 132.0  # width of the column of names
_VALUES = 112.0  # width of the column of intervals
_ROW = style.SMALL * LINE_SPACING + 7.0
_ZERO = LineStyle(style.INK, 0.9, (0, (2, 2)))
_HOLDS = LineStyle("#6B737A", 3.0)
_EXCLUDES = replace(style.HIGHLIGHT_LINE, width=3.0, marker="")


@style.context()
def bounds_by_size(
    data: pd.DataFrame,
    *,
    measure: Measure,
    breakdown: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw one interval per row, in the order given; those that exclude zero are stressed.

    An end without a limit reaches the edge of the picture and is told in words; a row without an
    interval says so.

    Parameters
    ----------
    data : DataFrame
        Index: label of each row, the original interval first. Columns bawah and atas, in
        ``measure.unit``; infinite where an end has no limit, NaN where there is no interval.
    measure : Measure
    breakdown : str
        What is known of the size at which zero enters, told under the heading.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per row of the chart.
    """
    rows = data[["bawah", "atas"]].astype(float)
    ends = rows.to_numpy().ravel()
    seen = np.append(ends[np.isfinite(ends)], 0.0)
    scale = measure.scale(seen)
    heading = Heading.of(measure, scale.unit, breakdown)
    page = _draw(rows, scale, Axis.around(scale, seen), heading) if len(rows) else empty(heading)
    table = pd.DataFrame(
        {
            _("Penyimpangan yang diizinkan"): list(rows.index),
            _("Batas bawah"): rows["bawah"].to_numpy(),
            _("Batas atas"): rows["atas"].to_numpy(),
        }
    )
    return Chart(page.figure, alt or _finding(rows, scale, breakdown), inherit(table, data))


def _draw(rows: pd.DataFrame, scale: Scale, axis: Axis, heading: Heading) -> Page:
    key = Key(
        [
            KeyItem(_("Selang yang memuat nol"), line_swatch(_HOLDS)),
            KeyItem(_("Selang yang tidak memuat nol"), line_swatch(_EXCLUDES)),
            KeyItem(_("Nol: tidak ada perubahan"), line_swatch(_ZERO)),
        ]
    )
    foot, left = key.height + FOOT, EDGE + _NAMES + 12
    names = [
        wrap(str(label), _NAMES, style.SMALL, bold=i == 0) for i, label in enumerate(rows.index)
    ]
    step = _ROW + (max(map(len, names)) - 1) * style.SMALL * LINE_SPACING
    box = (left, foot, style.WIDTH - _VALUES - EDGE - left, step * len(rows))
    ladder = Ladder(box, len(rows), axis)
    page = Page(heading.height + EDGE + box[3] + foot)
    heading.draw(page)
    field = ladder.open(page)
    field.posts([0.0], *field.up, _ZERO, 1)
    for i, (low, high) in enumerate(rows.to_numpy()):
        look = _HOLDS if low <= 0 <= high else _EXCLUDES
        field.rungs([max(low, axis.low)], [min(high, axis.high)], [i], look, 2)
        for x, words in (
            (EDGE + _NAMES, names[i]),
            (style.WIDTH - EDGE, [_said(low, high, scale)]),
        ):
            page.text(x, ladder.up(i), words, size=style.SMALL, bold=i == 0, align="right")
    key.draw(page, key.height)
    return page


def _said(low: float, high: float, scale: Scale) -> str:
    if np.isnan(low) or np.isnan(high):
        return _("tidak ada selang")
    ends = [scale.number(end) if np.isfinite(end) else _("tak terbatas") for end in (low, high)]
    if not np.isfinite([low, high]).any():
        return _("tidak terbatas")
    return _("{low} … {high}").format(low=ends[0], high=ends[1])


def _finding(rows: pd.DataFrame, scale: Scale, breakdown: str) -> str:
    title = scale.measure.title
    if rows.empty:
        return _("{title}: belum ada selang.").format(title=title)
    holding = int(((rows["bawah"] <= 0) & (rows["atas"] >= 0)).sum())
    told = _("{title}: {holding} dari {n} selang memuat nol.").format(
        title=title, holding=holding, n=len(rows)
    )
    return f"{told} {breakdown[0].upper()}{breakdown[1:]}." if breakdown else told
