r"""Monthly complaints with a break at a known month.

The count of region *r* in month *t* is negative binomial with mean

.. math:: \log \mu_{rt} = a_r + b t + s \cos(2 \pi (t - \phi) / 12)
    + 1\{t \ge m_r\} (\delta_r + \gamma_r (t - m_r)).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.origin import CODE
from evaluasi.simulation.world import World

RECEIVED, SETTLED = "pengaduan_masuk", "pengaduan_selesai"


class Services(NamedTuple):
    """Table `layanan`; truth: kode, bulan_patahan, jenjang, kemiringan, dasar_log, musim_puncak."""

    layanan: pd.DataFrame
    breaks: pd.DataFrame


def services(world: World) -> Services:
    """Simulate the complaints of all reporting regions."""
    rng = world.stream("layanan")
    codes = world.reporting["kode"].to_numpy(dtype=object)
    first, last = law("layanan.bulan")
    months = pd.period_range(first, last, freq="M")
    rate, jump = law("layanan.laju"), law("layanan.patahan")
    apart = law("layanan.beda_patahan")
    n, time = len(codes), np.arange(len(months))
    base = np.log(rate["median"]) + rng.normal(0, rate["simpangan_log"], n)
    at = rng.integers(jump["paling_awal"], jump["paling_akhir"] + 1, n)
    step = jump["jenjang"] * rng.normal(1, apart, n)
    slope = jump["kemiringan"] * rng.normal(1, apart, n)
    peak = int(rng.integers(0, 12))
    after = np.maximum(time[None, :] - at[:, None], -1)
    season = rate["musim"] * np.cos(2 * np.pi * (time - peak) / 12)
    mean = base[:, None] + rate["tren"] * time + season
    mean = np.exp(mean + np.where(after >= 0, step[:, None] + slope[:, None] * after, 0.0))
    spread = rng.gamma(rate["sebaran"], 1 / rate["sebaran"], mean.shape)
    received = rng.poisson(mean * spread)
    done = law("layanan.selesai")
    settled = rng.binomial(received, np.where(after >= 0, done["sesudah"], done["sebelum"]))
    rows = [_rows(codes, months, *part) for part in ((RECEIVED, received), (SETTLED, settled))]
    breaks = pd.DataFrame(
        {
            "kode": codes,
            "bulan_patahan": months[at].astype(str),
            "jenjang": step.round(6),
            "kemiringan": slope.round(6),
            "dasar_log": base.round(6),
            "musim_puncak": peak + 1,
        }
    )
    return Services(pd.concat(rows, ignore_index=True), breaks)


def _rows(
    codes: np.ndarray, months: pd.PeriodIndex, indicator: str, values: np.ndarray
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kode": np.repeat(codes, len(months)),
            "bulan": np.tile(months.astype(str), len(codes)),
            "indikator": indicator,
            "nilai": values.ravel(),
            "satuan": "pengaduan",
            "sumber": CODE,
        }
    )
