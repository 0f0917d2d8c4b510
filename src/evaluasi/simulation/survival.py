r"""How long innovations last: a discrete hazard per year since implementation.

.. math:: h_{jk} = 1 - \exp(-\exp(\alpha + \beta_{16} x_{16} + \beta_{18} x_{18} + \beta_c c_{jk}))

is the chance to end in year *k*, with *c* = 1 once the champion has moved. Being absorbed into
regular service competes with it and is no failure.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.simulation.dates import START
from evaluasi.simulation.laws import law

LONGEST = 12
"""Years simulated; nobody is followed for longer."""

ENDED, ABSORBED = "berhenti", "diserap"
_YEAR = 365.25


def lifetimes(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    """Draw when each innovation ends, and how.

    Parameters
    ----------
    rng : Generator
    rows : DataFrame
        One row per innovation: tanggal_penerapan, i16, i18, jenis.

    Returns
    -------
    DataFrame
        As indexed: mulai, akhir (NaT where it outlives `LONGEST` years), cara (berhenti or
        diserap), pergantian (day the champion moves, or NaT).
    """
    told = law("tindak_lanjut.bahaya")
    n = len(rows)
    moves = rng.geometric(law("tindak_lanjut.pergantian"), n)
    fixed = told["konstanta"] + told["i16"] * rows["i16"].to_numpy(dtype=float)
    fixed = fixed + told["i18"] * rows["i18"].to_numpy(dtype=float)
    fixed = fixed + told["digital"] * (rows["jenis"] == "digital").to_numpy()
    year, way = np.full(n, np.nan), np.full(n, None, dtype=object)
    for k in range(1, LONGEST + 1):
        alive = np.isnan(year)
        hazard = 1 - np.exp(-np.exp(fixed + told["pergantian"] * (k > moves)))
        luck = rng.random(n)
        ends, absorbed = luck < hazard, luck > 1 - law("tindak_lanjut.diserap")
        year[alive & (ends | absorbed)] = k
        way[alive & ends] = ENDED
        way[alive & absorbed & ~ends] = ABSORBED
    start = rows[START]
    within = rng.random(n)
    moved = np.where(moves <= LONGEST, moves, np.nan)
    return pd.DataFrame(
        {
            "mulai": start,
            "akhir": _later(start, year - within),
            "cara": way,
            "pergantian": _later(start, moved),
        },
        index=rows.index,
    )


def _later(start: pd.Series, years: np.ndarray) -> pd.Series:
    days = pd.Series(np.floor(years * _YEAR), index=start.index)
    return (start + pd.to_timedelta(days, unit="D")).astype("datetime64[s]")
