"""Work functions for the scheduler's tests; workers import them by name."""

import json
import os
import time
from pathlib import Path

import papermill

import evaluasi.reports.engine.role as engine_role
from evaluasi.reports.engine.shared import bersama

NOTEBOOKS = Path(__file__).parents[2] / "notebooks" / "engine"


def run_notebook(task):
    """Run one notebook; the task is its name and where to write it."""
    name, output = task
    papermill.execute_notebook(
        NOTEBOOKS / f"{name}.ipynb", output, engine_name="evaluasi", progress_bar=False
    )
    nb = json.loads(Path(output).read_text())
    return [cell.get("outputs") for cell in nb["cells"]]


def square(x):
    return x * x


def process_number(_):
    time.sleep(0.05)
    return os.getpid()


def role(_):
    return engine_role.current()
