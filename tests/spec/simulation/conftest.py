"""The simulation of 38 regions, made once."""

from pathlib import Path

import pytest

from evaluasi import simulation, tables
from evaluasi.tables import provenance

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _nothing_loaded(monkeypatch):
    """Loading simulated data marks all frames of a process: not those of other tests."""
    monkeypatch.setattr(provenance, "_loaded", {})


@pytest.fixture(scope="session")
def nation():
    return tables.load(ROOT / "data" / "nasional")


@pytest.fixture(scope="session")
def province(nation):
    return simulation.simulate(nation, scale="jatim", seed=1)


@pytest.fixture(scope="session")
def planted(province):
    """Keys (id, tahun) of what was planted, by kind."""
    truth = province.truth["tanaman"]
    return {
        kind: set(zip(rows["id"], rows["tahun"], strict=True))
        for kind, rows in truth.groupby("jenis")
    }
