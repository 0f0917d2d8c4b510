"""The one Jinja environment: every value is escaped unless it is marked safe."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from evaluasi import text
from evaluasi.reports.blocks import Column
from evaluasi.reports.wrapping import breadth, longest, pieces
from evaluasi.text import _

FOLDER = files("evaluasi.reports") / "templates"
BREADTHS = {"short": "pendek", "medium": "sedang", "long": "panjang"}  # as the style sheet says


@cache
def environment() -> Environment:
    """Return the environment; made once per process."""
    env = Environment(
        loader=FileSystemLoader(str(FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(_=_, text=text, table_rows=table_rows)
    return env


_NOT_PLAIN = re.compile(r"""[&<>'"]""")


@cache
def template(name: str) -> Template:
    """Return a compiled template of the package."""
    return environment().get_template(name)


def table_rows(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Markup:
    """Return head and body of a table; not a template, because tables are most of a page.

    The first cell of a row names it.
    """
    classes = [
        f' class="{"angka" if c.align == "right" else BREADTHS[breadth(longest(cells, i))]}"'
        for i, c in enumerate(columns)
    ]
    heads = (
        f'<th scope="col"{kind}>{escape(column.label)}</th>'
        for column, kind in zip(columns, classes, strict=True)
    )
    lines = [f"<thead><tr>{''.join(heads)}</tr></thead>", "<tbody>"]
    for row in cells:
        first, *rest = (
            f"{kind}>{_breakable(cell)}" for cell, kind in zip(row, classes, strict=True)
        )
        values = "".join(f"<td{cell}</td>" for cell in rest)
        lines.append(f'<tr><th scope="row"{first}</th>{values}</tr>')
    lines.append("</tbody>")
    return Markup("\n".join(lines))  # every cell was escaped above


def _breakable(cell: str) -> str:
    """Escape a cell; long addresses may be broken where a reader would break them."""
    # Most cells are plain numbers: asking is cheaper than escaping.
    parts = (str(escape(p)) if _NOT_PLAIN.search(p) else p for p in pieces(cell))
    return "<wbr>".join(parts)


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script of the package, to be set into a page as it is."""
    return Markup((FOLDER / name).read_text(encoding="utf-8"))  # our own file, not data
