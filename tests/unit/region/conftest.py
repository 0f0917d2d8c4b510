"""The shipped datasets, loaded once, and the same numbers read without any code of ours."""

import csv
from functools import cache
from pathlib import Path

import pytest

from evaluasi import tables
from evaluasi.reports.region import open_subject

ROOT = Path(__file__).parents[3]


@cache
def load(name):
    return tables.load(ROOT / "data" / name)


@pytest.fixture(scope="session")
def jatim():
    return load("jatim")


@pytest.fixture(scope="session")
def opened():
    """Open a region: opened("35.79"), opened("91.03", data="nasional"), opened("35.79", 2019)."""

    @cache
    def subject(kode, year=None, data="jatim"):
        return open_subject(load(data), kode, year)

    return subject


@pytest.fixture(scope="session")
def printed():
    """Values as the CSV file prints them: printed("p0")["35.79", 2025] == 2.86."""
    with (ROOT / "data/jatim/capaian.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    @cache
    def values(indicator):
        return {
            (row["kode"], int(row["tahun"])): float(row["nilai"])
            for row in rows
            if row["indikator"] == indicator
        }

    return values
