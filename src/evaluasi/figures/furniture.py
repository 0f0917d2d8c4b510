"""What surrounds the data on every chart: heading, key, flags above the years, end labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluasi.figures import style
from evaluasi.figures.lettering import LINE_SPACING, width_of, wrap
from evaluasi.figures.measure import Measure
from evaluasi.figures.page import Page
from evaluasi.figures.stacking import spread
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

EDGE = 4.0  # nothing is written nearer to the edge of the figure
STAMP = 80.0  # kept free at the upper right for a stamp
LABELS = 160.0  # width of the column of end labels
Swatch = Callable[[Page, float, float], None]

_SWATCH, _GAP = 20.0, 6.0
_ROW = style.SMALL * LINE_SPACING


@dataclass(frozen=True)
class Heading:
    """Name of the quantity in bold, with unit and direction under it.

    It stands in the picture although a report has a caption too: pictures get copied out of
    reports, and then it is all that says what they show.
    """

    title: Sequence[str]
    detail: Sequence[str]

    @classmethod
    def of(cls, measure: Measure, unit: str, *remarks: str) -> Heading:
        """Compose the heading; ``remarks`` follow the unit."""
        detail = " · ".join(part for part in (unit, measure.direction, *remarks) if part)
        room = style.WIDTH - 2 * EDGE
        return cls(
            wrap(measure.title, room - STAMP, style.TITLE, bold=True),
            wrap(detail, room, style.SMALL) if detail else [],
        )

    @property
    def height(self) -> float:
        """Height in points, with the air under it."""
        lines = len(self.title) * style.TITLE + len(self.detail) * style.SMALL
        return EDGE + lines * LINE_SPACING + 6

    def draw(self, page: Page) -> None:
        """Write the heading at the top of the page."""
        height = len(self.title) * style.TITLE * LINE_SPACING
        y = page.height - EDGE
        page.text(EDGE, y - height / 2, self.title, size=style.TITLE, bold=True)
        y -= height + len(self.detail) * _ROW / 2
        page.text(EDGE, y, self.detail, size=style.SMALL, color=style.SOFT)


@dataclass(frozen=True)
class KeyItem:
    """One entry of the key: ``draw(page, x, y)`` makes a swatch 20 points wide around ``y``."""

    text: str
    draw: Swatch


@dataclass(frozen=True)
class Key:
    """The key under a chart; entries flow into rows."""

    items: Sequence[KeyItem]

    @property
    def height(self) -> float:
        """Height in points."""
        rows = self._placed()
        return (rows[-1][1] + len(rows[-1][3])) * _ROW + EDGE if rows else EDGE

    def draw(self, page: Page, top: float) -> None:
        """Draw the key downwards from ``top``."""
        for x, row, item, lines in self._placed():
            first = top - (row + 0.5) * _ROW
            item.draw(page, x, first)
            y = first - (len(lines) - 1) * _ROW / 2
            page.text(x + _SWATCH + _GAP, y, lines, size=style.SMALL, color=style.SOFT)

    def _placed(self) -> list[tuple[float, int, KeyItem, list[str]]]:
        placed = []
        x, row, rows = EDGE, 0, 1
        room = style.WIDTH - 2 * EDGE
        for item in self.items:
            lines = wrap(item.text, room - _SWATCH - _GAP, style.SMALL)
            width = _SWATCH + _GAP + max(width_of(line, style.SMALL) for line in lines)
            if x > EDGE and x + width > style.WIDTH - EDGE:
                x, row = EDGE, row + rows
                rows = 1
            placed.append((x, row, item, lines))
            rows = max(rows, len(lines))
            x += width + 3 * _GAP
        return placed


def line_swatch(look: LineStyle) -> Swatch:
    """Return a swatch with the line and its marker."""
    return lambda page, x, y: page.line([x, x + _SWATCH], [y, y], look, marks=True)


def mark_swatch(look: LineStyle, *, hollow: bool = False) -> Swatch:
    """Return a swatch with the marker alone."""
    return lambda page, x, y: page.mark(x + _SWATCH / 2, y, look, hollow=hollow)


def box_swatch(
    color: str, *, edge: str = "none", hatch: str | None = None, line_width: float = 0.8
) -> Swatch:
    """Return a filled or framed swatch."""
    return lambda page, x, y: page.box(
        (x, y - 4, _SWATCH, 8), color, edge=edge, hatch=hatch, line_width=line_width
    )


def tick_swatch() -> Swatch:
    """Return a swatch with the upright tick of a median."""
    look = LineStyle(style.INK, 1.6)
    return lambda page, x, y: page.line([x + _SWATCH / 2] * 2, [y - 5, y + 5], look)


@dataclass(frozen=True)
class EndLabel:
    """A name at the end of a line; ``level`` is the wished place from 0 (bottom) to 1 (top)."""

    level: float
    text: str
    look: LineStyle
    bold: bool = False
    tied: bool = True  # whether a leader ties it to the end of its line


@dataclass(frozen=True)
class EndLabels:
    """The column of names at the right of a chart."""

    labels: Sequence[EndLabel]
    width: float = LABELS

    def _lines(self) -> list[list[str]]:
        room = self.width - 10 - _SWATCH - _GAP - EDGE
        return [wrap(label.text, room, style.SMALL, label.bold) for label in self.labels]

    @property
    def height(self) -> float:
        """Height in points that the names need."""
        return sum(len(lines) * _ROW + 2 for lines in self._lines())

    def draw(
        self, page: Page, left: float, bottom: float, height: float, *, ends: float | None = None
    ) -> None:
        """Write the names to the right of ``left``, beside axes that stand on ``bottom``.

        Lines end at ``ends`` points from the left, by default at the edge of the axes.
        """
        wrapped = self._lines()
        wanted = [bottom + label.level * height for label in self.labels]
        sizes = [len(lines) * _ROW + 2 for lines in wrapped]
        placed = spread(wanted, sizes, bottom - _ROW / 2, bottom + height + _ROW / 2)
        x = left + 10
        for label, lines, start, y in zip(self.labels, wrapped, wanted, placed, strict=True):
            first = y + (len(lines) - 1) * _ROW / 2
            if label.tied:
                leader = LineStyle(label.look.color, 0.7)
                page.line([left if ends is None else ends, left, x], [start, start, first], leader)
            page.line([x, x + _SWATCH], [first, first], label.look, marks=True)
            page.text(
                x + _SWATCH + _GAP, y, lines, size=style.SMALL, bold=label.bold,
                color=style.HIGHLIGHT if label.bold else style.INK,
            )  # fmt: skip


@dataclass(frozen=True)
class Flag:
    """A note above the years: at ``x`` points, or over the stretch from ``x`` to ``end``."""

    x: float
    text: str
    end: float | None = None


@dataclass(frozen=True)
class Flags:
    """Notes above a chart, in as many lanes as they need.

    Each text begins at its own year and lanes fill from the right; a text must end before the
    marks that come down from its own and higher lanes, so that no mark runs through a text.
    """

    flags: Sequence[Flag]
    right: float = style.WIDTH - EDGE

    def _placed(self) -> list[tuple[Flag, list[str], float]]:
        """Return each flag with its lines and the height of its lane above the axes."""
        lanes: list[list[float]] = []  # where the marks of each lane stand
        chosen = []
        for flag in sorted(self.flags, key=lambda f: (-f.x, f.text)):
            lines = wrap(flag.text, max(60.0, self.right - flag.x - 3), style.SMALL)
            end = flag.x + 9 + max(width_of(line, style.SMALL) for line in lines)
            marks = [min(x for used in lanes[i:] for x in used) for i in range(len(lanes))]
            lane = next((i for i, mark in enumerate(marks) if mark > end), len(lanes))
            if lane == len(lanes):
                lanes.append([])
            lanes[lane].append(flag.x)
            chosen.append((flag, lines, lane))
        heights = [
            max(len(lines) for _f, lines, lane in chosen if lane == i) * _ROW + 3
            for i in range(len(lanes))
        ]
        return [(flag, lines, sum(heights[:lane])) for flag, lines, lane in chosen]

    @property
    def height(self) -> float:
        """Height in points."""
        placed = self._placed()
        return max((base + len(lines) * _ROW + 3 for _f, lines, base in placed), default=0.0) + 4

    def draw(self, page: Page, top: float) -> None:
        """Write the notes above axes that end at ``top``."""
        mark = LineStyle(style.SOFT, 0.9)
        for flag, lines, base in self._placed():
            y = top + base + 3 + len(lines) * _ROW / 2
            page.text(flag.x + 3, y, lines, size=style.SMALL, color=style.SOFT)
            if flag.end is None:
                page.line([flag.x, flag.x], [top, y + len(lines) * _ROW / 2 - 2], mark)
            else:
                foot = top + base + 1.5
                ends = [flag.x, flag.x, flag.end, flag.end]
                page.line(ends, [foot - 2, foot, foot, foot - 2], mark)


def empty(heading: Heading, height: float = 90.0) -> Page:
    """Return a page that says under its heading that there is nothing to draw."""
    page = Page(heading.height + height + EDGE)
    heading.draw(page)
    page.box((EDGE, EDGE, page.width - 2 * EDGE, height), style.PAPER, edge=style.REST)
    middle = page.width / 2
    page.text(middle, EDGE + height / 2, _("Belum ada data"), color=style.SOFT, align="center")
    return page
