"""Table `inovasi` as a region would hand it in: typed, with its maturity, some cells empty."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.scoring import maturity
from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS
from evaluasi.simulation.world import EDITIONS, World
from evaluasi.tables import schemas

_MOST_EMPTY = 6


def inovasi(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the table; its index is that of `rows`.

    Parameters
    ----------
    world : World
    rows : DataFrame
        Entries after planting.
    """
    rng = world.stream("belum diisi")
    table = rows.astype(dict.fromkeys(INDICATORS, "Int64"))
    running = np.flatnonzero(table["tahun"] == EDITIONS[-1])
    number = round(law("level.belum_diisi") * len(running))
    for place in rng.permutation(running)[:number]:
        for name in rng.permutation(INDICATORS)[: int(rng.integers(1, _MOST_EMPTY + 1))]:
            table.at[place, name] = pd.NA
    table["penerima"] = table["penerima"].astype("Int64")
    table["kematangan"] = printed_maturity(table)
    return table[list(schemas.get("inovasi").columns)]


def printed_maturity(table: pd.DataFrame) -> pd.Series:
    """Score each entry by the rules of its own edition; missing where its weights are not known."""
    scores = pd.Series(np.nan, index=table.index)
    for edition in EDITIONS:
        own = table[table["tahun"] == edition]
        scores[own.index] = maturity(own, rubrics.load(f"iid-{edition}"))
    return scores
