"""What each indicator looks like on its own, and what of it asks for attention."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.text import _, listing, number

FINE, SCARCE, SKEWED = "baik", "kurang", "menceng"
FLAGS = {
    "tanda_tersedia": _("datanya kurang"),
    "tanda_bukan_nol": _("kebanyakan nol"),
    "tanda_berbeda": _("sedikit nilai yang berbeda"),
    "tanda_pencilan": _("menceng dan berekor berat"),
}
"""Column of each flag and what it says when it is up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on an indicator is flagged; shares are of all units.

    Attributes
    ----------
    skew, kurtosis : float
        Flagged where abs(skewness) and kurtosis are both above.
    available, nonzero, distinct : float
        Flagged where the share of units with a value, with one other than 0, or the number of
        distinct values per unit is below.
    """

    skew: float = 2.0
    kurtosis: float = 3.5
    available: float = 0.65
    nonzero: float = 0.5
    distinct: float = 0.5


@dataclass(frozen=True)
class Statistics(Told):
    """Statistics of each indicator.

    Attributes
    ----------
    table : DataFrame
        One row per indicator: kode, minimum, maksimum, rata_rata, median, simpangan_baku,
        kemencengan, kurtosis (both adjusted for bias), tersedia, bukan_nol, nilai_berbeda,
        nilai_sama (units that share the commonest value), bagian_tersedia (of all units),
        bagian_bukan_nol, bagian_berbeda, bagian_sama (of units with a value), and the flags
        tanda_tersedia, tanda_bukan_nol, tanda_berbeda, tanda_pencilan.
    limits : Limits
    """

    table: pd.DataFrame
    limits: Limits

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian which indicators ask for attention."""
        told = [
            f"{sentence}: {listing(self.table.loc[self.table[flag] != FINE, 'kode'])}."
            for flag, sentence in FLAGS.items()
            if (self.table[flag] != FINE).any()
        ]
        head = _("{n} indikator.").format(n=number(len(self.table)))
        return " ".join([head, *(part[0].upper() + part[1:] for part in told)])


def statistics(values: pd.DataFrame, limits: Limits | None = None) -> Statistics:
    """Describe each indicator.

    Parameters
    ----------
    values : DataFrame, shape (units, indicators)
        A stage of an `Index`.
    limits : Limits, optional

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, step 4; columns and default
    limits as in COINr 1.1.14, `get_stats`. What cannot be computed (fewer than 3 values for the
    skewness, 4 for the kurtosis) is NaN and raises no flag.
    """
    limits = limits or Limits()
    total = len(values)
    counts = values.notna().sum()
    same = values.apply(lambda column: column.value_counts().max() if column.notna().any() else 0)
    table = pd.DataFrame(
        {
            "minimum": values.min(),
            "maksimum": values.max(),
            "rata_rata": values.mean(),
            "median": values.median(),
            "simpangan_baku": values.std(),
            "kemencengan": values.skew(),
            "kurtosis": values.kurt(),
            "tersedia": counts,
            "bukan_nol": (values.notna() & (values != 0)).sum(),
            "nilai_berbeda": values.nunique(),
            "nilai_sama": same,
        }
    )
    table["bagian_tersedia"] = counts / total
    for share, part in (
        ("bagian_bukan_nol", "bukan_nol"),
        ("bagian_berbeda", "nilai_berbeda"),
        ("bagian_sama", "nilai_sama"),
    ):
        table[share] = table[part] / counts.where(counts > 0)
    table["tanda_tersedia"] = _flag(table["tersedia"] < limits.available * total, SCARCE)
    table["tanda_bukan_nol"] = _flag(table["bukan_nol"] < limits.nonzero * total, SCARCE)
    table["tanda_berbeda"] = _flag(table["nilai_berbeda"] < limits.distinct * total, SCARCE)
    heavy = (table["kemencengan"].abs() > limits.skew) & (table["kurtosis"] > limits.kurtosis)
    table["tanda_pencilan"] = _flag(heavy, SKEWED)
    return Statistics(table.rename_axis("kode").reset_index(), limits)


def _flag(raised: pd.Series, word: str) -> pd.Series:
    return pd.Series(np.where(raised, word, FINE), index=raised.index, dtype="str")
