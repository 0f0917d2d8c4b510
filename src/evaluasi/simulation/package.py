"""Writing a simulated dataset as a Data Package, with the truth in a folder beside it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from evaluasi.errors import MAX_FAULTS_SHOWN, OutputError
from evaluasi.simulation.dataset import Simulated
from evaluasi.simulation.description import MAKER, TRUTH, descriptor, readme
from evaluasi.tables import schemas
from evaluasi.tables.descriptor import FILE_NAME
from evaluasi.text import _


def write(simulated: Simulated, folder: str | Path) -> Path:
    """Write the dataset into a folder, whole or not at all.

    Parameters
    ----------
    simulated : Simulated
    folder : str or Path
        New, empty, or one that this function wrote before; that one is replaced.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    OutputError
        Where the folder holds anything else, or cannot be written.
    """
    target = Path(folder).resolve()
    refuse_foreign(target)
    draft = target.with_name(f".{target.name}.baru")
    try:
        _fill(draft, contents(simulated))
        _swap(draft, target)
    except OSError as error:
        raise OutputError(
            _("Folder {folder} tidak dapat ditulis ({error}).").format(
                folder=target, error=error.strerror
            ),
            _("Periksa izin menulis dan ruang kosong, atau pilih folder lain."),
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return target


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that holds anything but an earlier simulation.

    Raises
    ------
    OutputError
        With the first files that do not belong to a simulation.
    """
    foreign = list(islice(_foreign(folder), MAX_FAULTS_SHOWN))
    if foreign:
        raise OutputError(
            _("Folder {folder} sudah berisi berkas lain.").format(folder=folder),
            _("Pilih folder baru atau kosong; hanya hasil simulasi terdahulu yang diganti."),
            sorted(foreign),
        )


def _foreign(folder: Path) -> Iterator[str]:
    """Find files that no earlier simulation wrote; a full disk is not read to its end."""
    if folder.is_file():
        yield folder.name
        return
    own = _own(folder)
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in own:
            yield name


def _fill(draft: Path, files: dict[str, bytes]) -> None:
    shutil.rmtree(draft, ignore_errors=True)
    for path, content in files.items():
        file = draft / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _swap(draft: Path, target: Path) -> None:
    """Put the draft in place of the folder; where that fails the old one comes back."""
    old = target.with_name(f".{target.name}.lama")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.replace(old)
    try:
        draft.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def contents(simulated: Simulated) -> dict[str, bytes]:
    """Return the files of the package by path, in the order they are written."""
    tables = {
        f"{name}.csv": csv_bytes(_printed(name, rows)) for name, rows in simulated.tables.items()
    }
    truth = {f"{TRUTH}/{name}.csv": csv_bytes(rows) for name, rows in simulated.truth.items()}
    described = _json(descriptor(simulated, tables))
    note = readme(simulated).encode()
    return tables | truth | {f"{TRUTH}/BACA.md": note, FILE_NAME: described}


def _printed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Write months as year and month, and leave out columns of which nothing is simulated."""
    months = {
        field.name: rows[field.name].dt.strftime("%Y-%m")
        for field in schemas.get(name).fields
        if field.type == "yearmonth"
    }
    empty = [field.name for field in schemas.get(name).fields if _dispensable(field, rows)]
    return rows.assign(**months).drop(columns=empty)


def _dispensable(field: schemas.Field, rows: pd.DataFrame) -> bool:
    return not field.required and bool(rows[field.name].isna().all())


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """Return a table as UTF-8 CSV: dates in ISO, numbers as short as they are exact."""
    text = rows.to_csv(
        index=False, lineterminator="\n", date_format="%Y-%m-%d", float_format="%.15g"
    )
    return str(text).encode()


def _own(folder: Path) -> set[str]:
    """Return the files that the descriptor in a folder says it came with, if it is ours."""
    try:
        described = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return set()
    if not isinstance(described, dict) or described.get("pembuat") != MAKER:
        return set()
    return {FILE_NAME, *described.get("berkas", [])}


def _json(described: dict[str, Any]) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()
