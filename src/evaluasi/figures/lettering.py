"""How wide text is, and how it breaks into lines."""

from __future__ import annotations

from functools import lru_cache

from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path

from evaluasi.figures import style

LINE_SPACING = 1.28

_UNKNOWN_GLYPH = "□"


@lru_cache(maxsize=20_000)
def clean(text: str) -> str:
    """Return the text on one line, with a box for each sign that the font can't draw."""
    font = get_font(findfont(_font(False)))
    return "".join(
        c if c.isprintable() and font.get_char_index(ord(c)) else _UNKNOWN_GLYPH
        for c in " ".join(text.split())
    )


@lru_cache(maxsize=2)
def _font(bold: bool) -> FontProperties:
    return FontProperties(family=style.FONT, size=1, weight="bold" if bold else "normal")


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float = style.TEXT, bold: bool = False) -> float:
    """Return the width of one line of text in points."""
    measured = text_to_path.get_text_width_height_descent(clean(text), _font(bold), False)
    return float(measured[0]) * size


def wrap(text: str, width: float, size: float = style.TEXT, bold: bool = False) -> list[str]:
    """Break text between words so that lines are at most ``width`` points wide.

    A single word that is wider is cut, with a hyphen.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(joined, size, bold) <= width:
            lines[-1] = joined
        else:
            lines += _cut(word, width, size, bold)
    return lines or [""]


def _cut(word: str, width: float, size: float, bold: bool) -> list[str]:
    pieces = []
    while width_of(word, size, bold) > width and len(word) > 2:
        end = len(word) - 1
        while end > 1 and width_of(word[:end] + "-", size, bold) > width:
            end -= 1
        pieces.append(word[:end] + "-")
        word = word[end:]
    return [*pieces, word]
