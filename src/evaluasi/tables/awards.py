"""Awards: what is on file, and what its absence means.

Lists of winners are mostly incomplete: a region without a row is *tidak tercatat*. Only where the
descriptor says that a year's list is complete for its kind of region is it *tidak ada*.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evaluasi.tables.descriptor import Completeness

RECORDED = "tercatat"
NOT_RECORDED = "tidak tercatat"
NONE = "tidak ada"
STATUSES = (RECORDED, NOT_RECORDED, NONE)


def of_region(
    penghargaan: pd.DataFrame, kode: str, contest: str, *, certain_only: bool = False
) -> pd.DataFrame:
    """Return the rows of one region in one contest, oldest first.

    Parameters
    ----------
    penghargaan : pandas.DataFrame
        The table of awards.
    kode, contest : str
        Code of the region; value of column ``ajang``.
    certain_only : bool
        Leave out what is not certainly a prize: rows of less than high confidence, and rows that
        recognise a predicate, or leave open whether they do.
    """
    rows = penghargaan[(penghargaan["kode"] == kode) & (penghargaan["ajang"] == contest)]
    if certain_only:
        rows = rows[is_certain(rows)]
    return rows.sort_values(["tahun", "kategori", "sumber"], ignore_index=True)


def is_certain(penghargaan: pd.DataFrame) -> pd.Series:
    """Tell per row whether it is certainly a prize."""
    prize = penghargaan["pengakuan"].isna() | (penghargaan["pengakuan"] == "pemenang")
    return prize & (penghargaan["keyakinan"] == "tinggi")


def status(
    penghargaan: pd.DataFrame,
    complete: Iterable[Completeness],
    region: tuple[str, str],
    year: int,
    contest: str,
) -> str:
    """Say whether a region has an award of a year: one of `STATUSES`.

    Parameters
    ----------
    penghargaan : pandas.DataFrame
        The table of awards.
    complete : iterable of Completeness
        The lists known to be complete.
    region : tuple of str
        Its code and its kind (``tingkat``).
    year, contest : int, str
        Year of the award and value of column ``ajang``.
    """
    kode, kind = region
    rows = penghargaan[(penghargaan["tahun"] == year) & (penghargaan["ajang"] == contest)]
    if (rows["kode"] == kode).any():
        return RECORDED
    # A winner whose name fits several regions: none of them can be said to have no award.
    candidates = rows["kode_kandidat"].dropna().str.split(";").explode()
    if (candidates == kode).any():
        return NOT_RECORDED
    return NONE if Completeness(contest, year, kind) in set(complete) else NOT_RECORDED
