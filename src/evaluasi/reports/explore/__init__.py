"""Interactive exploration: pick regions and an indicator, take picture, table and code along.

Public names load on first use, so that `evaluasi jelajah` starts JupyterLab without drawing
anything first.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PUBLIC = {
    "explorer": "evaluasi.reports.explore.app",
    "Selection": "evaluasi.reports.explore.selection",
    "draw": "evaluasi.reports.explore.drawing",
    "open_lab": "evaluasi.reports.explore.lab",
    "locate": "evaluasi.reports.folders",
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'evaluasi.reports.explore' has no attribute {name!r}")
    return getattr(import_module(_PUBLIC[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
