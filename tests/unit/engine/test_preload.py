"""Workers begin with what the notebook needs, and with nothing that a report could notice."""

import sys
import threading
import warnings
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from evaluasi.reports.engine import preload


def notebook_of(*sources):
    return new_notebook(cells=[new_code_cell(source) for source in sources])


@pytest.mark.parametrize(
    ("sources", "names"),
    [
        (["import pandas as pd"], ["pandas"]),
        (["import xml.dom, json"], ["xml.dom", "json"]),
        (["from scipy import stats as st"], ["scipy:stats"]),
        (["import evaluasi as ev", "ds = ev.load('x')"], ["evaluasi", "evaluasi:load"]),
        (["%matplotlib inline\nimport json\n!ls", "this is not Python"], ["json"]),
        (["def f():\n    import json"], ["json"]),
        (["from . import sibling"], []),
        (["x.load()"], []),
    ],
)
def test_imports_and_lazily_loaded_names_are_found(sources, names):
    assert list(preload.names_in_notebook(notebook_of(*sources))) == names


def test_prose_is_not_code():
    nb = new_notebook(cells=[new_markdown_cell("import pandas")])
    assert preload.names_in_notebook(nb) == ()


def test_modules_beside_the_notebook_are_left_to_each_report(in_folder):
    (in_folder / "pembantu.py").touch()
    (in_folder / "json").mkdir()  # a folder of data takes no module's place
    assert preload.names_in_notebook(notebook_of("import pembantu, json")) == ("json",)


def test_modules_names_and_submodules_are_loaded():
    for name in ("wsgiref", "wsgiref.util"):
        sys.modules.pop(name, None)
    preload.load(["wsgiref:util"])
    assert "wsgiref.util" in sys.modules


def test_a_module_that_fails_is_left_for_the_notebook_to_fail_on(in_folder, monkeypatch, capsys):
    monkeypatch.syspath_prepend(in_folder)
    (in_folder / "rusak_uji.py").write_text("print('ribut')\nraise SystemExit(3)")
    preload.load(["rusak_uji", "tidak_ada_uji", "json:tidak_ada"])
    assert capsys.readouterr() == ("", "")


def test_warming_up_leaves_no_trace(monkeypatch):
    import matplotlib as mpl
    import matplotlib.pyplot as plt
    import pandas as pd
    from IPython.core.getipython import get_ipython

    monkeypatch.setenv("MPLBACKEND", "agg")

    def state():
        return {
            "threads": threading.active_count(),
            "folder": Path.cwd(),
            "path": list(sys.path),
            "arguments": list(sys.argv),
            "main": sys.modules["__main__"],
            "streams": (sys.stdout, sys.stderr, sys.displayhook),
            "shell": get_ipython(),
            "filters": [filter_ for filter_ in warnings.filters if filter_[2] is Warning],
            "rc": dict(mpl.rcParams),
            "figures": plt.get_fignums(),
            "precision": pd.get_option("display.precision"),
        }

    before = state()
    preload.warm_up()
    assert state() == before


def test_the_inline_backend_is_left_to_each_report(run_fresh):
    said = run_fresh(
        "import sys; from evaluasi.reports.engine import preload\n"
        "preload.load(['matplotlib.pyplot']); preload.warm_up()\n"
        "print('matplotlib_inline.backend_inline' in sys.modules)"
    )
    assert said == "False\n"


def test_real_notebooks_can_be_read(notebook):
    names = preload.names_in_notebook(notebook("figures"))
    assert {"matplotlib.pyplot", "numpy", "matplotlib.figure:Figure"} <= set(names)
