"""Open JupyterLab on the exploration notebook."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from evaluasi.errors import EvaluasiError
from evaluasi.reports.folders import NOTEBOOK_FOLDER, find_notebook
from evaluasi.text import _


def open_lab(notebook: str | Path = "jelajah", options: Sequence[str] = ()) -> int:
    """Start JupyterLab on a notebook and stay until the server ends.

    Parameters
    ----------
    notebook : str or path
        A name in ``notebooks/`` of the current folder, else of the project; or a path.
    options : sequence of str
        Passed on to ``jupyter lab``, e.g. ``["--no-browser"]``.

    Returns
    -------
    int
        The exit code of JupyterLab.

    Raises
    ------
    ParameterError
        When there is no such notebook.
    EvaluasiError
        When JupyterLab is not installed.
    """
    path = find_notebook(notebook).resolve()
    if find_spec("jupyterlab") is None:
        raise EvaluasiError(
            _("JupyterLab belum terpasang."),
            _("Pasang dahulu dengan `{python} -m pip install jupyterlab`, lalu ulangi.").format(
                python=sys.executable
            ),
        )
    with subprocess.Popen(command(path, options), cwd=root_of(path)) as server:
        while True:
            try:
                return server.wait()
            except KeyboardInterrupt:  # JupyterLab has it too, and asks whether to stop
                continue


def root_of(path: Path) -> Path:
    """Return the folder that JupyterLab shows: the project, where data and reports stand too."""
    return path.parent.parent if path.parent.name == NOTEBOOK_FOLDER else path.parent


def command(path: Path, options: Sequence[str] = ()) -> list[str]:
    """Return the command line that starts JupyterLab on `path`."""
    # In a container everyone is root, and JupyterLab would refuse with an English lecture.
    root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    # Without a root JupyterLab would show the notebook's own folder and nothing above it.
    shown = f"--ServerApp.root_dir={root_of(path)}"
    return [sys.executable, "-m", "jupyter", "lab", str(path), shown, *root, *options]
