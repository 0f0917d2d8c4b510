"""One row per quantity: where a region stands between the worst and the best of its group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluasi.figures import groups, style
from evaluasi.figures.chart import Chart
from evaluasi.figures.findings import lower_first
from evaluasi.figures.furniture import (
    EDGE,
    Heading,
    Key,
    KeyItem,
    box_swatch,
    empty,
    mark_swatch,
    tick_swatch,
)
from evaluasi.figures.lettering import wrap
from evaluasi.figures.measure import Floats, Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import MARKER_SIZE, Align, Field, Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.style import LineStyle
from evaluasi.text import MISSING, _

_NAMES = 150.0  # width of the column of names
_PLOT = (172.0, 382.0)  # left and right end of the rows
_OWN = 398.0  # where the own values begin
_ROW = 38.0
_LINE = style.TEXT * 1.28
_BLOCK = 22.0  # height of the line above a block that says which way is better
_BAR = 7.0  # thickness of the range
_OWN_SIZE = 8.5  # of the marker of the highlighted region


@style.context()
def dot_with_peers(
    data: pd.DataFrame,
    highlight: str,
    *,
    measures: Mapping[str, Measure],
    title: str,
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
    years: Mapping[str, int] | None = None,
    order: Literal["posisi", "data"] = "posisi",
    alt: str | None = None,
) -> Chart:
    """Draw each quantity on a scale of its own, from the group's worst (left) to its best (right).

    Quantities that have no better way run from low to high, in a block of their own below. Where
    all are changes with the same better way, the ends say which way they go. The middle half is
    drawn from five values on.

    Parameters
    ----------
    data : DataFrame, quantities × regions
        Index: keys of ``measures``; columns kode. All columns together are the group.
    highlight : str
        Code of the region that the chart is about.
    measures : mapping of key to Measure
    title : str
        Heading of the chart.
    labels : mapping of kode to name, optional
    peers : sequence of str
        Codes of the peers, drawn hollow; at most six.
    group : str
        What the columns are, e.g. "kabupaten/kota"; by default "wilayah".
    years : mapping of key to year, optional
        Printed beside the unit.
    order : {"posisi", "data"}
        Rows sorted by the share of the group that the region leaves behind, best first; or as
        they come.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per quantity with own value, median, quartiles, range and peers.
    """
    roles = Roles.of(highlight, peers, labels, group)
    values = data.astype(float)
    spread = groups.spread_of(values.T)
    rows = [
        _Row(measures[key], values.loc[key], spread.loc[key], roles, (years or {}).get(key))
        for key in values.index
    ]
    if order == "posisi":
        rows.sort(key=lambda row: row.standing, reverse=True)
    blocks = [[row for row in rows if row.directed], [row for row in rows if not row.directed]]
    page = _draw([block for block in blocks if block], title)
    table = pd.DataFrame([row.record() for block in blocks for row in block])
    return Chart(page.figure, alt or _finding(blocks[0], roles), inherit(table, data))


@dataclass(frozen=True, eq=False)
class _Row:
    """One quantity: its values by region and the group's spread."""

    measure: Measure
    values: pd.Series
    spread: pd.Series
    roles: Roles
    year: int | None

    @property
    def own(self) -> float:
        """The highlighted region's value; NaN where it has none."""
        code = self.roles.highlight
        return float(self.values[code]) if code in self.values.index else np.nan

    @property
    def known(self) -> bool:
        """Whether any region has a value."""
        return bool(self.values.notna().any())

    @property
    def directed(self) -> bool:
        """Whether one way is better than the other."""
        return self.measure.better != "netral"

    @cached_property
    def ends(self) -> tuple[float, float]:
        """The values at the left and right end of the row."""
        low, high = float(self.values.min()), float(self.values.max())
        return (high, low) if self.measure.better == "turun" else (low, high)

    @cached_property
    def scale(self) -> Scale:
        """How the row's numbers are written."""
        return self.measure.scale(self.values, [self.own])

    @cached_property
    def lines(self) -> tuple[list[str], list[str]]:
        """Name, and unit with year, as they stand at the left."""
        detail = ", ".join(part for part in (self.scale.unit, str(self.year or "")) if part)
        return wrap(self.measure.title, _NAMES), wrap(detail, _NAMES, style.SMALL)

    @property
    def height(self) -> float:
        """Height in points."""
        title, detail = self.lines
        return max(_ROW, (len(title) + len(detail)) * _LINE + 6)

    @cached_property
    def standing(self) -> float:
        """Share of the other regions left behind, ties counting half; -1 without a value."""
        others = self.values.dropna()
        if np.isnan(self.own) or len(others) < 2:
            return -1.0
        place = np.sign(self.place(self.own) - self.place(others))
        return float((place.sum() + len(others) - 1) / 2 / (len(others) - 1))

    @property
    def ahead(self) -> bool:
        """Whether the own value is better than the median, as printed."""
        above = self.scale.above(self.own, self.spread["median"])
        return above < 0 if self.measure.better == "turun" else above > 0

    def place(self, value: Any) -> Any:
        """Return where a value (or an array of them) lies between the ends, from 0 to 1."""
        left, right = self.ends
        return (value - left) / (right - left) if right != left else value * 0 + 0.5

    def record(self) -> dict[str, object]:
        """Return the row's numbers under labels that people can read."""
        peers = self.roles.looks(self.values.index).keys() - {self.roles.highlight}
        return {
            _("Ukuran"): self.measure.title,
            _("Satuan"): self.measure.unit,
            _("Tahun"): self.year,
            self.roles.own_name: self.own,
            _("Median"): self.spread["median"],
            _("Kuartil 1"): self.spread["q1"],
            _("Kuartil 3"): self.spread["q3"],
            _("Terendah"): self.values.min(),
            _("Tertinggi"): self.values.max(),
            _("Banyak wilayah"): int(self.spread["n"]),
        } | {self.roles.name(code): self.values[code] for code in self.roles.peers if code in peers}


