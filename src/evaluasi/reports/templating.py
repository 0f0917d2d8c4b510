"""The one Jinja environment: every value is escaped unless it is marked safe."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from evaluasi import text
from evaluasi.text import _

FOLDER = files("evaluasi.reports") / "templates"


@cache
def environment() -> Environment:
    """Return the environment; made once per process."""
    env = Environment(
        loader=FileSystemLoader(str(FOLDER)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(_=_, text=text)
    return env


@cache
def template(name: str) -> Template:
    """Return a compiled template of the package."""
    return environment().get_template(name)


@cache
def asset(name: str) -> Markup:
    """Return a style sheet or script of the package, to be set into a page as it is."""
    return Markup((FOLDER / name).read_text(encoding="utf-8"))  # our own file, not data
