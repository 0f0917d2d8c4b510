"""Evaluate which local-government innovations last, what they changed, and how sure we are.

Public names load on first use, so that ``import evaluasi`` stays cheap.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

__all__ = ["__version__", "bersama", "check", "load", "regions"]

_PUBLIC = {
    "bersama": ("evaluasi.reports.engine.shared", "bersama"),
    "check": ("evaluasi.tables.intake", "check"),
    "load": ("evaluasi.tables", "load"),
    "regions": ("evaluasi.regions", None),
}


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'evaluasi' has no attribute {name!r}")
    module, attribute = _PUBLIC[name]
    loaded = import_module(module)
    return getattr(loaded, attribute) if attribute else loaded


def __dir__() -> list[str]:
    return sorted(__all__)
