"""Scores of several raters: severe and mild ones, each object seen by some of them only."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.world import World

STAGE = "presentasi"
FIRST = 2023


class Ratings(NamedTuple):
    """Table `penilaian`; truth: severity by rater, difficulty by criterion, quality by object."""

    penilaian: pd.DataFrame
    truth: dict[str, pd.DataFrame]


def rate(world: World, winners: pd.DataFrame) -> Ratings:
    """Let a panel rate the first winners of each year from 2023 on.

    The design goes round: object *o* is seen by raters *o*, *o* + 1, …, so that any two raters
    are linked through others, and no rater sees all.

    Parameters
    ----------
    world : World
    winners : DataFrame
        Innovations that won: id, tahun, _mutu.
    """
    rng = world.stream("penilaian")
    told = law("penilaian.skor")
    objects, raters, seen = law("penilaian.rancangan")[world.scale.nama]
    chosen = winners[winners["tahun"] >= FIRST].groupby("tahun").head(objects)
    criteria = list(law("penilaian.kriteria"))
    severity = rng.normal(0, told["keras_penilai"], raters)
    difficulty = rng.normal(0, told["kriteria"], len(criteria))
    quality = told["objek"] * rng.normal(
        chosen["_mutu"] - chosen["_mutu"].mean(), law("penilaian.mutu_lain")
    )
    o, k, c = np.indices((len(chosen), seen, len(criteria))).reshape(3, -1)
    rater = (o + k) % raters
    noise = rng.normal(0, told["galat"], len(o))
    score = told["rata"] + quality[o] - severity[rater] - difficulty[c] + noise
    names = np.array([f"P{number:02d}" for number in range(1, raters + 1)], dtype=object)
    ids = chosen["id"].to_numpy(dtype=object)
    rows = pd.DataFrame(
        {
            "objek": ids[o],
            "penilai": names[rater],
            "kriteria": np.array(criteria, dtype=object)[c],
            "tahap": STAGE,
            "skor": np.clip(np.rint(score), 0, 100),
        }
    )
    truth = {
        "penilai": pd.DataFrame({"penilai": names, "kekerasan": severity.round(6)}),
        "kriteria": pd.DataFrame({"kriteria": criteria, "kesukaran": difficulty.round(6)}),
        "objek_penilaian": pd.DataFrame({"objek": ids, "mutu": quality.round(6)}),
    }
    return Ratings(rows, truth)
