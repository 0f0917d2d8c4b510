"""When each region was treated: one row per region, one column per year."""

from __future__ import annotations

from collections.abc import Mapping

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
    mark_swatch,
)
from evaluasi.figures.lettering import LINE_SPACING, wrap
from evaluasi.figures.measure import Measure
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Field, Page
from evaluasi.figures.style import LineStyle
from evaluasi.text import _

MAX_ROWS = 60

_NAMES = 150.0
_LINE = style.SMALL * LINE_SPACING
_FOOT = 18.0
_GRID = LineStyle(style.GRID, 0.8)
_RECORD = LineStyle(style.HIGHLIGHT, 1.4, marker="o")
_EXPOSED = "#C1D6E4"


@style.context()
def treatment_calendar(
    records: pd.DataFrame,
    first: Mapping[str, int],
    years: tuple[int, int],
    *,
    measure: Measure,
    labels: Mapping[str, str],
    remark: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw the records of each treated region and the years whose values they may have touched.

    Parameters
    ----------
    records : DataFrame
        Columns kode, tahun, pasti (bool): certain ones are filled, the others hollow.
    first : mapping of kode to year
        First exposed year of each treated region; earliest on top.
    years : first and last year with values
    measure : Measure
        Names the treatment.
    labels : mapping of kode to name
    remark : str
        Under the heading, e.g. how many regions have no record.
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per record. Above `MAX_ROWS` regions the later ones are not drawn,
        and the heading says so.
    """
    ordered = sorted(first, key=lambda code: (first[code], code))
    drawn = ordered[:MAX_ROWS]
    hidden = len(ordered) - len(drawn)
    more = _("{n} wilayah lagi tidak digambar").format(n=hidden) if hidden else ""
    heading = Heading.of(measure, "", remark, more)
    rows = records[records["kode"].isin(drawn)]
    page = empty(heading) if not drawn else _draw(rows, drawn, first, years, labels, heading)
    table = pd.DataFrame(
        {
            _("Wilayah"): [labels.get(code, code) for code in rows["kode"]],
            _("Kode"): list(rows["kode"]),
            _("Tahun tercatat"): list(rows["tahun"]),
            _("Pasti"): [_("ya") if sure else _("belum") for sure in rows["pasti"]],
            _("Terpapar sejak"): [first[code] for code in rows["kode"]],
        }
    )
    return Chart(page.figure, alt or _finding(measure, first), inherit(table, records))


def _draw(
    rows: pd.DataFrame,
    drawn: list[str],
    first: Mapping[str, int],
    years: tuple[int, int],
    labels: Mapping[str, str],
    heading: Heading,
) -> Page:
    key = Key(_key(rows))
    names = [wrap(labels.get(code, code), _NAMES, style.SMALL) for code in drawn]
    step = max(map(len, names)) * _LINE + 3
    foot, left = key.height + _FOOT, EDGE + _NAMES + 10
    low, high = min(years[0], *rows["tahun"]), max(years[1], *rows["tahun"])
    box = (left, foot, style.WIDTH - EDGE - left, step * len(drawn))
    page = Page(heading.height + EDGE + box[3] + foot)
    heading.draw(page)
    field = Field(page, box, (low - 0.5, high + 0.5), (len(drawn) - 0.5, -0.5))
    field.posts(np.arange(low, high + 2) - 0.5, *field.up, _GRID, 0.5)
    width = box[2] / (high - low + 1)
    every = max(1, int(np.ceil(34 / width)))
    for year in range(high, low - 1, -every):
        x = left + (year - low + 0.5) * width
        page.text(x, foot - 9, str(year), size=style.SMALL, color=style.SOFT, align="center")
    for i, code in enumerate(drawn):
        y = foot + box[3] - (i + 0.5) * step
        page.text(EDGE + _NAMES, y, names[i], size=style.SMALL, align="right")
        if first[code] <= years[1]:
            start, end = max(first[code], years[0]) - 0.5, years[1] + 0.5
            field.area([start, end], [i - 0.32] * 2, [i + 0.32] * 2, _EXPOSED, 1)
    place = rows["kode"].map({code: i for i, code in enumerate(drawn)})
    for sure in (True, False):
        at = (rows["pasti"] == sure).to_numpy()
        if at.any():
            field.marks(rows["tahun"][at], place[at], _RECORD, 3 + sure, hollow=not sure)
    key.draw(page, key.height)
    return page


def _key(rows: pd.DataFrame) -> list[KeyItem]:
    items = [KeyItem(_("Tercatat, pasti"), mark_swatch(_RECORD))]
    if not rows["pasti"].all():
        items.append(KeyItem(_("Tercatat, belum pasti"), mark_swatch(_RECORD, hollow=True)))
    items.append(KeyItem(_("Nilai yang mungkin tersentuh"), box_swatch(_EXPOSED)))
    return items


def _finding(measure: Measure, first: Mapping[str, int]) -> str:
    if not first:
        return _("{title}: tidak ada yang tercatat.").format(title=measure.title)
    years = list(first.values())
    return _(
        "{title}: {n} wilayah tercatat; nilai pertama yang mungkin tersentuh dari {low} sampai "
        "{high}."
    ).format(title=measure.title, n=len(years), low=min(years), high=max(years))
