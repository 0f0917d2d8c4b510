"""The code that a user copies makes the very picture that is on the screen."""

import pytest

import evaluasi as ev
from evaluasi.figures.style import to_svg
from evaluasi.reports import display
from evaluasi.reports.explore.code import code_of
from evaluasi.reports.explore.drawing import draw
from evaluasi.reports.explore.selection import GROUPS, VIEWS, Selection

CHOSEN = ("35.79", "35.07", "35.10")


@pytest.fixture
def shown(jatim, monkeypatch, tmp_path):
    """What the code under test hands to `rp.show`."""
    # Reading the shipped files again would give the same tables, only later.
    load = ev.load
    path = str(jatim.path)
    monkeypatch.setattr(ev, "load", lambda p: jatim if p == path else load(p), raising=False)
    monkeypatch.chdir(tmp_path)
    calls = []
    monkeypatch.setattr(display, "show", lambda obj, **words: calls.append((obj, words)))
    return calls


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("span", [("p0", 2010, 2025), ("tpt", 2015, 2018), ("iid", 2021, 2024)])
def test_copied_code_makes_the_same_picture_byte_for_byte(jatim, shown, view, group, span):
    indicator, *years = span
    picture = draw(jatim, Selection(indicator, CHOSEN, tuple(years), view, group))
    exec(code_of(jatim, picture.plan), {})
    ((chart, words),) = shown
    assert to_svg(chart.figure) == to_svg(picture.chart.figure)
    assert chart.alt == picture.chart.alt
    assert words["title"] == picture.caption.title
    assert words["unit"] == picture.caption.unit
    assert words["note"] == picture.caption.note


@pytest.mark.parametrize("view", VIEWS)
def test_copied_code_is_short_and_uses_public_names_alone(jatim, view):
    code = code_of(jatim, draw(jatim, Selection("p0", CHOSEN, (2010, 2025), view)).plan)
    assert max(map(len, code.splitlines())) <= 100
    assert len(code.splitlines()) <= 45
    assert "._" not in code
    assert "explore" not in code


def test_the_dataset_is_written_as_seen_from_where_the_code_will_run(jatim, monkeypatch):
    plan = draw(jatim, Selection("p0", ("35.79",), (2015, 2025))).plan
    project = jatim.path.parents[1]
    monkeypatch.chdir(project)
    assert 'ev.load("data/jatim")' in code_of(jatim, plan)
    monkeypatch.chdir(project / "notebooks")
    assert 'ev.load("../data/jatim")' in code_of(jatim, plan)
    monkeypatch.chdir("/")
    assert 'ev.load("../' not in code_of(jatim, plan)


def test_what_was_loaded_with_low_confidence_is_loaded_so_again(jatim):
    trusting = ev.load(jatim.path, low_confidence=True)
    plan = draw(trusting, Selection("p0", ("35.74",), (2010, 2025))).plan
    assert "low_confidence=True" in code_of(trusting, plan)


def test_names_from_the_data_can_never_become_code(copied, shown):
    hostile = 'Kota \' + print(1) + "" \\ {x}'
    cell = '"' + hostile.replace('"', '""') + '"'
    data = ev.load(copied(renamed=[("Kota Batu", cell)]))
    picture = draw(data, Selection("p0", ("35.79",), (2015, 2025)))
    exec(code_of(data, picture.plan), {})
    ((_chart, words),) = shown
    assert hostile in words["title"]
