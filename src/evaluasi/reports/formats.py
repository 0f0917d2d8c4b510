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
DEFAULT = ("html", "pdf")


def renderer(name: str) -> Render:
    """Return the function that renders a document in this format."""
    render: Render = import_module(FORMATS[name].module).render
    return render


def default() -> tuple[str, ...]:
    """Return the formats a report is written in when none is asked for, as far as we can here."""
    return tuple(name for name in DEFAULT if _installed(name))


def left_out() -> str:
    """Say which of the usual formats can't be written here, and how to change that."""
    names = [name for name in DEFAULT if not _installed(name)]
    if not names:
        return ""
    return _("{formats} tidak dibuat: belum ada paket {packages} (pip install {packages}).").format(
        formats=text.listing(name.upper() for name in names),
        packages=" ".join(FORMATS[name].needs for name in names),
    )


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
        if not _installed(name):
            needs = FORMATS[name].needs
            raise ParameterError(
                _("Format {name} memerlukan paket {package}.").format(name=name, package=needs),
                _("Pasang dengan `pip install {package}`, atau pilih format lain.").format(
                    package=needs
                ),
            )
    return asked


def _installed(name: str) -> bool:
    needs = FORMATS[name].needs
    return not needs or find_spec(needs) is not None
