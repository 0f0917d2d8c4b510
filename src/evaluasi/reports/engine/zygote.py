"""The process from which workers are forked: it has imported everything, and runs the crew."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Sequence
from multiprocessing.connection import Connection
from typing import Any

from evaluasi.reports.engine import preload, processes, shared, worker
from evaluasi.reports.engine.crew import AbandonedError, Crew
from evaluasi.reports.engine.outcome import Outcome
from evaluasi.reports.engine.processes import Child
from evaluasi.reports.engine.worker import Settings


def serve(connection: Connection, tasks: Sequence[Any], settings: Settings, workers: int) -> None:
    """Run tasks, sending each outcome with the task's number; then None."""
    # Not killed along with its parent: it must first end its workers and what they started.
    processes.settle(leaves_with_parent=False)
    shared.use_folder(settings.shared)
    preload.load(settings.preload)
    preload.warm_up()
    # Collections in the workers shall not touch, and so copy, the memory they have in common.
    gc.collect()
    gc.freeze()

    def recruit() -> Child:
        shared.adopt()
        return processes.start(processes.FORK, worker.serve_forked, settings, connection)

    def emit(index: int, outcome: Outcome[Any, Any]) -> None:
        connection.send((index, outcome))

    with contextlib.suppress(AbandonedError, BrokenPipeError):
        crew = Crew(
            tasks, settings, workers=workers, recruit=recruit, emit=emit, lifeline=connection
        )
        crew.run()
        connection.send(None)
