"""The exploration notebook runs from top to bottom where people run it: in its own folder."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[3] / "notebooks" / "jelajah.ipynb"


def test_run_all_shows_dataset_app_and_table_without_a_fault():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    NotebookClient(notebook, timeout=120, resources=resources).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output.output_type in ("stream", "error")]
    shown = [set(output.data) for output in outputs]
    assert "application/vnd.jupyter.widget-view+json" in shown[1]
    assert "application/vnd.evaluasi+json" in shown[2]
