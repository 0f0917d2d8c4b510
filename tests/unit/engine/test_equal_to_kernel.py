"""What the engine makes of a notebook is what a Jupyter kernel makes of it, cell by cell."""

import json
from pathlib import Path

import engine_work
import nbformat
import pytest
from conftest import NOTEBOOKS, outputs_of

from evaluasi.reports.engine.preload import names_in_notebook
from evaluasi.reports.scheduler import run_tasks

NAMES = [
    "asks_input",
    "awaits",
    "displays",
    "figures",
    "figures_without_magic",
    "kernel_wanted",
    "leaks",
    "magics",
    "may_raise",
    "parameters",
    "raises",
    "streams",
    "syntax_error",
    "sysexit",
    "sysexit_zero",
    "uses_widget",
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """Run every notebook both ways, from one folder, so that paths agree."""
    folder = tmp_path_factory.mktemp("equal")
    tasks = [
        (name, engine, str(folder / engine / f"{name}.ipynb"))
        for name in NAMES
        for engine in ("nbclient", "evaluasi")
    ]
    for engine in ("nbclient", "evaluasi"):
        (folder / engine).mkdir()
    notebooks = [nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4) for name in NAMES]
    preload = [module for nb in notebooks for module in names_in_notebook(nb)]
    run_tasks(tasks, engine_work.run_with_engine, workers=2, preload=preload)
    return folder


@pytest.mark.parametrize("name", NAMES)
def test_outputs_equal_those_of_a_kernel(runs, name):
    theirs, ours = (runs / engine / f"{name}.ipynb" for engine in ("nbclient", "evaluasi"))
    expected, found = outputs_of(theirs), outputs_of(ours)
    if name == "asks_input":  # the last frame of the traceback lies in ipykernel, or in ours
        for outputs in expected + found:
            for output in outputs:
                output.pop("traceback", None)
    assert found == expected


@pytest.mark.parametrize("name", NAMES)
def test_the_record_of_a_run_equals_that_of_a_kernel(runs, name):
    def record(engine):
        nb = json.loads((runs / engine / f"{name}.ipynb").read_text(encoding="utf-8"))
        nb["metadata"].pop("widgets", None)  # random identifiers
        paper = nb["metadata"].pop("papermill")
        cells = [
            (
                cell["id"] if "papermill-error-cell-tag" not in cell["metadata"]["tags"] else "",
                cell.get("execution_count"),
                cell["metadata"]["tags"],
                cell["metadata"].get("papermill", {}).get("status"),
                cell["metadata"].get("papermill", {}).get("exception"),
            )
            for cell in nb["cells"]
        ]
        return nb["metadata"], sorted(paper), paper["exception"], cells

    assert record("evaluasi") == record("nbclient")


def test_pictures_are_compared_at_all(runs):
    pictures = [
        output["data"]
        for outputs in outputs_of(runs / "evaluasi" / "figures.ipynb")
        for output in outputs
        if {"image/png", "image/svg+xml"} & set(output.get("data", {}))
    ]
    assert len(pictures) >= 7


def test_every_tiny_notebook_is_tested_somewhere():
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("*.py"))
    assert not [path.stem for path in NOTEBOOKS.glob("*.ipynb") if f'"{path.stem}"' not in tests]
