"""Run a notebook's cells in this process and gather their outputs.

The client's half of running a notebook is nbclient's own: it turns each message of the shell into
an output of the cell, as it does for a kernel.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from nbclient import NotebookClient
from nbformat import NotebookNode

from evaluasi.reports.engine import limits
from evaluasi.reports.engine.shell import Message, Notebook, open_shell

SKIP_TAG = "skip-execution"
MAY_RAISE_TAG = "raises-exception"


@dataclass(frozen=True)
class CellStarted:
    """A cell is about to run."""

    index: int


@dataclass(frozen=True)
class CellEnded:
    """A cell has run, or was passed over.

    Attributes
    ----------
    index : int
    outputs : dict of int to list of NotebookNode
        Outputs of this cell, and of earlier cells whose display it renewed; by cell.
    execution_count : int or None
    failed : bool
        The notebook ends here.
    """

    index: int
    outputs: dict[int, list[NotebookNode]]
    execution_count: int | None
    failed: bool


CellEvent = CellStarted | CellEnded


def run_cells(nb: NotebookNode, cell_limit: float | None = None) -> Iterator[CellEvent]:
    """Run a notebook's code cells one by one, up to the first that fails.

    Parameters
    ----------
    nb : NotebookNode
        Its cells receive outputs and execution counts.
    cell_limit : float, optional
        Seconds that each cell may take; then it ends with an error.

    Yields
    ------
    CellStarted or CellEnded
        For every cell, Markdown included.

    Raises
    ------
    KernelNeededError
        When a cell asked for what only a real kernel can give; outputs are then incomplete.
    """
    outputs = _Outputs(nb)
    with open_shell(outputs.receive) as notebook:
        for index, cell in enumerate(nb.cells):
            yield CellStarted(index)
            if not _is_run(cell):
                yield CellEnded(index, {}, None, failed=False)
                continue
            failed = _run_cell(cell, index, notebook, outputs, cell_limit)
            yield CellEnded(index, outputs.changed(), cell.execution_count, failed)
            if failed:
                break


def _is_run(cell: NotebookNode) -> bool:
    tags = cell.metadata.get("tags", [])
    return cell.cell_type == "code" and bool(cell.source.strip()) and SKIP_TAG not in tags


def _run_cell(
    cell: NotebookNode,
    index: int,
    notebook: Notebook,
    outputs: _Outputs,
    cell_limit: float | None,
) -> bool:
    """Run one cell; say whether the notebook must stop."""
    outputs.begin(index)
    cell.execution_count = notebook.execution_count
    with limits.time_limit(cell_limit):
        error = notebook.run(cell.source)
    if isinstance(error, limits.TimeLimitReached | MemoryError):
        limits.settled()
        return True
    return error is not None and MAY_RAISE_TAG not in cell.metadata.get("tags", [])


class _Outputs:
    """Turns messages into outputs of the cell that runs."""

    def __init__(self, nb: NotebookNode) -> None:
        self._client = NotebookClient(nb)
        self._cells = nb.cells
        self._index = 0
        self._renewed: set[int] = set()
        self._shown: defaultdict[str, set[int]] = defaultdict(set)

    def begin(self, index: int) -> None:
        """Direct what follows to one cell."""
        self._index = index
        self._cells[index].outputs = []
        self._client.clear_before_next_output = False
        self._renewed = {index}

    def changed(self) -> dict[int, list[NotebookNode]]:
        """Return the outputs of each cell that the running cell wrote to."""
        return {index: self._cells[index].outputs for index in self._renewed}

    def receive(self, message: Message) -> None:
        """Add one message to the running cell, or to the cells whose display it renews."""
        cell = self._cells[self._index]
        display = (message["content"].get("transient") or {}).get("display_id")
        if display:
            self._renewed |= self._shown[display]
            self._shown[display].add(self._index)
        if not self._continues(cell, message):
            self._client.process_message(message, cell, self._index)

    def _continues(self, cell: NotebookNode, message: Message) -> bool:
        """Join text to the output before it, when both are of the same stream."""
        if message["msg_type"] != "stream" or not cell.outputs:
            return False
        last, content = cell.outputs[-1], message["content"]
        if self._client.clear_before_next_output or last.get("name") != content["name"]:
            return False
        last.text += content["text"]
        return True
