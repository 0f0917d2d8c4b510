"""Parts that all charts over years share: the plot area with its scales, band and lines."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluasi.figures import groups, style
from evaluasi.figures.lettering import width_of
from evaluasi.figures.measure import Floats, Scale
from evaluasi.figures.page import Box, Field, Page
from evaluasi.figures.selection import Selection
from evaluasi.figures.style import LineStyle

_MARGIN, _LONE_MARGIN = 0.5, 1.5  # years left and right of the data, of a single year
_THIN = 2.0  # width of lines in small panels
_MAX_STRETCH = 2.5  # the range may make the scale so many times higher than the lines need
_YEAR_GAP = 8.0  # least air between year labels
_GRID = LineStyle(style.GRID, 0.8)


@dataclass(frozen=True)
class Plot:
    """A box for values over years.

    Attributes
    ----------
    box : Box
    years : first and last year
    ticks : mapping of value to label
        The lowest and the highest bound the values.
    until : float
        Where the axis ends at the earliest, if later than the last year asks for.
    """

    box: Box
    years: tuple[int, int]
    ticks: Mapping[float, str]
    until: float = -math.inf

    @property
    def span(self) -> tuple[float, float]:
        """First and last place of the axis, in years."""
        margin = _MARGIN if self.years[0] < self.years[1] else _LONE_MARGIN
        return self.years[0] - margin, max(self.years[1] + margin, self.until)

    def across(self, year: float) -> float:
        """Return the horizontal place of a year in points."""
        (start, end), (left, _bottom, width, _height) = self.span, self.box
        return left + (year - start) / (end - start) * width

    def level(self, value: float) -> float:
        """Return the height of a value as a share of the box."""
        low, high = min(self.ticks), max(self.ticks)
        return (value - low) / (high - low)

    def up(self, value: float) -> float:
        """Return the height of a value in points."""
        _left, bottom, _width, height = self.box
        return bottom + self.level(value) * height

    def open(self, page: Page, *, ends_only: bool = False) -> Field:
        """Draw grid and scales, of years all or the two ends; return the field for the data."""
        left, bottom, _width, _height = self.box
        field = Field(page, self.box, self.span, (min(self.ticks), max(self.ticks)))
        field.rungs(*self.span, list(self.ticks), _GRID, 0.5)
        size, color = style.SMALL, style.SOFT
        for value, label in self.ticks.items():
            page.text(left - 5, self.up(value), label, size=size, color=color, align="right")
        for year in dict.fromkeys(self.years) if ends_only else self._labelled_years():
            x, y = self.across(year), bottom - 5 - size * 0.6
            page.line([x, x], [bottom - 3, bottom], LineStyle(color, 0.8))
            page.text(x, y, str(year), size=size, color=color, align="center")
        return field

    def _labelled_years(self) -> list[int]:
        """Return years at an even step that ends with the last; the first too where it fits."""
        first, last = self.years
        (start, end), width = self.span, self.box[2]
        room = (width_of("2000", style.SMALL) + _YEAR_GAP) * (end - start) / width
        least = max(1, int(np.ceil(room)))
        step = next((s for s in range(least, 2 * least) if (last - first) % s == 0), least)
        return list(range(last, first - 1, -step))[::-1]


def scale_of(chosen: Selection, scale: Scale, count: int = 5) -> tuple[dict[float, str], bool]:
    """Return the ticks, and whether the range is cut so that the lines stay legible."""
    whole = ticks_for(scale, chosen.values, count)
    if not chosen.focus.size:
        return whole, False
    near = ticks_for(scale, chosen.focus, count)
    cut = max(whole) - min(whole) > _MAX_STRETCH * (max(near) - min(near))
    return (near, True) if cut else (whole, False)


def ticks_for(scale: Scale, values: Floats, count: int = 5) -> dict[float, str]:
    """Return ticks that cover the values; from zero where that costs little room."""
    low, high = float(values.min()), float(values.max())
    if 0 < low < 0.35 * high:
        low = 0.0
    if low == high:
        pad = abs(low) * 0.05 or 1.0
        low, high = low - pad, high + pad
    return scale.ticks(low, high, count)


def draw_band(field: Field, spread: pd.DataFrame, *, width: float = 1.0) -> None:
    """Draw range and median by year; ``spread`` is of `groups.spread_of`, index year."""
    years = spread.index.to_numpy(dtype=float)
    low, high, median = (spread[name].to_numpy() for name in ("min", "max", "median"))
    for run in groups.runs(np.isfinite(low)):
        xs, lows, highs = years[run], low[run], high[run]
        if len(xs) == 1:  # a single year is a bar, or it would have no width
            xs, lows, highs = xs[0] + np.array([-0.15, 0.15]), lows.repeat(2), highs.repeat(2)
        field.area(xs, lows, highs, style.BAND, 1)
    look = replace(style.MEDIAN_LINE, width=style.MEDIAN_LINE.width * width)
    field.line(years, median, look, 2)
    alone = _lone(np.isfinite(median))
    if alone.any():
        at, solid = years[alone], replace(look, dash=style.SOLID)
        field.rungs(at - 0.15, at + 0.15, median[alone], solid, 2)


def draw_lines(field: Field, chosen: Selection, *, small: bool = False) -> None:
    """Draw all lines, the highlighted region on top, with a dot each year unless ``small``.

    Without a dot each year, the last year and years without a neighbour have one. What is shown
    but not kept is drawn hollow and unconnected.
    """
    years = chosen.shown.columns.to_numpy(dtype=float)
    for layer, (code, look) in enumerate(chosen.looks.items(), start=3):
        shown = groups.row_of(chosen.shown, code).to_numpy(dtype=float)
        kept = groups.row_of(chosen.kept, code).to_numpy(dtype=float)
        field.line(
            years, kept, replace(look, width=min(look.width, _THIN)) if small else look, layer
        )
        present = np.isfinite(kept)
        dotted = present
        if small or code != chosen.roles.highlight:
            dotted = _lone(present)
            dotted[np.flatnonzero(present)[-1:]] = True
        if dotted.any():
            field.marks(years[dotted], kept[dotted], look, layer)
        hollow = np.isfinite(shown) & ~present
        if hollow.any():
            field.marks(years[hollow], shown[hollow], look, layer, hollow=True)


def _lone(present: groups.Flags) -> groups.Flags:
    """Tell which present values have no present neighbour, so that no line would show them."""
    padded = np.concatenate([[False], present, [False]])
    return np.asarray(present & ~padded[:-2] & ~padded[2:])
