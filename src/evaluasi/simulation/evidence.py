"""Documents behind the levels claimed in the running edition, some copied word for word."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from evaluasi.simulation import titles
from evaluasi.simulation.laws import law
from evaluasi.simulation.levels import INDICATORS
from evaluasi.simulation.world import EDITIONS, World

SHARED = "i21"
"""The plan of a region (RKPD) rightly stands behind many of its innovations."""

_FEWEST = 2
_COPIED = ["dokumen", "nomor", "tanggal", "tentang"]


class Evidence(NamedTuple):
    """Table `bukti`, and what was planted (jenis, id, tahun, id_asal, tahun_asal, cara)."""

    bukti: pd.DataFrame
    planted: pd.DataFrame


def evidence(world: World, table: pd.DataFrame) -> Evidence:
    """File documents for the claimed levels above 0 of the regions whose evidence is on file.

    Parameters
    ----------
    world : World
    table : DataFrame
        Table `inovasi`.
    """
    rng = world.stream("bukti")
    codes = world.reporting["kode"].to_numpy(dtype=object)
    number = max(1, round(world.scale.evidence_regions * len(codes)))
    chosen = rng.choice(codes, size=number, replace=False)
    own = table[(table["tahun"] == EDITIONS[-1]) & table["kode"].isin(chosen)]
    claims = own.melt(["id", "kode", "judul"], list(INDICATORS), "indikator", "level")
    claims = claims[(claims["level"] > 0).fillna(False)]
    claims = claims[rng.random(len(claims)) >= law("bukti.tanpa_dokumen")]
    claims = claims.sort_values(["id", "indikator"], ignore_index=True)
    return _copied(rng, _documents(rng, claims), own)


def _documents(rng: np.random.Generator, claims: pd.DataFrame) -> pd.DataFrame:
    year = EDITIONS[-1]
    kinds = claims["indikator"].map(titles.words()["dokumen"])
    serial = pd.Series(rng.integers(1, 999, len(claims)).astype(str), index=claims.index)
    days = rng.integers(0, 540, len(claims)).astype("timedelta64[D]")
    names = claims["indikator"] + "_" + claims["id"].str.replace(".", "", regex=False)
    rows = pd.DataFrame(
        {
            "id_inovasi": claims["id"],
            "tahun": year,
            "indikator": claims["indikator"],
            "dokumen": names + ".pdf",
            "nomor": serial
            + "/"
            + claims["indikator"].str[1:]
            + "/"
            + claims["kode"]
            + f"/{year - 1}",
            "tanggal": (np.datetime64(f"{year - 1}-01-02") + days).astype("datetime64[s]"),
            "tentang": kinds + " " + claims["judul"],
        }
    )
    plan = (claims["indikator"] == SHARED).to_numpy()
    place = claims.loc[plan, "kode"]
    rows.loc[plan, "dokumen"] = f"RKPD_{year}_" + place.str.replace(".", "", regex=False) + ".pdf"
    rows.loc[plan, "nomor"] = "1/RKPD/" + place + f"/{year - 1}"
    rows.loc[plan, "tanggal"] = pd.Timestamp(year - 1, 7, 1)
    rows.loc[plan, "tentang"] = f"{titles.words()['dokumen'][SHARED]} {year}"
    return rows


def _copied(rng: np.random.Generator, rows: pd.DataFrame, own: pd.DataFrame) -> Evidence:
    """Give some innovations the documents of another one of their region."""
    places = {
        str(identity): dict(zip(part["indikator"], part.index, strict=True))
        for identity, part in rows.groupby("id_inovasi")
    }
    wanted = max(_FEWEST, round(law("tanam.bukti_sama") * len(own)))
    told = []
    for _kode, part in own.groupby("kode"):
        share = round(wanted * len(part) / len(own))
        order = rng.permutation(part["id"].to_numpy())
        for copy, model in zip(order[:share], order[share : 2 * share], strict=False):
            shared = [
                i for i in INDICATORS if i in places.get(copy, {}) and i in places.get(model, {})
            ]
            if not shared:
                continue
            held = rows.loc[[places[model][i] for i in shared], _COPIED].to_numpy()
            rows.loc[[places[copy][i] for i in shared], _COPIED] = held
            told.append(
                ("bukti sama", copy, EDITIONS[-1], model, EDITIONS[-1], f"{len(shared)} dokumen")
            )
    columns = ["jenis", "id", "tahun", "id_asal", "tahun_asal", "cara"]
    return Evidence(rows, pd.DataFrame(told, columns=columns))
