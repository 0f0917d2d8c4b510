"""Where simulated rows come from: the one source that they name."""

from __future__ import annotations

import pandas as pd

from evaluasi.simulation.world import World

CODE = "SIM"
NAMES, TILES = "W", "P"
"""Codes of the sources of names and codes of regions, and of tiles, as in `data/nasional`."""


def sources(world: World, base: pd.DataFrame) -> pd.DataFrame:
    """Return table `sumber`: the simulation itself, and where names of regions come from.

    Parameters
    ----------
    world : World
    base : DataFrame
        Table `sumber` of the base; empty where there is none.
    """
    own = {
        "sumber": CODE,
        "asal": f"evaluasi simulasi, skala {world.scale.nama}, benih {world.seed}",
        "penerbit": "SIMULASI",
        "lisensi": "CC0-1.0",
        "catatan": "angka rekaan dengan kebenaran yang diketahui; lihat kebenaran/",
    }
    kept = base[base["sumber"].isin([NAMES, TILES])] if len(base) else base
    return pd.concat([pd.DataFrame([own]), kept], ignore_index=True)
