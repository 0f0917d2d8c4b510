"""Run notebooks quickly: the papermill engine ``evaluasi`` and the processes it runs in.

Papermill loads this module while it is itself half imported, so the engine class, which needs
papermill, comes on first use.
"""

from __future__ import annotations

from typing import Any

__all__ = ["EvaluasiEngine"]


def __getattr__(name: str) -> Any:
    if name != "EvaluasiEngine":
        raise AttributeError(f"module 'evaluasi.reports.engine' has no attribute {name!r}")
    # Papermill looks for this very class while it is imported: begin there, so that the inner
    # call defines the class and this one finds it.
    import papermill  # noqa: F401

    from evaluasi.reports.engine.adapter import EvaluasiEngine

    return EvaluasiEngine
