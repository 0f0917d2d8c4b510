"""A small index: two pillars of three indicators."""

import numpy as np
import pandas as pd
import pytest

from evaluasi.scoring.composite import Framework


@pytest.fixture
def tree():
    """Build the table of the framework; keyword arguments change a column of one code."""

    def build(**changed):
        rows = [
            {"kode": f"{pillar}{k}", "nama": f"Indikator {pillar}{k}", "induk": pillar}
            for pillar in "ab"
            for k in range(3)
        ]
        rows += [{"kode": pillar, "nama": pillar, "induk": "I"} for pillar in "ab"]
        rows.append({"kode": "I", "nama": "Indeks", "induk": None})
        frame = pd.DataFrame(rows).assign(bobot=1.0, arah=1.0)
        for code, values in changed.items():
            for column, value in values.items():
                frame.loc[frame["kode"] == code, column] = value
        return frame

    return build


@pytest.fixture
def framework(tree):
    return Framework.from_frame(tree())


@pytest.fixture
def data():
    """Draw values of n units."""

    def build(n=12, seed=1):
        draws = np.random.default_rng(seed).random((n, 6)) * 10 + 1
        codes = [f"{pillar}{k}" for pillar in "ab" for k in range(3)]
        return pd.DataFrame(draws, columns=codes, index=[f"35.{n:02d}" for n in range(1, n + 1)])

    return build
