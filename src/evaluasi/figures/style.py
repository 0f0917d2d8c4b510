"""One look for all charts: colours, sizes, and pictures that are the same byte for byte.

Colours are those of Okabe and Ito ("Color Universal Design", 2008), moved in lightness so that
three tiers stay apart in grey and under colour blindness: the region a report is about (dark),
its named peers (middle, told apart by dash and marker as well), and everybody else (light).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure

WIDTH = 518.4  # points (7.2 in): the text width of an A4 page
FONT = "DejaVu Sans"  # comes with matplotlib, so it is the same on every machine
TITLE, TEXT, SMALL = 11.5, 9.5, 9.0  # font sizes in points

INK = "#1A1A1A"
SOFT = "#595959"  # second-rank text and the median
GRID = "#E3E3E3"
BAND = "#E4E8EB"  # range of the whole group
QUARTILES = "#BFC5CA"  # its middle half
REST = "#BFC5CA"  # single regions nobody named
SHADE = "#F6EEDC"  # years to be read with care
HIGHLIGHT = "#004166"
PAPER = "#FFFFFF"

# From light to dark in one hue, at even steps of lightness: the order survives in grey.
SEQUENCE = ("#F0F4F7", "#C1D6E4", "#8FB8CE", "#6498B7", "#3A799A", "#1D5A7C", "#023D5E")

Dash = tuple[float, tuple[float, ...] | None]
SOLID: Dash = (0, None)  # an empty tuple would leave an invalid dasharray in the SVG


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How one line and its points look; width in points."""

    color: str
    width: float
    dash: Dash = SOLID
    marker: str = ""


HIGHLIGHT_LINE = LineStyle(HIGHLIGHT, 2.8, marker="o")
MEDIAN_LINE = LineStyle(SOFT, 1.3, (0, (4, 2.2)))
PEER_LINES = (
    LineStyle("#D55E00", 1.4, SOLID, "s"),
    LineStyle("#008F6B", 1.4, (0, (6, 1.6)), "^"),
    LineStyle("#C46A9B", 1.4, (0, (1.4, 1.3)), "D"),
    LineStyle("#3A92CC", 1.4, (0, (7, 1.6, 1.4, 1.6)), "v"),
    LineStyle("#B07A00", 1.4, (0, (3, 1.4)), "<"),
    LineStyle("#777777", 1.4, (0, (9, 1.6, 1.4, 1.6, 1.4, 1.6)), ">"),
)

# Settings of the reader's own session must not change a report: start from the defaults.
_SESSION_KEYS = ("backend", "interactive", "toolbar", "keymap", "webagg", "tk.", "macosx")
_RC: dict[Any, Any] = {
    key: value for key, value in mpl.rcParamsDefault.items() if not key.startswith(_SESSION_KEYS)
} | {
    "font.family": FONT,
    "font.size": TEXT,
    "text.color": INK,
    "text.hinting": "no_hinting",  # letters as wide in PNG as in SVG
    "text.parse_math": False,  # a "$" in a region's data is a dollar sign
    "axes.unicode_minus": True,
    "svg.fonttype": "path",
    "svg.hashsalt": "evaluasi",
}


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2 (0 black, 1 white) of a "#rrggbb" colour."""
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2 between two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def ink_on(color: str) -> str:
    """Return the text colour that is easier to read on a ground of this colour."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, color))


@contextmanager
def context() -> Iterator[None]:
    """Apply the style within a ``with`` block; the session's own settings come back after it."""
    with mpl.rc_context(_RC):
        yield


def to_svg(figure: Figure) -> bytes:
    """Draw a figure as SVG: same figure, same bytes, on every run."""
    return _draw(figure, "svg", 72, {"Date": None, "Creator": "evaluasi"})


def to_png(figure: Figure, dpi: float = 150) -> bytes:
    """Draw a figure as PNG with ``dpi`` dots per inch: same figure, same bytes."""
    return _draw(figure, "png", dpi, {"Software": "evaluasi"})


def _draw(figure: Figure, kind: str, dpi: float, metadata: dict[str, Any]) -> bytes:
    buffer = BytesIO()
    with context():
        figure.savefig(buffer, format=kind, dpi=dpi, metadata=metadata)
    return buffer.getvalue()
