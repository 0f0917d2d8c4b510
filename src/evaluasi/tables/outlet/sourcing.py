"""Where imported rows come from: a row of table `sumber` per file, told in the descriptor too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evaluasi import text
from evaluasi.errors import DatasetError
from evaluasi.tables import schemas
from evaluasi.tables.intake.result import Opened
from evaluasi.tables.neutral import neutral
from evaluasi.text import _

OWN = "milik pengguna"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that rows came from: its name, its SHA-256, and the code of its source."""

    file: str
    digest: str

    @property
    def code(self) -> str:
        """Code in table ``sumber``: the same file has the same code in every import."""
        return f"impor-{self.digest[:8]}"


@dataclass(frozen=True, slots=True)
class Told:
    """What the user says about the files: who made them, and the day of the import (ISO)."""

    publisher: str = ""
    day: str = ""


def sent(books: Iterable[Opened]) -> dict[str, Sent]:
    """Return the files by the name under which their rows stand."""
    return {book.file: Sent(book.file, _digest(book.path)) for book in books}


def source_rows(
    taken: Mapping[str, pd.DataFrame], files: Mapping[str, Sent], told: Told, known: Iterable[str]
) -> pd.DataFrame:
    """Return a row of table ``sumber`` for each source that the rows name and nobody listed yet.

    Parameters
    ----------
    taken : mapping of table name to frame of text
        Rows that are new or replace others, index (berkas, lembar, baris).
    files : mapping of file name to Sent
    told : Told
    known : iterable of str
        Codes that table ``sumber`` lists already.
    """
    named: dict[str, list[str]] = {}
    for table, rows in taken.items():
        for place, code in zip(rows.index, _codes(table, rows, files), strict=True):
            if code:
                named.setdefault(code, []).append(place[0])
    listed = set(known)
    columns = schemas.get("sumber").columns
    records = [
        [neutral(part) for part in _record(code, list(dict.fromkeys(origins)), files, told)]
        for code, origins in named.items()
        if code not in listed
    ]
    return pd.DataFrame(records, columns=list(columns), dtype=object)


def codes_of(table: str, rows: pd.DataFrame, files: Mapping[str, Sent]) -> list[str]:
    """Return the sources of a table whose rows name none, for its description."""
    if "sumber" in schemas.get(table).columns:
        return []
    return list(dict.fromkeys(files[place[0]].code for place in rows.index))


def described(
    raw: Mapping[str, Any], taken: Mapping[str, pd.DataFrame], files: Mapping[str, Sent], told: Told
) -> dict[str, Any]:
    """Return the descriptor's parts that tell of imported files: sources, licences, imports."""
    names = dict.fromkeys(place[0] for rows in taken.values() for place in rows.index)
    used = [files[name] for name in names]
    listed = {entry.get("hash") for entry in raw.get("impor", [])}
    new = [file for file in used if f"sha256:{file.digest}" not in listed]
    publisher = told.publisher or _("data pengguna")
    sources = [{"title": f"{publisher} ({file.file})"} for file in new]
    licence = {"name": "milik-pengguna", "title": _("Baris yang diimpor: milik pengguna")}
    licences = [entry for entry in raw.get("licenses", []) if entry != licence]
    imports = [
        {"berkas": file.file, "hash": f"sha256:{file.digest}"}
        | ({"tanggal": told.day} if told.day else {})
        for file in new
    ]
    return {
        "sources": [*raw.get("sources", []), *sources],
        "licenses": [*licences, licence],
        "impor": [*raw.get("impor", []), *imports],
    }


def _codes(table: str, rows: pd.DataFrame, files: Mapping[str, Sent]) -> Sequence[str]:
    if "sumber" in rows and table != "sumber":
        codes: list[str] = rows["sumber"].tolist()
        return codes
    return [files[place[0]].code for place in rows.index]


def _record(
    code: str, origins: Sequence[str], files: Mapping[str, Sent], told: Told
) -> tuple[str, str, str, str, str]:
    own = next((file for file in files.values() if file.code == code), None)
    publisher = told.publisher or (_("data pengguna") if own else code)
    note = "; ".join(f"{files[name].file} sha256 {files[name].digest}" for name in origins)
    if told.day:
        note += _("; diimpor {day}").format(day=text.date(told.day))
    return code, "; ".join(origins), publisher, OWN, note


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as fault:
        raise DatasetError(
            _("Berkas {file} tidak dapat dibaca lagi.").format(file=path),
            _("Jangan pindahkan berkas selama impor berjalan; ulangi perintahnya."),
        ) from fault
