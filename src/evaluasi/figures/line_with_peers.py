"""Years along the bottom, one region in front of its peers and of the range of its group."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from evaluasi.figures import findings, groups, style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import (
    EDGE,
    LABELS,
    EndLabel,
    EndLabels,
    Flag,
    Flags,
    Heading,
    Key,
    KeyItem,
    box_swatch,
    empty,
    mark_swatch,
)
from evaluasi.figures.lettering import width_of
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.selection import Selection
from evaluasi.figures.style import LineStyle
from evaluasi.figures.timeline import Plot, draw_band, draw_lines, scale_of
from evaluasi.text import _

_BODY = 215.0  # least height of the axes in points
_YEARS = 20.0  # height of the year labels
_LEFT = 46.0
_AFTER = 0.2  # of a year, between the last event and the end of the axis


@style.context()
def line_with_peers(
    data: pd.DataFrame,
    highlight: str,
    *,
    measure: Measure,
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
    events: Mapping[float, str] | None = None,
    cautions: Mapping[tuple[int, int], str] | None = None,
    excluded: Collection[tuple[str, int]] = (),
    alt: str | None = None,
) -> Chart:
    """Draw one region's series before its peers, the group's median and its range.

    A year without a value is a gap in the line. Excluded cells are drawn hollow and unconnected,
    and count neither in the median and range nor in the finding.

    Parameters
    ----------
    data : DataFrame, regions × years
        Index kode (text), columns tahun, values in ``measure.unit``. All rows together are the
        group of the median and range, the highlighted region included.
    highlight : str
        Code of the region that the chart is about.
    measure : Measure
    labels : mapping of kode to name, optional
    peers : sequence of str
        Codes of the peers; the first six are drawn and named, the others are in the range only,
        and the key says how many.
    group : str
        What the rows are, e.g. "kabupaten/kota"; by default "wilayah".
    events : mapping of year to text, optional
        Vertical marks; a fraction places one within its year.
    cautions : mapping of (first year, last year) to text, optional
        Stretches to be read with care, shaded.
    excluded : collection of (kode, tahun)
        Cells that trends must leave out.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per plotted value: Wilayah, Kode, Tahun, the value, Keterangan.
    """
    roles = Roles.of(highlight, peers, labels, group)
    chosen = Selection.of(data, roles, excluded)
    scale = measure.scale(chosen.values, chosen.own)
    page = _draw(chosen, scale, _Notes(events or {}, cautions or {}))
    finding = findings.sentence(
        findings.change(scale, chosen.own, roles),
        findings.against_median(scale, chosen.own, chosen.spread, roles),
    )
    return Chart(page.figure, alt or finding, inherit(chosen.table(measure.label), data))


@dataclass(frozen=True)
class _Notes:
    """What is written above the years."""

    events: Mapping[float, str]
    cautions: Mapping[tuple[int, int], str]

    def until(self, last: int) -> float:
        """Return where the axis must end to show the events of the last year itself."""
        late = [year for year in self.events if last < year < last + 1]
        return max(late, default=last) + _AFTER

    def marks(self, plot: Plot) -> list[tuple[float, str]]:
        """Return the events within the axes: at the edge they would name another year."""
        first, last = plot.span
        return [(year, text) for year, text in self.events.items() if first <= year <= last]

    def stretches(self, plot: Plot) -> list[tuple[float, float, str]]:
        """Return the cautions, cut to the axes, as start, end and text."""
        first, last = plot.span
        return [
            (max(start - 0.5, first), min(end + 0.5, last), text)
            for (start, end), text in self.cautions.items()
            if start <= last and end >= first
        ]

    def flags(self, plot: Plot) -> Flags:
        """Return all of them as flags above the axes."""
        return Flags(
            [Flag(plot.across(year), text) for year, text in self.marks(plot)]
            + [
                Flag(plot.across(start), text, plot.across(end))
                for start, end, text in self.stretches(plot)
            ]
        )


def _draw(chosen: Selection, scale: Scale, notes: _Notes) -> Page:
    heading = Heading.of(scale.measure, scale.unit, chosen.remark)
    if not chosen.values.size:
        return empty(heading)
    ticks, cut = scale_of(chosen, scale)
    names = EndLabels(_end_labels(chosen, scale, ticks))
    key = Key(_key(chosen, scale, cut))
    left = max(_LEFT, EDGE + 6 + max(width_of(label, style.SMALL) for label in ticks.values()))
    foot = key.height + _YEARS
    height = max(_BODY, names.height)
    right = style.WIDTH - LABELS
    box, until = (left, foot, right - left, height), notes.until(chosen.years[1])
    plot = Plot(box, chosen.years, ticks, until)
    flags = notes.flags(plot)
    page = Page(heading.height + flags.height + height + foot)
    heading.draw(page)
    field = plot.open(page)
    for start, end, _text in notes.stretches(plot):
        field.stripe(start, end, style.SHADE, 0)
    marks = [year for year, _text in notes.marks(plot)]
    field.posts(marks, *field.up, LineStyle(style.SOFT, 0.9), 2)
    draw_band(field, chosen.spread)
    draw_lines(field, chosen)
    flags.draw(page, foot + height)
    names.draw(page, right, foot, height, ends=plot.across(chosen.years[1]))
    key.draw(page, key.height)
    return page


def _end_labels(chosen: Selection, scale: Scale, ticks: Mapping[float, str]) -> list[EndLabel]:
    """Name each line at its last value, the highlighted one first; the year where it is older."""
    ends = [
        (chosen.roles.name(code), groups.row_of(chosen.kept, code).dropna(), look)
        for code, look in reversed(chosen.looks.items())
    ]
    ends.append((_("Median"), chosen.spread["median"].dropna(), style.MEDIAN_LINE))
    low, high = min(ticks), max(ticks)
    labels = []
    for name, values, look in ends:
        if values.empty:
            continue
        last = float(values.iloc[-1])
        text = f"{scale.number(last)} {name}"
        current = values.index[-1] == chosen.years[-1]
        labels.append(
            EndLabel(
                level=(last - low) / (high - low),
                text=text if current else f"{text} ({values.index[-1]})",
                look=look,
                bold=look is style.HIGHLIGHT_LINE,
                tied=current,
            )
        )
    return labels


def _key(chosen: Selection, scale: Scale, cut: bool) -> list[KeyItem]:
    items = []
    known = chosen.spread.dropna(subset="median")
    if len(known):
        count = groups.count_span(known["n"])
        text = _("Rentang {count} {group}").format(count=count, group=chosen.roles.group)
        if cut:
            low, high = scale.number(known["min"].min()), scale.number(known["max"].max())
            text += _(", {low} sampai {high}, terpotong di tepi gambar").format(low=low, high=high)
        if unnamed := chosen.roles.unnamed(chosen.shown.index):
            text += _(", termasuk {count} pembanding lain").format(count=unnamed)
        items.append(KeyItem(text, box_swatch(style.BAND)))
    if chosen.hollow:
        look = LineStyle(style.SOFT, 1, marker="o")
        items.append(KeyItem(_("Tidak dipakai untuk tren"), mark_swatch(look, hollow=True)))
    return items
