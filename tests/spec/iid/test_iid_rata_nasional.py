"""The mean index of the simulated nation, as it stands beside the published means in the docs."""

import csv
from pathlib import Path

import pytest

from evaluasi import simulation, tables
from evaluasi.text import number

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "metode" / "iid.md"


def rows():
    """Edition, mean, regions and origin, as printed."""
    text = PAGE.read_text(encoding="utf-8").split("## Rata-rata nasional")[1].split("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| 20")]
    return {int(year): (mean, count, origin) for year, mean, count, origin in lines}


def test_published_means_are_those_on_file():
    with (ROOT / "data/nasional/iid_nasional.csv").open(encoding="utf-8", newline="") as file:
        published = {
            int(row["tahun"]): float(row["nilai"])
            for row in csv.DictReader(file)
            if row["ukuran"] == "rata_rata_iid"
        }
    printed = {year: cells[0] for year, cells in rows().items() if "SIMULASI" not in cells[2]}
    assert printed == {year: number(mean, 2) for year, mean in published.items()}


@pytest.mark.berat
def test_simulated_means_are_those_of_the_simulation():
    made = simulation.simulate(tables.load(ROOT / "data" / "nasional"), scale="nasional", seed=1)
    scores = made.tables["skor_iid"].groupby("tahun")["skor"].agg(["mean", "size"])
    printed = {year: cells[:2] for year, cells in rows().items() if "SIMULASI" in cells[2]}
    assert printed == {
        int(year): (number(row["mean"], 2), number(row["size"]))
        for year, row in scores.to_dict("index").items()
    }
