"""A dataset folder that takes rows in: read whole, replaced in one step, or left as it was."""

from __future__ import annotations

import contextlib
import csv
import errno
import hashlib
import io
import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import pandas as pd

from evaluasi.errors import DatasetError
from evaluasi.tables import descriptor, loading
from evaluasi.tables.outlet import texts
from evaluasi.tables.outlet.saving import unwritable, write_atomic
from evaluasi.text import _

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = ".impor.gembok"
_PART = re.compile(r"([a-z_]+)-([0-9a-f]{8})\.csv")
_DRAFT = re.compile(r"\.(datapackage\.json|[a-z_]+(-[0-9a-f]{8})?\.csv)\.\d+\.tmp")
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}


@dataclass(frozen=True, eq=False, slots=True)
class Package:
    """A dataset as it lies on disk.

    Attributes
    ----------
    folder : pathlib.Path
    kind : str
        Its ``jenis``.
    raw : dict
        The descriptor, decoded.
    written : mapping of table name to frame of text
        Rows as the files have them, in the project's columns and those of the descriptor alone.
    present : mapping of table name to frame of text
        The same rows in canonical text.
    """

    folder: Path
    kind: str
    raw: dict[str, Any]
    written: Mapping[str, pd.DataFrame]
    present: Mapping[str, pd.DataFrame]


def read(folder: Path) -> Package:
    """Read a dataset.

    Raises
    ------
    DatasetError
        As `evaluasi.load`: also where a file was edited since the descriptor was made.
    """
    kind = loading.load(folder).kind
    _described, files, tables = loading.checked(folder)
    written, present = {}, {}
    for name, opened in files.items():
        fields = opened.resource.schema.fields
        columns = list(tables[name].columns)
        own = texts.neutralised(opened.text, fields)
        written[name] = own.reindex(columns=columns, fill_value="")
        present[name] = texts.canonical(tables[name], fields).reindex(
            columns=columns, fill_value=""
        )
    raw = json.loads((folder / descriptor.FILE_NAME).read_text(encoding="utf-8-sig"))
    return Package(folder, kind, raw, written, present)


def resource(package: Package, table: str, rows: pd.DataFrame) -> tuple[dict[str, Any], bytes]:
    """Describe a table with new content; return the description and the content."""
    content = _csv(rows)
    digest = hashlib.sha256(content).hexdigest()
    known: dict[str, Any] = next((r for r in package.raw["resources"] if r["name"] == table), {})
    schema = json.loads(
        (resources.files("evaluasi.tables") / "schemas" / f"{table}.json").read_text("utf-8")
    )
    own = {field["name"] for field in schema["fields"]}
    alone = [f for f in known.get("schema", {}).get("fields", []) if f["name"] not in own]
    described = {
        "profile": "tabular-data-resource",
        "name": table,
        "title": schema.pop("title"),
        "description": schema.pop("description"),
        **{name: part for name, part in known.items() if name not in ("bagian", "schema")},
        # The name tells the content, so that no file is ever written over: until the descriptor
        # is replaced, the old one and its files are whole, and from then on the new one.
        "path": f"{table}-{digest[:8]}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": _DIALECT,
        "bytes": len(content),
        "hash": f"sha256:{digest}",
        "schema": {**schema, "fields": [*schema["fields"], *alone]},
    }
    return described, content


def verify(source: Package, raw: Mapping[str, Any], contents: Mapping[str, bytes]) -> None:
    """Read what would be written as `evaluasi.load` will read it.

    Raises
    ------
    DatasetError
        Where it can't be read; then nothing was changed.
    """
    with tempfile.TemporaryDirectory() as place:
        for path in paths(raw):
            content = contents.get(path)
            copied = (source.folder / path).read_bytes() if content is None else content
            write_atomic(Path(place) / path, copied)
        (Path(place) / descriptor.FILE_NAME).write_bytes(encoded(raw))
        try:
            loading.checked(Path(place))
        except DatasetError as fault:
            raise DatasetError(
                _("Baris yang diimpor tidak cocok dengan dataset; tidak ada yang diubah."),
                _("Perbaiki baris yang disebut, lalu ulangi."),
                fault.faults,
            ) from fault


def write(
    folder: Path, source: Package, raw: Mapping[str, Any], contents: Mapping[str, bytes]
) -> None:
    """Put the new dataset in place; the descriptor comes last and decides.

    Parameters
    ----------
    folder : pathlib.Path
        Where it goes: the source's own folder, or a new one.
    source : Package
        What it was made from.
    raw : mapping
        The new descriptor.
    contents : mapping of path to bytes
        New files; other files that the descriptor names come from the source.

    Raises
    ------
    DatasetError
        Where a file that is not the dataset's stands in the way.
    OutputError
        Where a file can't be written.
    """
    files = {path: contents.get(path) for path in paths(raw)}
    fresh = folder.resolve() != source.folder.resolve()
    for path, content in files.items():
        if content is None and fresh:
            files[path] = (source.folder / path).read_bytes()
    coming = {path: content for path, content in files.items() if content is not None}
    _refuse_strangers(folder, coming)
    for path, content in coming.items():
        write_atomic(folder / path, content)
    write_atomic(folder / descriptor.FILE_NAME, encoded(raw))
    _sweep(folder, set(files), set() if fresh else set(paths(source.raw)))


def paths(raw: Mapping[str, Any]) -> list[str]:
    """Return the paths of all files that a descriptor names."""
    named = (part["path"] for part in raw["resources"])
    return [path for part in named for path in ([part] if isinstance(part, str) else part)]


def encoded(raw: Mapping[str, Any]) -> bytes:
    """Return a descriptor as the bytes of its file."""
    return (json.dumps(raw, ensure_ascii=False, indent=2) + "\n").encode()


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder for one import; a killed one lets it go.

    Raises
    ------
    DatasetError
        Where another import holds it.
    OutputError
        Where the folder can't be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        holder = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        raise unwritable(folder / LOCK, fault) from fault
    try:
        if not _taken(holder):
            raise DatasetError(
                _("Impor lain sedang menulis ke {folder}.").format(folder=folder),
                _("Tunggu sampai selesai, lalu ulangi."),
            )
        yield
    finally:
        os.close(holder)


def _taken(holder: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(holder, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(holder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        # Some network folders know no locks; that is no reason to refuse the work.
        return fault.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def _csv(rows: pd.DataFrame) -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows(rows.to_numpy(dtype=object).tolist())
    return buffer.getvalue().encode()


def _refuse_strangers(folder: Path, coming: Mapping[str, bytes]) -> None:
    """Refuse to write over a file that has other content: it is the user's own."""
    strangers = [
        path
        for path, content in coming.items()
        if (folder / path).exists() and (folder / path).read_bytes() != content
    ]
    if strangers:
        raise DatasetError(
            _("Folder {folder} memuat berkas lain bernama sama.").format(folder=folder),
            _("Pindahkan berkas itu, atau pilih folder lain dengan --ke."),
            strangers,
        )


def _sweep(folder: Path, current: set[str], earlier: set[str]) -> None:
    """Remove what the old descriptor named, and what a killed import left."""
    for file in folder.iterdir():
        part = _PART.fullmatch(file.name)
        left = part and file.name not in current and _is_ours(file, part.group(2))
        old = file.name in earlier - current
        if (left or old or _DRAFT.fullmatch(file.name)) and file.is_file():
            file.unlink(missing_ok=True)


def _is_ours(file: Path, digest: str) -> bool:
    """Tell whether a file has the content that its name tells."""
    return file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest().startswith(digest)
