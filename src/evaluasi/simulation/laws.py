"""The laws that simulated data follow: each number with its source, or told as an assumption.

``laws.toml`` is their only home; the truth of a simulation lists them all.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import pandas as pd


class Law(NamedTuple):
    """One law: its name (``level.muatan``), its value, where it comes from, what it says."""

    nama: str
    nilai: Any
    sumber: str
    arti: str


@cache
def laws() -> dict[str, Law]:
    """Return all laws by name, in the order of the file."""
    file = resources.files("evaluasi.simulation") / "laws.toml"
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": Law(f"{group}.{name}", entry["nilai"], entry["sumber"], entry["arti"])
        for group, entries in raw.items()
        for name, entry in entries.items()
    }


def law(name: str) -> Any:
    """Return the value of a law."""
    return laws()[name].nilai


def by_edition(*names: str) -> dict[int, Any]:
    """Return the values of laws that are stated per edition, joined, by edition."""
    return {int(year): value for name in names for year, value in law(name).items()}


def table() -> pd.DataFrame:
    """Return one row per law: nama, nilai (as JSON), sumber, arti."""
    return pd.DataFrame(
        [
            entry._replace(nilai=json.dumps(entry.nilai, ensure_ascii=False))
            for entry in laws().values()
        ]
    )
