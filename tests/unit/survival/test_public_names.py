"""The face of the package: every name loads, late, and none is hidden by a module."""

import subprocess
import sys
from pathlib import Path

import pytest

from evaluasi import sustainability as su

FOLDER = Path(su.__file__).parent


@pytest.mark.parametrize("name", su.__all__)
def test_every_name_loads(name):
    assert callable(getattr(su, name))


def test_no_module_bears_the_name_of_a_function():
    modules = {path.stem for path in FOLDER.iterdir() if path.stem != "__init__"}
    assert not modules & set(su.__all__)


def test_importing_the_package_loads_no_heavy_library():
    heavy = "{'pandas', 'numpy', 'scipy', 'statsmodels', 'matplotlib'}"
    code = f"import sys, evaluasi.sustainability; print(sorted({heavy} & set(sys.modules)))"
    told = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="kelangsungan"):
        su.kelangsungan  # noqa: B018 - the access is what fails
