"""Differences between two measurements against their mean (Bland–Altman plot)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import (
    EDGE,
    LABELS,
    EndLabel,
    EndLabels,
    Heading,
    Key,
    KeyItem,
    box_swatch,
    empty,
    line_swatch,
    mark_swatch,
)
from evaluasi.figures.ladder import FOOT, Axis
from evaluasi.figures.lettering import width_of
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

_BODY = 230.0  # height of the axes in points
_ACROSS = 16.0  # height of the name of the horizontal axis
_POINT = LineStyle("#8C949B", 1.0, marker="o")
_BIAS = LineStyle(style.HIGHLIGHT, 1.8)
_LIMIT = LineStyle(style.INK, 1.1, (0, (5, 2.4)))
_ZERO = LineStyle(style.SOFT, 0.8)
_GRID = LineStyle(style.GRID, 0.8)


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line of the plot with its interval, in the unit of the differences."""

    value: float
    low: float
    high: float


@style.context()
def agreement(
    data: pd.DataFrame,
    *,
    bias: Level,
    limits: tuple[Level, Level],
    measure: Measure,
    difference: str,
    alt: str | None = None,
) -> Chart:
    """Draw each pair's difference against its mean, with bias and limits of agreement.

    Parameters
    ----------
    data : DataFrame
        Columns rata_rata and selisih, one row per pair, in ``measure.unit``; pairs at one place
        are drawn once.
    bias : Level
        Mean difference with its interval.
    limits : two of Level
        Lower and upper limit of agreement with their intervals.
    measure : Measure
        What was measured twice.
    difference : str
        What the difference is, e.g. "terverifikasi dikurangi diakui".
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per pair.

    References
    ----------
    Bland and Altman (1999), Statistical Methods in Medical Research 8, 135–160.
    """
    pairs = data[["rata_rata", "selisih"]].dropna().astype(float)
    scale = Measure(measure.title, measure.unit, 1, change=True).scale(pairs["selisih"])
    remark = _("selisih: {what}; {n} pasang").format(what=difference, n=len(pairs))
    heading = Heading.of(measure, scale.unit, remark)
    page = _draw(pairs, bias, limits, scale, heading) if len(pairs) else empty(heading)
    table = pairs.reset_index(drop=True).set_axis([_("Rata-rata"), _("Selisih")], axis=1)
    return Chart(
        page.figure, alt or _finding(bias, limits, scale, len(pairs)), inherit(table, data)
    )


def _draw(
    pairs: pd.DataFrame, bias: Level, limits: tuple[Level, Level], scale: Scale, heading: Heading
) -> Page:
    levels = (bias, *limits)
    reach = np.array([end for level in levels for end in (level.value, level.low, level.high)])
    up = Axis.around(scale, np.concatenate([pairs["selisih"], reach[np.isfinite(reach)], [0.0]]))
    plain = Measure(scale.measure.title, scale.unit).scale(pairs["rata_rata"])
    across = Axis.around(plain, pairs["rata_rata"].to_numpy())
    key, names = _key(), _names(levels, up, scale)
    left = EDGE + 6 + max((width_of(text, style.SMALL) for text in up.ticks.values()), default=0)
    foot, right = key.height + FOOT + _ACROSS, style.WIDTH - LABELS
    height = max(_BODY, names.height)
    page = Page(heading.height + EDGE + height + foot)
    heading.draw(page)
    field = Field(
        page, (left, foot, right - left, height), (across.low, across.high), (up.low, up.high)
    )
    _draw_axes(page, field, (left, foot, right - left, height), across, up)
    _draw_levels(field, bias, limits)
    places = pairs.drop_duplicates()
    field.marks(places["rata_rata"], places["selisih"], _POINT, 3, hollow=True, size=3.6)
    names.draw(page, right, foot, height)
    key.draw(page, key.height)
    return page


def _draw_axes(
    page: Page, field: Field, box: tuple[float, float, float, float], across: Axis, up: Axis
) -> None:
    """Draw grid, labels of both axes, and the name of the horizontal one."""
    left, bottom, width, height = box
    field.rungs(*field.across, list(up.ticks), _GRID, 0.5)
    for value, label in up.ticks.items():
        y = bottom + (value - up.low) / (up.high - up.low) * height
        page.text(left - 6, y, label, size=style.SMALL, color=style.SOFT, align="right")
    for value, label in across.ticks.items():
        x = left + (value - across.low) / (across.high - across.low) * width
        page.text(x, bottom - 9, label, size=style.SMALL, color=style.SOFT, align="center")
    words = _("rata-rata kedua ukuran")
    page.text(left + width / 2, bottom - FOOT - 5, words, size=style.SMALL, align="center")


def _draw_levels(field: Field, bias: Level, limits: tuple[Level, Level]) -> None:
    ends = np.array(field.across)
    for level in (bias, *limits):
        if np.isfinite([level.low, level.high]).all():
            low, high = np.full(2, level.low), np.full(2, level.high)
            field.area(ends, low, high, style.BAND, 0)
    field.line(ends, np.zeros(2), _ZERO, 1)
    for level, look in ((bias, _BIAS), (limits[0], _LIMIT), (limits[1], _LIMIT)):
        if np.isfinite(level.value):
            field.line(ends, np.full(2, level.value), look, 2)


def _names(levels: tuple[Level, Level, Level], up: Axis, scale: Scale) -> EndLabels:
    """Name the lines at the right, each with its value."""
    words = (_("rata-rata selisih"), _("batas bawah"), _("batas atas"))
    labels = [
        EndLabel(
            level=(level.value - up.low) / (up.high - up.low),
            text=f"{scale.number(level.value)} {word}",
            look=look,
            bold=look is _BIAS,
        )
        for level, word, look in zip(levels, words, (_BIAS, _LIMIT, _LIMIT), strict=True)
        if np.isfinite(level.value)
    ]
    return EndLabels(labels)


def _key() -> Key:
    return Key(
        [
            KeyItem(_("Satu pasang atau lebih"), mark_swatch(_POINT, hollow=True)),
            KeyItem(_("Batas kesepakatan 95 persen"), line_swatch(_LIMIT)),
            KeyItem(_("Selang kepercayaan"), box_swatch(style.BAND)),
        ]
    )


def _finding(bias: Level, limits: tuple[Level, Level], scale: Scale, count: int) -> str:
    if not count:
        return _("Belum ada data untuk dibandingkan.")
    if not np.isfinite([bias.value, limits[0].value, limits[1].value]).all():
        return _(
            "Rata-rata selisih {bias} dari {n} pasang; sebarannya belum dapat ditaksir."
        ).format(bias=scale.phrase(bias.value), n=count)
    return _(
        "Rata-rata selisih {bias} dari {n} pasang; 95 persen selisih diperkirakan antara {low} dan "
        "{high}."
    ).format(
        bias=scale.phrase(bias.value),
        n=count,
        low=scale.number(limits[0].value),
        high=scale.number(limits[1].value),
    )
