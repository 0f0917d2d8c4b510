"""Principal components, for diagnosis only: no weight is ever taken from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.families import children
from evaluasi.text import _, number, percent


@dataclass(frozen=True)
class Components(Told):
    """Principal components of some standardised columns.

    Attributes
    ----------
    table : DataFrame
        One row per component: komponen, simpangan_baku (square root of the eigenvalue), bagian
        (of the variance), kumulatif.
    loadings : DataFrame
        Columns × components; the sign is fixed so that loadings do not sum to less than 0.
    units : int
        Complete rows used.
    left_out : int
        Rows with a gap.
    constant : tuple of str
        Columns without variance, left out.
    """

    table: pd.DataFrame
    loadings: pd.DataFrame
    units: int
    left_out: int
    constant: tuple[str, ...]

    @property
    def above_one(self) -> int:
        """Number of eigenvalues above 1 (Kaiser's rule)."""
        return int((self.table["simpangan_baku"] > 1 + 1e-9).sum())

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of components."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian how much the first component holds."""
        if self.table.empty:
            return _("Komponen utama tidak dapat dihitung.")
        told = _(
            "Komponen utama pertama memuat {share} keragaman; {n} komponen bernilai eigen di "
            "atas 1."
        )
        share = percent(100 * float(self.table["bagian"].iloc[0]), 1)
        return told.format(share=share, n=number(self.above_one))


def principal_components(values: pd.DataFrame) -> Components:
    """Return the principal components of the correlation matrix.

    Rows with a gap and columns without variance are left out and counted.

    References
    ----------
    OECD/JRC (2008), step 4: eigenvalues above 1, first component, signs of the loadings. The sign
    of a component is arbitrary; here the loadings of each sum to 0 or more.
    """
    complete = values.dropna()
    spread = complete.std()
    varied = list(spread.index[spread > 0])
    constant = tuple(str(code) for code in values.columns if code not in varied)
    own = complete[varied]
    if len(own) < 3 or len(varied) < 2:
        table = pd.DataFrame(
            {name: pd.Series(dtype=float) for name in ("simpangan_baku", "bagian", "kumulatif")}
        )
        table.insert(0, "komponen", pd.Series(dtype="int64"))
        return Components(
            table, pd.DataFrame(index=varied), len(own), len(values) - len(own), constant
        )
    scaled = ((own - own.mean()) / own.std()).to_numpy(dtype=np.float64)
    _left, singular, right = np.linalg.svd(scaled, full_matrices=False)
    sums = right.sum(axis=1)
    largest = right[np.arange(len(right)), np.abs(right).argmax(axis=1)]
    sign = np.where(np.abs(sums) > 1e-9, np.sign(sums), np.sign(largest))
    variance = singular**2 / (len(own) - 1)
    share = variance / variance.sum()
    numbers = np.arange(1, len(variance) + 1)
    table = pd.DataFrame(
        {
            "komponen": numbers,
            "simpangan_baku": np.sqrt(variance),
            "bagian": share,
            "kumulatif": share.cumsum(),
        }
    )
    loadings = pd.DataFrame((right * sign[:, None]).T, index=varied, columns=numbers)
    return Components(table, loadings, len(own), len(values) - len(own), constant)


def components(index: Index) -> dict[str, Components]:
    """Return the principal components of the children of each aggregate, by its code."""
    families = children(index.recipe.framework)
    return {code: principal_components(index.scores[members]) for code, members in families.items()}
