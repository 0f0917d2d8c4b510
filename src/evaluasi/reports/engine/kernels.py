"""Which notebooks need a real kernel."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
from nbformat import NotebookNode

_OWN_NAMES = {"", "python", "python3"}


def needs_kernel(nb: NotebookNode, kernel_name: str | None) -> bool:
    """Say whether a notebook must run in a kernel of its own.

    It must when its metadata say so (``"evaluasi": {"kernel": true}``), when it is not Python,
    or when its kernel runs another Python than this one.
    """
    if nb.metadata.get("evaluasi", {}).get("kernel"):
        return True
    language = nb.metadata.get("kernelspec", {}).get("language") or "python"
    if language.lower() != "python":
        return True
    return (kernel_name or "") not in _OWN_NAMES and not _is_this_python(str(kernel_name))


def _is_this_python(kernel_name: str) -> bool:
    try:
        argv = KernelSpecManager().get_kernel_spec(kernel_name).argv
    except NoSuchKernel:
        return False
    here = Path(sys.executable)
    return "ipykernel_launcher" in argv and os.path.normcase(argv[0]) in {
        os.path.normcase(here),
        os.path.normcase(here.name),
    }
