"""A document as one self-contained HTML page.

The page refers to nothing outside itself and runs no script: pictures are data URIs, the style
sheet stands inside, and its content policy forbids the rest.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from evaluasi import text
from evaluasi.reports.blocks import Block, Figure, Heading
from evaluasi.reports.document import Document
from evaluasi.reports.prose import to_html
from evaluasi.reports.templating import asset, template

# Longer tables behind a figure stay in the notebook, so that a page remains light.
MAX_FIGURE_ROWS = 160


@dataclass(slots=True)
class _Section:
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def render(document: Document) -> str:
    """Return the document as an HTML page.

    Same document, same bytes: nothing here asks the clock or the machine.
    """
    meta = document.meta
    return template("report.html").render(
        document=document,
        meta=meta,
        date=text.date(meta.date) if meta.date else "",
        sections=_sections(document.blocks),
        kind=lambda block: type(block).__name__,
        prose=to_html,
        picture=_data_uri,
        figure_rows=_figure_rows,
        style=asset("report.css"),
    )


def _sections(blocks: Iterable[Block]) -> list[_Section]:
    sections = [_Section(None)]
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            sections.append(_Section(block))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.heading or section.blocks]


def _data_uri(figure: Figure) -> Markup:
    payload = base64.b64encode(figure.image).decode("ascii")
    return Markup(f"data:{figure.media_type};base64,{payload}")  # base64 holds no markup


def _figure_rows(figure: Figure) -> list[list[str]]:
    data = figure.data
    return data.cells() if len(data.rows) <= MAX_FIGURE_ROWS else []
