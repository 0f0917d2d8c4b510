"""Each number of `published_values.csv` beside ours and those of the oracle libraries.

The block of `docs/validasi_dampak.md` is written with EVALUASI_TULIS=1 and held otherwise. Other
designs join with an entry in `OURS`.
"""

import os
import re
from functools import cache
from pathlib import Path

import pandas as pd
from published import FOLDER, here, read
from validation_table import agrees, printed

from evaluasi.impact import Panel, group_time_att, sun_abraham

PAGE = Path(__file__).parents[3] / "docs" / "validasi_dampak.md"
BLOCK = re.compile(r"(<!-- uji:dampak-nilai -->\n)(.*?)(<!-- /uji:dampak-nilai -->)", re.S)
HEADING = (
    "| data | besaran | terbit | evaluasi | selisih | selisih pustaka acuan |\n"
    "|---|---|---:|---:|---|---|\n"
)
MPDTA = {"unit": "countyreal", "time": "year", "outcome": "lemp", "first_treated": "first.treat"}
STAGG = {"unit": "id", "time": "year", "outcome": "y", "first_treated": "year_treated"}

pytestmark = here


@cache
def mpdta():
    return group_time_att(Panel(read("mpdta.csv"), **MPDTA), draws=0)


@cache
def stagg():
    return sun_abraham(Panel(read("base_stagg.csv"), **STAGG)).to_frame().set_index("event_time")


def cell(quantity):
    g, t = map(int, re.findall(r"\d{4}", quantity))
    row = mpdta().to_frame().set_index(["cohort", "time"]).loc[(g, t)]
    return row["se" if quantity.startswith("SE") else "estimate"]


def average(quantity):
    kind, number, *at = quantity.split()
    found = mpdta().aggregate(kind)
    name = "se" if number == "SE" else "estimate"
    if not at:
        return getattr(found, name)
    return found.to_frame().set_index(found.to_frame().columns[0])[name][int(at[0][2:])]


def of_mpdta(quantity):
    return cell(quantity) if "(" in quantity else average(quantity)


def of_stagg(quantity):
    event = int(quantity.split("=")[1])
    return stagg().loc[event, "se" if quantity.startswith("SE") else "estimate"]


def without_draws(_quantity):
    """Ours does not depend on draws; what R prints here moves from run to run."""
    return mpdta().se


OURS = {
    ("mpdta", "CS dr never"): (of_mpdta, 1e-9),
    ("mpdta", "CS dr never boot1000"): (without_draws, 5e-4),
    ("base_stagg", "Sun-Abraham"): (of_stagg, 5e-7),
    ("base_stagg", "Sun-Abraham saturated"): (of_stagg, 5e-7),
}
"""Dataset and method → our number for a quantity, and how far it may be off."""


def values():
    """Return one row per published number, its oracles put together."""
    table = pd.read_csv(FOLDER.parent / "published_values.csv", dtype={"published_value": str})
    known = table.set_index(["dataset", "method"]).index.isin(OURS)
    keys = ["dataset", "method", "quantity", "published_value"]
    return table[known].groupby(keys, sort=False)


def lines():
    """Yield each row of the table: cells, difference."""
    for (dataset, method, quantity, published), oracles in values():
        ours, promise = OURS[dataset, method]
        value = float(ours(quantity))
        difference = abs(value - float(published))
        assert difference <= promise, (dataset, quantity)
        decimals = len(published.partition(".")[2])
        others = [
            f"{name} {printed(float(off), 0.5)}"
            for name, off in zip(oracles["oracle"], oracles["abs_diff"], strict=True)
        ]
        numbers = [published, f"{value:.{min(decimals, 12)}f}"]
        numbers = [number.replace(".", ",").replace("-", "−") for number in numbers]
        oracle = "; ".join(dict.fromkeys(others))
        yield [dataset, f"{method}: {quantity}", *numbers, difference, oracle]


def test_every_number_is_held_and_the_page_says_so():
    page = PAGE.read_text(encoding="utf-8")
    block = BLOCK.search(page)
    found = list(lines())
    assert len(found) > 70
    if os.environ.get("EVALUASI_TULIS"):
        rows = "".join(
            f"| {' | '.join([*row[:4], printed(row[4], 0.5), row[5]])} |\n" for row in found
        )
        text = page[: block.end(1)] + HEADING + rows + page[block.start(3) :]
        PAGE.write_text(text, encoding="utf-8")
        return
    said = [line.strip("| ").split(" | ") for line in block[2].splitlines()[2:]]
    assert [[*row[:4], row[5]] for row in said] == [[*row[:4], row[5]] for row in found]
    assert all(agrees(row[4], ours[4]) for row, ours in zip(said, found, strict=True))
