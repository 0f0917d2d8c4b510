"""The same input gives the same bytes; the session's settings neither enter nor change."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import matplotlib as mpl
import pandas as pd
import pytest

from evaluasi.figures import Chart, Measure, line_with_peers, style, tile_grid

DRAW = """
import hashlib
import matplotlib as mpl
import pandas as pd
from evaluasi.figures import Measure, line_with_peers, style
{before}
data = pd.DataFrame({{2020: [1.0, 2.0, 3.0], 2021: [1.5, 2.5, 3.5]}}, index=["a", "b", "c"])
chart = line_with_peers(data, "a", measure=Measure("Nilai", "persen"), peers=["b"])
svg, png = style.to_svg(chart.figure), style.to_png(chart.figure)
print(hashlib.sha256(svg).hexdigest(), hashlib.sha256(png).hexdigest())
import sys
print("matplotlib.pyplot" in sys.modules)
"""


@pytest.fixture
def chart() -> Chart:
    data = pd.DataFrame({2020: [1.0, 2.0, 3.0], 2021: [1.5, 2.5, 3.5]}, index=["a", "b", "c"])
    return line_with_peers(data, "a", measure=Measure("Nilai", "persen"), peers=["b"])


def test_bytes_are_equal_across_processes_and_sessions(chart: Chart) -> None:
    seen = set()
    for seed, before in (("1", ""), ("2", "mpl.rcParams.update({'font.size': 30})")):
        done = subprocess.run(
            [sys.executable, "-c", DRAW.format(before=before)],
            capture_output=True, text=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed},
        )  # fmt: skip
        hashes, pyplot = done.stdout.splitlines()
        assert pyplot == "False"
        seen.add(hashes)
    svg, png = style.to_svg(chart.figure), style.to_png(chart.figure)
    assert seen == {f"{hashlib.sha256(svg).hexdigest()} {hashlib.sha256(png).hexdigest()}"}


def test_drawing_twice_gives_the_same_bytes(chart: Chart) -> None:
    first = style.to_svg(chart.figure), style.to_png(chart.figure)
    assert first == (style.to_svg(chart.figure), style.to_png(chart.figure))


@pytest.fixture
def own_settings() -> Iterator[dict[str, object]]:
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}):
        yield dict(mpl.rcParams)


def test_the_sessions_settings_stay(chart: Chart, own_settings: dict[str, object]) -> None:
    style.to_svg(chart.figure)
    data = pd.DataFrame({2020: [1.0]}, index=["a"])
    line_with_peers(data, "a", measure=Measure("Nilai"))
    assert dict(mpl.rcParams) == own_settings


def test_the_sessions_settings_stay_after_an_error(own_settings: dict[str, object]) -> None:
    with pytest.raises(KeyError):
        tile_grid(pd.DataFrame({"kode": ["a"]}))
    assert dict(mpl.rcParams) == own_settings


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a --> b --!> <img src=x onerror=alert(1)>", "$x^2$ & co"]
)
def test_names_never_become_markup(name: str) -> None:
    data = pd.DataFrame({2020: [1.0], 2021: [2.0]}, index=["a"])
    chart = line_with_peers(
        data, "a", measure=Measure(name, name), labels={"a": name}, events={2020: name}
    )
    svg = style.to_svg(chart.figure).decode()
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
    assert tags <= {
        "svg", "metadata", "RDF", "Work", "type", "format", "creator", "Agent", "title",
        "defs", "style", "g", "path", "use", "clipPath", "rect",
    }  # fmt: skip
    assert "<script" not in svg.split("<!--")[0]
    for comment in svg.split("<!--")[1:]:
        assert "-->" in comment
        assert "--" not in comment.partition("-->")[0]


def test_a_dollar_sign_is_a_dollar_sign() -> None:
    data = pd.DataFrame({2020: [1.0]}, index=["a"])
    chart = line_with_peers(data, "a", measure=Measure("Harga $x^2$"))
    svg = style.to_svg(chart.figure).decode()
    assert "Oblique" not in svg  # the letter that a formula would be set in


def test_pictures_fit_the_text_width_of_a4(chart: Chart) -> None:
    assert chart.figure.get_size_inches()[0] == pytest.approx(7.2)
