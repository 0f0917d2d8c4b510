"""Many small panels over years: one quantity or one region each, in the same dress."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from evaluasi import text
from evaluasi.figures import groups, style
from evaluasi.figures.chart import Chart
from evaluasi.figures.findings import lower_first, sentence
from evaluasi.figures.furniture import (
    EDGE,
    Heading,
    Key,
    KeyItem,
    box_swatch,
    empty,
    line_swatch,
    mark_swatch,
)
from evaluasi.figures.lettering import LINE_SPACING, width_of, wrap
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.selection import Selection
from evaluasi.figures.style import LineStyle
from evaluasi.figures.timeline import Plot, draw_band, draw_lines, scale_of, ticks_for
from evaluasi.text import MISSING, _

_COLUMNS = 3
_MOST_NAMED = 4  # fallen panels that the finding lists
_BODY = 64.0  # height of a panel's axes
_AIR, _FOOT = 8.0, 32.0  # above the axes; below them, year labels included
_GUTTER = 14.0  # between panels
_WIDTH = (style.WIDTH - 2 * EDGE - (_COLUMNS - 1) * _GUTTER) / _COLUMNS
_LINE = style.SMALL * LINE_SPACING
_OWN = LineStyle(style.HIGHLIGHT, 2.0)


@dataclass(frozen=True, eq=False)
class Panel:
    """One small chart.

    Attributes
    ----------
    data : DataFrame, regions × years
        Index kode, columns tahun; all rows are the group of median and range.
    highlight : str
        Code of the region in front.
    measure : Measure
    title : str
        By default the name of the measure; the name of the region where panels are regions.
    excluded : collection of (kode, tahun)
        Cells that trends must leave out.
    """

    data: pd.DataFrame
    highlight: str
    measure: Measure
    title: str = ""
    excluded: Collection[tuple[str, int]] = ()


@style.context()
def small_multiples(
    panels: Sequence[Panel],
    *,
    title: str,
    labels: Mapping[str, str] | None = None,
    group: str = "",
    same_scale: bool = False,
    alt: str | None = None,
) -> Chart:
    """Draw panels in three columns: own line, the group's median and range.

    Each panel spans the years of its own data, unless all share one scale. Fifteen panels fill
    an A4 page.

    Parameters
    ----------
    panels : sequence of Panel
    title : str
        Heading of the whole.
    labels : mapping of kode to name, optional
    group : str
        What the rows of the data are, e.g. "kabupaten/kota"; by default "wilayah".
    same_scale : bool
        One scale of values and years for all panels: only where they share a unit.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per plotted value, with the name of its panel and its unit.
    """
    chosen = [
        Selection.of(panel.data, Roles.of(panel.highlight, (), labels, group), panel.excluded)
        for panel in panels
    ]
    cells = _cells(panels, chosen, same_scale)
    page = _draw(cells, title)
    parts = [cell.table() for cell in cells]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    sources = (panel.data for panel in panels)
    return Chart(page.figure, alt or _finding(cells), inherit(table, *sources))


@dataclass(frozen=True, eq=False)
class _Cell:
    """A panel ready to be drawn; without ticks it has nothing to show."""

    panel: Panel
    chosen: Selection
    scale: Scale
    ticks: Mapping[float, str]
    cut: bool
    years: tuple[int, int]

    @property
    def title(self) -> str:
        """Name of the panel."""
        return self.panel.title or self.panel.measure.title

    @cached_property
    def heading(self) -> tuple[list[str], list[str]]:
        """Name in bold, and unit, as lines."""
        missing = "" if len(self.chosen.own) else _(MISSING)
        detail = " · ".join(part for part in (self.scale.unit, missing) if part)
        return wrap(self.title, _WIDTH, style.SMALL, bold=True), wrap(detail, _WIDTH, style.SMALL)

    @cached_property
    def last(self) -> list[str]:
        """The own last value as it is written beside the line; its year where it is older."""
        own = self.chosen.own
        if own.empty:
            return []
        value = self.scale.number(own.iloc[-1])
        return [value] if own.index[-1] == self.years[1] else [value, f"({own.index[-1]})"]

    def table(self) -> pd.DataFrame:
        """Return the drawn numbers with the panel's name and unit."""
        numbers = self.chosen.table(_("Nilai"))
        numbers.insert(0, _("Panel"), self.title)
        numbers[_("Satuan")] = self.panel.measure.unit
        return numbers

    @cached_property
    def change(self) -> int | None:
        """Whether the last value, as printed, is above (1) or below (-1) the first, or equal."""
        own = self.chosen.own
        return None if len(own) < 2 else self.scale.above(own.iloc[-1], own.iloc[0])


def _cells(panels: Sequence[Panel], chosen: Sequence[Selection], same_scale: bool) -> list[_Cell]:
    scales = [p.measure.scale(c.values, c.own) for p, c in zip(panels, chosen, strict=True)]
    filled = [c for c in chosen if c.values.size]
    if same_scale and filled:
        ticks = ticks_for(scales[0], np.concatenate([c.values for c in filled]), 3)
        spans = [c.years for c in filled]
        years = (min(first for first, _l in spans), max(last for _f, last in spans))
        return [
            _Cell(p, c, scales[0], ticks if c.values.size else {}, False, years)
            for p, c in zip(panels, chosen, strict=True)
        ]
    return [
        _Cell(p, c, s, *scale_of(c, s, 3), c.years)
        if c.values.size
        else _Cell(p, c, s, {}, False, (0, 0))
        for p, c, s in zip(panels, chosen, scales, strict=True)
    ]


