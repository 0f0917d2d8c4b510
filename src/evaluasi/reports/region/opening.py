"""Opening a dataset once for all reports of a batch."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evaluasi import tables
from evaluasi.reports.engine.shared import bersama
from evaluasi.tables import provenance
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.descriptor import FILE_NAME


@dataclass(frozen=True, slots=True)
class Key:
    """What tells the opened dataset of one report from that of another.

    Attributes
    ----------
    folder : str
        The dataset's folder, as an absolute path.
    content : str
        SHA-256 over its descriptor and CSV files: a changed file is read anew.
    year : int, optional
        Reporting year; None for the whole dataset.
    """

    folder: str
    content: str
    year: int | None = None


def key_of(folder: Path) -> Key:
    """Return the key of the whole dataset in a folder."""
    return Key(str(folder.resolve()), _content(folder))


def opened(key: Key) -> Dataset:
    """Return the dataset of a key, loaded once; a process that only takes it over knows it too."""
    data = _opened(key)
    provenance.register(data.provenance)
    return data


@bersama
def _opened(key: Key) -> Dataset:
    if key.year is None:
        return tables.load(key.folder)
    return opened(Key(key.folder, key.content)).upto(key.year)


def _content(folder: Path) -> str:
    """Return the digest of all that `evaluasi.load` may read; a folder without any has one too."""
    whole = hashlib.sha256()
    if (folder / FILE_NAME).is_file():
        files = [file for file in folder.rglob("*") if file.suffix.lower() == ".csv"]
        for file in [folder / FILE_NAME, *sorted(files)]:
            if file.is_file():
                whole.update(f"{file.relative_to(folder).as_posix()}\n".encode())
                whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()
