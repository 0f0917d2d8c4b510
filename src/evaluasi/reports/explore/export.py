"""Save a picture and its table as files that can stand alone: with title, source and stamp."""

from __future__ import annotations

import pickle
from pathlib import Path

from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.transforms import Affine2D, ScaledTranslation

from evaluasi.figures import style
from evaluasi.figures.lettering import LINE_SPACING, clean, wrap
from evaluasi.reports.display import SIMULATED
from evaluasi.reports.document import slug
from evaluasi.reports.explore.drawing import Picture
from evaluasi.tables.outlet.book import SheetOut, csv_bytes, save
from evaluasi.tables.outlet.saving import write_atomic
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

PNG_DPI = 200
_MAX_CODES = 6
_EDGE = 4.0  # points, as the charts keep it


def save_picture(picture: Picture, folder: Path) -> list[Path]:
    """Write the picture as SVG and PNG, with its caption under it; return the paths.

    Raises
    ------
    OutputError
        When a file can't be written; no torn file is left.
    """
    with style.context():
        figure = _captioned(picture)
    contents = {"svg": style.to_svg(figure), "png": style.to_png(figure, PNG_DPI)}
    return [_write(folder, picture, kind, content) for kind, content in contents.items()]


def save_table(picture: Picture, folder: Path) -> list[Path]:
    """Write the table as CSV and as XLSX; return the paths.

    Each row says its unit and source, so that a table that is passed on keeps them.

    Raises
    ------
    OutputError
        When a file can't be written; no torn file is left.
    """
    caption = picture.caption
    table = picture.table.assign(**{_("Satuan"): caption.unit, _("Sumber"): caption.source})
    # The rows name the source; the sheet needs only the stamp.
    stamp = Provenance(kinds=("simulasi" if caption.simulated else "publik",), titles=())
    sheet = SheetOut(_("Tabel"), table, caption.title, [caption.note] if caption.note else [])
    path = folder / f"{stem_of(picture)}.xlsx"
    return [_write(folder, picture, "csv", csv_bytes(table)), save(path, [sheet], stamp)]


def stem_of(picture: Picture) -> str:
    """Return the file name without suffix, e.g. ``p0_garis_sejenis_35.79_2010-2025``."""
    chosen = picture.plan.selection
    codes = ["".join(c for c in code if c.isalnum() or c == ".") for code in chosen.regions]
    if more := codes[_MAX_CODES:]:
        codes = [*codes[:_MAX_CODES], _("dan-{n}-lain").format(n=len(more))]
    years = chosen.shown_years
    span = str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    parts = [slug(chosen.indicator), chosen.view, chosen.group, "-".join(codes), span]
    return "_".join([*parts, *([SIMULATED] if picture.caption.simulated else [])])


def _captioned(picture: Picture) -> Figure:
    """Return a copy of the figure with room below it, where the caption stands."""
    figure: Figure = pickle.loads(pickle.dumps(picture.chart.figure))
    caption = picture.caption
    room = style.WIDTH - 2 * _EDGE
    note = f"{_('Catatan:')} {caption.note}" if caption.note else ""
    lines = [(line, True) for line in wrap(clean(caption.title), room, style.TEXT, bold=True)]
    lines += [
        (line, False)
        for words in (note, caption.source)
        if words
        for line in wrap(clean(words), room, style.SMALL)
    ]
    depth = sum(_height(bold) for _line, bold in lines) + 2 * _EDGE
    _lift(figure, depth)
    points = Affine2D().scale(1 / 72) + figure.dpi_scale_trans
    y = depth - _EDGE
    for line, bold in lines:
        figure.text(
            _EDGE, y, line, transform=points, va="top",
            fontsize=style.TEXT if bold else style.SMALL,
            fontweight="bold" if bold else "normal",
            color=style.INK if bold else style.SOFT,
        )  # fmt: skip
        y -= _height(bold)
    if caption.simulated:
        figure.text(0.995, 0.995, SIMULATED, ha="right", va="top", weight="bold")
    return figure


def _height(bold: bool) -> float:
    return (style.TEXT if bold else style.SMALL) * LINE_SPACING


def _lift(figure: Figure, points: float) -> None:
    """Make the figure higher by so many points, all of them at its foot."""
    width, height = figure.get_size_inches()
    taller = height + points / 72
    for axes in figure.axes:
        place = axes.get_position()
        axes.set_position(
            (
                place.x0,
                (place.y0 * height + points / 72) / taller,
                place.width,
                place.height * height / taller,
            )
        )
    up = ScaledTranslation(0, points / 72, figure.dpi_scale_trans)
    for artist in (*figure.texts, *figure.artists, *figure.lines, *figure.patches):
        # A patch puts its own shape before the transform that it was given.
        given = artist.get_data_transform() if isinstance(artist, Patch) else artist.get_transform()
        artist.set_transform(given + up)
    figure.set_size_inches(width, taller)


def _write(folder: Path, picture: Picture, suffix: str, content: bytes) -> Path:
    return write_atomic(folder / f"{stem_of(picture)}.{suffix}", content)
