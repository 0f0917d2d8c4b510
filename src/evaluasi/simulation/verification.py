"""Verified levels: mostly at or below the claim, more so for some indicators and offices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS
from evaluasi.simulation.reported import printed_maturity
from evaluasi.simulation.world import World

FIRST_VERIFIED = 2023
VERIFIER = "tim verifikasi (SIMULASI)"


@dataclass(frozen=True, eq=False)
class Verification:
    """What verifiers found.

    Attributes
    ----------
    levels : DataFrame
        Verified levels of every entry, whether or not it is on file; columns i16 … i35.
    verifikasi, telaah : DataFrame
        The tables: a sample of the entries from 2023 on.
    offices : DataFrame
        Truth: opd, geseran_logit.
    """

    levels: pd.DataFrame
    verifikasi: pd.DataFrame
    telaah: pd.DataFrame
    offices: pd.DataFrame


def verify(world: World, table: pd.DataFrame) -> Verification:
    """Verify all entries, and file a sample of them.

    Parameters
    ----------
    world : World
    table : DataFrame
        Table `inovasi`.
    """
    rng = world.stream("verifikasi")
    names, place = np.unique(table["opd"].to_numpy(dtype=str), return_inverse=True)
    severity = rng.normal(0, law("verifikasi.simpangan_opd"), len(names))
    claimed = table[list(INDICATORS)].to_numpy(dtype=float, na_value=np.nan)
    found = _found(rng, claimed, severity[place])
    levels = pd.DataFrame(found, index=table.index, columns=list(INDICATORS)).astype("Int64")
    dated = (table["tahun"] >= FIRST_VERIFIED).to_numpy()
    chosen = np.flatnonzero(dated & (rng.random(len(table)) < world.scale.verified))
    days = rng.integers(0, 45, len(chosen))
    return Verification(
        levels=levels,
        verifikasi=_long(table.iloc[chosen], levels.iloc[chosen], days),
        telaah=_reviews(table.iloc[chosen], levels.iloc[chosen]),
        offices=pd.DataFrame({"opd": names, "geseran_logit": severity.round(6)}),
    )


def _found(rng: np.random.Generator, claimed: np.ndarray, severity: np.ndarray) -> np.ndarray:
    base = np.array([law("verifikasi.turun")[name] for name in INDICATORS])
    odds = np.log(base / (1 - base)) + severity[:, None]
    luck = rng.random(claimed.shape)
    lowered = luck < 1 / (1 + np.exp(-odds))
    raised = luck > 1 - law("verifikasi.naik")
    steps = 1 + (rng.random(claimed.shape) < law("verifikasi.turun_dua"))
    # Levels that nobody claimed cannot be lowered, and are not raised.
    moved = np.where(claimed > 0, claimed - lowered * steps + raised, claimed)
    return np.clip(moved, 0, 3)


def _long(table: pd.DataFrame, levels: pd.DataFrame, days: np.ndarray) -> pd.DataFrame:
    day = pd.to_datetime(table["tahun"].astype(str) + "-09-01") + pd.to_timedelta(days, "D")
    wide = levels.assign(
        id_inovasi=table["id"], tahun=table["tahun"], tanggal=day.astype("datetime64[s]")
    )
    long = wide.melt(["id_inovasi", "tahun", "tanggal"], var_name="indikator", value_name="level")
    long = long.dropna(subset=["level"]).sort_values(["tahun", "id_inovasi", "indikator"])
    columns = ["id_inovasi", "tahun", "indikator", "level", "tanggal"]
    return long[columns].assign(sumber=VERIFIER).reset_index(drop=True)


def _reviews(table: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    verified = table.assign(**{name: levels[name] for name in INDICATORS})
    scores = printed_maturity(verified)
    kept = (scores / table["kematangan"]).fillna(1)
    least = law("verifikasi.telaah")
    agrees, partly = least.values()
    told = np.select([kept >= agrees, kept >= partly], list(least), "tidak didukung bukti")
    rows = pd.DataFrame(
        {
            "id_inovasi": table["id"],
            "tahun": table["tahun"],
            "sumber": VERIFIER,
            "kematangan": table["kematangan"],
            "kematangan_verifikasi": scores,
            "hasil": told,
        }
    )
    return rows.sort_values(["tahun", "id_inovasi"], ignore_index=True)
