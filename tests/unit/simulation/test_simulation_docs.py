"""docs/metode/simulasi.md states every law as it is: name, value, source, meaning."""

import json
from pathlib import Path

import pytest

from evaluasi.simulation import description, laws

PAGE = Path(__file__).parents[3] / "docs" / "metode" / "simulasi.md"
BY_INDICATOR = ("level.pangsa", "level.muatan", "verifikasi.turun")
WIDE = ("capaian.seri",)
COLUMNS = ("rata", "wilayah", "tren", "tahunan", "galat", "pengaruh", "tumbuh")


def written(value):
    if isinstance(value, dict):
        return "; ".join(f"{name}: {written(entry)}" for name, entry in value.items())
    if isinstance(value, list):
        return ", ".join(map(written, value))
    return value if isinstance(value, str) else json.dumps(value).replace(".", ",")


def law_row(entry):
    apart = entry.nama in BY_INDICATOR + WIDE
    value = "tabel di bawah" if apart else written(entry.nilai)
    return f"| `{entry.nama}` | {entry.arti} | {value} | {entry.sumber} |"


def indicator_row(name):
    shares, loading, lowered = (laws.law(law)[name] for law in BY_INDICATOR)
    last = round(1 - sum(shares), 2)
    return f"| {name} | {written([*shares, last])} | {written(loading)} | {written(lowered)} |"


def series_row(name):
    told = laws.law("capaian.seri")[name]
    cells = " | ".join(written(told.get(column, 0)) for column in COLUMNS)
    return f"| {name} | {cells} | {'ya' if told.get('log') else 'tidak'} |"


def rows():
    yield from map(law_row, laws.laws().values())
    yield from map(indicator_row, laws.law("level.muatan"))
    yield from map(series_row, laws.law("capaian.seri"))


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8").splitlines()


def test_every_law_stands_on_the_page_as_it_is(page):
    assert [row for row in rows() if row not in page] == []


def test_the_page_states_no_law_that_is_gone(page):
    stated = {
        line.split("`")[1] for line in page if line.startswith("| `") and "." in line.split("`")[1]
    }
    assert {name for name in stated if not name.endswith(".csv")} == set(laws.laws())


def test_every_file_of_the_truth_is_told(page, small):
    assert set(description.MEANINGS) == set(small.truth)
    told = "\n".join(page)
    assert [name for name in small.truth if f"`{name}.csv`" not in told] == []
