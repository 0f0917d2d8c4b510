"""A figure measured in points from its lower left corner, with helpers to write and draw on it.

Margins are fixed by the charts themselves. Matplotlib's layout engines and tight bounding boxes
draw a figure two to four times over, and their result depends on when they run. There are no
matplotlib axes either: each costs some 5 ms for ticks that these charts would not use.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle
from matplotlib.transforms import Affine2D

from evaluasi.figures import style
from evaluasi.figures.lettering import LINE_SPACING, clean
from evaluasi.figures.measure import Floats
from evaluasi.figures.style import LineStyle

MARKER_SIZE = 5.0

Align = Literal["left", "center", "right"]
Box = tuple[float, float, float, float]  # left, bottom, width, height in points
Span = tuple[float, float]


class Page:
    """A figure of ``width`` by ``height`` points; all coordinates are points."""

    def __init__(self, height: float, width: float = style.WIDTH) -> None:
        self.width, self.height = width, height
        self.figure = Figure(figsize=(width / 72, height / 72))
        self.points = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans

    def text(
        self,
        x: float,
        y: float,
        lines: str | Sequence[str],
        *,
        size: float = style.TEXT,
        color: str = style.INK,
        bold: bool = False,
        align: Align = "left",
        spacing: float = LINE_SPACING,
    ) -> None:
        """Write lines whose block is centred on height ``y``."""
        lines = [lines] if isinstance(lines, str) else lines
        step = size * spacing
        top = y + step * (len(lines) - 1) / 2
        for i, line in enumerate(lines):
            if not line:
                continue
            self.figure.text(
                x, top - i * step, clean(line), fontsize=size, color=color, ha=align,
                va="center_baseline", fontweight="bold" if bold else "normal",
                transform=self.points,
            )  # fmt: skip

    def line(
        self, xs: Sequence[float], ys: Sequence[float], look: LineStyle, *, marks: bool = False
    ) -> None:
        """Draw a line in one of the line styles; ``marks`` puts its marker in the middle."""
        self.figure.add_artist(
            Line2D(xs, ys, color=look.color, lw=look.width, ls=look.dash, transform=self.points)
        )
        if marks and look.marker:
            self.mark(sum(xs) / len(xs), sum(ys) / len(ys), look)

    def mark(self, x: float, y: float, look: LineStyle, *, hollow: bool = False) -> None:
        """Draw the marker of a line style."""
        self.figure.add_artist(
            Line2D([x], [y], ls="none", transform=self.points, **_marker(look, hollow))
        )

    def box(
        self,
        box: Box,
        color: str,
        *,
        edge: str = "none",
        hatch: str | None = None,
        line_width: float = 0.8,
    ) -> None:
        """Draw a rectangle."""
        left, bottom, width, height = box
        self.figure.add_artist(
            Rectangle(
                (left, bottom), width, height, facecolor=color, edgecolor=edge, hatch=hatch,
                lw=line_width, transform=self.points,
            )
        )  # fmt: skip


class Field:
    """A rectangle of a page with coordinates of its own.

    Parameters
    ----------
    page : Page
    box : left, bottom, width, height
        In points.
    across, up : first and last value
        What lies at the left and right edge, and at the lower and upper one.
    """

    def __init__(self, page: Page, box: Box, across: Span, up: Span) -> None:
        left, bottom, width, height = box
        scale = (width / (across[1] - across[0]), height / (up[1] - up[0]))
        stretch = Affine2D().translate(-across[0], -up[0]).scale(*scale)
        self._page, self.across, self.up = page, across, up
        self._place = stretch.translate(left, bottom) + page.points

    def line(
        self,
        xs: npt.ArrayLike,
        ys: npt.ArrayLike,
        look: LineStyle,
        layer: float,
        *,
        cap: Literal["butt", "round"] = "round",
    ) -> None:
        """Draw a line; it breaks at NaN."""
        path = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
        self._add(
            Line2D(
                *path, color=look.color, lw=look.width, ls=look.dash, zorder=layer,
                solid_capstyle=cap,
            )
        )  # fmt: skip

    def rungs(
        self, starts: npt.ArrayLike, ends: npt.ArrayLike, ys: npt.ArrayLike, look: LineStyle,
        layer: float,
    ) -> None:  # fmt: skip
        """Draw a horizontal line from each start to its end, at each height."""
        self.line(*_broken(starts, ends, ys), look, layer, cap="butt")

    def posts(
        self, xs: npt.ArrayLike, starts: npt.ArrayLike, ends: npt.ArrayLike, look: LineStyle,
        layer: float,
    ) -> None:  # fmt: skip
        """Draw an upright line at each place, from its start to its end."""
        ups, places = _broken(starts, ends, xs)
        self.line(places, ups, look, layer, cap="butt")

    def marks(
        self,
        xs: npt.ArrayLike,
        ys: npt.ArrayLike,
        look: LineStyle,
        layer: float,
        *,
        hollow: bool = False,
        size: float = MARKER_SIZE,
    ) -> None:
        """Draw the marker of a line style at each point."""
        points = np.asarray(xs, dtype=float), np.asarray(ys, dtype=float)
        self._add(Line2D(*points, ls="none", zorder=layer, **_marker(look, hollow, size)))

    def area(
        self, xs: npt.ArrayLike, lows: npt.ArrayLike, highs: npt.ArrayLike, color: str,
        layer: float,
    ) -> None:  # fmt: skip
        """Fill between two lines, cut at the upper and lower edge of the field."""
        places, lower, upper = (np.asarray(v, dtype=float) for v in (xs, lows, highs))
        cuts = [_crossings(places, line, y) for line in (lower, upper) for y in self.up]
        corners = np.unique(np.concatenate([places, *cuts]))
        low, high = (
            np.clip(np.interp(corners, places, line), min(self.up), max(self.up))
            for line in (lower, upper)
        )
        around = np.concatenate([corners, corners[::-1]]), np.concatenate([low, high[::-1]])
        self._add(Polygon(np.column_stack(around), facecolor=color, lw=0, zorder=layer))

    def stripe(self, start: float, end: float, color: str, layer: float) -> None:
        """Fill a stretch over the full height."""
        low, high = self.up
        self.area([start, end], [low, low], [high, high], color, layer)

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._place)
        self._page.figure.add_artist(artist)


def _crossings(xs: Floats, ys: Floats, level: float) -> Floats:
    """Return where a line crosses a level between its points."""
    gap = ys - level
    at = np.flatnonzero(gap[:-1] * gap[1:] < 0)
    share = gap[at] / (gap[at] - gap[at + 1])
    return np.asarray(xs[at] + share * (xs[at + 1] - xs[at]), dtype=np.float64)


def _broken(starts: npt.ArrayLike, ends: npt.ArrayLike, at: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Return one path of separate strokes: cheaper to draw than as many lines."""
    first, last, place = np.broadcast_arrays(*(np.asarray(v, float) for v in (starts, ends, at)))
    along = np.column_stack([first, last, np.full(len(place), np.nan)])
    return along.ravel(), place.repeat(3)


def _marker(look: LineStyle, hollow: bool, size: float = MARKER_SIZE) -> dict[str, Any]:
    return {
        "marker": look.marker,
        "markersize": size,
        "markerfacecolor": style.PAPER if hollow else look.color,
        "markeredgecolor": look.color,
        "markeredgewidth": 1.1,
    }
