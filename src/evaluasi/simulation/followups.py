"""Awards to innovations and the yearly visits that follow, until the innovation has ended."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.simulation.dates import START
from evaluasi.simulation.laws import law
from evaluasi.simulation.survival import lifetimes
from evaluasi.simulation.world import EDITIONS, World

LAST_VISIT = pd.Timestamp(2026, 10, 31)
AWARD_DAY = (11, 10)
UNKNOWN = "tak_terverifikasi"

_ALIVE = ("berkembang", "tetap", "melemah")
_EVIDENCE = ("kunjungan lapangan", "surat keterangan perangkat daerah", "laporan bulanan layanan")


class Followed(NamedTuple):
    """Innovations that won, and what became of them.

    Attributes
    ----------
    winners : DataFrame
        Rows of table `inovasi` with columns mulai, akhir, cara, pergantian, penghargaan (day).
    tindak_lanjut : DataFrame
        The table.
    truth : DataFrame
        One row per winner: id_inovasi, mulai, penghargaan, akhir, cara, pergantian, i16, i18.
    """

    winners: pd.DataFrame
    tindak_lanjut: pd.DataFrame
    truth: pd.DataFrame


def follow(world: World, rows: pd.DataFrame) -> Followed:
    """Let the best living innovations win an award, and visit them every year.

    Parameters
    ----------
    world : World
    rows : DataFrame
        Entries after planting, with levels and ``_mutu``.
    """
    rng = world.stream("tindak lanjut")
    winners = _winners(rng, rows, law("penghargaan.inovasi_diikuti")[world.scale.nama])
    visits = _visits(rng, winners)
    truth = winners.rename(columns={"id": "id_inovasi"})
    columns = ["id_inovasi", "mulai", "penghargaan", "akhir", "cara", "pergantian", "i16", "i18"]
    return Followed(winners, visits, truth[columns])


def _winners(rng: np.random.Generator, rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Choose the winners of each year: in use on the day of the award, and good."""
    once = rows[rows[START].notna()].drop_duplicates("id").reset_index(drop=True)
    once = once[once["tahun"] < EDITIONS[-1]]
    known = once.join(lifetimes(rng, once))
    month, day = AWARD_DAY
    known["penghargaan"] = [pd.Timestamp(year, month, day) for year in known["tahun"]]
    begun = known["mulai"] < known["penghargaan"]
    alive = known["akhir"].isna() | (known["akhir"] > known["penghargaan"])
    known = known[begun & alive]
    merit = known["_mutu"] + rng.normal(0, law("penghargaan.untung")["lomba"], len(known))
    order = merit.sort_values(ascending=False, kind="stable").index
    years = EDITIONS[:-1]
    best = known.loc[order].groupby("tahun").head(-(-number // len(years)))
    best = best.head(number) if len(best) > number else best
    return best.sort_values(["tahun", "id"], ignore_index=True)


def _visits(rng: np.random.Generator, winners: pd.DataFrame) -> pd.DataFrame:
    """Visit each winner a year after the award and every year from then on."""
    open_ = np.ones(len(winners), dtype=bool)
    parts = []
    for k in range(1, EDITIONS[-1] - EDITIONS[0] + 1):
        day = _day(rng, winners, k)
        unsure = rng.random(len(winners)) < law("tindak_lanjut.tak_terverifikasi")
        gone = (winners["akhir"] <= day).to_numpy()
        told = np.where(gone, winners["cara"], _state(rng, winners))
        told = np.where(unsure, UNKNOWN, told)
        seen = open_ & (day <= LAST_VISIT).to_numpy()
        proof = np.array(_EVIDENCE, dtype=object)[rng.integers(0, len(_EVIDENCE), len(winners))]
        proof[unsure] = None
        part = {"id_inovasi": winners["id"], "tanggal": day, "status": told, "bukti": proof}
        parts.append(pd.DataFrame(part)[seen])
        open_ &= ~(gone & ~unsure)
    rows = pd.concat(parts).sort_values(["id_inovasi", "tanggal"], ignore_index=True)
    return rows.astype({"tanggal": "datetime64[s]"})


def _day(rng: np.random.Generator, winners: pd.DataFrame, k: int) -> pd.Series:
    shift = pd.to_timedelta(rng.integers(-60, -15, len(winners)), unit="D")
    return winners["penghargaan"] + pd.DateOffset(years=k) + shift


def _state(rng: np.random.Generator, winners: pd.DataFrame) -> np.ndarray:
    """Draw the state of what still runs: better innovations grow more often."""
    told = law("tindak_lanjut.keadaan")
    grows = 1 / (1 + np.exp(-(winners["_mutu"].to_numpy() - 1)))
    luck = rng.random(len(winners))
    states = np.select(
        [luck < told["berkembang"] * grows, luck < told["tetap"]], _ALIVE[:2], _ALIVE[2]
    )
    return np.asarray(states, dtype=object)
