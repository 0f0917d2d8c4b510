"""Levels as verified: the claim where nothing was verified, the verifier's level elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL, Rubric
from evaluasi.scoring.iid_levels import (
    Flags,
    Floats,
    holds_edition,
    of_edition,
    require_columns,
    shown,
    to_floats,
    wrong_levels,
)
from evaluasi.text import _

TABLE = "verifikasi"
_KEY = ["id_inovasi", "indikator"]


@dataclass(frozen=True)
class Verified:
    """Levels after verification, and which cells were verified; both innovations × indicators."""

    levels: Floats
    cells: Flags


def verified(
    claimed: Floats, inovasi: pd.DataFrame, verifikasi: pd.DataFrame, rubric: Rubric
) -> Verified:
    """Put verified levels over claimed ones.

    Of several verifications of one cell the latest by date holds.

    Parameters
    ----------
    claimed : array, shape (innovations, indicators)
        Claimed levels; columns as in the rubric.
    inovasi : DataFrame
        The same innovations, with column id.
    verifikasi : DataFrame
        Columns id_inovasi, indikator, level, and optionally tanggal and tahun.

    Raises
    ------
    ParameterError
        For missing columns, unknown innovations or indicators, levels outside 0 to 3, and cells
        that were verified differently on one day: all are named.
    """
    levels, cells = claimed.copy(), np.zeros(claimed.shape, dtype=bool)
    if verifikasi.empty or not holds_edition(verifikasi, rubric.edisi):
        return Verified(levels, cells)
    rows = of_edition(verifikasi, rubric.edisi, TABLE)
    require_columns(rows, [*_KEY, "level"], TABLE)
    require_columns(inovasi, ["id"], "inovasi")
    _refuse_wrong_levels(rows)
    rows = _latest(rows)
    down = pd.Index(inovasi["id"].astype("str")).get_indexer(pd.Index(rows["id_inovasi"]))
    across = pd.Index(rubric.columns).get_indexer(pd.Index(rows["indikator"]))
    _refuse_unknown(rows, down, across)
    levels[down, across] = to_floats(rows["level"])
    cells[down, across] = True
    return Verified(levels, cells)


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the latest verification of each cell."""
    rows = rows.assign(
        id_inovasi=rows["id_inovasi"].astype("str"), indikator=rows["indikator"].astype("str")
    )
    if "tanggal" in rows.columns:
        day = pd.to_datetime(rows["tanggal"])
        last = day.groupby([rows[key] for key in _KEY]).transform("max")
        rows = rows[(day == last) | last.isna()]
    spread = rows.groupby(_KEY)["level"].nunique()
    torn = spread[spread > 1]
    if len(torn):
        raise ParameterError(
            _("Tabel verifikasi memuat level yang bertentangan untuk sel yang sama."),
            _("Isi tanggal agar yang terbaru dipakai, atau pilih satu sumber."),
            [_cell(id_, indicator) for id_, indicator in torn.index],
        )
    return rows.drop_duplicates(_KEY)


def _refuse_wrong_levels(rows: pd.DataFrame) -> None:
    wrong = ~np.isin(to_floats(rows["level"]), range(MAX_LEVEL + 1))
    if wrong.any():
        bad = rows[wrong]
        cells = zip(bad["id_inovasi"], bad["indikator"], bad["level"], strict=True)
        raise wrong_levels(TABLE, [f"{_cell(i, k)}: {shown(level)}" for i, k, level in cells])


def _refuse_unknown(rows: pd.DataFrame, down: np.ndarray, across: np.ndarray) -> None:
    strange = rows[(down < 0) | (across < 0)]
    if len(strange):
        raise ParameterError(
            _("Tabel verifikasi menyebut inovasi atau indikator yang tidak dikenal."),
            _("Cocokkan id_inovasi dengan kolom id tabel inovasi, dan indikator dengan i16–i35."),
            [_cell(i, k) for i, k in zip(strange["id_inovasi"], strange["indikator"], strict=True)],
        )


def _cell(id_: object, indicator: object) -> str:
    return _("inovasi {id}, indikator {indicator}").format(id=id_, indicator=indicator)
