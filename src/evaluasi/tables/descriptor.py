"""Reading ``datapackage.json``: what a dataset says of itself, before any file is opened."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from evaluasi.errors import DatasetError
from evaluasi.tables import schemas
from evaluasi.tables.provenance import KINDS, Source
from evaluasi.tables.schemas import Schema, SchemaError
from evaluasi.text import _

FILE_NAME = "datapackage.json"
_HASH = re.compile(r"(?:sha256:)?([0-9a-f]{64})")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Completeness:
    """A list of awards known to be complete: no row means no award."""

    ajang: str
    tahun: int
    tingkat: str


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the package.

    ``paths`` are relative to the folder, in order; ``digests`` gives the SHA-256 that the
    descriptor states for some of them; ``sources`` are codes of table `sumber` for a table
    whose rows name none.
    """

    table: str
    paths: tuple[str, ...]
    schema: Schema
    delimiter: str = ","
    digests: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    completeness: tuple[Completeness, ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """The package: `kind` is one of `provenance.KINDS`, `home` the code of the home province."""

    name: str
    title: str
    kind: str
    created: str
    home: str
    sources: tuple[Source, ...]
    resources: tuple[Resource, ...]
    edits: tuple[str, ...]


def read(folder: Path) -> Descriptor:
    """Read the descriptor of a folder.

    Raises
    ------
    DatasetError
        Where there is none, or with all that is wrong with it.
    """
    raw = _decoded(folder)
    faults: list[str] = []
    kind = raw.get("jenis")
    if kind not in KINDS:
        faults.append(_("“jenis” harus salah satu dari: {kinds}").format(kinds=", ".join(KINDS)))
    listed = raw.get("resources")
    if not isinstance(listed, list) or not listed:
        faults.append(_("daftar “resources” tidak ada atau kosong"))
        listed = []
    resources = [found for entry in listed if (found := _resource(entry, faults))]
    faults += _across(resources)
    resources = [_with_own_keys(resource, resources) for resource in resources]
    if faults:
        raise DatasetError(
            _("Deskriptor {file} tidak dapat dipakai.").format(file=folder / FILE_NAME),
            _("Perbaiki deskriptor itu, atau salin ulang dari sumbernya."),
            faults,
        )
    day = _DAY.match(_word(raw, "created"))
    return Descriptor(
        name=_word(raw, "name") or folder.name,
        title=_word(raw, "title") or folder.name,
        kind=str(kind),
        created=day.group() if day else "",
        home=_word(raw, "wilayah_utama"),
        sources=_sources(raw),
        resources=tuple(resources),
        edits=tuple(str(entry) for entry in _list(raw, "perubahan")),
    )


def _decoded(folder: Path) -> dict[str, Any]:
    file = folder / FILE_NAME
    if not folder.is_dir():
        raise DatasetError(
            _("Folder dataset {folder} tidak ada.").format(folder=folder),
            _("Periksa tulisannya, atau pakai dataset bawaan: data/jatim."),
        )
    try:
        raw = json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise DatasetError(
            _("Folder {folder} tidak memuat {file}.").format(folder=folder, file=FILE_NAME),
            _("Tunjuk folder dataset (--data); berkas sendiri dimasukkan dengan `evaluasi impor`."),
        ) from None
    except (OSError, ValueError, RecursionError) as error:
        raise DatasetError(
            _("Deskriptor {file} tidak dapat dibaca.").format(file=file),
            _("Pastikan isinya JSON yang lengkap dan berkode UTF-8."),
            [str(error)],
        ) from error
    if not isinstance(raw, dict):
        raise DatasetError(_("Deskriptor {file} bukan objek JSON.").format(file=file))
    return raw


def _resource(raw: Any, faults: list[str]) -> Resource | None:
    """Read one resource; faults are told with its name, and the rest of it is still read."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("name"), str):
        faults.append(_("ada sumber daya tanpa nama"))
        return None
    table = raw["name"]
    if table not in schemas.NAMES:
        faults.append(
            _("tabel “{table}” tidak dikenal; yang dikenal: {known}").format(
                table=table, known=", ".join(schemas.NAMES)
            )
        )
        return None
    own: list[str] = []
    paths = _paths(raw.get("path"), own)
    delimiter = _mapping(raw, "dialect").get("delimiter", ",")
    if not isinstance(delimiter, str) or len(delimiter) != 1 or delimiter in '"\r\n':
        own.append(_("pemisah kolom (dialect.delimiter) harus satu huruf"))
    try:
        schema = schemas.reconcile(schemas.parse(table, raw.get("schema")), schemas.get(table))
    except SchemaError as error:
        own += error.faults
        schema = schemas.get(table)
    faults += [_("tabel {table}: {fault}").format(table=table, fault=fault) for fault in own]
    return Resource(
        table=table,
        paths=paths,
        schema=schema,
        delimiter=str(delimiter),
        digests=_digests(raw, paths),
        sources=tuple(str(code) for code in _list(raw, "sumber")),
        completeness=tuple(_completeness(raw)),
    )


def _paths(raw: Any, faults: list[str]) -> tuple[str, ...]:
    """Read one path or a list of them; none may lead out of the folder."""
    paths = [raw] if isinstance(raw, str) else raw
    if not isinstance(paths, list) or not paths or not all(isinstance(p, str) for p in paths):
        faults.append(_("“path” tidak menyebut berkas"))
        return ()
    for path in paths:
        parts = PurePosixPath(path)
        if parts.is_absolute() or ".." in parts.parts or "\\" in path or ":" in path:
            faults.append(_("path “{path}” menunjuk ke luar folder").format(path=path))
        elif parts.suffix.lower() != ".csv":
            faults.append(_("berkas “{path}” bukan CSV").format(path=path))
    return tuple(paths)


def _digests(raw: Mapping[str, Any], paths: tuple[str, ...]) -> dict[str, str]:
    """Return the digest stated for each file; a table in parts states them in ``bagian``."""
    stated = [part for part in _list(raw, "bagian") if isinstance(part, Mapping)]
    if len(paths) == 1:
        stated.append({"path": paths[0], "hash": raw.get("hash")})
    found = {str(part.get("path")): _HASH.fullmatch(str(part.get("hash"))) for part in stated}
    return {path: match.group(1) for path, match in found.items() if match}


def _completeness(raw: Mapping[str, Any]) -> list[Completeness]:
    """Return the complete lists; ``tingkat`` may name one kind of region or several."""
    return [
        Completeness(_word(entry, "ajang"), entry["tahun"], kind)
        for entry in _list(raw, "kelengkapan")
        if isinstance(entry, Mapping) and entry.get("lengkap") is True
        if isinstance(entry.get("tahun"), int)
        for kind in [_word(entry, "tingkat"), *_list(entry, "tingkat")]
        if isinstance(kind, str) and kind
    ]


def _across(resources: list[Resource]) -> list[str]:
    """Tell what is wrong between resources: names twice, keys that point nowhere."""
    names = [resource.table for resource in resources]
    columns = {resource.table: resource.schema.columns for resource in resources}
    faults = [
        _("tabel {table} disebut lebih dari sekali").format(table=table)
        for table in sorted({name for name in names if names.count(name) > 1})
    ]
    for resource in resources:
        for key in resource.schema.foreign_keys:
            if not set(key.target) <= set(columns.get(key.table, ())):
                faults.append(
                    _("tabel {table} merujuk {target} yang tidak ada dalam deskriptor").format(
                        table=resource.table, target=f"{key.table} ({', '.join(key.target)})"
                    )
                )
    return faults


def _with_own_keys(resource: Resource, resources: list[Resource]) -> Resource:
    """Add the project's own foreign keys that point to a table of this package."""
    shipped = {other.table for other in resources}
    schema = resource.schema
    known = schema.foreign_keys
    own = schemas.get(resource.table).foreign_keys
    added = tuple(
        key
        for key in own
        if key not in known and key.table in shipped and set(key.columns) <= set(schema.columns)
    )
    return replace(resource, schema=replace(schema, foreign_keys=known + added))


def _sources(raw: Mapping[str, Any]) -> tuple[Source, ...]:
    licences = [entry for entry in _list(raw, "licenses") if isinstance(entry, Mapping)]
    licence = "; ".join(_word(entry, "title") or _word(entry, "name") for entry in licences)
    entries = [entry for entry in _list(raw, "sources") if isinstance(entry, Mapping)]
    return tuple(
        Source("", _word(entry, "path"), _word(entry, "title"), licence) for entry in entries
    )


def _word(raw: Mapping[str, Any], key: str) -> str:
    value = raw.get(key)
    return value.strip() if isinstance(value, str) else ""


def _list(raw: Mapping[str, Any], key: str) -> list[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def _mapping(raw: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, Mapping) else {}
