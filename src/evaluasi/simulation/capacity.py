"""SPD levels of each region, by the table of 2026; of 2023 only the total, in the truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.simulation.laws import law
from evaluasi.simulation.world import World

LEVELS_OF = 2026
TOTAL_OF = 2023


class Capacity(NamedTuple):
    """Table `kapasitas`, and the assumed SPD total of 2023 by region (kode, tahun, spd)."""

    kapasitas: pd.DataFrame
    totals: pd.DataFrame


def capacity(world: World, quality: np.ndarray) -> Capacity:
    """Draw levels.

    Parameters
    ----------
    world : World
    quality : array, shape (regions,)
        The regions' part of the quality of innovations.
    """
    rng = world.stream("kapasitas")
    rubric = rubrics.load(f"iid-{LEVELS_OF}")
    codes = world.reporting["kode"].to_numpy(dtype=object)
    spread = law("kapasitas.simpangan")
    scaled = quality / np.sqrt(law("level.ragam_wilayah"))
    alike = law("kapasitas.searah_mutu")
    own = np.sqrt(1 - alike**2) * rng.standard_normal(len(codes))
    region = spread["wilayah"] * (alike * scaled + own)
    indicator = rng.normal(0, spread["indikator"], len(rubric.spd))
    noise = rng.normal(0, spread["galat"], (len(codes), len(indicator)))
    mean = law("kapasitas.rata")
    levels = np.clip(np.rint(mean + region[:, None] + indicator + noise), 0, 3).astype(int)
    rows = pd.DataFrame(
        {
            "kode": np.repeat(codes, len(indicator)),
            "tahun": LEVELS_OF,
            "indikator": [entry.kode for entry in rubric.spd] * len(codes),
            "level": levels.ravel(),
            "nilai_mentah": np.nan,
        }
    )
    highest = rubrics.load(f"iid-{TOTAL_OF}").rule("maksimum_spd").nilai or 0.0
    before = (
        np.clip((mean + region + rng.normal(0, law("kapasitas.galat_2023"), len(codes))) / 3, 0, 1)
        * highest
    )
    totals = pd.DataFrame({"kode": codes, "tahun": TOTAL_OF, "spd": before.round(2)})
    return Capacity(rows.astype({"level": "Int64"}), totals)
