"""What workers import and warm up before their first task.

A preload is a list of names: ``package.module``, or ``package.module:name`` for a name that the
module may load on first use.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import io
import sys
import warnings
from collections.abc import Iterable, Iterator
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

import nbformat
from IPython.core.inputtransformer2 import TransformerManager
from nbformat import NotebookNode

from evaluasi.reports.engine.cells import run_cells


def names_in_notebook(nb: NotebookNode) -> tuple[str, ...]:
    """Find what a notebook imports, and what it uses of lazily loaded packages.

    Modules that lie in the current folder are left out: each report imports them itself.
    """
    tree = _code(nb)
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    aliases = {a.asname or a.name: a.name for node in imports for a in node.names}
    names = dict.fromkeys(aliases.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= dict.fromkeys(f"{node.module}:{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = aliases.get(node.value.id)
            names |= {f"{module}:{node.attr}": None} if module else {}
    return tuple(name for name in names if not _lies_here(name))


def load(names: Iterable[str]) -> None:
    """Import modules; one that fails is left for the notebook to fail on, and to tell why."""
    with _quietly():
        for name in names:
            with contextlib.suppress(Exception, SystemExit):
                _touch(name)


def warm_up() -> None:
    """Do once what costs most on first use: run a cell, draw text, print a table."""
    # What was warned of here shall be warned of again in a report.
    with _quietly(), warnings.catch_warnings():
        _run_notebook()
        if "matplotlib" in sys.modules:
            _draw()
        if "pandas" in sys.modules:
            _tabulate()
        if "evaluasi.text" in sys.modules:
            _write()


def _code(nb: NotebookNode) -> ast.Module:
    """Parse the code cells as one module, leaving out what is not Python."""
    transformer: Any = TransformerManager  # untyped
    to_python = transformer().transform_cell
    body: list[ast.stmt] = []
    for cell in nb.cells:
        if cell.cell_type == "code":
            with contextlib.suppress(SyntaxError):
                body += ast.parse(to_python(cell.source)).body
    return ast.Module(body, [])


def _lies_here(name: str) -> bool:
    top = name.partition(":")[0].partition(".")[0]
    spec = PathFinder.find_spec(top, [str(Path.cwd())])
    return spec is not None and spec.origin is not None


def _touch(name: str) -> None:
    module, _, attribute = name.partition(":")
    loaded = importlib.import_module(module)
    if attribute and not hasattr(loaded, attribute):
        importlib.import_module(f"{module}.{attribute}")


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    nowhere = io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        yield


def _run_notebook() -> None:
    form: Any = nbformat.v4  # untyped
    nb = form.new_notebook(cells=[form.new_code_cell("'halo'")])
    list(run_cells(nb))
    form.writes(nb)
    nbformat.validate(nb)


def _draw() -> None:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.add_subplot(title="judul", xlabel="tahun")
    axes.plot([2020, 2021], [1.5, 2.5], "o-", label="$x^2$")
    axes.legend()
    FigureCanvasAgg(figure)
    for suffix in ("png", "svg"):
        figure.savefig(io.BytesIO(), format=suffix)


def _tabulate() -> None:
    import pandas as pd

    table = pd.DataFrame({"kode": ["35.79", "35.07"], "nilai": [1.5, None]})
    table.groupby("kode").agg({"nilai": "mean"}).sort_values("nilai").to_html()
    repr(table)


def _write() -> None:
    import datetime as dt

    from evaluasi import text

    text.number(1234.5)
    text.date(dt.date(2026, 11, 21))
