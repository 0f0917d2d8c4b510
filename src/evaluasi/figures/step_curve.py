"""Survival in steps with its interval, and the number still observed under the years."""

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
    Heading,
    Key,
    KeyItem,
    box_swatch,
    empty,
    line_swatch,
)
from evaluasi.figures.lettering import width_of, wrap
from evaluasi.figures.measure import Floats, Measure
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Box, Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _, number

_BODY, _FOOT, _ROW = 200.0, 30.0, 13.0  # heights of axes, of scale and its name, of one count row
_TICKS = (0, 25, 50, 75, 100)
_GRID = LineStyle(style.GRID, 0.8)
_LOOKS = (
    replace(style.HIGHLIGHT_LINE, marker=""),
    *(replace(look, width=1.8, marker="") for look in style.PEER_LINES),
)


@style.context()
def step_curve(
    data: pd.DataFrame,
    *,
    measure: Measure,
    starts: Mapping[str, float],
    at_risk: pd.DataFrame,
    level: float = 0.95,
    alt: str | None = None,
) -> Chart:
    """Draw step curves that fall from 100 percent.

    One curve carries its interval as a band, several carry theirs as bars at whole years.

    Parameters
    ----------
    data : DataFrame
        Columns kelompok, waktu (years), S, ci_low, ci_high (shares); a row per step, in order of
        time. What may not be shown is not handed in.
    measure : Measure
        What the share is of; its unit is percent.
    starts : mapping of kelompok to years
        Where each curve begins, at 100 percent; in order of drawing, the first in front. At most
        seven.
    at_risk : DataFrame
        Index whole years, one column per kelompok: number observed.
    level : float
        Of the intervals.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per step.
    """
    span = _("selang {level} persen, digambar selama sedikitnya 5 inovasi teramati").format(
        level=number(100 * level)
    )
    heading = Heading.of(measure, measure.unit, span)
    shown = data[data["kelompok"].isin(list(starts))]
    page = _draw(shown, starts, at_risk, heading) if len(shown) else empty(heading)
    columns = {
        "kelompok": _("Kelompok"),
        "waktu": _("Tahun"),
        "S": measure.label,
        "ci_low": _("Batas bawah"),
        "ci_high": _("Batas atas"),
    }
    table = shown[list(columns)].rename(columns=columns).reset_index(drop=True)
    table.iloc[:, 2:] = 100 * table.iloc[:, 2:].to_numpy(float)
    if len(starts) < 2:
        table = table.drop(columns=_("Kelompok"))
    return Chart(page.figure, alt or _finding(shown, starts, measure), inherit(table, data))


def _draw(
    data: pd.DataFrame, starts: Mapping[str, float], at_risk: pd.DataFrame, heading: Heading
) -> Page:
    looks = dict(zip(starts, _LOOKS, strict=False))
    end = float(data["waktu"].max())
    names = EndLabels(_end_labels(data, looks)) if len(looks) > 1 else EndLabels([])
    key = Key(_key(len(looks)))
    captions = {name: wrap(name or _("teramati"), 86, style.SMALL) for name in looks}
    left = EDGE + 6 + max(width_of(line, style.SMALL) for c in captions.values() for line in c)
    left = max(left + 8, EDGE + 6 + width_of("100", style.SMALL))
    right = style.WIDTH - (LABELS if len(looks) > 1 else EDGE + 10)
    rows = sum(len(lines) for lines in captions.values()) * _ROW + (_ROW if len(looks) > 1 else 0)
    foot = key.height + 6 + rows + _FOOT
    page = Page(heading.height + EDGE + max(_BODY, names.height) + foot)
    heading.draw(page)
    box = (left, foot, right - left, max(_BODY, names.height))
    field = Field(page, box, (0.0, end), (0.0, 100.0))
    years = _axes(page, field, box, end)
    _count_rows(page, box, (years, end), at_risk, captions)
    for layer, (name, look) in enumerate(reversed(looks.items()), start=2):
        own = data[data["kelompok"] == name]
        steps = _steps(own, starts[name])
        if len(looks) == 1:
            field.area(steps[0], steps[2], steps[3], style.BAND, 1)
        else:
            _bars(field, own, years, list(looks).index(name), (look, layer))
        field.line(steps[0], steps[1], look, layer, cap="butt")
    names.draw(page, right, foot, box[3])
    key.draw(page, key.height)
    return page


