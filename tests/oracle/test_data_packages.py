"""The datasets that ship are Data Packages in the eyes of the standard's own tool too."""

from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize("name", ["jatim", "nasional"])
def test_frictionless_finds_no_fault(oracle, name):
    assert oracle("oracle_frictionless.py", DATA / name / "datapackage.json") == []
