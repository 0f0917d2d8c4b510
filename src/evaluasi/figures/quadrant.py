"""One dot per item: a value across, a class up, words for either side of a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import EDGE, Heading, Key, KeyItem, empty, line_swatch, mark_swatch
from evaluasi.figures.ladder import FOOT
from evaluasi.figures.lettering import width_of, wrap
from evaluasi.figures.measure import Floats, Measure
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _, listing, number

_ROW = 30.0
_WORDS = 17.0  # height of the words of a group, above its first row
_GAP = 6.0  # between groups
_COUNTS = 46.0  # width of the column of counts
_DOT = 4.4
_NAMES = 104.0
_POINT = LineStyle("#3A799A", 1.0, marker="o")
_CUT = LineStyle(style.INK, 1.1, (0, (5, 2.4)))
_GRID = LineStyle(style.GRID, 0.8)


@dataclass(frozen=True, slots=True)
class Group:
    """Classes that share the words for what lies left and right of the line; top to bottom."""

    rows: tuple[str, ...]
    left: str = ""
    right: str = ""

    @property
    def height(self) -> float:
        """Height in points."""
        return len(self.rows) * _ROW + (_WORDS if self.left or self.right else 0.0)


@style.context()
def quadrant(
    data: pd.DataFrame,
    groups: Sequence[Group],
    *,
    measure: Measure,
    cut: float,
    limits: tuple[float, float] = (0.0, 100.0),
    line: str = "",
    hollow: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw each item's value in the row of its class; equal values are stacked.

    Parameters
    ----------
    data : DataFrame
        Columns nilai (in ``measure.unit``; NaN is counted, not drawn), baris (one of the classes),
        and optionally kosong (whether the dot is drawn hollow).
    groups : sequence of Group
        Classes from top to bottom.
    measure : Measure
        What lies across.
    cut : float
        Where the line stands.
    limits : tuple of float
        Ends of the scale.
    line, hollow : str
        What the line and hollow dots mean, for the key.
    alt : str, optional
        Instead of the counts of the classes.

    Returns
    -------
    Chart
        ``data`` has one row per item.
    """
    rows = [row for group in groups for row in group.rows]
    held = data[data["baris"].isin(rows)]
    held = held if "kosong" in held.columns else held.assign(kosong=False)
    drawn = held[held["nilai"].notna()]
    without = len(held) - len(drawn)
    remark = _("{n} tanpa nilai").format(n=number(without)) if without else ""
    heading = Heading.of(measure, measure.unit, *filter(None, [remark]))
    counts = held["baris"].value_counts()
    key = Key(_key(drawn, line, hollow))
    page = _draw(drawn, groups, counts, cut, limits, heading, key) if len(held) else empty(heading)
    table = pd.DataFrame({_("Kelas"): held["baris"], measure.label: held["nilai"]})
    told = _("{title}: {parts}.").format(
        title=measure.title,
        parts=listing(f"{row} {number(counts[row])}" for row in rows if row in counts.index),
    )
    none = _("Belum ada data untuk digambar.")
    finding = alt or (told if len(held) else none)
    return Chart(page.figure, finding, inherit(table.reset_index(drop=True), data))


def _key(drawn: pd.DataFrame, line: str, hollow: str) -> list[KeyItem]:
    items = [KeyItem(line, line_swatch(_CUT))] if line else []
    if hollow and drawn["kosong"].any():
        items.append(KeyItem(hollow, mark_swatch(_POINT, hollow=True)))
    return items


def _draw(
    drawn: pd.DataFrame,
    groups: Sequence[Group],
    counts: pd.Series,
    cut: float,
    limits: tuple[float, float],
    heading: Heading,
    key: Key,
) -> Page:
    height = sum(group.height for group in groups) + _GAP * (len(groups) - 1)
    left, foot = EDGE + _NAMES + 8, key.height + FOOT
    width = style.WIDTH - _COUNTS - EDGE - left
    page = Page(heading.height + EDGE + height + foot)
    heading.draw(page)
    field = Field(page, (left, foot, width, height), limits, (0, height))
    _scale(page, field, (left, foot, width), limits)
    top = height
    for group in groups:
        field.area(limits, [top - group.height] * 2, [top] * 2, "#F4F6F7", 0)
        place = left + (cut - limits[0]) / (limits[1] - limits[0]) * width
        if group.left or group.right:
            y = foot + top - _WORDS / 2 - 1
            _words(page, group, (left, place, left + width), y)
            top -= _WORDS
        for row in group.rows:
            middle = top - _ROW / 2
            _row(field, drawn[drawn["baris"] == row], middle, width / (limits[1] - limits[0]))
            names = wrap(row, _NAMES, style.SMALL)
            page.text(left - 8, foot + middle, names, size=style.SMALL, align="right")
            n = number(int(counts.get(row, 0)))
            page.text(style.WIDTH - EDGE, foot + middle, n, size=style.SMALL, align="right")
            top -= _ROW
        top -= _GAP
    field.posts([cut], [0], [height], _CUT, 1)
    key.draw(page, key.height)
    return page


def _scale(
    page: Page, field: Field, box: tuple[float, float, float], limits: tuple[float, float]
) -> None:
    left, bottom, width = box
    low, high = limits
    ticks = np.linspace(low, high, 5)
    field.posts(ticks, *field.up, _GRID, 0.5)
    for value in ticks:
        x = left + (value - low) / (high - low) * width
        page.text(x, bottom - 9, number(value), size=style.SMALL, color=style.SOFT, align="center")


def _words(page: Page, group: Group, xs: tuple[float, float, float], y: float) -> None:
    left, place, right = xs
    if group.left and width_of(group.left, style.SMALL, True) < place - left - 8:
        page.text(left + 4, y, group.left, size=style.SMALL, bold=True, color=style.SOFT)
    if group.right and width_of(group.right, style.SMALL, True) < right - place - 8:
        page.text(
            right - 4, y, group.right, size=style.SMALL, bold=True, color=style.SOFT, align="right"
        )


def _row(field: Field, part: pd.DataFrame, middle: float, points: float) -> None:
    """Draw the dots of one class, those that would hide each other stacked around the middle."""
    if part.empty:
        return
    values = part["nilai"].to_numpy(dtype=float)
    heights = middle + _stack(values * points)
    hollow = part["kosong"].to_numpy(dtype=bool)
    for empty_, at in ((False, ~hollow), (True, hollow)):
        field.marks(values[at], heights[at], _POINT, 3, hollow=empty_, size=_DOT)


def _stack(points: Floats) -> Floats:
    """Return how far each dot moves up or down so that dots of one column don't cover each other.

    Columns with more dots than the row is high are pressed together.
    """
    column = np.floor(points / _DOT).astype(int)
    order = np.lexsort((points, column))
    sorted_ = column[order]
    starts = np.r_[True, sorted_[1:] != sorted_[:-1]]
    place = np.arange(len(order)) - np.maximum.accumulate(
        np.where(starts, np.arange(len(order)), 0)
    )
    offset = np.empty(len(order))
    offset[order] = np.where(place % 2, 1, -1) * ((place + 1) // 2)
    most = np.abs(offset).max()
    step = min(_DOT, (_ROW - _DOT - 2) / 2 / most) if most else 0.0
    moved: Floats = offset * step
    return moved
