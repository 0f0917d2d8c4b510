"""Cronbach's alpha of an index: whether the members of each aggregate measure one thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement import cronbach_alpha
from evaluasi.agreement.printing import Told
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
class Alphas(Told):
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
