"""The document model: what a report says, read from an executed notebook.

Only three things of a notebook reach a report: Markdown cells, generated sentences
(``text/markdown`` outputs) and what `rp.show` and its kin emit. Code, streams and foreign HTML
never do.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import mistune

from evaluasi.errors import EvaluasiError
from evaluasi.reports.blocks import (
    MIME,
    VERSION,
    Block,
    Caption,
    Data,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    Meta,
    Prose,
    Table,
)
from evaluasi.text import _

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_PARSE = mistune.create_markdown(renderer=None)


@dataclass(frozen=True, slots=True)
class Document:
    """A report without looks: its title, what it says about itself, and its blocks in order."""

    title: str
    meta: Meta = field(default_factory=Meta)
    blocks: tuple[Block, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in order."""
        return tuple(b for b in self.blocks if isinstance(b, Figure))

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in order."""
        return tuple(b for b in self.blocks if isinstance(b, Table))

    @property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        """The declared key figures of the whole document."""
        declared = (b.figures for b in self.blocks if isinstance(b, KeyFigures))
        return tuple(figure for figures in declared for figure in figures)

    @property
    def simulated(self) -> bool:
        """Whether anything in the document rests on simulated data."""
        return self.meta.simulated or any(b.caption.simulated for b in self.figures + self.tables)

    def completed(self, **fields: Any) -> Document:
        """Return the document with the still empty fields of its `Meta` filled in."""
        missing = {name: value for name, value in fields.items() if not getattr(self.meta, name)}
        return replace(self, meta=replace(self.meta, **missing))


def from_notebook(nb: Mapping[str, Any]) -> Document:
    """Read an executed notebook.

    Parameters
    ----------
    nb : mapping
        The notebook as nbformat 4 reads it.

    Returns
    -------
    Document
        Its title is that of `rp.meta`, else the first first-level heading.

    Raises
    ------
    EvaluasiError
        When an output was written by another version of the document model.
    """
    reader = _Reader()
    for cell in nb["cells"]:
        if cell["cell_type"] == "markdown":
            reader.prose(_joined(cell["source"]))
        elif cell["cell_type"] == "code":
            for output in cell.get("outputs", ()):
                reader.output(output.get("data", {}))
    return reader.document()


class _Reader:
    """Collects blocks, numbers figures and tables, keeps anchors unique."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._meta: dict[str, Any] = {}
        self._title = ""
        self._anchors: dict[str, int] = {}
        self._counts = {"figure": 0, "table": 0}

    def document(self) -> Document:
        meta = Meta(**self._meta)
        title = meta.title or self._title or _("Laporan")
        return Document(title, meta, tuple(self._blocks))

    def prose(self, markdown: str) -> None:
        for level, chunk in _split(markdown):
            if level == 0:
                self._blocks.append(Prose(chunk))
            elif level == 1 and not self._title:
                self._title = plain(chunk)
            else:
                self._heading(max(level, 2), plain(chunk))

    def output(self, data: Mapping[str, Any]) -> None:
        if MIME in data:
            self._bundle(data[MIME], data)
        elif "text/markdown" in data:
            self.prose(_joined(data["text/markdown"]))

    def _heading(self, level: int, text: str) -> None:
        anchor = slug(text) or "bagian"
        seen = self._anchors[anchor] = self._anchors.get(anchor, 0) + 1
        self._blocks.append(Heading(level, text, anchor if seen == 1 else f"{anchor}-{seen}"))

    def _bundle(self, bundle: Mapping[str, Any], data: Mapping[str, Any]) -> None:
        if bundle.get("version") != VERSION:
            raise EvaluasiError(
                _("Keluaran notebook ini ditulis oleh versi lain dari evaluasi."),
                _("Jalankan ulang notebooknya, lalu buat laporannya lagi."),
            )
        kind = bundle["kind"]
        if kind == "meta":
            self._meta.update(bundle["meta"])
        elif kind == "key_figures":
            self._blocks.append(KeyFigures(tuple(KeyFigure(**f) for f in bundle["figures"])))
        elif kind == "table":
            self._blocks.append(_table(self._next("table"), bundle))
        elif kind == "figure":
            self._blocks.append(_figure(self._next("figure"), bundle, data))

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]


def _table(number: int, bundle: Mapping[str, Any]) -> Table:
    data = Data.from_json(bundle["data"])
    return Table(number, _caption(bundle), data, tuple(tuple(row) for row in data.cells()))


def _figure(number: int, bundle: Mapping[str, Any], data: Mapping[str, Any]) -> Figure:
    numbers = Data.from_json(bundle["data"])
    if "image/svg+xml" in data:
        image = _joined(data["image/svg+xml"]).encode()
        return Figure(number, _caption(bundle), bundle["alt"], "image/svg+xml", image, numbers)
    image = base64.b64decode(_joined(data["image/png"]))
    return Figure(number, _caption(bundle), bundle["alt"], "image/png", image, numbers)


def _caption(bundle: Mapping[str, Any]) -> Caption:
    return Caption(
        title=bundle["title"],
        unit=bundle.get("unit") or "",
        source=bundle.get("source") or "",
        note=bundle.get("note") or "",
        simulated=bool(bundle.get("simulated")),
    )


def _split(markdown: str) -> Iterator[tuple[int, str]]:
    """Yield (level, text) for each heading and (0, markdown) for what stands between them."""
    pending: list[str] = []
    fenced = False
    for line in markdown.splitlines():
        fenced ^= bool(_FENCE.match(line))
        heading = None if fenced else _HEADING.match(line)
        if heading is None:
            pending.append(line)
            continue
        if chunk := "\n".join(pending).strip("\n"):
            yield 0, chunk
        pending.clear()
        yield len(heading[1]), heading[2]
    if chunk := "\n".join(pending).strip("\n"):
        yield 0, chunk


def plain(markdown: str) -> str:
    """Return inline Markdown as plain text: marks gone, escapes resolved."""
    # As a heading, so that "1. Ringkasan" is not taken for a list.
    return "".join(_flatten(_PARSE(f"# {markdown}"))).strip()  # type: ignore[arg-type]  # tokens


def _flatten(tokens: list[dict[str, Any]]) -> Iterator[str]:
    for token in tokens:
        if "children" in token:
            yield from _flatten(token["children"])
        elif token["type"] in ("softbreak", "linebreak"):
            yield " "
        else:
            yield token.get("raw", "")


def slug(text: str) -> str:
    """Return lower-case ASCII letters, digits and hyphens: safe in a link and in a file name."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)
