"""The rules of the Indeks Inovasi Daerah as data: one file per edition, each rule with its source.

What no document on file states is written down as unknown, with the reason. A user's own file
can fill that, and its rules stay marked as the user's.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from evaluasi.errors import ParameterError
from evaluasi.rubrics import own, reading
from evaluasi.rubrics.parts import (
    MAX_LEVEL,
    OFFICIAL,
    OWN,
    RULES,
    Indicator,
    PredicateClass,
    Rule,
    label,
    weakest,
)
from evaluasi.rubrics.rubric import Rubric
from evaluasi.text import _, listing

__all__ = [
    "MAX_LEVEL",
    "OFFICIAL",
    "OWN",
    "RULES",
    "Indicator",
    "PredicateClass",
    "Rubric",
    "Rule",
    "available",
    "label",
    "load",
    "of_edition",
    "weakest",
]

_PREFIX = "iid-"


def available() -> tuple[str, ...]:
    """Return the ids of the rubrics that ship, oldest first."""
    folder = resources.files(__name__)
    names = [entry.name for entry in folder.iterdir()]
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.startswith(_PREFIX)))


def load(name: str | Path) -> Rubric:
    """Load the rules of an edition, or a user's own rule file.

    Parameters
    ----------
    name : str or Path
        An id such as ``iid-2026``, or the path of a TOML file of one's own.

    Returns
    -------
    Rubric
        Frozen; ``jenis`` is ``aturan pemakai`` where the user's file supplied a rule.

    Raises
    ------
    ParameterError
        For an unknown id, and for a rule file that is missing, malformed, contradicts itself, or
        changes a rule that is known.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return own.read(Path(name), _official)
    return _shipped(name)


def of_edition(edisi: int) -> Rubric | None:
    """Return the shipped rules of an edition; None where nothing is on file."""
    name = f"{_PREFIX}{edisi}"
    return _shipped(name) if name in available() else None


@cache
def _shipped(name: str) -> Rubric:
    return reading.build(_official(name), name, OFFICIAL)


def _official(name: str) -> dict[str, Any]:
    if name not in available():
        raise ParameterError(
            _("Belum ada pedoman “{name}”.").format(name=name),
            _("Pilih salah satu: {known}; atau tulis berkas aturan sendiri (.toml).").format(
                known=listing(available())
            ),
        )
    file = resources.files(__name__) / f"{name}.toml"
    return reading.parse(file.read_text(encoding="utf-8"), name)
