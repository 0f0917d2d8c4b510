"""The data that ship, and two studies of them."""

import pytest
from study_case import QUICK

import evaluasi as ev
from evaluasi.reports.impact import study


@pytest.fixture(scope="session")
def jatim():
    return ev.load("data/jatim")


@pytest.fixture(scope="session")
def poverty(jatim):
    """Poverty after the first award on file: the study that ships."""
    return study(jatim, "p0", "iga", effort=QUICK)


@pytest.fixture(scope="session")
def kecamatan(jatim):
    return study(jatim, "p0", "skk", effort=QUICK)
