"""The formats a report can be written in: an entry here is all a new one needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

from evaluasi import text
from evaluasi.errors import ParameterError
from evaluasi.reports.document import Document
from evaluasi.text import _

Render = Callable[[Document], str | bytes]


class Format(NamedTuple):
    """A module with ``render(document)``, and the optional package it needs."""

    module: str
    needs: str = ""


FORMATS: Mapping[str, Format] = {
    "html": Format("evaluasi.reports.html"),
    "pdf": Format("evaluasi.reports.pdf", needs="typst"),
}


def renderer(name: str) -> Render:
    """Return the function that renders a document in this format."""
    render: Render = import_module(FORMATS[name].module).render
    return render


def check(names: Iterable[str]) -> tuple[str, ...]:
    """Return the formats, each once; refuse what can't be written here.

    Raises
    ------
    ParameterError
        When a format is unknown, or the package it needs is not installed.
    """
    asked = tuple(dict.fromkeys(names))
    unknown = [name for name in asked if name not in FORMATS]
    if unknown or not asked:
        raise ParameterError(
            _("Format tidak dikenal: {names}.").format(names=text.listing(unknown)),
            _("Format yang tersedia: {names}.").format(names=text.listing(FORMATS)),
        )
    for name in asked:
        needs = FORMATS[name].needs
        if needs and find_spec(needs) is None:
            raise ParameterError(
                _("Format {name} memerlukan paket {package}.").format(name=name, package=needs),
                _("Pasang dengan `pip install {package}`, atau pilih format lain.").format(
                    package=needs
                ),
            )
    return asked
