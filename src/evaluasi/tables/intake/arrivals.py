"""The files of a run: which are meant, opened one at a time, each under a name of its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from evaluasi.errors import ParameterError
from evaluasi.tables.files import Book, open_file
from evaluasi.text import _

Paths = str | Path | Iterable[str | Path]
Tell = Callable[[str], None]

KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
# What a check writes beside the files: told apart from what was sent.
_WRITTEN = re.compile(r"_(?:diperiksa|kesalahan)(?: \(\d+\))?$")


def files(paths: Paths) -> list[Path]:
    """List the files meant; of a folder its spreadsheets, without our own checked copies."""
    given = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    missing = [str(path) for path in given if not path.exists()]
    if missing:
        raise ParameterError(
            _("Berkas atau folder tidak ada."), _("Periksa nama dan foldernya."), missing
        )
    found: list[Path] = []
    for path in given:
        found += sorted(filter(_is_sheet, path.iterdir())) if path.is_dir() else [path]
    if not found:
        raise ParameterError(
            _("Tidak ada berkas untuk diperiksa."),
            _("Sebut berkas atau folder yang memuat .xlsx, .xls, .ods, atau .csv."),
        )
    return list(dict.fromkeys(found))


def _is_sheet(path: Path) -> bool:
    own = _WRITTEN.search(path.stem) is not None
    hidden = path.name.startswith(("~$", "."))
    return path.is_file() and path.suffix.lower() in KINDS and not own and not hidden


def opened(paths: Iterable[Path], tell: Tell | None) -> Iterator[Book]:
    """Open files one after the other; the name of each is told before."""
    for path in paths:
        if tell:
            tell(path.name)
        yield open_file(path)


def named_apart(book: Book, taken: Sequence[str]) -> Book:
    """Name a file with its folder where another file of the run bears its name."""
    name, parents = book.file, list(book.path.resolve().parent.parts)
    while name in taken and parents:
        name = f"{parents.pop()}/{name}"
    if name == book.file:
        return book
    return replace(
        book,
        file=name,
        grids=tuple(replace(grid, file=name) for grid in book.grids),
        faults=tuple(fault._replace(berkas=name) for fault in book.faults),
    )


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; empty where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
