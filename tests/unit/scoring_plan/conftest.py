"""Small regions whose every plan can be written down."""

import numpy as np
import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import BASIC_SERVICES

RUBRIC = sc.load_rubric("iid-2026")


@pytest.fixture
def rubric():
    return RUBRIC


@pytest.fixture
def region():
    """Build n innovations at one level, some cells changed: {(row, column): level}."""

    def build(n, level=3, changed=None):
        frame = pd.DataFrame({code: [level] * n for code in RUBRIC.columns})
        for (row, column), value in (changed or {}).items():
            frame.loc[row, column] = value
        frame.insert(0, "id", [f"inovasi-{row}" for row in range(n)])
        frame.insert(1, "kode", "99.01")
        frame["urusan"] = [BASIC_SERVICES[row % 6] for row in range(n)]
        frame["opd"] = [f"Dinas {row % 3}" for row in range(n)]
        frame["judul"] = [f"Judul {row}" for row in range(n)]
        return frame

    return build


@pytest.fixture
def random_region(region):
    def build(n, seed, mean=1.0):
        draws = np.random.default_rng(seed)
        quality = draws.normal(size=(n, 1)) + mean
        levels = np.clip(np.rint(quality + draws.normal(size=(n, 20))), 0, 3).astype(int)
        frame = region(n)
        frame[list(RUBRIC.columns)] = levels
        return frame

    return build


@pytest.fixture
def capacity():
    def build(level=2, **changed):
        named = {code.removeprefix("spd"): value for code, value in changed.items()}
        rows = [
            {"kode": "99.01", "indikator": i.kode, "level": named.get(i.kode, level)}
            for i in RUBRIC.spd
        ]
        return pd.DataFrame(rows)

    return build


@pytest.fixture
def after():
    """Carry a plan out: the tables as they stand afterwards."""

    def carry_out(plan, innovations, capacity):
        frame, spd = innovations.set_index("id"), capacity.set_index("indikator")
        for step in plan.steps.itertuples():
            if step.tindakan == "tarik":
                frame = frame.drop(index=step.id)
            elif pd.isna(step.id):
                assert spd.loc[step.indikator, "level"] == step.dari
                spd.loc[step.indikator, "level"] = step.ke
            else:
                assert frame.loc[step.id, step.indikator] == step.dari
                frame.loc[step.id, step.indikator] = step.ke
        return frame.reset_index(), spd.reset_index()

    return carry_out
