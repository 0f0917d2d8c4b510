"""Names of regions to simulate for, and the smallest simulation."""

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
def base():
    return tables.load(ROOT / "data" / "nasional")


@pytest.fixture(scope="session")
def small(base):
    return simulation.simulate(base, scale="kecil", seed=1)
