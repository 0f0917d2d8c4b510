"""The papermill engine ``evaluasi``."""

from __future__ import annotations

from papermill.engines import NBClientEngine


class EvaluasiEngine(NBClientEngine):  # type: ignore[misc]  # papermill is untyped
    """Runs a notebook; for now through a kernel, as papermill does."""
