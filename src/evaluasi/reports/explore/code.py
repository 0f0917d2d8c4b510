"""The lines of Python that make a picture, for a user to paste into a cell of their own."""

from __future__ import annotations

import json
import os
import textwrap
from collections.abc import Iterable
from pathlib import Path

from evaluasi.reports.explore.drawing import Plan
from evaluasi.tables import Dataset

WIDTH = 88


def code_of(data: Dataset, plan: Plan) -> str:
    """Write the code that makes the picture of a plan, with the public functions alone."""
    chosen = plan.selection
    lines = [
        "import evaluasi as ev",
        "from evaluasi import figures, reports as rp",
        *(["from evaluasi.tables import series"] if chosen.view == "garis" else []),
        "",
        f"ds = ev.load({_load_arguments(data)})",
        'nama = ds.wilayah.set_index("kode")["nama"].to_dict()',
        *_values(plan),
        f"gambar = figures.{_FUNCTIONS[chosen.view]}(",
        *(f"    {argument}," for argument in _arguments(plan)),
        ")",
        *_show(plan),
    ]
    return "\n".join(lines) + "\n"


_FUNCTIONS = {"garis": "line_with_peers", "titik": "dot_by_region", "petak": "tile_grid"}


def _load_arguments(data: Dataset) -> str:
    path = _text(_from_here(data.path))
    return f"{path}, low_confidence=True" if data.low_confidence else path


def _from_here(path: Path) -> str:
    """Return the path as one would write it in a cell: relative where it lies near by."""
    near = Path.cwd().resolve().parent
    full = path.resolve()
    return Path(os.path.relpath(full) if full.is_relative_to(near) else full).as_posix()


def _values(plan: Plan) -> list[str]:
    chosen = plan.selection
    last = chosen.years[1]
    if chosen.view == "petak":
        return [f'nilai = ds.series("{chosen.indicator}", ds.petak["kode"], [{last}])[{last}]']
    years = _span(plan) if chosen.view == "garis" else f"[{last}]"
    cut = "" if chosen.view == "garis" else f"[{last}]"
    return [
        *_listed("wilayah = ", plan.grouping.codes),
        f'nilai = ds.series("{chosen.indicator}", wilayah, {years}){cut}',
    ]


def _span(plan: Plan) -> str:
    first, last = plan.selection.years
    return f"range({first}, {last + 1})"


def _arguments(plan: Plan) -> list[str]:
    chosen, measure = plan.selection, plan.measure
    words = [_text(measure.title), _text(measure.unit), str(measure.decimals)]
    arguments = [
        *(["ds.petak"] if chosen.view == "petak" else []),
        "nilai",
        f"highlight={_text(chosen.first)}",
        f"measure=figures.Measure({', '.join(words)}, {_text(measure.better)})",
        "labels=nama",
        f"peers=[{', '.join(map(_text, plan.grouping.peers))}]",
        f"group={_text(plan.grouping.words)}",
    ]
    if chosen.view == "garis":
        shaded = (f"{years}: {_text(words)}" for years, words in plan.cautions.items())
        arguments += [
            f"cautions={{{', '.join(shaded)}}}",
            f'excluded=series.get("{chosen.indicator}").excluded(wilayah, {_span(plan)})',
        ]
    return arguments


def _show(plan: Plan) -> list[str]:
    return [
        "rp.show(",
        "    gambar,",
        *_wrapped("    title=", plan.title),
        f"    unit={_text(plan.measure.unit)},",
        *_wrapped("    note=", " ".join(plan.notes)),
        ")",
    ]


def _listed(start: str, codes: Iterable[str]) -> list[str]:
    """Write a list of codes, broken into lines where it is long."""
    words = ", ".join(map(_text, codes))
    if len(start) + len(words) + 2 <= WIDTH:
        return [f"{start}[{words}]"]
    body = textwrap.wrap(words + ",", WIDTH - 4)
    return [f"{start}[", *(f"    {line}" for line in body), "]"]


def _wrapped(start: str, words: str) -> list[str]:
    """Write a text as an argument, broken into adjacent literals where it is long."""
    if len(start) + len(words) + 3 <= WIDTH:
        return [f"{start}{_text(words)},"]
    pieces = textwrap.wrap(words, WIDTH - 12, break_long_words=False, break_on_hyphens=False)
    ends = [" "] * (len(pieces) - 1) + [""]
    body = [f"        {_text(piece + end)}" for piece, end in zip(pieces, ends, strict=True)]
    return [f"{start}(", *body, "    ),"]


def _text(words: str) -> str:
    """Write a text as a Python literal in double quotes; JSON's escapes are Python's too."""
    return json.dumps(words, ensure_ascii=False)
