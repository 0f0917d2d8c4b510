"""Weighted kappa of two raters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.text import _, number

WEIGHTS = {"none": None, "linear": "linear", "quadratic": "fc"}


@dataclass(frozen=True)
class Kappa(Told):
    """Agreement of two raters beyond chance.

    Attributes
    ----------
    estimate, se : float
    ci : tuple of float
        95 %, normal.
    weights : str
    n : int
    """

    estimate: float
    se: float
    ci: tuple[float, float]
    weights: str
    n: int

    def to_frame(self) -> pd.DataFrame:
        """Return one row: kappa, galat_baku, bawah, atas, bobot, n."""
        return pd.DataFrame(
            {
                "kappa": [self.estimate],
                "galat_baku": [self.se],
                "bawah": [self.ci[0]],
                "atas": [self.ci[1]],
                "bobot": [self.weights],
                "n": [self.n],
            }
        )

    def summary(self) -> str:
        """Say the agreement in Indonesian."""
        return _("Kappa ({weights}) {value} (selang 95% {low} sampai {high}), n = {n}.").format(
            weights=self.weights,
            value=number(self.estimate, 3),
            low=number(self.ci[0], 3),
            high=number(self.ci[1], 3),
            n=number(self.n),
        )


def weighted_kappa(table: pd.DataFrame | npt.ArrayLike, weights: str = "quadratic") -> Kappa:
    """Compute Cohen's kappa from a square table of counts.

    Parameters
    ----------
    table : DataFrame or array, shape (categories, categories)
        Rows: one rater, columns: the other; categories in the same order.
    weights : {"none", "linear", "quadratic"}

    Raises
    ------
    ParameterError
        For unknown weights, a table that is not square or not of counts, fewer than two categories
        used.

    References
    ----------
    Cohen (1968), Psychological Bulletin 70: 213–220; Fleiss, Cohen and Everitt (1969), ibid. 72:
    323–327 (standard error), through statsmodels.
    """
    counts = np.asarray(table, dtype=np.float64)
    square = counts.ndim == 2 and counts.shape[0] == counts.shape[1] >= 2
    if weights not in WEIGHTS or not square or (counts < 0).any() or not np.isfinite(counts).all():
        raise ParameterError(
            _("Kappa memerlukan tabel cacah persegi, paling sedikit dua kategori."),
            _("Bobot yang dikenal: {known}.").format(known=", ".join(WEIGHTS)),
        )
    used = (counts.sum(axis=0) > 0) | (counts.sum(axis=1) > 0)
    if used.sum() < 2:
        raise ParameterError(
            _("Kedua penilai memakai satu kategori yang sama: kappa tidak terdefinisi."),
            _("Laporkan persen kesepakatannya saja."),
        )
    from statsmodels.stats.inter_rater import cohens_kappa

    found = cohens_kappa(counts, wt=WEIGHTS[weights])
    return Kappa(
        estimate=float(found.kappa),
        se=float(found.std_kappa),
        ci=(float(found.kappa_low), float(found.kappa_upp)),
        weights=weights,
        n=int(counts.sum()),
    )