def _draw(cells: Sequence[_Cell], title: str) -> Page:
    heading = Heading.of(Measure(title), "")
    filled = [cell for cell in cells if cell.ticks]
    if not filled:
        return empty(heading)
    rows = [cells[i : i + _COLUMNS] for i in range(0, len(cells), _COLUMNS)]
    heads = [max(sum(map(len, cell.heading)) for cell in row) * _LINE + _AIR for row in rows]
    key = Key(_key(filled))
    page = Page(heading.height + sum(heads) + len(rows) * (_BODY + _FOOT) + key.height)
    heading.draw(page)
    margins = [_margins(cells[column::_COLUMNS]) for column in range(_COLUMNS)]
    top = page.height - heading.height
    for row, head in zip(rows, heads, strict=True):
        for column, cell in enumerate(row):
            left = EDGE + column * (_WIDTH + _GUTTER)
            _write(page, cell, left, top)
            if cell.ticks:
                margin, end = margins[column]
                box = (left + margin, top - head - _BODY, _WIDTH - margin - end, _BODY)
                _draw_panel(page, cell, Plot(box, cell.years, cell.ticks))
        top -= head + _BODY + _FOOT
    key.draw(page, key.height)
    return page


def _margins(column: Sequence[_Cell]) -> tuple[float, float]:
    """Return the room that a column of panels needs for value labels and for last values."""
    labels = [width_of(label, style.SMALL) for cell in column for label in cell.ticks.values()]
    ends = [width_of(word, style.SMALL, bold=True) for cell in column for word in cell.last]
    return 6 + max(labels, default=0.0), 4 + max(ends, default=0.0)


def _write(page: Page, cell: _Cell, left: float, top: float) -> None:
    """Write name and unit of a panel downwards from ``top``."""
    title, detail = cell.heading
    page.text(left, top - len(title) * _LINE / 2, title, size=style.SMALL, bold=True)
    y = top - len(title) * _LINE - len(detail) * _LINE / 2
    page.text(left, y, detail, size=style.SMALL, color=style.SOFT)


def _draw_panel(page: Page, cell: _Cell, plot: Plot) -> None:
    field = plot.open(page, ends_only=True)
    draw_band(field, cell.chosen.spread, width=0.8)
    draw_lines(field, cell.chosen, small=True)
    if cell.last:
        x, y = plot.box[0] + plot.box[2] + 4, plot.up(cell.chosen.own.iloc[-1])
        page.text(x, y, cell.last, size=style.SMALL, bold=True, color=style.HIGHLIGHT)


def _key(cells: Sequence[_Cell]) -> list[KeyItem]:
    names = dict.fromkeys(c.chosen.roles.own_name for c in cells if len(c.chosen.own))
    own = next(iter(names)) if len(names) == 1 else _("Wilayah panel")
    items = [KeyItem(own, line_swatch(_OWN))]
    counts = pd.concat([cell.chosen.spread.dropna(subset="median")["n"] for cell in cells])
    if len(counts):
        words = {"count": groups.count_span(counts), "group": cells[0].chosen.roles.group}
        items.append(KeyItem(_("Median"), line_swatch(style.MEDIAN_LINE)))
        span = _("Rentang {count} {group}").format(**words)
        if any(cell.cut for cell in cells):
            span += _(", di sebagian panel terpotong di tepi")
        items.append(KeyItem(span, box_swatch(style.BAND)))
    if any(cell.chosen.hollow for cell in cells):
        hollow = mark_swatch(LineStyle(style.SOFT, 1, marker="o"), hollow=True)
        items.append(KeyItem(_("Tidak dipakai untuk tren"), hollow))
    return items


def _finding(cells: Sequence[_Cell]) -> str:
    """Count panels by the way their values went; name those that fell where they are few.

    Nothing is called better or worse: panels may hold amounts at current prices, growth, counts.
    """
    known = [cell for cell in cells if cell.change is not None]
    if not known:
        return _("Belum ada perubahan antartahun yang dapat dibaca.")
    fallen = [lower_first(cell.title) for cell in known if cell.change == -1]
    rose, same = (sum(cell.change == way for cell in known) for way in (1, 0))
    parts = [_("naik pada {n} grafik").format(n=rose), _("turun pada {n}").format(n=len(fallen))]
    if 0 < len(fallen) <= _MOST_NAMED:
        parts[-1] += f" ({text.listing(fallen)})"
    parts += [_("tetap pada {n}").format(n=same)] if same else []
    unread = len(cells) - len(known)
    parts += [_("belum dapat dibandingkan pada {n}").format(n=unread)] if unread else []
    names = {cell.chosen.roles.own_name for cell in cells}
    whose = f"{names.pop()}: " if len(names) == 1 else ""
    said = _("dari tahun pertama ke tahun terakhir yang tercatat, nilai {parts}")
    return sentence(whose + said.format(parts=text.listing(parts)))
