"""Cronbach's alpha: whether the members of an aggregate measure one thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.families import children
from evaluasi.text import _, listing, number

ACCEPTED, LENIENT = 0.7, 0.6
NEGATIVE, LOW, MODERATE, GOOD, UNKNOWN = (
    "negatif",
    "rendah",
    "sedang",
    "baik",
    "tidak dapat dihitung",
)


@dataclass(frozen=True)
class Alphas:
    """Cronbach's alpha of each aggregate, and of all nodes of each level.

    Attributes
    ----------
    table : DataFrame
        kode (empty for a whole level), nama, anggota (number of members), alfa, tanda: negatif,
        rendah (below 0.6), sedang (below 0.7), baik, or tidak dapat dihitung (one member).
    """

    table: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian where alpha is negative or low."""
        told = []
        for flag in (NEGATIVE, LOW):
            rows = self.table[self.table["tanda"] == flag]
            named = [f"{row['nama']} ({number(row['alfa'], 2)})" for row in rows.to_dict("records")]
            if named:
                told.append(_("Alfa {flag}: {names}.").format(flag=_(flag), names=listing(named)))
        return " ".join(told) or _("Tidak ada alfa yang rendah atau negatif.")


def cronbach_alpha(values: pd.DataFrame) -> float:
    r"""Return Cronbach's alpha of some columns.

    With *k* columns, mean covariance :math:`\bar c` and sum *s* of the whole covariance matrix
    (pairwise complete): :math:`\alpha = k^2 \bar c / s`.

    Returns
    -------
    float
        At most 1; negative where covariances are on the whole negative. NaN for fewer than two
        columns or without variance.

    References
    ----------
    Cronbach (1951), Psychometrika 16: 297–334; OECD/JRC (2008), step 4.
    """
    covariance = values.cov().to_numpy()
    size = len(covariance)
    total = np.nansum(covariance)
    if size < 2 or not total > 0:
        return float("nan")
    between = (total - np.nansum(np.diag(covariance))) / (size * (size - 1))
    return float(size**2 * between / total)


def alphas(index: Index) -> Alphas:
    """Compute alpha of the children of each aggregate, and of all nodes of each level."""
    framework = index.recipe.framework
    names = {node.code: node.name for node in framework.nodes}
    rows = [
        (code, names[code], len(members), cronbach_alpha(index.scores[members]))
        for code, members in children(framework).items()
    ]
    for level in range(1, framework.top.level):
        members = [node.code for node in framework.nodes if node.level == level]
        told = _("semua unsur tingkat {level}").format(level=level)
        rows.append(("", told, len(members), cronbach_alpha(index.scores[members])))
    table = pd.DataFrame(rows, columns=["kode", "nama", "anggota", "alfa"])
    table["tanda"] = pd.Series([flag_of(alpha) for alpha in table["alfa"]], dtype="str")
    return Alphas(table)


def flag_of(alpha: float) -> str:
    """Return the word for a value of alpha."""
    if np.isnan(alpha):
        return UNKNOWN
    if alpha < 0:
        return NEGATIVE
    if alpha < LENIENT:
        return LOW
    return MODERATE if alpha < ACCEPTED else GOOD
