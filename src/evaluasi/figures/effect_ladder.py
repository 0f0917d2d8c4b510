"""Estimates of one quantity by several methods: a row each, with intervals, against zero."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from evaluasi.figures import style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import EDGE, Heading, Key, KeyItem, empty, line_swatch
from evaluasi.figures.ladder import FOOT, Axis, Ladder
from evaluasi.figures.lettering import LINE_SPACING, wrap
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

_NAMES = 212.0  # width of the column of names
_VALUES = 50.0  # width of the column of values
_LINE = style.SMALL * LINE_SPACING
_AIR = 5.0  # between two rows
_ZERO = LineStyle(style.INK, 0.9, (0, (2, 2)))
_PLAIN = LineStyle("#6B737A", 1.8, marker="o")
_MAIN = replace(style.HIGHLIGHT_LINE, width=2.4)


@style.context()
def effect_ladder(
    data: pd.DataFrame,
    *,
    measure: Measure,
    main: str = "",
    interval: str = "",
    zero: str | None = None,
    alt: str | None = None,
) -> Chart:
    """Draw one estimate per row, in the order given, with its interval.

    Rows without an estimate are left out, and the heading counts them; an estimate without an
    interval is a point.

    Parameters
    ----------
    data : DataFrame
        Index: label of each row. Columns nilai (estimate), bawah and atas (ends of the interval),
        in ``measure.unit``.
    measure : Measure
    main : str
        Label of the row to stress.
    interval : str
        What the bars are; by default "Selang".
    zero : str, optional
        What zero means, for the key; by default "Nol: tidak ada perubahan", and "" leaves it out.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per row of the chart.
    """
    rows = data.loc[data["nilai"].notna(), ["nilai", "bawah", "atas"]].astype(float)
    values = np.append(rows.to_numpy().ravel(), 0.0)
    scale = measure.scale(values, rows["nilai"])
    lost = len(data) - len(rows)
    remark = _("{n} tanpa taksiran").format(n=lost) if lost else ""
    heading = Heading.of(measure, scale.unit, remark)
    page = empty(heading)
    if len(rows):
        items = [KeyItem(interval or _("Selang"), line_swatch(_PLAIN))]
        meaning = _("Nol: tidak ada perubahan") if zero is None else zero
        if meaning:
            items.append(KeyItem(meaning, line_swatch(_ZERO)))
        page = _draw(rows, scale, main, heading, Key(items))
    table = pd.DataFrame(
        {
            _("Baris"): list(rows.index),
            measure.label: rows["nilai"].to_numpy(),
            _("Batas bawah"): rows["bawah"].to_numpy(),
            _("Batas atas"): rows["atas"].to_numpy(),
        }
    )
    return Chart(page.figure, alt or _finding(rows, scale), inherit(table, data))


def _draw(rows: pd.DataFrame, scale: Scale, main: str, heading: Heading, key: Key) -> Page:
    names = [wrap(str(label), _NAMES, style.SMALL, bold=label == main) for label in rows.index]
    step = max(map(len, names)) * _LINE + _AIR
    foot, left = key.height + FOOT, EDGE + _NAMES + 12
    axis = Axis.around(scale, np.append(rows.to_numpy().ravel(), 0.0))
    box = (left, foot, style.WIDTH - _VALUES - EDGE - left, step * len(rows))
    ladder = Ladder(box, len(rows), axis)
    page = Page(heading.height + EDGE + box[3] + foot)
    heading.draw(page)
    field = ladder.open(page)
    field.posts([0.0], *field.up, _ZERO, 1)
    for i, (label, row) in enumerate(rows.iterrows()):
        bold = label == main
        look = _MAIN if bold else _PLAIN
        _draw_row(field, i, row, look)
        color = style.HIGHLIGHT if bold else style.INK
        for x, words in (
            (EDGE + _NAMES, names[i]),
            (style.WIDTH - EDGE, [scale.number(row.iloc[0])]),
        ):
            page.text(
                x, ladder.up(i), words, size=style.SMALL, bold=bold, color=color, align="right"
            )
    key.draw(page, key.height)
    return page


def _draw_row(field: Field, place: int, row: pd.Series, look: LineStyle) -> None:
    field.rungs([row["bawah"]], [row["atas"]], [place], look, 2)
    field.marks([row["nilai"]], [place], look, 3)


def _finding(rows: pd.DataFrame, scale: Scale) -> str:
    title = scale.measure.title
    if rows.empty:
        return _("{title}: belum ada taksiran.").format(title=title)
    closed = rows.dropna()
    holding = int(((closed["bawah"] <= 0) & (closed["atas"] >= 0)).sum())
    return _(
        "{title}: {n} taksiran dari {low} sampai {high}; {holding} dari {closed} selangnya memuat "
        "nol."
    ).format(
        title=title,
        n=len(rows),
        low=scale.phrase(rows["nilai"].min()),
        high=scale.phrase(rows["nilai"].max()),
        holding=holding,
        closed=len(closed),
    )