def _draw(blocks: Sequence[Sequence[_Row]], title: str) -> Page:
    rows = [row for block in blocks for row in block]
    heading = Heading.of(Measure(title), "")
    if not rows:
        return empty(heading)
    key = Key(_key(rows))
    top = key.height + sum(row.height for row in rows) + len(blocks) * _BLOCK
    page = Page(top + heading.height)
    heading.draw(page)
    y, heights = top, []
    for block in blocks:
        _write_ends(page, y - _BLOCK / 2, block)
        y -= _BLOCK
        for row in block:
            middle = y - row.height / 2
            heights.append(middle + 5)
            _write(page, middle, row)
            y -= row.height
    left, right = _PLOT
    field = Field(page, (left, 0, right - left, page.height), (0, 1), (0, page.height))
    shown = [i for i, row in enumerate(rows) if row.known]
    if shown:
        _draw_marks(field, [rows[i] for i in shown], np.array(heights)[shown])
    key.draw(page, key.height)
    return page


def _write_ends(page: Page, y: float, block: Sequence[_Row]) -> None:
    """Say what the two ends of the rows are."""
    left, right = _PLOT
    if all(row.measure.change for row in block) and len({row.measure.better for row in block}) == 1:
        words = _ends_of_change(block)
    elif block[0].directed:
        words = _("← kurang baik"), _("lebih baik →")
    else:
        words = _("← rendah"), _("tinggi →")
    page.text(left, y, words[0], size=style.SMALL, color=style.SOFT)
    page.text(right, y, words[1], size=style.SMALL, color=style.SOFT, align="right")


def _ends_of_change(block: Sequence[_Row]) -> tuple[str, str]:
    """Say which way changes go at the ends: to the left what is worse, or what fell more."""
    known = [row for row in block if row.known]
    rose = any(max(row.ends) > 0 for row in known)
    fell = any(min(row.ends) < 0 for row in known)
    up = _("naik lebih banyak") if rose else _("turun lebih sedikit")
    down = _("turun lebih banyak") if fell else _("naik lebih sedikit")
    left, right = (up, down) if block[0].measure.better == "turun" else (down, up)
    return f"← {left}", f"{right} →"


