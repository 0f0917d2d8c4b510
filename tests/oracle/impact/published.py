"""Where the published examples lie; they are read in place and never copied."""

from pathlib import Path

import pandas as pd
import pytest

FOLDER = Path(__file__).parents[4] / "shared" / "validation" / "impact" / "data"

here = pytest.mark.skipif(not FOLDER.exists(), reason="pustaka acuan ../shared tidak ada")


def read(name):
    return pd.read_csv(FOLDER / name)
