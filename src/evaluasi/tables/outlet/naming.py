"""Where an annotated copy goes: never over a file that was sent, never over one that was mended."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from pathlib import Path

from evaluasi.tables.outlet.saving import untouched

SUFFIX = "_diperiksa"


def copy_path(original: Path, folder: Path | None, taken: Collection[Path]) -> Path:
    """Return the path of the annotated copy of a file.

    Parameters
    ----------
    original : pathlib.Path
        The file that was checked.
    folder : pathlib.Path, optional
        Where the copy goes; by default beside the original.
    taken : collection of pathlib.Path
        Resolved paths that must not be written: what was sent, and copies of this run.
    """
    place = original.parent if folder is None else folder
    stem = f"{original.stem}{SUFFIX}"
    names = itertools.chain([stem], (f"{stem} ({number})" for number in itertools.count(2)))
    paths = (place / f"{name}.xlsx" for name in names)
    # A copy that a spreadsheet program saved since may hold what someone mended in it.
    return next(
        path
        for path in paths
        if path.resolve() not in taken and (not path.exists() or untouched(path))
    )
