"""A panel of 38 regions and 10 years that our estimators and other libraries are asked about."""

import numpy as np
import pandas as pd

UNITS, YEARS = 38, range(2012, 2022)
ROLES = {"unit": "kode", "time": "tahun", "outcome": "nilai", "first_treated": "mulai"}


def simulated():
    rng = np.random.default_rng(38)
    frame = pd.MultiIndex.from_product(
        [[f"35.{i:02d}" for i in range(UNITS)], YEARS], names=["kode", "tahun"]
    ).to_frame(index=False)
    position = frame["kode"].str[3:].astype(int)
    start = pd.Series([2015.0] * 6 + [2018.0] * 5 + [np.nan] * 27)
    frame["mulai"] = position.map(start)
    frame["gugus"] = "g" + (position % 13).astype(str)
    frame["bobot"] = 1.0 + position % 4
    frame["kabut"] = rng.normal(size=len(frame))
    after = frame["tahun"] >= frame["mulai"]
    frame["nilai"] = position / 9 + 0.5 * after + 0.2 * frame["kabut"] + rng.normal(size=len(frame))
    return frame
