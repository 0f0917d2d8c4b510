"""Published national counts add up: classes to participants, participants to all governments."""

import csv
from functools import cache
from pathlib import Path

import pytest

NATIONAL = Path(__file__).parents[3] / "data" / "nasional" / "iid_nasional.csv"
REPORTING = ("sangat_inovatif", "inovatif", "kurang_inovatif")


@cache
def published(year, measure):
    with NATIONAL.open(encoding="utf-8", newline="") as file:
        (value,) = {
            float(row["nilai"])
            for row in csv.DictReader(file)
            if (int(row["tahun"]), row["ukuran"]) == (year, measure)
        }
    return value


# year    sangat  inovatif  kurang  participants
TOTALS = """
2021      37      316       166     519
2022      44      365       101     510
"""


@pytest.mark.parametrize("row", TOTALS.strip().splitlines())
def test_classes_sum_to_the_participants(row):
    year, *counts, participants = (int(cell) for cell in row.split())
    assert [published(year, name) for name in REPORTING] == counts
    assert sum(counts) == participants == published(year, "peserta")


def test_the_classes_of_2020_sum_to_all_local_governments():
    counts = [published(2020, name) for name in (*REPORTING, "tidak_dapat_dinilai")]
    assert counts == [195, 44, 245, 58]
    assert sum(counts) == 542


def test_participants_of_2025_are_the_share_that_was_announced():
    assert round(published(2025, "peserta") / 546 * 100, 2) == 97.25


def test_innovations_of_2024_are_those_of_the_three_stages():
    assert published(2024, "inovasi") == 1_347 + 1_258 + 29_114 == 31_719
