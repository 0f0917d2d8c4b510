"""Words in charts as text instead of outlines, for the PDF.

matplotlib draws each letter of an SVG as an outline, so that a chart looks the same wherever it is
opened. typst has the font at hand: given the words, it sets text that can be searched and copied,
in a file a third smaller. What does not look exactly as expected stays an outline.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_WORDS = re.compile(
    r"<!-- (?P<words>[^\n]*) -->\s*"
    r'<g(?P<style> style="[^"]*")? transform="'
    r'(?P<place>translate\([^)]*\)(?: rotate\([^)]*\))?) scale\((?P<scale>[\d.]+) -(?P=scale)\)">'
    r"\s*(?P<defs><defs>.*?</defs>)?\s*"
    r'(?P<letters>(?:<use xlink:href="#DejaVuSans(?:-Bold)?-[0-9a-f]+"[^>]*/>\s*)+)</g>',
    re.DOTALL,
)
_LETTER = re.compile(r'"#DejaVuSans(-Bold)?-')
_DEFINED = re.compile(r'<path id="([^"]+)"')
_USED = re.compile(r'<use xlink:href="#([^"]+)"')
# matplotlib writes two hyphens apart in a comment, and mathematics in several fonts.
_NOT_AS_COMMENTED = re.compile(r"- -|\$")
_FONT_UNITS = 100  # glyph outlines are drawn at this size and scaled


def as_text(svg: bytes) -> bytes:
    """Return the picture with the words that are set in one font as text."""
    drawn = svg.decode()
    # What stays an outline may use letters that were defined where words now become text.
    left = _WORDS.sub(lambda found: "" if _is_plain(found) else found[0], drawn)
    needed = set(_USED.findall(left))
    return _WORDS.sub(lambda found: _text(found, needed), drawn).encode()


@cache
def fonts() -> str:
    """Return the folder of the fonts that charts are drawn in."""
    import matplotlib as mpl

    return str(Path(mpl.get_data_path()) / "fonts" / "ttf")


def _is_plain(words: re.Match[str]) -> bool:
    fonts = set(_LETTER.findall(words["letters"]))
    return len(fonts) == 1 and not _NOT_AS_COMMENTED.search(words["words"])


def _text(words: re.Match[str], needed: set[str]) -> str:
    if not _is_plain(words):
        return words[0]
    defs = words["defs"] or ""
    weight = 700 if _LETTER.findall(words["letters"])[0] else 400
    return (
        f"{defs if needed & set(_DEFINED.findall(defs)) else ''}"
        f'<text{words["style"] or ""} transform="{words["place"]} scale({words["scale"]})" '
        f'font-family="DejaVu Sans" font-size="{_FONT_UNITS}" font-weight="{weight}">'
        f"{words['words']}</text>"
    )
