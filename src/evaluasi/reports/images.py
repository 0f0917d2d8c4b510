"""From a matplotlib figure to the picture a notebook output carries."""

from __future__ import annotations

import base64
import sys
from typing import Any

from evaluasi.figures.style import to_png, to_svg

# A vector picture is sharper and, for lines, smaller; a crowded one is better as a bitmap.
MAX_SVG_BYTES = 200_000
PNG_DPI = 150


def figure_of(obj: Any) -> Any | None:
    """Return the matplotlib figure that ``obj`` is or holds, if it does."""
    figure = getattr(obj, "figure", obj)
    return figure if hasattr(figure, "savefig") else None


def render(figure: Any, stamp: str = "") -> tuple[str, str]:
    """Draw the figure.

    Returns
    -------
    tuple of (media type, payload)
        SVG text, or base64 text of a PNG for crowded figures; ``stamp`` is written into the
        picture, so that it stays when the picture is copied alone.
    """
    mark = figure.text(0.995, 0.995, stamp, ha="right", va="top", weight="bold") if stamp else None
    try:
        vector = to_svg(figure)
        if len(vector) <= MAX_SVG_BYTES:
            return "image/svg+xml", vector.decode()
        return "image/png", base64.b64encode(to_png(figure, PNG_DPI)).decode("ascii")
    finally:
        if mark is not None:
            mark.remove()
        _forget(figure)


def _forget(figure: Any) -> None:
    """Close a pyplot figure, or the notebook would show it a second time."""
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        pyplot.close(figure)
