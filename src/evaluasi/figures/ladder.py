"""The frame of charts that stack regions in rows over one scale of values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from evaluasi.figures import style
from evaluasi.figures.measure import Floats, Scale
from evaluasi.figures.page import Box, Field, Page
from evaluasi.figures.style import LineStyle

FOOT = 18.0  # height of the value labels under the rows

_GRID = LineStyle(style.GRID, 0.8)


@dataclass(frozen=True)
class Axis:
    """A horizontal scale: limits just around the values, ticks (value to label) within them."""

    low: float
    high: float
    ticks: Mapping[float, str]

    @classmethod
    def around(cls, scale: Scale, values: Floats) -> Axis:
        """Fit the axis to the finite values."""
        seen = values[np.isfinite(values)]
        low, high = float(seen.min()), float(seen.max())
        pad = (high - low) * 0.03 or abs(low) * 0.05 or 1.0
        low, high = low - pad, high + pad
        ticks = scale.ticks(low, high, 6)
        return cls(low, high, {value: ticks[value] for value in ticks if low <= value <= high})


@dataclass(frozen=True)
class Ladder:
    """A box with ``count`` rows, the first on top."""

    box: Box
    count: int
    axis: Axis

    def level(self, row: float) -> float:
        """Return the height of a row as a share of the box."""
        return 1 - (row + 0.5) / self.count

    def up(self, row: float) -> float:
        """Return the height of a row in points."""
        _left, bottom, _width, height = self.box
        return bottom + self.level(row) * height

    def open(self, page: Page) -> Field:
        """Draw grid and scale; return the field whose upright coordinate is the row number."""
        low, high, ticks = self.axis.low, self.axis.high, self.axis.ticks
        left, bottom, width, _height = self.box
        field = Field(page, self.box, (low, high), (self.count - 0.5, -0.5))
        field.posts(list(ticks), *field.up, _GRID, 0.5)
        for value, label in ticks.items():
            x, y = left + (value - low) / (high - low) * width, bottom - 9
            page.text(x, y, label, size=style.SMALL, color=style.SOFT, align="center")
        return field
