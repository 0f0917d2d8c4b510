"""Where simulated rows come from: the one source that they name."""

from __future__ import annotations

import pandas as pd

from evaluasi.simulation.world import World

CODE = "SIM"
DATE = "2026-11-21"
"""Day of the laws, not of the run: the same seed gives the same bytes."""

NAMES, TILES = "W", "P"
"""Codes of the sources of names and codes of regions, and of tiles, as in `data/nasional`."""

_TAKEN = {NAMES: "nama dan kode wilayah nyata", TILES: "letak petak nyata"}


def sources(world: World, base: pd.DataFrame) -> pd.DataFrame:
    """Return table `sumber`: the simulation itself, and where names of regions come from.

    Parameters
    ----------
    world : World
    base : DataFrame
        Table `sumber` of the base.
    """
    own = {
        "sumber": CODE,
        "asal": f"evaluasi simulasi, skala {world.scale.nama}, benih {world.seed}",
        "penerbit": "SIMULASI",
        "lisensi": "CC0-1.0",
        "catatan": "angka rekaan dengan kebenaran yang diketahui",
    }
    kept = base[base["sumber"].isin(list(_TAKEN))]
    kept = kept.assign(catatan=kept["sumber"].map(_TAKEN))
    return pd.concat([pd.DataFrame([own]), kept], ignore_index=True)
