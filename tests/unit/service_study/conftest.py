"""The simulation that ships, and one study of it."""

import pytest

import evaluasi as ev
from evaluasi.reports.service import study


@pytest.fixture(scope="session")
def simulated():
    return ev.load("data/simulasi")


@pytest.fixture(scope="session")
def complaints(simulated):
    """Complaints received in one region: the study of the documentation."""
    return study(simulated, "pengaduan_masuk", "35.07", "2022-01")


@pytest.fixture(scope="session")
def refused(simulated):
    return study(simulated, "pengaduan_masuk", "35.07", "2020-03")
