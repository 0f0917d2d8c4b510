"""Whether what goes out must carry the word SIMULASI."""

from __future__ import annotations

import json
from pathlib import Path

from evaluasi.tables import descriptor
from evaluasi.tables.intake.result import Intake
from evaluasi.tables.provenance import SIMULATED, Provenance


def is_simulated(intake: Intake) -> bool:
    """Tell whether files say SIMULASI of themselves, or lie in a dataset that does.

    What else this process has loaded does not matter: these rows come from these files.
    """
    frames = [*intake.tables.values(), *intake.quarantined.values()]
    parts = [rows.attrs.get("provenance") for rows in frames]
    said = any(isinstance(part, Provenance) and part.simulated for part in parts)
    return said or any(_kind_of(book.path.parent) == SIMULATED for book in intake.books)


def _kind_of(folder: Path) -> str:
    """Return the ``jenis`` of the dataset in a folder; "" where there is none to be read."""
    try:
        raw = json.loads((folder / descriptor.FILE_NAME).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return ""
    return str(raw.get("jenis", "")) if isinstance(raw, dict) else ""
