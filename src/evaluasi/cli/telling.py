"""What a command says while it works."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Show the step at work on a terminal; elsewhere stay silent."""
    if not sys.stderr.isatty():
        yield lambda _sentence: None
        return
    from rich.console import Console
    from rich.markup import escape

    with Console(stderr=True).status("") as status:
        yield lambda sentence: status.update(escape(f"{sentence} …"))