def _axes(page: Page, field: Field, box: Box, end: float) -> list[int]:
    """Draw grid, both scales and the name of the years; return the years labelled."""
    left, bottom, width, height = box
    field.rungs(*field.across, _TICKS, _GRID, 0.5)
    for value in _TICKS:
        y = bottom + value / 100 * height
        page.text(left - 6, y, str(value), size=style.SMALL, color=style.SOFT, align="right")
    step = max(1, int(np.ceil(end / (width / 26))))
    years = list(range(0, int(end) + 1, step))
    for year in years:
        x = left + year / end * width
        page.line([x, x], [bottom - 3, bottom], LineStyle(style.SOFT, 0.8))
        page.text(x, bottom - 10, str(year), size=style.SMALL, color=style.SOFT, align="center")
    words = _("tahun sejak awal")
    page.text(left + width / 2, bottom - 22, words, size=style.SMALL, align="center")
    return years


def _count_rows(
    page: Page,
    box: Box,
    scale: tuple[list[int], float],
    at_risk: pd.DataFrame,
    captions: Mapping[str, list[str]],
) -> None:
    """Write the number observed at each labelled year, a row per curve."""
    (left, bottom, width, _height), (years, end) = box, scale
    y = bottom - _FOOT
    if len(captions) > 1:
        y -= _ROW
        page.text(EDGE, y + _ROW / 2, _("teramati"), size=style.SMALL, bold=True)
    for name, lines in captions.items():
        middle = y - len(lines) * _ROW / 2
        page.text(EDGE, middle, lines, size=style.SMALL, color=style.SOFT)
        for year in years:
            if year in at_risk.index:
                x = left + year / end * width
                count = number(at_risk[name][year])
                page.text(x, middle, count, size=style.SMALL, align="center")
        y -= len(lines) * _ROW


def _steps(rows: pd.DataFrame, start: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Return corners of the curve and of both limits, in percent; right angles but for a hair."""
    times = rows["waktu"].to_numpy(float)
    xs = np.concatenate([[start], np.repeat(times, 2)])
    xs[2::2] += 1e-9 * max(1.0, times[-1])  # an area needs places that differ
    values = []
    for column in ("S", "ci_low", "ci_high"):
        after = 100 * rows[column].to_numpy(float)
        before = np.concatenate([[100.0 if column != "ci_low" else after[0]], after[:-1]])
        corners = np.empty(len(xs))
        corners[0], corners[1::2], corners[2::2] = before[0], before, after
        values.append(corners)
    return xs, values[0], values[1], values[2]


def _bars(
    field: Field, rows: pd.DataFrame, years: list[int], place: int, drawn: tuple[LineStyle, int]
) -> None:
    """Draw the interval at whole years, a little beside each other."""
    look, layer = drawn
    times = rows["waktu"].to_numpy(float)
    whole = np.array([year for year in years if times[0] <= year <= times[-1]], dtype=float)
    if len(whole):
        at = np.searchsorted(times, whole, "right") - 1
        low, high = (100 * rows[column].to_numpy(float)[at] for column in ("ci_low", "ci_high"))
        beside = 0.012 * (field.across[1] - field.across[0])
        thin = LineStyle(look.color, 1.1)
        field.posts(whole + place * beside, low, high, thin, layer)


def _end_labels(data: pd.DataFrame, looks: Mapping[str, LineStyle]) -> list[EndLabel]:
    labels = []
    for place, (name, look) in enumerate(looks.items()):
        last = float(data.loc[data["kelompok"] == name, "S"].iloc[-1])
        text = f"{number(100 * last, 0)} {name}"
        labels.append(EndLabel(last, text, look, bold=place == 0, tied=False))
    return labels


def _key(curves: int) -> list[KeyItem]:
    if curves == 1:
        return [
            KeyItem(_("Kurva Kaplan–Meier"), line_swatch(_LOOKS[0])),
            KeyItem(_("Selang kepercayaan"), box_swatch(style.BAND)),
        ]
    return [KeyItem(_("Garis tegak: selang kepercayaan"), line_swatch(LineStyle(style.SOFT, 1.1)))]


def _finding(data: pd.DataFrame, starts: Mapping[str, float], measure: Measure) -> str:
    if not len(data):
        return _("Belum ada data: kurang dari 5 inovasi teramati pada saat yang sama.")
    sentences = []
    for name in starts:
        row = data[data["kelompok"] == name].iloc[-1]
        sentences.append(
            _("{what} pada tahun {year}: {value} persen (selang {low} sampai {high}).").format(
                what=f"{measure.title}, {name}" if name else measure.title,
                year=number(row["waktu"], 1),
                value=number(100 * row["S"], 0),
                low=number(100 * row["ci_low"], 0),
                high=number(100 * row["ci_high"], 0),
            )
        )
    return " ".join(sentences)
