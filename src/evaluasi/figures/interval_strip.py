"""Intervals of all regions as a strip (caterpillar plot), one region in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from evaluasi.figures import findings, groups, style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import (
    EDGE,
    LABELS,
    EndLabel,
    EndLabels,
    Heading,
    Key,
    KeyItem,
    empty,
    line_swatch,
)
from evaluasi.figures.ladder import FOOT, Axis, Ladder
from evaluasi.figures.measure import Floats, Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

_BODY = 230.0  # least height of the axes in points
_LEFT = 16.0
_REST = LineStyle(style.REST, 3.2)
_REFERENCE = LineStyle(style.INK, 0.9, (0, (2, 2)))


@style.context()
def interval_strip(
    data: pd.DataFrame,
    highlight: str,
    *,
    measure: Measure,
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
    interval: str = "",
    reference: Mapping[float, str] | None = None,
    alt: str | None = None,
) -> Chart:
    """Draw each region's estimate with its interval, sorted, the best on top.

    Regions without an estimate are left out, and the heading counts them; an estimate without an
    interval is a point.

    Parameters
    ----------
    data : DataFrame, index kode
        Columns nilai (estimate), bawah and atas (ends of the interval), in ``measure.unit``.
    highlight : str
        Code of the region that the chart is about.
    measure : Measure
        Its direction decides what is on top; where neither is better, the highest.
    labels : mapping of kode to name, optional
    peers : sequence of str
        Codes of regions to name as well, at most six.
    group : str
        What the rows are, e.g. "kabupaten/kota"; by default "wilayah".
    interval : str
        What the bars are, e.g. "Selang 95 persen"; by default "Selang".
    reference : mapping of value to text, optional
        Values to mark, e.g. ``{0: "tidak berubah"}``.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per region, in the order of the strip.
    """
    roles, marks = Roles.of(highlight, peers, labels, group), reference or {}
    ranked = _ranked(data, measure)
    values = np.append(ranked.to_numpy().ravel(), list(marks)).astype(float)
    scale = measure.scale(values, ranked[ranked.index == highlight])
    heading = Heading.of(measure, scale.unit, *roles.gaps(data.index, ranked.index))
    page = empty(heading)
    if len(ranked):
        key = [KeyItem(interval or _("Selang"), line_swatch(_REST))]
        key += [KeyItem(text, line_swatch(_REFERENCE)) for text in marks.values()]
        page = _draw(_Strip(ranked, roles, scale, marks), values, heading, Key(key))
    table = _table(ranked, roles, measure)
    return Chart(page.figure, alt or _finding(ranked, roles, scale), inherit(table, data))


def _ranked(data: pd.DataFrame, measure: Measure) -> pd.DataFrame:
    """Return the rows with an estimate, best first; equal ones in the order of their codes."""
    known = data.loc[data["nilai"].notna(), ["nilai", "bawah", "atas"]].astype(float)
    return known.sort_index().sort_values(
        "nilai", ascending=measure.better == "turun", kind="stable"
    )


@dataclass(frozen=True, eq=False)
class _Strip:
    """Ranked rows and who is named among them."""

    ranked: pd.DataFrame
    roles: Roles
    scale: Scale
    marks: Mapping[float, str]

    @property
    def bars(self) -> dict[str, LineStyle]:
        """Looks of the named regions: of their lines, but solid and not too thin."""
        looks = self.roles.looks(self.ranked.index)
        return {
            code: replace(look, dash=style.SOLID, width=max(look.width, 2.0))
            for code, look in looks.items()
        }

    def row(self, code: str) -> int:
        """Return the row of a region, counted from the top."""
        return list(self.ranked.index).index(code)

    def end_labels(self) -> EndLabels:
        """Name the named regions at the right."""
        return EndLabels(
            [
                EndLabel(
                    level=1 - (self.row(code) + 0.5) / len(self.ranked),
                    text=f"{self.scale.number(self.ranked['nilai'][code])} {self.roles.name(code)}",
                    look=look,
                    bold=code == self.roles.highlight,
                )
                for code, look in self.bars.items()
            ]
        )


def _draw(strip: _Strip, values: Floats, heading: Heading, key: Key) -> Page:
    ranked, names = strip.ranked, strip.end_labels()
    foot, right = key.height + FOOT, style.WIDTH - LABELS
    height = max(_BODY, names.height)
    axis = Axis.around(strip.scale, values)
    ladder = Ladder((_LEFT, foot, right - _LEFT, height), len(ranked), axis)
    page = Page(heading.height + EDGE + height + foot)
    heading.draw(page)
    field = ladder.open(page)
    field.posts(list(strip.marks), *field.up, _REFERENCE, 1)
    rows = np.arange(len(ranked), dtype=float)
    unnamed = ~ranked.index.isin(list(strip.bars))
    thickness = min(_REST.width, 0.62 * height / len(ranked))
    _draw_bars(field, rows[unnamed], ranked[unnamed], replace(_REST, width=thickness), 2)
    for layer, (code, look) in enumerate(strip.bars.items(), start=3):
        at = slice(strip.row(code), strip.row(code) + 1)
        _draw_bars(field, rows[at], ranked[at], look, layer)
    names.draw(page, right, foot, height)
    key.draw(page, key.height)
    return page


def _draw_bars(field: Field, rows: Floats, part: pd.DataFrame, look: LineStyle, layer: int) -> None:
    """Draw intervals, with the estimates as markers (named regions) or notches."""
    field.rungs(part["bawah"], part["atas"], rows, look, layer)
    if look.marker:
        field.marks(part["nilai"], rows, look, layer)
    else:
        notch = LineStyle(style.SOFT, 1.6)
        field.posts(part["nilai"], rows - 0.3, rows + 0.3, notch, layer)


def _finding(ranked: pd.DataFrame, roles: Roles, scale: Scale) -> str:
    if roles.highlight not in ranked.index:
        return findings.sentence(findings.absent(scale, roles))
    own = {name: float(value) for name, value in groups.row_of(ranked, roles.highlight).items()}
    words = {
        "title": scale.measure.title,
        "name": roles.own_name,
        "value": scale.phrase(own["nilai"]),
    }
    if np.isnan(own["bawah"]) or np.isnan(own["atas"]):
        return _("{title} {name} {value}, tanpa selang.").format(**words)
    overlapping = (ranked["bawah"] <= own["atas"]) & (ranked["atas"] >= own["bawah"])
    return _(
        "{title} {name} {value} (selang {low} sampai {high}); selang {count} dari {others} "
        "{group} lain bertumpang tindih dengannya."
    ).format(
        **words,
        low=scale.number(own["bawah"]),
        high=scale.number(own["atas"]),
        count=int(overlapping.sum()) - 1,
        others=len(ranked) - 1,
        group=roles.group,
    )


def _table(ranked: pd.DataFrame, roles: Roles, measure: Measure) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Wilayah"): [roles.name(code) for code in ranked.index],
            _("Kode"): list(ranked.index),
            measure.label: ranked["nilai"].to_numpy(),
            _("Batas bawah"): ranked["bawah"].to_numpy(),
            _("Batas atas"): ranked["atas"].to_numpy(),
        }
    )
