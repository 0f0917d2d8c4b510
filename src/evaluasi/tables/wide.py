"""From long tables to one series: a row per region, a column per year."""

from __future__ import annotations

import pandas as pd

from evaluasi.tables.series import Series

# Most trusted first; own arithmetic stands behind every published figure but a doubtful one.
_TRUST = {"tinggi": 0, "sedang": 1, "turunan": 2, "rendah": 3}
_LAST_YEAR_OF_POINTS = 2020


def outcome_cells(capaian: pd.DataFrame, indicator: str, *, low_confidence: bool) -> pd.DataFrame:
    """Return the values of one indicator: kode, tahun, nilai, sumber."""
    rows = capaian[capaian["indikator"] == indicator]
    return rows if low_confidence else rows[rows["keyakinan"] != "rendah"]


def iid_cells(skor_iid: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return one published figure per region and edition: kode, tahun, nilai, sumber.

    A score on the other scale than its edition's (points printed in 2021, before the decree) is
    left out. Of several sources the most trusted counts; where equally trusted ones disagree
    there is no value, for choosing would be a guess.

    Parameters
    ----------
    skor_iid : pandas.DataFrame
        The table of published scores.
    column : str
        ``skor`` or ``predikat``.
    """
    in_points = skor_iid["skala"] == "poin"
    fitting = in_points == (skor_iid["tahun"] <= _LAST_YEAR_OF_POINTS)
    rows = skor_iid[skor_iid[column].notna() & fitting]
    rows = rows.assign(nilai=rows[column], trust=rows["keyakinan"].map(_TRUST))
    cell = [rows["kode"], rows["tahun"]]
    best = rows[rows["trust"] == rows["trust"].groupby(cell).transform("min")]
    agreed = best["nilai"].groupby([best["kode"], best["tahun"]]).transform("nunique") == 1
    return best[agreed].drop_duplicates(["kode", "tahun"])


def spread(cells: pd.DataFrame, regions: list[str], years: list[int]) -> pd.DataFrame:
    """Lay cells out with one row per region and one column per year; gaps stay gaps."""
    table = cells.set_index(["kode", "tahun"])["nilai"].unstack()
    return table.reindex(
        index=pd.Index(regions, name="kode"), columns=pd.Index(years, name="tahun")
    )


def without_excluded(values: pd.DataFrame, series: Series) -> pd.DataFrame:
    """Empty the cells that trends must leave out."""
    kept = values.copy()
    for kode, year in series.excluded(values.index, [int(year) for year in values.columns]):
        kept.loc[kode, year] = None
    return kept
