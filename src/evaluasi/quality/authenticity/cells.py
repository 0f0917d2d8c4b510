"""Levels as claimed beside levels as verified, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.quality.authenticity.maturing import LEVELS
from evaluasi.quality.authenticity.scope import completed

KEY = ["id_inovasi", "tahun", "indikator"]


@dataclass(frozen=True, eq=False)
class Cells:
    """Verified cells with their claims.

    Attributes
    ----------
    table : DataFrame
        One row per innovation, edition and indicator: `KEY`, kode, opd, judul, diakui,
        terverifikasi (levels, float).
    contradicted : int
        Cells verified with several levels and no date to choose by: left out.
    unclaimed : int
        Verified cells without a claim: left out.
    unknown : int
        Verified cells of innovations that are not in the table: left out.
    """

    table: pd.DataFrame
    contradicted: int
    unclaimed: int
    unknown: int


def paired(inovasi: pd.DataFrame, verifikasi: pd.DataFrame) -> Cells:
    """Put the latest verified level of each cell beside the claim."""
    latest, contradicted = _latest(completed(verifikasi, "verifikasi"))
    rows = completed(inovasi, "inovasi").drop_duplicates(["id", "tahun"]).reset_index(drop=True)
    place = pd.MultiIndex.from_frame(rows[["id", "tahun"]])
    down = place.get_indexer(pd.MultiIndex.from_frame(latest[["id_inovasi", "tahun"]]))
    across = pd.Index(LEVELS).get_indexer(pd.Index(latest["indikator"]))
    known = (down >= 0) & (across >= 0)
    cells, down, across = latest[known].reset_index(drop=True), down[known], across[known]
    levels = rows[list(LEVELS)].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    cells = cells.assign(
        **{name: rows[name].to_numpy()[down] for name in ("kode", "opd", "judul")},
        diakui=levels[down, across],
        terverifikasi=cells["level"].astype(float),
    )
    claimed = cells["diakui"].notna()
    columns = [*KEY, "kode", "opd", "judul", "diakui", "terverifikasi"]
    return Cells(
        table=cells.loc[claimed, columns].reset_index(drop=True),
        contradicted=contradicted,
        unclaimed=int((~claimed).sum()),
        unknown=int((~known).sum()),
    )


def _latest(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Keep the latest verification of each cell; return how many contradict themselves."""
    rows = rows.dropna(subset=[*KEY, "level"])
    day = pd.to_datetime(rows["tanggal"]).fillna(pd.Timestamp("1900-01-01"))
    newest = day.groupby([rows[name] for name in KEY]).transform("max")
    rows = rows[day == newest]
    torn = rows.groupby(KEY)["level"].transform("nunique") > 1
    return rows[~torn].drop_duplicates(KEY), len(rows[torn].drop_duplicates(KEY))