def _write(page: Page, y: float, row: _Row) -> None:
    """Write name, unit and year; the ends of the scale; own value and median."""

    def note(x: float, y: float, words: str | list[str], align: Align = "left") -> None:
        page.text(x, y, words, size=style.SMALL, color=style.SOFT, align=align)

    title, detail = row.lines
    page.text(EDGE, y + len(detail) * _LINE / 2, title)
    note(EDGE, y - len(title) * _LINE / 2, detail)
    scale, known = row.scale, not np.isnan(row.own)
    value = scale.number(row.own) if known else _(MISSING)
    page.text(_OWN, y + 6, value, bold=known, color=style.HIGHLIGHT if known else style.SOFT)
    if np.isfinite(row.spread["median"]):
        median = scale.number(row.spread["median"])
        note(_OWN, y - 7, _("median {value}").format(value=median))
    if row.known:
        left, right = row.ends
        note(_PLOT[0], y - 9, scale.number(left))
        if left != right:
            note(_PLOT[1], y - 9, scale.number(right), "right")


def _draw_marks(field: Field, rows: Sequence[_Row], heights: Floats) -> None:
    """Draw range, middle half, median and regions of all rows at once."""
    q1, median, q3 = (
        np.array([row.place(row.spread[name]) for row in rows]) for name in ("q1", "median", "q3")
    )
    field.rungs(0, 1, heights, LineStyle(style.BAND, _BAR), 0.5)
    field.rungs(q1, q3, heights, LineStyle(style.QUARTILES, _BAR), 1)
    field.posts(median, heights - 6, heights + 6, LineStyle(style.INK, 1.6), 2)
    roles = rows[0].roles
    for layer, (code, look) in enumerate(roles.looks(rows[0].values.index).items(), start=3):
        places = [row.place(row.values[code]) for row in rows]
        front = code == roles.highlight
        size = _OWN_SIZE if front else MARKER_SIZE
        field.marks(places, heights, look, layer, hollow=not front, size=size)


def _key(rows: Sequence[_Row]) -> list[KeyItem]:
    roles = rows[0].roles
    looks = roles.looks(rows[0].values.index)
    items = [
        KeyItem(roles.name(code), mark_swatch(looks[code], hollow=code != roles.highlight))
        for code in (roles.highlight, *roles.peers)
        if code in looks
    ]
    counts = pd.Series([row.spread["n"] for row in rows if np.isfinite(row.spread["median"])])
    if len(counts):
        words = {"count": groups.count_span(counts), "group": roles.group}
        items += [
            KeyItem(_("Rentang {count} {group}").format(**words), box_swatch(style.BAND)),
            KeyItem(_("Median"), tick_swatch()),
        ]
    if any(np.isfinite(row.spread["q1"]) for row in rows):
        items.append(KeyItem(groups.middle_half(), box_swatch(style.QUARTILES)))
    return items


def _finding(rows: Sequence[_Row], roles: Roles) -> str:
    """Count where the region is on the better side of the median; name best and weakest."""
    known = [row for row in rows if row.standing >= 0 and np.isfinite(row.spread["median"])]
    if not known:
        return _("Belum ada data {name} yang dapat dibandingkan.").format(name=roles.own_name)
    ahead = sum(row.ahead for row in known)
    said = _("{name} lebih baik daripada median {group} pada {ahead} dari {count} ukuran").format(
        name=roles.own_name, group=roles.group, ahead=ahead, count=len(known)
    )
    if len(known) == 1:
        return said + "."
    best = max(known, key=lambda row: row.standing)
    weakest = min(known, key=lambda row: row.standing)
    return _("{said}; letak terbaik pada {best}, terlemah pada {weakest}.").format(
        said=said,
        best=lower_first(best.measure.title),
        weakest=lower_first(weakest.measure.title),
    )
