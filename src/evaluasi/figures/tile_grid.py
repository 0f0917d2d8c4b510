"""A map of equal tiles: where a region lies, or one value per region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.figures import findings, style
from evaluasi.figures.chart import Chart
from evaluasi.figures.furniture import EDGE, Heading, Key, KeyItem, Swatch, box_swatch, empty
from evaluasi.figures.measure import Floats, Measure, Scale
from evaluasi.figures.origin import inherit
from evaluasi.figures.page import Page
from evaluasi.figures.roles import Roles
from evaluasi.figures.short_names import SPACING, fit_all, short
from evaluasi.text import _

_GAP = 2.5  # between tiles
_PAD = 1.5  # between the edge of a tile and its text
_MAX_TILE = 60.0
_PLAIN, _PEER = "#E4E8EB", "#B4C2CC"
_OWN, _OTHER = (style.INK, 3.0), (style.INK, 1.2)  # outlines on a map of values
_HATCH = "////"
_STEPS, _MAX_SHARE, _QUANTILES = 6, 0.6, 5
_STEP, _BAR, _LEGEND = 56.0, 9.0, 28.0  # of the colour legend: width, height, all in all


@style.context()
def tile_grid(
    tiles: pd.DataFrame,
    values: pd.Series | None = None,
    *,
    highlight: str = "",
    measure: Measure | None = None,
    title: str = "",
    labels: Mapping[str, str] | None = None,
    peers: Sequence[str] = (),
    group: str = "",
    alt: str | None = None,
) -> Chart:
    """Draw each region as a tile of equal size, coloured by its value if there is one.

    Parameters
    ----------
    tiles : DataFrame
        Columns kode, kolom, baris; row 0 is the northernmost, column 0 the westernmost.
    values : Series, index kode, optional
        One value per region in ``measure.unit``; tiles without a value are hatched. Without
        values the map shows where regions lie.
    highlight : str
        Code of the region that the chart is about.
    measure : Measure
        Needed with ``values``.
    title : str
        Heading of a map without values.
    labels : mapping of kode to name, optional
        Full names; the type "Kabupaten" is dropped on the tiles.
    peers : sequence of str
        Codes of other regions to mark.
    group : str
        What the tiles are, e.g. "kabupaten/kota"; by default "wilayah".
    alt : str, optional
        Instead of the finding computed from the data.

    Returns
    -------
    Chart
        ``data`` has one row per tile.

    Raises
    ------
    ParameterError
        With values but no measure.
    """
    if values is not None and measure is None:
        raise ParameterError(_("Peta dengan nilai memerlukan measure=."))
    roles = Roles.of(highlight, peers, labels, group)
    grid = _Grid.of(tiles, roles)
    table = pd.DataFrame(
        {
            _("Wilayah"): [roles.name(code) for code in grid.codes],
            _("Kode"): grid.codes,
            _("Kolom"): grid.columns,
            _("Baris"): grid.rows,
        }
    )
    if values is None or measure is None:
        page = _place_map(grid, title)
        return Chart(page.figure, alt or _place(grid), inherit(table, tiles))
    known = values.reindex(grid.codes).astype(float)
    scale = measure.scale(known, [known.median()])
    page = _value_map(grid, np.asarray(known, dtype=np.float64), scale)
    table[measure.label] = known.to_numpy()
    finding = _extremes(known.dropna(), roles, scale)
    return Chart(page.figure, alt or finding, inherit(table, tiles, values))


@dataclass(frozen=True)
class _Grid:
    """Tiles by code, with column and row counted from the upper left."""

    codes: list[str]
    shown: list[str]
    columns: list[int]
    rows: list[int]
    roles: Roles

    @classmethod
    def of(cls, tiles: pd.DataFrame, roles: Roles) -> _Grid:
        codes = [str(code) for code in tiles["kode"]]
        columns, rows = tiles["kolom"].astype(int), tiles["baris"].astype(int)
        return cls(
            codes,
            [short(roles.name(code)) for code in codes],
            [int(c) for c in columns - columns.min()],
            [int(r) for r in rows - rows.min()],
            roles,
        )

    def outline(self, code: str) -> tuple[str, float] | None:
        """Return colour and width of the outline on a map of values."""
        if code == self.roles.highlight:
            return _OWN
        return _OTHER if code in self.roles.peers else None

    def key(self, own: Swatch, other: Swatch) -> list[KeyItem]:
        """Return the entries of the marked regions that have a tile."""
        items = []
        if self.roles.highlight in self.codes:
            items.append(KeyItem(self.roles.own_name, own))
        if set(self.roles.peers) & set(self.codes):
            items.append(KeyItem(_("Pembanding"), other))
        return items

    @property
    def tile(self) -> float:
        """Side of a tile with its gap, in points."""
        return min(_MAX_TILE, (style.WIDTH - 2 * EDGE - 4) / (max(self.columns) + 1))

    @property
    def height(self) -> float:
        """Height of the grid in points."""
        return self.tile * (max(self.rows) + 1)


@dataclass(frozen=True)
class _Face:
    """How one tile looks: fill (hatched if none), note under its name, outline."""

    fill: str | None
    note: str = ""
    outline: tuple[str, float] | None = None


@dataclass(frozen=True)
class _Classes:
    """Steps of values from light to dark; ``edges`` maps their bounds to labels."""

    edges: Mapping[float, str]
    remark: str = ""

    @classmethod
    def of(cls, scale: Scale, values: Floats) -> _Classes:
        """Return steps of equal width; of equal count where one step would swallow most tiles."""
        low, high = float(values.min()), float(values.max())
        even = cls(scale.ticks(low, high if high > low else low + 1, _STEPS))
        steps = [even.color(value) for value in values]
        if max(steps.count(color) for color in even.colors) <= _MAX_SHARE * len(values):
            return even
        bounds = np.unique(np.quantile(values, np.linspace(0, 1, _QUANTILES + 1)))
        if len(bounds) < 3:
            return even
        remark = _("tiap warna memuat kira-kira seperlima {group}")
        return cls({float(bound): scale.number(bound) for bound in bounds}, remark)

    @property
    def colors(self) -> list[str]:
        places = np.linspace(0, len(style.SEQUENCE) - 1, len(self.edges) - 1)
        return [style.SEQUENCE[round(place)] for place in places]

    def color(self, value: float) -> str:
        """Return the colour of a value; one on an edge belongs to the step above it."""
        step = int(np.searchsorted(list(self.edges), value, side="right")) - 1
        return self.colors[min(step, len(self.colors) - 1)]

    def draw(self, page: Page, top: float) -> None:
        """Draw the legend downwards from ``top``."""
        left = EDGE + 16
        for i, color in enumerate(self.colors):
            page.box((left + i * _STEP, top - _BAR, _STEP, _BAR), color)
        for i, label in enumerate(self.edges.values()):
            x, y = left + i * _STEP, top - _BAR - 9
            page.text(x, y, label, size=style.SMALL, color=style.SOFT, align="center")


def _place_map(grid: _Grid, title: str) -> Page:
    fills = {grid.roles.highlight: style.HIGHLIGHT} | dict.fromkeys(grid.roles.peers, _PEER)
    faces = [_Face(fills.get(code, _PLAIN)) for code in grid.codes]
    key = grid.key(box_swatch(style.HIGHLIGHT), box_swatch(_PEER))
    return _draw(grid, faces, Heading.of(Measure(title), ""), Key(key))


def _value_map(grid: _Grid, values: Floats, scale: Scale) -> Page:
    known = np.isfinite(values)
    if not known.any():
        return empty(Heading.of(scale.measure, scale.unit))
    classes = _Classes.of(scale, values[known])
    remark = classes.remark.format(group=grid.roles.group)
    faces = [
        _Face(classes.color(value), scale.number(value), grid.outline(code))
        if np.isfinite(value)
        else _Face(None, outline=grid.outline(code))
        for code, value in zip(grid.codes, values, strict=True)
    ]
    key = grid.key(
        box_swatch(style.PAPER, edge=_OWN[0], line_width=_OWN[1]),
        box_swatch(style.PAPER, edge=_OTHER[0], line_width=_OTHER[1]),
    )
    if not known.all():
        missing = box_swatch(style.PAPER, edge=style.REST, hatch=_HATCH)
        key.append(KeyItem(_("Belum ada data"), missing))
    return _draw(grid, faces, Heading.of(scale.measure, scale.unit, remark), Key(key), classes)


def _draw(
    grid: _Grid,
    faces: Sequence[_Face],
    heading: Heading,
    key: Key,
    classes: _Classes | None = None,
) -> Page:
    if not grid.codes:
        return empty(heading)
    legend = _LEGEND if classes else 0.0
    page = Page(heading.height + grid.height + 8 + legend + key.height)
    heading.draw(page)
    top = page.height - heading.height
    left = (style.WIDTH - grid.tile * (max(grid.columns) + 1)) / 2
    side = grid.tile - _GAP
    notes = [face.note for face in faces]
    room = side - 2 * _PAD
    blocks, size = fit_all(grid.shown, notes, room, room)
    for column, row, face, lines in zip(grid.columns, grid.rows, faces, blocks, strict=True):
        x, y = left + column * grid.tile, top - (row + 1) * grid.tile
        _tile(page, x, y, side, face)
        color = style.INK if face.fill is None else style.ink_on(face.fill)
        page.text(
            x + side / 2, y + side / 2, lines, size=size, color=color, align="center",
            spacing=SPACING,
        )  # fmt: skip
    if classes:
        classes.draw(page, key.height + legend)
    key.draw(page, key.height)
    return page


def _tile(page: Page, x: float, y: float, side: float, face: _Face) -> None:
    box = (x, y, side, side)
    if face.fill is None:
        page.box(box, style.PAPER, edge=style.REST, hatch=_HATCH)
    else:
        page.box(box, face.fill)
    if face.outline:
        color, width = face.outline
        page.box(box, "none", edge=color, line_width=width)
        # A white line inside keeps the outline visible on a dark tile.
        inner, white = width / 2 + 0.6, side - width - 1.2
        inside = (x + inner, y + inner, white, white)
        page.box(inside, "none", edge=style.PAPER, line_width=1.2)


def _place(grid: _Grid) -> str:
    roles = grid.roles
    words = {"count": len(grid.codes), "group": roles.group}
    if roles.highlight not in grid.codes:
        return _("Peta petak {count} {group}.").format(**words)
    at = grid.codes.index(roles.highlight)
    winds = (
        (_("barat laut"), _("utara"), _("timur laut")),
        (_("barat"), _("tengah"), _("timur")),
        (_("barat daya"), _("selatan"), _("tenggara")),
    )
    where = winds[_third(grid.rows[at], grid.rows)][_third(grid.columns[at], grid.columns)]
    return _("Peta petak {count} {group} (letak hampiran): {name} di bagian {where}.").format(
        **words, name=roles.own_name, where=where
    )


def _third(place: int, places: Sequence[int]) -> int:
    return 3 * place // (max(places) + 1)


def _extremes(known: pd.Series, roles: Roles, scale: Scale) -> str:
    """Name the highest and the lowest value, and where the highlighted region stands."""
    if known.empty:
        title = findings.lower_first(scale.measure.title)
        return _("Belum ada data {title}.").format(title=title)
    high, low = str(known.idxmax()), str(known.idxmin())
    said = _(
        "{title} tertinggi di {high} ({most}) dan terendah di {low} ({least}) di antara "
        "{count} {group}."
    ).format(
        title=scale.measure.title,
        high=roles.name(high),
        most=scale.phrase(known[high]),
        low=roles.name(low),
        least=scale.phrase(known[low]),
        count=len(known),
        group=roles.group,
    )
    if roles.highlight not in known.index:
        return said
    own = float(known[roles.highlight])
    side = findings.side(scale, own, float(known.median()), len(known), roles)
    return f"{said} " + findings.sentence(f"{roles.own_name} {scale.phrase(own)}", side)
