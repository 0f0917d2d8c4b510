"""Run a notebook's cells in a fresh Python, for callers whose own process must stay clean."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import Connection

from nbformat import NotebookNode

from evaluasi.errors import EvaluasiError
from evaluasi.reports.engine import processes, role
from evaluasi.reports.engine.cells import CellEvent, run_cells
from evaluasi.reports.engine.shell import KernelNeededError
from evaluasi.text import _

START_SECONDS = 120


class ProcessDiedError(EvaluasiError):
    """The process that ran a notebook ended before the notebook did."""

    @classmethod
    def from_exit_code(cls, code: int | None) -> ProcessDiedError:
        """Tell with which code the process ended."""
        return cls(
            _("Proses yang menjalankan notebook berhenti mendadak (kode {code}).").format(
                code=code
            ),
            _("Hasil sel yang sudah selesai tersimpan; periksa sel yang sedang berjalan."),
        )


def run_cells_apart(nb: NotebookNode, cell_limit: float | None = None) -> Iterator[CellEvent]:
    """Run a notebook's code cells in a new process; see `run_cells`.

    Raises
    ------
    KernelNeededError
        When a cell asked for what only a real kernel can give.
    ProcessDiedError
        When the process crashed, or did not come to life within two minutes.
    """
    child = processes.start(processes.SPAWN, _serve, nb, cell_limit)
    try:
        child.receive(START_SECONDS)
        while (event := child.receive()) is not None:
            if isinstance(event, BaseException):
                raise event
            yield event
    except (EOFError, OSError):  # among them TimeoutError
        raise ProcessDiedError.from_exit_code(child.stop(thorough=True)) from None
    finally:
        child.stop()


def _serve(connection: Connection, nb: NotebookNode, cell_limit: float | None) -> None:
    processes.settle()
    role.become("fresh")
    connection.send("ready")
    try:
        for event in run_cells(nb, cell_limit):
            connection.send(event)
        connection.send(None)
    except KernelNeededError as needed:
        connection.send(needed)
