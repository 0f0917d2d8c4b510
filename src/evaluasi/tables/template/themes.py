"""The themes that the portal offers, per edition, with their source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Themes:
    """The list of one edition."""

    tema: tuple[str, ...]
    sumber: str
    keyakinan: str


def of_edition(edition: int) -> Themes | None:
    """Return the themes of an edition; None where no list is on file."""
    return _lists().get(edition)


@cache
def _lists() -> dict[int, Themes]:
    file = resources.files("evaluasi.tables.template") / "tema.toml"
    entries = tomllib.loads(file.read_text(encoding="utf-8"))["daftar"]
    return {
        edition: Themes(tuple(entry["tema"]), entry["sumber"], entry["keyakinan"])
        for entry in entries
        for edition in entry["edisi"]
    }
