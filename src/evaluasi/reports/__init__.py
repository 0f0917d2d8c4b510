"""Reports: what a notebook shows, the documents made from it, and batches of them.

Public names load on first use, so that a notebook pays only for what it calls. No module here may
bear a public name: importing it would put the module in the place of the function.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PUBLIC = {
    "show": "display",
    "say": "display",
    "escape": "display",
    "meta": "display",
    "key_figures": "display",
    "Document": "document",
    "from_notebook": "document",
    "render": "html",
    "run": "batch",
    "Batch": "batch",
}

__all__ = list(_PUBLIC)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'evaluasi.reports' has no attribute {name!r}")
    return getattr(import_module(f"evaluasi.reports.{_PUBLIC[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
