"""The blocks a report is made of: plain frozen data that every renderer reads.

A block knows its text and numbers, not how it looks. Cell texts are made here, once, so that
HTML, PDF and DOCX print the same figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any, Literal

from evaluasi import text
from evaluasi.text import _

MIME = "application/vnd.evaluasi+json"
VERSION = 1
NO_VALUE = "–"

Kind = Literal["text", "number", "year", "date", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: how it is called and how its values are written."""

    name: str
    label: str
    align: Literal["left", "right"] = "left"
    decimals: int | None = None
    kind: Kind = "text"

    def text(self, value: Any) -> str:
        """Write one value (a JSON scalar) the Indonesian way; a missing one is a dash."""
        if value is None or value == "":
            return NO_VALUE
        match self.kind:
            case "number":
                return _number(value, self.decimals)
            case "year":  # a name, not an amount: never 2.025
                return str(int(value))
            case "date":
                return text.date(value)
            case "flag":
                return _("ya") if value else _("tidak")
            case "text":
                return str(value)


# The same cell is written for the notebook and for each format of the report.
_number = lru_cache(maxsize=8192)(text.number)


@dataclass(frozen=True, slots=True)
class Data:
    """Columns and raw rows (JSON scalars; ``None`` = not on file)."""

    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Any, ...], ...] = ()

    @property
    def incomplete(self) -> bool:
        """Whether any cell is missing."""
        return any(value is None or value == "" for row in self.rows for value in row)

    def cells(self) -> list[list[str]]:
        """Return the rows as printed, shape (rows, columns)."""
        return [
            [column.text(value) for column, value in zip(self.columns, row, strict=True)]
            for row in self.rows
        ]

    def to_json(self) -> dict[str, Any]:
        """Return what the MIME bundle carries under ``data``."""
        return {"columns": [asdict(c) for c in self.columns], "rows": [list(r) for r in self.rows]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Data:
        """Read what :meth:`to_json` wrote."""
        return cls(
            tuple(Column(**column) for column in data["columns"]),
            tuple(tuple(row) for row in data["rows"]),
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; ``text`` is plain, ``anchor`` is unique in the document."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text in Markdown, without headings."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands beside a figure or table: its title, unit, source and notes."""

    title: str
    unit: str = ""
    source: str = ""
    note: str = ""
    simulated: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the sentence that states its finding and the numbers behind it."""

    number: int
    caption: Caption
    alt: str
    media_type: Literal["image/svg+xml", "image/png"]
    image: bytes
    data: Data


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``cells`` are the rows as printed, ``data`` the rows as numbers."""

    number: int
    caption: Caption
    data: Data
    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One number that stands for the region in the index; ``None`` = not on file."""

    label: str
    value: float | None
    text: str


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The handful of numbers a notebook declares for its report and for the index."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """What the report says about itself.

    Dates are ISO text; ``logo`` is a data URI (PNG, JPEG or SVG); ``versions`` maps a package to
    its version.
    """

    title: str = ""
    subtitle: str = ""
    region: str = ""
    code: str = ""
    year: int | None = None
    date: str = ""
    institution: str = ""
    address: str = ""
    logo: str = ""
    responsible: str = ""
    reviewer: str = ""
    draft: bool = False
    simulated: bool = False
    dataset: str = ""
    fingerprint: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


Block = Heading | Prose | Figure | Table | KeyFigures
