"""Markdown to HTML for the prose of a report: safe and self-contained.

Raw HTML is shown as text. Nothing points outside the page: a link elsewhere is printed with its
address, a picture by its description.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import mistune
from markupsafe import Markup, escape

from evaluasi.text import _


class _Renderer(mistune.HTMLRenderer):
    def link(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002  # mistune's call
        if url.startswith("#"):
            return f'<a href="{escape(url)}">{text}</a>'
        address = str(escape(url.removeprefix("mailto:")))
        return text if text == address else f"{text} ({address})"

    def image(self, text: str, url: str, title: str | None = None) -> str:  # noqa: ARG002  # mistune's call
        return _("[Gambar: {description}]").format(description=text)

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        return super().heading(text, max(level, 2), **attrs)

    def table(self, text: str) -> str:
        label = escape(_("Tabel"))
        return (
            f'<div class="gulir" role="group" aria-label="{label}" tabindex="0">'
            f"<table>\n{text}</table></div>\n"
        )

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        numeric = ' class="angka"' if align == "right" else ""
        tag, scope = ("th", ' scope="col"') if head else ("td", "")
        return f"<{tag}{scope}{numeric}>{text}</{tag}>"


@cache
def _markdown() -> mistune.Markdown:
    return mistune.create_markdown(renderer=_Renderer(escape=True), plugins=["table"])


def to_html(markdown: str) -> Markup:
    """Return Markdown as HTML that is safe to set into the page."""
    return Markup(_markdown()(markdown))  # raw HTML was escaped by the renderer
