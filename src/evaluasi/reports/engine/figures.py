"""Pyplot draws each figure at the end of a cell; the notebook then draws it again to show it.

The first drawing leaves nothing behind, except where a layout engine moves the axes: one more
pass moves them a little further. So the first drawing is dropped, and the layout pass is made
without drawing: the pictures stay the same, byte for byte.
"""

from __future__ import annotations

import sys
from typing import Any


def skip_first_drawing() -> None:
    """Take pyplot's drawing off the list of what happens at the end of a cell."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    pyplot.uninstall_repl_displayhook()
    if pyplot.isinteractive():
        for manager in sys.modules["matplotlib._pylab_helpers"].Gcf.get_all_fig_managers():
            figure = manager.canvas.figure
            if figure.stale and figure.get_layout_engine() is not None:
                figure.draw_without_rendering()


def attach_inline_backend(shell: Any) -> None:
    """Show figures through this shell, where the backend has served another one before.

    The backend enters a shell only when it is loaded, and remembers that it did: in a process
    that runs a second notebook all figures would vanish without a word.
    """
    backend: Any = sys.modules.get("matplotlib_inline.backend_inline")
    if backend is not None:
        backend.configure_inline_support.current_backend = "unset"
        shell.enable_matplotlib("inline")
