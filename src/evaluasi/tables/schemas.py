"""The tables of a dataset, described once as Frictionless Table Schemas.

``schemas/<table>.json`` is the only home of a table's columns; descriptors embed these files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from evaluasi.text import _

NAMES = (
    "wilayah",
    "petak",
    "inovasi",
    "bukti",
    "verifikasi",
    "telaah",
    "kapasitas",
    "skor_iid",
    "iid_nasional",
    "penghargaan",
    "kasus",
    "capaian",
    "layanan",
    "tindak_lanjut",
    "teori_perubahan",
    "klaim",
    "rencana_pengembangan",
    "rekomendasi",
    "penilaian",
    "survei",
    "sumber",
)
TYPES = ("string", "integer", "number", "date", "yearmonth")
CONSTRAINTS = ("required", "unique", "enum", "pattern", "minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type (of `TYPES`), its words, and what a value must satisfy."""

    name: str
    type: str
    title: str = ""
    description: str = ""
    unit: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values must stand in columns of another table."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """One table: its columns in order and its keys."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing: tuple[str, ...] = ("",)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def keys(self) -> tuple[tuple[str, ...], ...]:
        """Every set of columns that no two rows may share."""
        unique = {(field.name,): None for field in self.fields if field.unique}
        return tuple({self.primary_key: None, **unique} if self.primary_key else unique)

    def field(self, name: str) -> Field | None:
        """Return the column of this name, if there is one."""
        return next((field for field in self.fields if field.name == name), None)


class SchemaError(ValueError):
    """A schema that does not have the shape of a Table Schema; one sentence per fault."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__(*self.faults)


@cache
def get(name: str) -> Schema:
    """Return the project's own schema of a table.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    """
    file = resources.files("evaluasi.tables") / "schemas" / f"{name}.json"
    return parse(name, json.loads(file.read_text(encoding="utf-8")))


def parse(name: str, raw: Any) -> Schema:
    """Read a Table Schema from decoded JSON of any shape.

    Raises
    ------
    SchemaError
        With a sentence for every part that is not as the specification says.
    """
    if not isinstance(raw, Mapping) or not isinstance(raw.get("fields"), list):
        raise SchemaError([_("skema tidak memuat daftar “fields”")])
    faults: list[str] = []
    fields = [_field(entry, faults) for entry in raw["fields"]]
    names = [field.name for field in fields]
    faults += [
        _("kolom “{column}” disebut lebih dari sekali").format(column=column)
        for column in sorted({column for column in names if names.count(column) > 1})
    ]
    primary = _names(raw.get("primaryKey", []), "primaryKey", faults)
    foreign = _foreign_keys(raw.get("foreignKeys", []), name, faults)
    for column in {*primary, *(column for key in foreign for column in key.columns)}:
        if column not in names:
            faults.append(_("kunci menyebut kolom “{column}” yang tidak ada").format(column=column))
    missing = _names(raw.get("missingValues", [""]), "missingValues", faults)
    if faults:
        raise SchemaError(faults)
    return Schema(
        name=name,
        title=str(raw.get("title", name)),
        description=str(raw.get("description", "")),
        fields=tuple(
            replace(field, required=True) if field.name in primary else field for field in fields
        ),
        primary_key=primary,
        foreign_keys=foreign,
        missing=missing,
    )


def reconcile(found: Schema, own: Schema) -> Schema:
    """Join a descriptor's schema with the project's own of the same table.

    The project's types, constraints and primary key win: a descriptor that calls a code a number
    would turn 35.10 into 35.1. Columns that only the descriptor knows stay as it describes them.

    Raises
    ------
    SchemaError
        Where the descriptor lacks a required column or gives a column another type.
    """
    faults = [
        _("kolom wajib “{column}” tidak disebut").format(column=field.name)
        for field in own.fields
        if field.required and found.field(field.name) is None
    ]
    fields = []
    for field in found.fields:
        known = own.field(field.name)
        if known is not None and known.type != field.type:
            faults.append(
                _("kolom “{column}” bertipe {found}, seharusnya {own}").format(
                    column=field.name, found=field.type, own=known.type
                )
            )
        fields.append(known or field)
    if faults:
        raise SchemaError(faults)
    return replace(
        own, fields=tuple(fields), foreign_keys=found.foreign_keys, missing=found.missing
    )


def _field(raw: Any, faults: list[str]) -> Field:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("name"), str):
        faults.append(_("ada kolom tanpa nama"))
        return Field(name="", type="string")
    name, type_ = raw["name"], raw.get("type", "string")
    if type_ not in TYPES:
        faults.append(
            _("kolom “{column}” bertipe “{type}”; yang dikenal: {known}").format(
                column=name, type=type_, known=", ".join(TYPES)
            )
        )
    constraints = raw.get("constraints", {})
    if not isinstance(constraints, Mapping):
        faults.append(_("constraints kolom “{column}” bukan objek").format(column=name))
        constraints = {}
    faults += [
        _("batasan “{constraint}” pada kolom “{column}” belum didukung").format(
            constraint=constraint, column=name
        )
        for constraint in constraints
        if constraint not in CONSTRAINTS
    ]
    return Field(
        name=name,
        type=str(type_),
        title=str(raw.get("title", "")),
        description=str(raw.get("description", "")),
        unit=str(raw.get("unit", "")),
        required=constraints.get("required") is True,
        unique=constraints.get("unique") is True,
        enum=_names(constraints.get("enum", []), f"enum {name}", faults),
        pattern=_pattern(constraints.get("pattern", ""), name, faults),
        minimum=_limit(constraints.get("minimum"), name, faults),
        maximum=_limit(constraints.get("maximum"), name, faults),
    )


def _pattern(raw: Any, column: str, faults: list[str]) -> str:
    try:
        re.compile(raw)
    except (re.error, TypeError):
        faults.append(_("pola kolom “{column}” tidak dapat dibaca").format(column=column))
        return ""
    return str(raw)


def _limit(raw: Any, column: str, faults: list[str]) -> float | None:
    if raw is None or (isinstance(raw, int | float) and not isinstance(raw, bool)):
        return raw
    faults.append(_("batas nilai kolom “{column}” bukan bilangan").format(column=column))
    return None


def _names(raw: Any, what: str, faults: list[str]) -> tuple[str, ...]:
    """Read a list of texts; Frictionless lets a single text stand for a list of one."""
    names = [raw] if isinstance(raw, str) else raw
    if isinstance(names, list) and all(isinstance(name, str) for name in names):
        return tuple(names)
    faults.append(_("“{what}” bukan daftar teks").format(what=what))
    return ()


def _foreign_keys(raw: Any, table: str, faults: list[str]) -> tuple[ForeignKey, ...]:
    keys = []
    for entry in raw if isinstance(raw, list) else [None]:
        reference = entry.get("reference") if isinstance(entry, Mapping) else None
        if not isinstance(entry, Mapping) or not isinstance(reference, Mapping):
            faults.append(_("foreignKeys tidak berbentuk fields dan reference"))
            continue
        columns = _names(entry.get("fields", []), "foreignKeys.fields", faults)
        target = _names(reference.get("fields", []), "foreignKeys.reference.fields", faults)
        if not columns or len(columns) != len(target):
            faults.append(_("foreignKeys: jumlah kolom dan rujukannya tidak sama"))
            continue
        # An empty resource means the table itself.
        keys.append(ForeignKey(columns, str(reference.get("resource") or table), target))
    return tuple(keys)
