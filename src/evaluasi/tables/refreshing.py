"""Bringing a descriptor up to date after its files were edited on purpose."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from evaluasi.errors import OutputError, ParameterError
from evaluasi.tables import descriptor
from evaluasi.tables.loading import checked
from evaluasi.text import _


def refresh(path: str | Path, note: str) -> None:
    """Write sizes and digests of the files as they are now into the descriptor.

    The note stays with the data: every source line from now on carries it, because figures of a
    publisher that were edited are no longer that publisher's.

    Parameters
    ----------
    path : str or pathlib.Path
        Folder of the dataset.
    note : str
        What was changed, in a sentence, and why.

    Raises
    ------
    ParameterError
        Where the note is empty.
    DatasetError
        Where the edited files do not match their schema.
    OutputError
        Where the descriptor cannot be written.
    """
    if not note.strip():
        raise ParameterError(
            _("Perubahan data harus disertai catatan."),
            _("Tulis apa yang diubah dan mengapa, misalnya “P0 Kota Batu 2025 dibetulkan”."),
        )
    folder = Path(path)
    checked(folder)
    file = folder / descriptor.FILE_NAME
    raw = json.loads(file.read_text(encoding="utf-8-sig"))
    for resource in raw["resources"]:
        _remeasure(folder, resource)
    raw["perubahan"] = [*raw.get("perubahan", []), note.strip().rstrip(".")]
    _write(file, json.dumps(raw, ensure_ascii=False, indent=2) + "\n")


def _remeasure(folder: Path, resource: dict[str, Any]) -> None:
    """State size and digest of each file; of a table in parts also of the parts joined."""
    single = isinstance(resource["path"], str)
    paths = [resource["path"]] if single else resource["path"]
    contents = [(folder / path).read_bytes() for path in paths]
    # Joined as a reader of the standard joins them: the header of the first file only.
    rest = [content.partition(b"\n")[2] for content in contents[1:]]
    resource |= _measures(b"".join([contents[0], *rest]))
    if not single:
        parts = zip(paths, contents, strict=True)
        resource["bagian"] = [{"path": path, **_measures(content)} for path, content in parts]


def _measures(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _write(file: Path, text: str) -> None:
    """Replace the file in one step: a killed run leaves the old one whole."""
    draft = file.with_name(f".{file.name}.baru")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutputError(
            _("Deskriptor {file} tidak dapat ditulis ({error}).").format(
                file=file, error=error.strerror
            ),
            _("Periksa izin menulis pada folder itu."),
        ) from error
