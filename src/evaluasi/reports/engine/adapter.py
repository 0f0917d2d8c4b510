"""The papermill engine ``evaluasi``."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from logging import INFO, WARNING
from pathlib import Path
from typing import IO, Any

from ipykernel.ipkernel import IPythonKernel
from nbformat import NotebookNode
from papermill.engines import Engine, NBClientEngine, NotebookExecutionManager
from papermill.log import logger

from evaluasi.reports.engine import limits, processes, role
from evaluasi.reports.engine.cells import CellEnded, CellEvent, CellStarted, run_cells
from evaluasi.reports.engine.checkpoint import Checkpoint
from evaluasi.reports.engine.child import run_cells_apart
from evaluasi.reports.engine.kernels import needs_kernel
from evaluasi.reports.engine.shell import KernelNeededError


class EvaluasiEngine(Engine):  # type: ignore[misc]  # papermill is untyped
    """Runs a notebook in an IPython shell of a fresh process, without a kernel.

    Under `evaluasi.reports.scheduler` the process is already fresh, and the notebook runs right
    in it. Called by anyone else (``papermill --engine evaluasi``), the engine starts a fresh
    Python. A notebook that needs a real kernel gets one, through nbclient.
    """

    @classmethod
    def execute_notebook(
        cls,
        nb: NotebookNode,
        kernel_name: str,
        *,
        output_path: str | None = None,
        progress_bar: bool | dict[str, Any] = True,
        log_output: bool = False,
        autosave_cell_every: int = 30,
        **options: Any,
    ) -> NotebookNode:
        """Run a notebook and keep its state on disk after each cell."""
        record = _Record(
            nb,
            output_path=output_path,
            progress_bar=progress_bar,
            log_output=log_output,
            autosave_cell_every=autosave_cell_every,
        )
        record.notebook_start()
        try:
            cls.execute_managed_notebook(record, kernel_name, log_output=log_output, **options)
            record.is_through = True
        finally:
            record.cleanup_pbar()
            record.notebook_complete()
        done: NotebookNode = record.nb
        return done

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: _Record,
        kernel_name: str,
        *,
        log_output: bool = False,
        stdout_file: IO[str] | None = None,
        stderr_file: IO[str] | None = None,
        execution_timeout: float | None = None,
        **options: Any,
    ) -> None:
        """Run the cells: in this process, in a fresh one, or in a kernel."""
        if not (role.current() == "kernel" or needs_kernel(nb_man.nb, kernel_name)):
            run = run_cells if role.current() == "fresh" else run_cells_apart
            echo = _Echo(log_output, {"stdout": stdout_file, "stderr": stderr_file})
            with contextlib.suppress(KernelNeededError):
                _follow(run(nb_man.nb, execution_timeout), nb_man, echo)
                return
            nb_man.notebook_start()
        with _kernels_ended():
            NBClientEngine.execute_managed_notebook(
                nb_man,
                kernel_name,
                log_output=log_output,
                stdout_file=stdout_file,
                stderr_file=stderr_file,
                execution_timeout=execution_timeout,
                **options,
            )


@contextlib.contextmanager
def _kernels_ended() -> Iterator[None]:
    """See that no kernel outlives a worker's time limit, though nbclient was cut short."""
    try:
        yield
    except limits.TimeLimitReached:
        limits.settled()
        raise
    finally:
        if role.current() != "user":
            processes.kill_descendants(os.getpid())


def _follow(events: Iterable[CellEvent], record: _Record, echo: _Echo) -> None:
    """Keep papermill's record of a run, event by event."""
    cells = record.nb.cells
    running = 0
    try:
        for event in events:
            running = event.index
            if isinstance(event, CellStarted):
                record.cell_start(cells[running], running)
            else:
                record.note(event)
                echo.repeat(cells[running])
                if event.failed:
                    record.cell_exception(cells[running], running)
                record.cell_complete(cells[running], running)
    except BaseException:
        record.cell_exception(cells[running], running)
        raise
    record.nb.metadata["language_info"] = IPythonKernel.language_info


class _Echo:
    """Repeats a cell's text where papermill's options ask for it."""

    def __init__(self, log: bool, files: dict[str, IO[str] | None]) -> None:
        self._log = log
        self._files = files

    def repeat(self, cell: NotebookNode) -> None:
        for name, text in _texts(cell.get("outputs", [])):
            if self._log:
                logger.log(WARNING if name == "stderr" else INFO, text)
            if file := self._files.get(name):
                file.write(text)
                file.flush()


def _texts(outputs: Iterable[NotebookNode]) -> Iterator[tuple[str, str]]:
    for output in outputs:
        if output.output_type == "stream":
            yield output.name, output.text
        elif "text/plain" in output.get("data", {}):
            yield "", output.data["text/plain"]


class _Record(NotebookExecutionManager):  # type: ignore[misc]
    """Papermill's record of a run; saved cheaply, and never half written.

    On disk it is renewed after every code cell. Prose leaves nothing that could be lost, and once
    the notebook has run through, papermill itself writes it.
    """

    def __init__(self, nb: NotebookNode, output_path: str | None, **options: Any) -> None:
        super().__init__(nb, output_path, **options)
        self.is_through = False
        self._changed: set[int] = set()
        self._is_due = True
        self._checkpoint = None
        if output_path and "://" not in output_path:
            self._checkpoint = Checkpoint(Path(output_path), nb)

    def note(self, event: CellEnded) -> None:
        """Write down what a cell has left, in it and in earlier ones."""
        for index, outputs in event.outputs.items():
            self.nb.cells[index].outputs = outputs
        if event.execution_count is not None:
            self.nb.cells[event.index].execution_count = event.execution_count
        self._changed |= set(event.outputs)

    def cell_start(self, cell: NotebookNode, cell_index: int, **options: Any) -> None:
        """Note the begin of a cell."""
        self._changed.add(cell_index)
        self._is_due = False
        super().cell_start(cell, cell_index, **options)
        self._is_due = cell.cell_type == "code"

    def notebook_complete(self, **options: Any) -> None:
        """Note the end of the notebook."""
        self._changed |= set(range(len(self.nb.cells)))
        self._is_due = not self.is_through
        super().notebook_complete(**options)

    def save(self, **options: Any) -> None:
        """Bring the file up to date, if that is due."""
        if self._checkpoint is None:
            super().save(**options)
        elif self._is_due:
            self._checkpoint.save(self._changed)
            self._changed.clear()
        self.last_save_time = self.now()
