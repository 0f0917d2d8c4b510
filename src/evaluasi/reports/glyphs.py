"""Characters that the fonts of the PDF can't show, such as emoji in a title.

PDF/UA refuses a text with a character that no font has, so one sign would cost the whole report.
Which signs those are is asked of typst itself: it has fonts of its own and those of the charts.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from typing import Any

import typst

from evaluasi.reports import chart_text

INSTEAD = "□"
_PROBE = b'#set document(title: "x")\n#set text(lang: "id")\n#json("text.json")'


def compiled(sources: dict[str, bytes]) -> bytes:
    """Set sources as PDF/UA-1: same sources, same bytes; raises typst.TypstError."""
    rendered: bytes = typst.compile(  # type: ignore[call-overload]  # stub omits file dicts
        sources,
        format="pdf",
        pdf_standards="ua-1",
        ignore_system_fonts=True,
        font_paths=[chart_text.fonts()],
        timestamp=0,
    )
    return rendered


def showable(content: Any) -> Any:
    """Return JSON-like content with a box for each character that can't be shown."""
    match content:
        case str():
            return "".join(c if _is_shown(c) else INSTEAD for c in content)
        case list():
            return [showable(part) for part in content]
        case dict():
            return {name: showable(part) for name, part in content.items()}
    return content


@cache
def _is_shown(character: str) -> bool:
    if character.isascii() and character.isprintable():
        return True
    # A mark stands on a letter, and the font must have both as one.
    text = f"e{character}" if unicodedata.category(character).startswith("M") else character
    try:
        compiled({"main.typ": _PROBE, "text.json": json.dumps(text).encode()})
    except typst.TypstError:
        return False
    return True
