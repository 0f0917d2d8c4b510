"""Correlations within the tree: with parents, among siblings, and with size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.families import ancestors, children
from evaluasi.text import _, listing, number

PARENT, ANCESTOR, SIBLING = "induk", "leluhur", "saudara"
WEAK, REDUNDANT, CONTRARY, SIZE = 0.3, 0.9, -0.4, 0.7
AGAINST, FAINT, DOUBLED, OPPOSED = "berlawanan", "lemah", "berulang", "bertentangan"


@dataclass(frozen=True)
class Correlations(Told):
    """Pearson correlations between scores of the nodes.

    Attributes
    ----------
    matrix : DataFrame, shape (nodes, nodes)
        Pairwise complete.
    table : DataFrame
        One row per pair that belongs together: hubungan (induk, leluhur, saudara), kode, dengan,
        korelasi, n (units with both), tanda: berlawanan (negative with its parent or ancestor),
        lemah (below 0.3 with its parent), berulang (siblings above 0.9), bertentangan (siblings
        below −0.4), or empty.
    """

    matrix: pd.DataFrame
    table: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of pairs."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian which pairs ask for attention."""
        told = []
        for flag in (AGAINST, FAINT, OPPOSED, DOUBLED):
            rows = self.table[
                (self.table["tanda"] == flag) & (self.table["hubungan"] != ANCESTOR)
            ].to_dict("records")
            named = [
                f"{row['kode']}–{row['dengan']} ({number(row['korelasi'], 2)})" for row in rows
            ]
            if named:
                told.append(f"{flag}: {listing(named)}.")
        return " ".join(told) or _("Tidak ada korelasi yang perlu diperhatikan.")


def correlations(index: Index) -> Correlations:
    """Correlate every node with what is above it and with its siblings.

    References
    ----------
    OECD/JRC (2008), step 4. The limits 0.3, 0.9 and −0.4 are defaults of COINr
    (`plot_corr`, `get_corr_flags`): a convention, no test.
    """
    matrix = index.scores.corr()
    there = index.scores.notna().to_numpy().astype(np.float64)
    counts = (there.T @ there).astype(int)
    place = {code: position for position, code in enumerate(matrix.index)}
    rows = [
        (kind, code, other, matrix.at[code, other], counts[place[code], place[other]])
        for kind, code, other in _pairs(index)
    ]
    table = pd.DataFrame(rows, columns=["hubungan", "kode", "dengan", "korelasi", "n"])
    flags = [_flag(kind, r) for kind, r in zip(table["hubungan"], table["korelasi"], strict=True)]
    table["tanda"] = pd.Series(flags, index=table.index, dtype="str")
    return Correlations(matrix, table)


def size_bias(
    index: Index, data: pd.DataFrame, columns: Iterable[str] | None = None, limit: float = SIZE
) -> pd.DataFrame:
    """Correlate indicators with the size of the units, before and after denominating.

    Parameters
    ----------
    index : Index
    data : DataFrame
        As given to `build_index`; holds the denominators.
    columns : iterable of str, optional
        Measures of size; by default the denominators that the framework names.
    limit : float
        Flagged where the absolute correlation is above.

    Returns
    -------
    DataFrame
        One row per indicator and measure: kode, ukuran, mentah, sesudah (after denominating), and
        tanda: ``mentah``, ``sesudah`` (still bound to size) or empty.
    """
    named = [node.denominator for node in index.recipe.framework.indicators if node.denominator]
    sizes = list(dict.fromkeys(named)) if columns is None else list(columns)
    rows = []
    for code in index.stages["mentah"]:
        for size in sizes:
            measure = pd.to_numeric(data[size], errors="coerce").reindex(index.scores.index)
            raw = index.stages["mentah"][code].corr(measure)
            after = index.stages["berpenyebut"][code].corr(measure)
            bound = "sesudah" if abs(after) > limit else "mentah" if abs(raw) > limit else ""
            rows.append((code, size, raw, after, bound))
    return pd.DataFrame(rows, columns=["kode", "ukuran", "mentah", "sesudah", "tanda"])


def _pairs(index: Index) -> Iterator[tuple[str, str, str]]:
    framework = index.recipe.framework
    above = ancestors(framework)
    for code in framework.codes:
        for step, other in enumerate(above[code]):
            yield (ANCESTOR if step else PARENT), code, other
    for members in children(framework).values():
        for place, code in enumerate(members):
            for other in members[:place]:
                yield SIBLING, code, other


def _flag(kind: str, r: float) -> str:
    if np.isnan(r):
        return ""
    if kind == SIBLING:
        return DOUBLED if r > REDUNDANT else OPPOSED if r < CONTRARY else ""
    if r < 0:
        return AGAINST
    return FAINT if kind == PARENT and r < WEAK else ""
