"""Agreement of the raters of one stage, told before any mean."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.agreement.krippendorff import TENTATIVE, Agreement, krippendorff_alpha
from evaluasi.text import _, number

TOTAL = "nilai gabungan"
EVENED = "nilai gabungan, kerasnya penilai disamakan"
ORDINAL_VALUES = 7
"""Whole numbers with at most this many different values are read as ordered classes."""

COLUMNS = ("kriteria", "koefisien", "bawah", "atas", "tingkat", "objek", "penilai", "putusan")


def agreement_table(
    rows: pd.DataFrame, weights: dict[str, float] | None, seed: int
) -> pd.DataFrame:
    """Return Krippendorff's alpha of each criterion and, where weights are known, of the total.

    Parameters
    ----------
    rows : DataFrame
        objek, penilai, kriteria, skor; no pair rated twice.
    weights : dict, optional
        Of the criteria.

    Returns
    -------
    DataFrame
        Columns of `COLUMNS`; the row of the total last.
    """
    made = [
        _row(str(name), own.pivot(index="penilai", columns="objek", values="skor"), seed)
        for name, own in rows.groupby("kriteria", sort=True)
    ]
    if weights is not None and rows["kriteria"].nunique() > 1:
        made.append(_row(TOTAL, totals(rows, weights), seed))
    return pd.DataFrame(made, columns=list(COLUMNS))


def evened(
    table: pd.DataFrame,
    rows: pd.DataFrame,
    weights: dict[str, float],
    severity: pd.Series,
    seed: int,
) -> pd.DataFrame:
    """Add the agreement that is left once each rater's severity is taken out of the scores.

    It tells whether raters disagree by being severe or by judging differently; as the severities
    come from the same scores it flatters a little, and no ranking rests on it.

    Parameters
    ----------
    severity : Series
        By rater.
    """
    free = rows.assign(skor=rows["skor"] + rows["penilai"].map(severity).astype(float))
    found = (*_row(EVENED, totals(free, weights), seed)[:-1], _("keterangan saja"))
    return pd.concat([table, pd.DataFrame([found], columns=list(COLUMNS))], ignore_index=True)


def totals(rows: pd.DataFrame, weights: dict[str, float]) -> pd.DataFrame:
    """Return the weighted total that each rater gave each object, raters × objects.

    NaN where a rater left out a criterion, or did not rate the object.
    """
    wide = rows.pivot(index=["penilai", "objek"], columns="kriteria", values="skor")
    share = pd.Series(weights).reindex(wide.columns)
    total = wide.mul(share).sum(axis=1, skipna=False) / share.sum()
    return total.unstack("objek")


def decisive(table: pd.DataFrame) -> float:
    """Return the coefficient that a ranking by total rests on: that of the total, or the only."""
    by_name = table.set_index("kriteria")["koefisien"]
    return float(by_name.get(TOTAL, by_name.iloc[0]))


def may_rank(table: pd.DataFrame) -> bool:
    """Whether the raters agree enough for a ranking, by Krippendorff's convention."""
    return decisive(table) >= TENTATIVE


def _row(name: str, ratings: pd.DataFrame, seed: int) -> tuple[object, ...]:
    pairable = int((ratings.notna().sum() >= 2).sum())
    if pairable < 2:
        told = _("tidak dapat dinilai: kurang dari dua objek dinilai dua penilai")
        return (name, np.nan, np.nan, np.nan, "", pairable, len(ratings), told)
    given = ratings.to_numpy(np.float64)
    distinct = np.unique(given[~np.isnan(given)])
    ordered = len(distinct) <= ORDINAL_VALUES and bool((distinct == np.round(distinct)).all())
    found = krippendorff_alpha(ratings, "ordinal" if ordered else "interval", seed=seed)
    low, high = found.ci
    level = found.level
    return (name, found.estimate, low, high, level, found.n_units, found.n_raters, _verdict(found))


def _verdict(found: Agreement) -> str:
    if np.isnan(found.estimate):
        return _("tidak dapat dinilai: semua penilaian sama")
    if found.estimate < TENTATIVE:
        return _("di bawah {limit}: tidak untuk menyusun peringkat").format(limit=number(TENTATIVE))
    if found.ci[0] < 0.8:
        return _("batas bawah selang di bawah 0,8: simpulan sementara")
    return _("memadai")
