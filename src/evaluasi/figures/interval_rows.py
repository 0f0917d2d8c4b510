"""A value with its interval per named row, in the order given, with the range behind it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import EDGE, Heading, Key, KeyItem, empty, line_swatch, mark_swatch
from evaluasi.figures.ladder import FOOT, Axis, Ladder
from evaluasi.figures.lettering import wrap
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _, listing, number

MOST_NAMED = 2
_NAMES = 150.0  # width of the column of names
_VALUES = 74.0  # width of the column of values
_ROW = 24.0
_LINE = 11.6
_INTERVAL = LineStyle("#8FB8CE", 5.0)
_RANGE = LineStyle("#777777", 1.0)
_POINT = LineStyle(style.HIGHLIGHT, 1.0, marker="o")


@style.context()
def interval_rows(
    data: pd.DataFrame,
    *,
    measure: Measure,
    limits: tuple[float, float],
    interval: str = "",
    spread: str = "",
    without: str = "",
    point: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw rows of values with intervals on one scale; a row without a value shows its range.

    Parameters
    ----------
    data : DataFrame, index: name of the row
        nilai, bawah, atas (interval), terendah, tertinggi (range), tebal (whether the name is set
        in bold); in ``measure.unit``.
    measure : Measure
    limits : tuple of float
        Ends of the scale.
    interval, spread : str
        What interval and range are, for the key.
    without : str
        Word in place of a value that there is none of.
    point : str
        What the values are, for the key; by default means.
    alt : str, optional
        Instead of the lowest and highest row.

    Returns
    -------
    Chart
        ``data`` has one row per row of the chart.
    """
    known = data["nilai"].dropna()
    scale = measure.scale(np.append(known.to_numpy(dtype=float), limits))
    heading = Heading.of(measure, scale.unit)
    page = _draw(data, scale, limits, heading, _key(point, interval, spread), without)
    page = page if len(data) else empty(heading)
    table = pd.DataFrame(
        {
            measure.title: list(data.index),
            _("Nilai"): data["nilai"].to_numpy(),
            _("Batas bawah"): data["bawah"].to_numpy(),
            _("Batas atas"): data["atas"].to_numpy(),
            _("Terendah"): data["terendah"].to_numpy(),
            _("Tertinggi"): data["tertinggi"].to_numpy(),
        }
    )
    return Chart(page.figure, alt or _finding(known, scale), inherit(table, data))


def _key(point: str, interval: str, spread: str) -> Key:
    items = [KeyItem(interval, line_swatch(_INTERVAL))] if interval else []
    items += [KeyItem(spread, line_swatch(_RANGE))] if spread else []
    return Key([KeyItem(point or _("Rata-rata"), mark_swatch(_POINT)), *items])


def _draw(
    data: pd.DataFrame,
    scale: Scale,
    limits: tuple[float, float],
    heading: Heading,
    key: Key,
    without: str,
) -> Page:
    bold = data["tebal"].to_numpy(dtype=bool)
    names = [
        wrap(name, _NAMES, style.SMALL, strong)
        for name, strong in zip(data.index, bold, strict=True)
    ]
    height = max([_ROW, *(len(lines) * _LINE + 2 for lines in names)]) * len(data)
    foot, left = key.height + FOOT, EDGE + _NAMES + 12
    page = Page(heading.height + EDGE + height + foot)
    heading.draw(page)
    if data.empty:
        return page
    box = (left, foot, style.WIDTH - _VALUES - EDGE - left, height)
    ladder = Ladder(box, len(data), Axis.around(scale, np.array(limits, dtype=float)))
    _marks(ladder.open(page), data)
    for row, value in enumerate(data["nilai"]):
        color = style.HIGHLIGHT if bold[row] else style.INK
        shown = without if np.isnan(value) else scale.number(value)
        for x, words in ((EDGE + _NAMES, names[row]), (style.WIDTH - EDGE, [shown])):
            page.text(
                x, ladder.up(row), words, size=style.SMALL, bold=bool(bold[row]), color=color,
                align="right",
            )  # fmt: skip
    key.draw(page, key.height)
    return page


def _marks(field: Field, data: pd.DataFrame) -> None:
    rows = np.arange(len(data), dtype=float)
    field.rungs(data["bawah"], data["atas"], rows, _INTERVAL, 2)
    field.rungs(data["terendah"], data["tertinggi"], rows, _RANGE, 3)
    for end in ("terendah", "tertinggi"):
        field.posts(data[end], rows - 0.14, rows + 0.14, _RANGE, 3)
    field.marks(data["nilai"], rows, _POINT, 4)


def _finding(known: pd.Series, scale: Scale) -> str:
    if known.empty:
        return _("{title}: belum ada data.").format(title=scale.measure.title)
    return _("{title}: terendah {low} ({a}), tertinggi {high} ({b}).").format(
        title=scale.measure.title,
        low=_rows_at(known, float(known.min()), scale),
        a=scale.number(known.min()),
        high=_rows_at(known, float(known.max()), scale),
        b=scale.number(known.max()),
    )


def _rows_at(known: pd.Series, value: float, scale: Scale) -> str:
    """Name the rows whose printed value is this one; count them where they are many."""
    names = [name for name, one in known.items() if scale.above(float(one), value) == 0]
    many = _("{n} baris").format(n=number(len(names)))
    return listing(names) if len(names) <= MOST_NAMED else many
