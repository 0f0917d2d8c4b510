"""The government affairs (urusan) of the portal, and which of them are basic services."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Any


def _read() -> dict[str, Any]:
    file = resources.files("evaluasi.rubrics") / "urusan.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


_RAW = _read()

BASIC_SERVICES: tuple[str, ...] = tuple(_RAW["pelayanan_dasar"])
"""The six affairs of basic service (urusan wajib pelayanan dasar)."""

AFFAIRS: tuple[str, ...] = (*BASIC_SERVICES, *_RAW["lainnya"])
"""All 38 entries of the portal, in its order."""

_KNOWN: Mapping[str, str] = MappingProxyType(
    {_folded(name): name for name in AFFAIRS}
    | {_folded(typed): name for typed, name in _RAW["ejaan"].items()}
)


def canonical(text: str) -> str | None:
    """Return the official spelling of an affair; None for what is no affair on the list."""
    return _KNOWN.get(_folded(text))
