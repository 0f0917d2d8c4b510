"""An invented region, 99.01, drawn from few words."""

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import BASIC_SERVICES

INDICATORS = sc.load_rubric("iid-2026").columns
SPD_ROWS = tuple(entry.kode for entry in sc.load_rubric("iid-2026").spd)


@pytest.fixture
def innovations():
    """Build n innovations, all indicators at one level, their main affairs in turn."""

    def build(n, level=3, affairs=BASIC_SERVICES, year=2026):
        frame = pd.DataFrame({code: [level] * n for code in INDICATORS}, dtype="Int64")
        turns = [affairs[i % len(affairs)] for i in range(n)]
        frame.insert(0, "id", [f"inovasi-{i + 1}" for i in range(n)])
        frame.insert(1, "tahun", year)
        frame.insert(2, "kode", "99.01")
        frame.insert(3, "urusan", pd.Series(turns, dtype="str"))
        return frame

    return build


@pytest.fixture
def capacity():
    """Build SPD levels, all at one level except those named."""

    def build(level=2, year=2026, **other):
        named = {code.removeprefix("spd"): value for code, value in other.items()}
        levels = [named.get(code, level) for code in SPD_ROWS]
        return pd.DataFrame(
            {
                "kode": "99.01",
                "tahun": year,
                "indikator": SPD_ROWS,
                "level": pd.array(levels, dtype="Int64"),
            }
        )

    return build


@pytest.fixture
def index(innovations):
    """Compute the one row of the invented region, with a known SPD score."""

    def compute(frame, rubric, spd=40.0):
        known = pd.DataFrame({"kode": ["99.01"], "spd": [spd]})
        return sc.regional_index(frame, known, rubric).to_frame().iloc[0]

    return compute
