"""One value per region: all regions in rows, sorted, against median and quartiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.figures import findings, groups, style
from evaluasi.figures.chart import Chart
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
from evaluasi.figures.ladder import FOOT, Axis, Ladder
from evaluasi.figures.lettering import wrap
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

MAX_ROWS = 60

_NAMES = 170.0  # width of the column of names
_VALUES = 56.0  # width of the column of values
_ROW = 13.0
_LINE = 11.6  # height of one line of a name
_REST = LineStyle("#8C949B", 1.0, marker="o")


@style.context()
def dot_by_region(
    data: pd.Series,
    highlight: str,
    *,
    measure: Measure,
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw one dot per region, the best on top, with the group's median and middle half.

    The middle half is drawn from five values on.

    Parameters
    ----------
    data : Series, index kode
        One value per region in ``measure.unit``; regions without a value are left out, and the
        heading counts them.
    highlight : str
        Code of the region that the chart is about.
    measure : Measure
        Its direction decides what is on top; where neither is better, the highest.
    labels : mapping of kode to name, optional
    peers : sequence of str
        Codes of the peers, drawn hollow; the first six are told apart.
    group : str
        What the rows are, e.g. "kabupaten/kota"; by default "wilayah".
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per region, in the order of the rows.

    Raises
    ------
    ParameterError
        With more than 60 regions, whose names would not be legible.
    """
    roles = Roles.of(highlight, peers, labels, group)
    ranked = data.dropna().astype(float).sort_index()
    ranked = ranked.sort_values(ascending=measure.better == "turun", kind="stable")
    if len(ranked) > MAX_ROWS:
        raise ParameterError(
            _("Grafik titik memuat paling banyak {most} wilayah; diberikan {count}.").format(
                most=MAX_ROWS, count=len(ranked)
            ),
            _("Pilih wilayah yang lebih sedikit, atau pakai interval_strip."),
        )
    spread = groups.spread_of(ranked.to_frame()).iloc[0]
    own = float(ranked[highlight]) if highlight in ranked.index else None
    scale = measure.scale(ranked, () if own is None else [own])
    heading = Heading.of(measure, scale.unit, *roles.gaps(data.index, ranked.index))
    page = _draw(ranked, roles, spread, scale, heading) if len(ranked) else empty(heading)
    table = pd.DataFrame(
        {
            _("Wilayah"): [roles.name(code) for code in ranked.index],
            _("Kode"): list(ranked.index),
            measure.label: ranked.to_numpy(),
        }
    )
    finding = findings.standing(scale, own, spread, roles)
    return Chart(page.figure, alt or finding, inherit(table, data))


def _draw(
    ranked: pd.Series, roles: Roles, spread: pd.Series, scale: Scale, heading: Heading
) -> Page:
    names = [
        wrap(roles.name(code), _NAMES, style.SMALL, bold=code == roles.highlight)
        for code in ranked.index
    ]
    key = Key(_key(ranked, roles, spread))
    foot, left = key.height + FOOT, EDGE + _NAMES + 12
    height = max(_ROW, max(map(len, names)) * _LINE + 1.4) * len(ranked)
    axis = Axis.around(scale, ranked.to_numpy(dtype=float))
    box = (left, foot, style.WIDTH - _VALUES - EDGE - 12 - left, height)
    ladder = Ladder(box, len(ranked), axis)
    page = Page(heading.height + EDGE + height + foot)
    heading.draw(page)
    _draw_dots(ladder.open(page), ranked, roles, spread)
    for i, (code, value) in enumerate(zip(ranked.index, ranked, strict=True)):
        bold = code == roles.highlight
        color = style.HIGHLIGHT if bold else style.INK
        for x, words in ((EDGE + _NAMES, names[i]), (style.WIDTH - EDGE, scale.number(value))):
            page.text(
                x, ladder.up(i), words, size=style.SMALL, bold=bold, color=color, align="right"
            )
    key.draw(page, key.height)
    return page


def _draw_dots(field: Field, ranked: pd.Series, roles: Roles, spread: pd.Series) -> None:
    if np.isfinite(spread["median"]):
        if np.isfinite(spread["q1"]):
            field.stripe(spread["q1"], spread["q3"], style.BAND, 0)
        field.posts([spread["median"]], *field.up, style.MEDIAN_LINE, 1)
    looks = roles.looks(ranked.index)
    rows, values = np.arange(len(ranked)), ranked.to_numpy(dtype=float)
    others = ~ranked.index.isin(list(looks))
    field.marks(values[others], rows[others], _REST, 2)
    for layer, (code, look) in enumerate(looks.items(), start=3):
        at = ranked.index == code
        field.marks(values[at], rows[at], look, layer, hollow=code != roles.highlight)


def _key(ranked: pd.Series, roles: Roles, spread: pd.Series) -> list[KeyItem]:
    looks = roles.looks(ranked.index)
    peers = [look for code, look in looks.items() if code != roles.highlight]
    items = [KeyItem(_("Pembanding"), mark_swatch(look, hollow=True)) for look in peers[:1]]
    if np.isfinite(spread["median"]):
        words = _("Median {count} {group}").format(count=int(spread["n"]), group=roles.group)
        items.append(KeyItem(words, line_swatch(style.MEDIAN_LINE)))
    if np.isfinite(spread["q1"]):
        items.append(KeyItem(groups.middle_half(), box_swatch(style.BAND)))
    return items
