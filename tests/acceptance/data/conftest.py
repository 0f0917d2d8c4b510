"""The datasets that ship, and the catalogue where it lies beside the repository."""

import pytest
import shipped


@pytest.fixture
def jatim():
    return shipped.load("jatim")


@pytest.fixture
def nasional():
    return shipped.load("nasional")


@pytest.fixture(params=["jatim", "nasional"])
def dataset(request):
    return shipped.load(request.param)


@pytest.fixture
def catalogue():
    """Read one file of the catalogue by its path."""
    if not shipped.CATALOGUE.is_dir():
        pytest.skip("katalog asal tidak ada di samping repositori")
    return lambda name: shipped.read_rows(shipped.CATALOGUE / name)
