"""Keep what a running notebook has, so that a crash or a kill loses no finished cell.

In a worker's process the cells go to the process that watches it, which writes them to disk only
if the worker is lost. Elsewhere the file is replaced after each cell. It is whole at every moment.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from nbformat import NotebookNode


@dataclass
class Draft:
    """A notebook as far as it has come, or what of it has changed.

    Attributes
    ----------
    path : Path
        Where the notebook is to be written.
    cells : dict of int to bytes
        JSON of cells.
    rest : bytes
        JSON of all but the cells.
    """

    path: Path
    cells: dict[int, bytes]
    rest: bytes

    @classmethod
    def of(cls, path: Path, nb: NotebookNode, indexes: Iterable[int]) -> Self:
        """Put these cells of a notebook, and all that is not cells, into JSON."""
        # Escaped, so that half of a letter in an output cannot stop the notebook from being saved.
        cells = {index: json.dumps(nb.cells[index]).encode("ascii") for index in indexes}
        rest = json.dumps({name: value for name, value in nb.items() if name != "cells"})
        return cls(path, cells, rest.encode("ascii"))

    def renewed(self, changes: Draft) -> Draft:
        """Return this draft with changes; or the changes alone, where they begin a notebook."""
        if changes.path != self.path:
            return changes
        return Draft(self.path, self.cells | changes.cells, changes.rest)

    def write(self) -> None:
        """Replace the file in one step.

        Raises
        ------
        OSError
            Nothing is left behind then, and what was on disk before is still there.
        """
        cells = b",\n".join(self.cells[index] for index in sorted(self.cells))
        whole = b'{"cells": [' + cells + b"],\n" + self.rest.removeprefix(b"{")
        unfinished = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            unfinished.write_bytes(whole)
            unfinished.replace(self.path)
        finally:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)


_send: Callable[[Draft], None] | None = None


def send_to(receiver: Callable[[Draft], None]) -> None:
    """From now on, in this process, hand drafts over instead of writing them."""
    global _send  # noqa: PLW0603  # a process has one watcher
    _send = receiver


class Checkpoint:
    """Keeps one running notebook.

    Parameters
    ----------
    path : Path
    nb : NotebookNode
    """

    def __init__(self, path: Path, nb: NotebookNode) -> None:
        self._path = path.absolute()
        self._nb = nb
        self._draft: Draft | None = None

    def save(self, changed: Iterable[int]) -> None:
        """Keep the notebook, of which these cells have changed since the last time."""
        if self._draft is None:
            changed = range(len(self._nb.cells))
        changes = Draft.of(self._path, self._nb, changed)
        if _send is not None:
            self._draft = changes
            _send(changes)
        else:
            self._draft = self._draft.renewed(changes) if self._draft else changes
            self._draft.write()
