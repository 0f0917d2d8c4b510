"""What the engine's benchmark runs; workers import it by name."""

import logging
from pathlib import Path

import papermill
import psutil

logging.getLogger("papermill").setLevel(logging.ERROR)


def run(task):
    """Run a notebook; return what the process took of memory for itself, in bytes."""
    notebook, parameters, output, engine = task
    papermill.execute_notebook(notebook, output, parameters, engine_name=engine, progress_bar=False)
    return psutil.Process().memory_full_info().uss


def seconds_of_cells(path):
    """Sum what papermill noted of the cells of a notebook."""
    cells = papermill.iorw.load_notebook_node(str(path)).cells
    return sum(cell.metadata.papermill.duration or 0 for cell in cells)


def tasks(notebook, parameter, values, folder, engine):
    """Lay out one task for each value of the parameter."""
    return [
        (str(notebook), {parameter: value}, str(Path(folder) / f"{engine}-{value}.ipynb"), engine)
        for value in values
    ]
