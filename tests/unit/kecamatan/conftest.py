"""Kecamatan of the shipped datasets, with rows of a test put in place of tables."""

import dataclasses
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from evaluasi import tables
from evaluasi.reports.kecamatan import open_kecamatan
from evaluasi.simulation.dataset import typed

ROOT = Path(__file__).parents[3]


@cache
def load(name):
    return tables.load(ROOT / "data" / name)


@pytest.fixture(scope="session")
def jatim():
    return load("jatim")


@pytest.fixture(scope="session")
def opened():
    """Open a kecamatan: opened("35.79.03", inovasi=[{...}], tindak_lanjut=[{...}])."""

    def subject(kode, data="jatim", tanggal="2026-11-21", tahun=None, **rows):
        known = {name: typed(name, pd.DataFrame(lines)) for name, lines in rows.items()}
        whole = load(data)
        whole = dataclasses.replace(whole, _tables={**whole._tables, **known})
        return open_kecamatan(whole, kode, tahun, tanggal)

    return subject


@pytest.fixture
def lansia():
    """The innovation of Junrejo, under the kecamatan's own code."""
    return {"id": "a", "tahun": 2023, "kode": "35.79.03", "judul": "Lansia Smart",
            "tanggal_penerapan": "2022-03-01"}  # fmt: skip
