"""Awards: IGA to regions, SKK to kecamatan, and a contest of innovations that is followed up."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.simulation.laws import law
from evaluasi.simulation.origin import CODE
from evaluasi.simulation.world import PROVINCE, World

_LAST_SKK = 2024
_FEWEST = 2
CONTEST = "Lomba Inovasi Daerah (SIMULASI)"


def awards(world: World, quality: np.ndarray, winners: pd.DataFrame) -> pd.DataFrame:
    """Return table `penghargaan`.

    Parameters
    ----------
    world : World
    quality : array, shape (regions,)
        The regions' part of the quality of innovations.
    winners : DataFrame
        Innovations that won: id, tahun, kode, judul.
    """
    rng = world.stream("penghargaan")
    parts = [_iga(world, rng, quality), _skk(world, rng), _contest(world, winners)]
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(sumber=CODE, keyakinan="turunan", pengakuan="pemenang")


def _iga(world: World, rng: np.random.Generator, quality: np.ndarray) -> pd.DataFrame:
    regions = world.reporting
    found = []
    for year, national in law("penghargaan.iga").items():
        number = max(_FEWEST, round(national * len(regions) / 552))
        merit = quality + rng.normal(0, law("penghargaan.untung")["iga"], len(quality))
        best = regions.iloc[np.argsort(-merit, kind="stable")[:number]]
        kind = best["tingkat"].str.capitalize() + " terinovatif"
        announced = f"SIMULASI; diumumkan Desember {year}"
        listed = best[["kode", "nama"]].assign(
            tahun=int(year), ajang="iga", kategori=kind, catatan=announced
        )
        found.append(listed.assign(urutan=range(1, number + 1)))
    return pd.concat(found, ignore_index=True)


def _skk(world: World, rng: np.random.Generator) -> pd.DataFrame:
    listed = world.wilayah
    names = dict(zip(listed["kode"], listed["nama"], strict=True))
    own = listed["kode"].str.startswith(f"{PROVINCE}.") & (listed["tingkat"] == "kecamatan")
    below = listed[own]
    number = _FEWEST if world.scale.nama == "kecil" else law("penghargaan.skk")
    found = []
    for year in sorted(int(y) for y in law("penghargaan.iga") if int(y) <= _LAST_SKK):
        chosen = below.iloc[rng.choice(len(below), size=number, replace=False)]
        full = "Kecamatan " + chosen["nama"] + ", " + chosen["induk"].map(names)
        rows = pd.DataFrame({"kode": chosen["kode"], "nama": full, "tahun": year})
        told = f"SIMULASI; diumumkan November {year}"
        found.append(
            rows.assign(ajang="skk", kategori="Sinergitas Kinerja Kecamatan", catatan=told)
        )
    return pd.concat(found, ignore_index=True)


def _contest(world: World, winners: pd.DataFrame) -> pd.DataFrame:
    names = dict(zip(world.reporting["kode"], world.reporting["nama"], strict=True))
    return pd.DataFrame(
        {
            "kode": winners["kode"],
            "tahun": winners["tahun"],
            "ajang": "lain",
            "kategori": CONTEST,
            "nama": winners["judul"] + " (" + winners["kode"].map(names) + ")",
            "catatan": "SIMULASI; id_inovasi " + winners["id"],
        }
    )
