"""`evaluasi jelajah`: the exploration notebook in JupyterLab."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command."""
    command = commands.add_parser(
        "jelajah",
        help=_("buka notebook penjelajahan di JupyterLab"),
        description=_("Buka notebook penjelajahan data di JupyterLab."),
    )
    command.set_defaults(command=_run)


def _run(_arguments: argparse.Namespace) -> int:
    from evaluasi.reports.explore.lab import open_lab

    return open_lab()
