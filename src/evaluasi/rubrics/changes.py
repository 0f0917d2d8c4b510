"""What changed in the indicators of an innovation between editions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

LEVEL = "level"
"""The meaning of the levels changed: a level cannot be carried over."""
NAME = "nama"
"""Only the name or a remark changed: a level is carried over, with a note."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one indicator between two consecutive editions on file."""

    indikator: str
    dari: int
    ke: int
    jenis: str
    apa: str
    sumber: str

    def lies_between(self, first: int, last: int) -> bool:
        """Whether it may have happened between two editions; half a gap counts as a whole."""
        return max(first, self.dari) < min(last, self.ke)


def _read() -> dict[str, Any]:
    file = resources.files("evaluasi.rubrics") / "perubahan.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


_RAW = _read()

DOCUMENTED: tuple[int, ...] = tuple(_RAW["edisi"])
"""Editions between which each change is on file."""

CHANGES: tuple[Change, ...] = tuple(Change(**entry) for entry in _RAW["perubahan"])


def between(first: int, last: int) -> tuple[Change, ...]:
    """Return the changes between two editions, in either direction."""
    early, late = sorted((first, last))
    return tuple(change for change in CHANGES if change.lies_between(early, late))
