"""A small index of two pillars of three indicators, and peers that always have one."""

import numpy as np
import pandas as pd

from evaluasi.scoring.composite import Framework

CODES = [f"{pillar}{k}" for pillar in "ab" for k in range(3)]
UNIT = "35.01"
PEERS = tuple(f"35.{k:02d}" for k in range(2, 9))


def framework(**columns):
    """Build the tree; a keyword argument gives a column of the six indicators."""
    rows = [{"kode": code, "nama": f"Indikator {code}", "induk": code[0]} for code in CODES]
    rows += [{"kode": pillar, "nama": pillar, "induk": "I"} for pillar in "ab"]
    rows.append({"kode": "I", "nama": "Indeks", "induk": None})
    frame = pd.DataFrame(rows).assign(bobot=1.0, arah=1.0)
    for name, values in columns.items():
        rest = [1.0] * 3 if name in frame else [None] * 3
        frame[name] = [*values, *rest]
    return Framework.from_frame(frame)


def values(n=12, seed=1, gaps=()):
    """Draw values of n units."""
    draws = np.random.default_rng(seed).random((n, 6)) * 10 + 1
    frame = pd.DataFrame(draws, columns=CODES, index=[f"35.{k:02d}" for k in range(1, n + 1)])
    for unit, code in gaps:
        frame.loc[unit, code] = np.nan
    return frame
