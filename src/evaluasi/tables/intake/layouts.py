"""The headings that people use, per table, as ``layouts.toml`` lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from evaluasi.tables import schemas
from evaluasi.tables.intake import plain
from evaluasi.text import _

REGION = "_wilayah"
PROVINCE = "_provinsi"
REGION_CODE = "_kode"
TITLE = "_judul"
OWN_SCORE = "_skor_mandiri"
VERIFIED_SCORE = "_skor_verifikasi"

LINES = " › "
"""Stands between the lines of a heading that has several."""

TEMPLATE = "templat evaluasi"
TECHNICAL = "nama kolom teknis"

_ASIDE = re.compile(r"\([^()]*\)|\*+")
_COLON = re.compile(r"\s*:.*$")
_FEWEST_IN_COMMON = 3


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one table's headings may be called.

    Attributes
    ----------
    table : str
    columns : mapping of str to (str, int)
        Folded heading → column (of the schema, or a helper that starts with ``_``) and its place
        in the list of that column.
    unused : frozenset of str
        Folded headings that are usual but have no place in the schema.
    marks : tuple of tuple of str
        The table is recognised where every group has a column.
    proofs : tuple of str
        Words of which one must stand in the headings or above them; none: no such need.
    contents : frozenset of str
        Columns of which one must be filled for a row to be one; none: no such need.
    ranked : frozenset of str
        Columns of which several headings may stand side by side; the first listed counts.
    """

    table: str
    columns: Mapping[str, tuple[str, int]]
    unused: frozenset[str]
    marks: tuple[tuple[str, ...], ...]
    proofs: tuple[str, ...]
    contents: frozenset[str]
    ranked: frozenset[str]

    @property
    def names_innovations(self) -> bool:
        """Whether rows point to an innovation instead of being one."""
        return schemas.get(self.table).field("id_inovasi") is not None


@lru_cache(maxsize=20_000)
def variants(heading: str) -> tuple[str, ...]:
    """Give the folded forms under which a heading is looked up, the fullest first."""
    whole = [heading] if LINES not in heading else [heading, heading.rpartition(LINES)[2]]
    bare = [_ASIDE.sub(" ", form) for form in whole]
    forms = map(plain.folded, (*whole, *bare, *(_COLON.sub("", form) for form in bare)))
    return tuple(dict.fromkeys(form for form in forms if form))


@cache
def known() -> frozenset[str]:
    """Return every folded heading that some table has a column for."""
    return frozenset(form for name in schemas.NAMES for form in vocabulary(name).columns)


@cache
def vocabulary(table: str) -> Vocabulary:
    """Return the headings of a table; its schema's names and titles always belong to them."""
    listed = _listed()
    own = listed["tabel"].get(table, {})
    schema = schemas.get(table)
    headings: dict[str, list[str]] = {
        field.name: [field.name, field.title] for field in schema.fields
    }
    common = listed["umum"]
    points = schema.field("id_inovasi") is not None
    placed = points or any(
        key.table == "wilayah" and key.columns == ("kode",) for key in schema.foreign_keys
    )
    if placed:
        headings |= {REGION: common[REGION], PROVINCE: common[PROVINCE]}
        headings.setdefault(REGION_CODE if points else "kode", []).extend(["kode", *common["kode"]])
    if points:
        headings[TITLE] = list(common[TITLE])
    if schema.field("tahun"):
        headings["tahun"] += common["tahun"]
    for column, names in own.get("kolom", {}).items():
        headings.setdefault(column, []).extend(names)
    return Vocabulary(
        table=table,
        columns=_folded(headings),
        unused=frozenset(
            map(plain.folded, [*common["tidak_dipakai"], *own.get("tidak_dipakai", [])])
        ),
        marks=tuple(map(tuple, own.get("tanda", _required(schema)))),
        proofs=tuple(own.get("penegas", ())),
        contents=frozenset(own.get("isi", ())),
        ranked=frozenset(own.get("berurutan", ())),
    )


def name_of(table: str, headings: Iterable[str]) -> str:
    """Name the layout that shares most headings with a sheet, for the user to read.

    Parameters
    ----------
    table : str
        The table that the sheet holds.
    headings : iterable of str
        As printed, without those of indicators.
    """
    found = {variants(heading)[0] for heading in headings if variants(heading)}
    schema = schemas.get(table)
    known = [(TECHNICAL, {plain.folded(field.name) for field in schema.fields})]
    known += [(TEMPLATE, {plain.folded(field.title) for field in schema.fields})]
    known += [
        (entry["nama"], set(map(plain.folded, entry["judul"])))
        for entry in _listed()["tata_letak"]
        if entry["tabel"] == table
    ]
    # Of two layouts that share as much, the smaller says more about the sheet.
    common, _size, name = max((len(found & own), -len(own), name) for name, own in known)
    enough = max(min(_FEWEST_IN_COMMON, len(found)), len(found) / 2)
    return name if common >= enough else _("susunan sendiri")


def headings_of(column: str, table: str) -> str:
    """Give the heading to ask for where a column is missing."""
    own = _listed()["tabel"].get(table, {}).get("kolom", {}).get(column)
    field = schemas.get(table).field(column)
    if field is not None and field.title:
        return field.title
    named: str = (own or _listed()["umum"].get(column, [column]))[0]
    return named


def region_labels() -> frozenset[str]:
    """Return the folded words that stand before the name of a region above a table."""
    common = _listed()["umum"]
    return frozenset(map(plain.folded, [*common[REGION], *common[PROVINCE], *common["kode"]]))


def edition_labels() -> frozenset[str]:
    """Return the folded words that stand before an edition above a table."""
    return frozenset(map(plain.folded, _listed()["umum"]["tahun"]))


def _folded(headings: Mapping[str, list[str]]) -> dict[str, tuple[str, int]]:
    columns: dict[str, tuple[str, int]] = {}
    # A technical name belongs to its own column, whatever another column's synonyms say; a
    # synonym that the file lists wins over a title.
    ranked = sorted(
        (not (place == 0 and not column.startswith("_")), column, place, name)
        for column, names in headings.items()
        for place, name in enumerate(names)
    )
    for _rank, column, place, name in ranked:
        columns.setdefault(plain.folded(name), (column, place))
    return columns


def _required(schema: schemas.Schema) -> list[list[str]]:
    return [[field.name] for field in schema.fields if field.required]


@cache
def _listed() -> Mapping[str, Any]:
    file = resources.files("evaluasi.tables.intake") / "layouts.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def letters(column: int) -> str:
    """Name a column as spreadsheets do: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name
