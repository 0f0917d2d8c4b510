"""How a figure or table looks in JupyterLab and in a plain Python shell."""

from __future__ import annotations

from typing import Any

from evaluasi.reports.blocks import Caption, Data, KeyFigures
from evaluasi.reports.templating import template
from evaluasi.text import _


def table(caption: Caption, data: Data) -> str:
    """Return the table as HTML."""
    return str(_parts().table(caption, data.columns, data.cells()))


def caption(caption: Caption) -> str:
    """Return the caption of a figure as HTML: title, unit, notes, source."""
    parts = _parts()
    return f"<p>{parts.caption(caption)}<br>{parts.footnotes(caption)}</p>"


def key_figures(block: KeyFigures) -> str:
    """Return the key figures as an HTML list."""
    return str(_parts().key_figures(block))


def plain_caption(caption: Caption) -> str:
    """Return the caption as lines of text."""
    head = caption.title + (f" ({caption.unit})" if caption.unit else "")
    lines = [f"{_('SIMULASI')} · {head}" if caption.simulated else head]
    lines += [part for part in (caption.note, caption.source) if part]
    return "\n".join(lines)


def plain_table(caption: Caption, data: Data) -> str:
    """Return the table as text with aligned columns."""
    rows = [[column.label for column in data.columns], *data.cells()]
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    lines = ["  ".join(_padded(row, widths, data)).rstrip() for row in rows]
    return "\n".join([plain_caption(caption), "", *lines])


def _padded(row: list[str], widths: list[int], data: Data) -> list[str]:
    return [
        cell.rjust(width) if column.align == "right" else cell.ljust(width)
        for cell, width, column in zip(row, widths, data.columns, strict=True)
    ]


def _parts() -> Any:
    return template("parts.html").module
