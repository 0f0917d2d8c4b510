"""Small tables of two regions."""

import pandas as pd
import pytest

from evaluasi import scoring as sc
from evaluasi.rubrics.affairs import BASIC_SERVICES

RUBRIC = sc.load_rubric("iid-2026")


@pytest.fixture
def inovasi():
    """Six innovations of 99.01 and two of 99.02, all at level 2."""
    frame = pd.DataFrame({code: [2] * 8 for code in RUBRIC.columns}, dtype="Int64")
    frame.insert(0, "id", [f"v{i}" for i in range(1, 9)])
    frame.insert(1, "tahun", 2026)
    frame.insert(2, "kode", ["99.01"] * 6 + ["99.02"] * 2)
    frame.insert(3, "urusan", [*BASIC_SERVICES, "Sosial", "Kesehatan"])
    return frame


@pytest.fixture
def kapasitas():
    """SPD levels of both regions, all at level 1."""
    rows = [(kode, 2026, entry.kode, 1) for kode in ("99.01", "99.02") for entry in RUBRIC.spd]
    return pd.DataFrame(rows, columns=["kode", "tahun", "indikator", "level"])


@pytest.fixture
def verifikasi():
    """Two verified levels of 99.01."""
    return pd.DataFrame(
        {
            "id_inovasi": ["v1", "v2"],
            "tahun": 2026,
            "indikator": ["i35", "i16"],
            "level": [0, 3],
            "tanggal": pd.to_datetime(["2026-08-01", "2026-08-02"]),
            "sumber": "tim",
        }
    )
