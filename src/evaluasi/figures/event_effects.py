"""Effects by years since the start, with pointwise intervals and a band for all of them at once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.figures import style
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
from evaluasi.figures.lettering import width_of
from evaluasi.figures.measure import Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.figures.timeline import ticks_for
from evaluasi.text import _, number

_BODY = 210.0  # height of the axes in points
_FOOT = 34.0  # scale and its name under the axes
_GRID = LineStyle(style.GRID, 0.8)
_ZERO = LineStyle(style.INK, 0.9)
_START = LineStyle(style.SOFT, 0.9, (0, (3, 2)))
_BEFORE = LineStyle("#6B737A", 1.8, marker="s")
_AFTER = LineStyle(style.HIGHLIGHT, 2.2, marker="o")


@style.context()
def event_effects(
    data: pd.DataFrame,
    *,
    measure: Measure,
    interval: str = "",
    band: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw estimates over the years since the start; those before it are drawn as squares.

    Parameters
    ----------
    data : DataFrame
        Index: whole years since the start. Columns nilai, bawah, atas (pointwise interval), and,
        where there is one, pita_bawah, pita_atas (uniform band), in ``measure.unit``.
    measure : Measure
    interval, band : str
        What the bars and the band are.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per year since the start.
    """
    rows = data[data["nilai"].notna()].astype(float).sort_index()
    bands = [name for name in ("pita_bawah", "pita_atas") if name in rows]
    if len(bands) < 2:
        rows = rows.assign(pita_bawah=np.nan, pita_atas=np.nan)
    scale = measure.scale(np.append(rows.to_numpy().ravel(), 0.0), rows["nilai"])
    heading = Heading.of(measure, scale.unit)
    page = empty(heading)
    if len(rows):
        page = _draw(rows, scale, heading, _key(rows, interval, band))
    table = pd.DataFrame(
        {
            _("Tahun sejak mulai"): rows.index.astype(int),
            measure.label: rows["nilai"].to_numpy(),
            _("Batas bawah"): rows["bawah"].to_numpy(),
            _("Batas atas"): rows["atas"].to_numpy(),
            _("Pita bawah"): rows["pita_bawah"].to_numpy(),
            _("Pita atas"): rows["pita_atas"].to_numpy(),
        }
    )
    return Chart(page.figure, alt or _finding(rows, scale), inherit(table, data))


def _key(rows: pd.DataFrame, interval: str, band: str) -> Key:
    items = []
    if (rows.index < 0).any():
        items.append(KeyItem(_("Sebelum mulai"), mark_swatch(_BEFORE)))
    items.append(KeyItem(_("Sejak mulai"), mark_swatch(_AFTER)))
    if rows["bawah"].notna().any():
        items.append(KeyItem(interval or _("Selang per tahun"), line_swatch(_AFTER)))
    if rows["pita_bawah"].notna().any():
        items.append(KeyItem(band or _("Pita serentak"), box_swatch(style.BAND)))
    items.append(KeyItem(_("Mulai"), line_swatch(_START)))
    return Key(items)


def _draw(rows: pd.DataFrame, scale: Scale, heading: Heading, key: Key) -> Page:
    seen = rows.to_numpy().ravel()
    seen = np.append(seen[np.isfinite(seen)], 0.0)
    ticks = ticks_for(scale, seen)
    left = EDGE + max(width_of(label, style.SMALL) for label in ticks.values()) + 8
    foot = key.height + _FOOT
    box = (left, foot, style.WIDTH - EDGE - left, _BODY)
    page = Page(heading.height + EDGE + _BODY + foot)
    heading.draw(page)
    events = rows.index.to_numpy(dtype=float)
    span = (min(events.min(), -1.0) - 0.6, max(events.max(), 0.0) + 0.6)
    field = Field(page, box, span, (min(ticks), max(ticks)))
    _scales(page, field, box, ticks, span)
    _bands(field, rows)
    field.rungs(*span, [0.0], _ZERO, 2)
    field.posts([-0.5], *field.up, _START, 2)
    for part, look in ((rows[rows.index < 0], _BEFORE), (rows[rows.index >= 0], _AFTER)):
        at = part.index.to_numpy(dtype=float)
        field.posts(at, part["bawah"], part["atas"], look, 3)
        field.marks(at, part["nilai"], look, 4)
    key.draw(page, key.height)
    return page


def _scales(
    page: Page,
    field: Field,
    box: tuple[float, float, float, float],
    ticks: dict[float, str],
    span: tuple[float, float],
) -> None:
    left, bottom, width, height = box
    low, high = field.up
    field.rungs(*span, list(ticks), _GRID, 0.5)
    for value, label in ticks.items():
        y = bottom + (value - low) / (high - low) * height
        page.text(left - 5, y, label, size=style.SMALL, color=style.SOFT, align="right")
    first, last = int(np.ceil(span[0])), int(np.floor(span[1]))
    step = max(1, (last - first) // 18 + 1)
    for event in range(first, last + 1):
        if event % step:
            continue
        x = left + (event - span[0]) / (span[1] - span[0]) * width
        page.text(
            x, bottom - 9, number(event, 0), size=style.SMALL, color=style.SOFT, align="center"
        )
    name = _("tahun sejak nilai pertama yang terpapar (0)")
    middle = left + width / 2
    page.text(middle, bottom - 24, name, size=style.SMALL, color=style.SOFT, align="center")


def _bands(field: Field, rows: pd.DataFrame) -> None:
    """Shade the band around each year by itself: nothing is claimed between two years."""
    closed = rows[rows["pita_bawah"].notna()]
    ends = zip(closed.index.to_numpy(float), closed["pita_bawah"], closed["pita_atas"], strict=True)
    for event, low, high in ends:
        field.area([event - 0.34, event + 0.34], [low, low], [high, high], style.BAND, 1)


def _finding(rows: pd.DataFrame, scale: Scale) -> str:
    title = scale.measure.title
    if rows.empty:
        return _("{title}: belum ada taksiran.").format(title=title)
    after, before = rows[rows.index >= 0], rows[rows.index < 0]
    told = [
        _("{title} pada {n} tahun sejak mulai: dari {low} sampai {high}.").format(
            title=title,
            n=len(after),
            low=scale.phrase(after["nilai"].min()),
            high=scale.phrase(after["nilai"].max()),
        )
        if len(after)
        else _("{title}: tidak ada taksiran sejak mulai.").format(title=title)
    ]
    for part, words in (
        (after, _("{k} dari {n} selang sejak mulai memuat nol.")),
        (before, _("{k} dari {n} selang sebelum mulai memuat nol.")),
    ):
        closed = part.dropna(subset=["bawah", "atas"])
        if len(closed):
            holding = int(((closed["bawah"] <= 0) & (closed["atas"] >= 0)).sum())
            told.append(words.format(k=holding, n=len(closed)))
    return " ".join(told)
