"""How mature an innovation was in each edition, and whether two editions can be compared."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from evaluasi import rubrics
from evaluasi.quality.authenticity.scope import by_edition as editions
from evaluasi.rubrics import changes
from evaluasi.scoring import maturity
from evaluasi.scoring.iid_levels import to_floats
from evaluasi.text import _, listing

LEVELS = tuple(f"i{number}" for number in range(16, 36))
COMPUTED, PRINTED = "dihitung", "tercetak"


def by_edition(inovasi: pd.DataFrame) -> pd.DataFrame:
    """Return the maturity of each row by the rules of its own edition.

    Parameters
    ----------
    inovasi : DataFrame
        Columns tahun, i16 … i35 and kematangan, as far as known.

    Returns
    -------
    DataFrame
        Index as given; ``kematangan`` in points, NaN where unknown; ``dasar`` is ``dihitung``
        where the levels gave it, ``tercetak`` where only a printed score is on file, else "".
    """
    points = pd.Series(np.nan, inovasi.index, dtype="float64")
    for edition, rows in editions(inovasi):
        rubric = rubrics.of_edition(edition)
        if rubric is not None and rubric.columns and not set(rubric.columns) - set(rows.columns):
            points.loc[rows.index] = maturity(rows, rubric)
    computed = points.notna()
    if "kematangan" in inovasi:
        points = points.fillna(pd.Series(to_floats(inovasi["kematangan"]), inovasi.index))
    basis = np.where(computed, COMPUTED, np.where(points.notna(), PRINTED, ""))
    return pd.DataFrame({"kematangan": points, "dasar": basis}, index=inovasi.index)


@cache
def shared_indicators(first: int, last: int) -> tuple[str, ...]:
    """Return the indicators whose levels mean the same in both editions.

    None where the changes between the two are not on file (2022 and before 2021).
    """
    if first == last:
        return LEVELS
    if not {first, last} <= set(changes.DOCUMENTED):
        return ()
    moved = {c.indikator for c in changes.between(first, last) if c.jenis == changes.LEVEL}
    return tuple(level for level in LEVELS if level not in moved)


@cache
def break_note(first: int, last: int) -> str:
    """Say how far two editions can be compared; empty where they can in full."""
    if first == last:
        return ""
    shared = shared_indicators(first, last)
    if not shared:
        return _(
            "edisi {a} dan {b} tidak dapat dibandingkan: perubahannya tidak ada catatan"
        ).format(a=first, b=last)
    moved = [level for level in LEVELS if level not in shared]
    if not moved:
        return ""
    return _("arti level {moved} berganti antara {a} dan {b}").format(
        moved=listing(moved), a=first, b=last
    )
