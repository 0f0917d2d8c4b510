"""Why the score differs from that of the peers: points by indicator that add up exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Index
from evaluasi.scoring.drawing import ladder
from evaluasi.scoring.profile.comparison import Comparison
from evaluasi.scoring.profile.effective import effective_weights, without_gaps
from evaluasi.text import _, listing, number, signed

if TYPE_CHECKING:
    from evaluasi.figures import Chart

REST = "susunan"
"""Row of the waterfall: the median of sums is not the sum of medians."""
SUM = _("jumlah")


@dataclass(frozen=True)
class Contributions(Told):
    """A waterfall from the peers' median score to the unit's own.

    Attributes
    ----------
    unit : str
    score, peer_median : float
        On the scale of the index.
    table : DataFrame
        One row per indicator, then one of kode ``susunan``: kode, nama, induk, bobot (share of
        the index), nilai and median_pembanding (normalised), poin, kosong (own value missing:
        counted as the mean of its siblings). The points sum to ``score - peer_median``.
    """

    unit: str
    score: float
    peer_median: float
    table: pd.DataFrame

    @property
    def difference(self) -> float:
        """Score less the median score of the peers."""
        return self.score - self.peer_median

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def by_pillar(self) -> pd.DataFrame:
        """Return points summed by parent, in the order of the framework, the rest last."""
        return self.table.groupby("induk", sort=False)["poin"].sum().reset_index()

    def summary(self) -> str:
        """Say in Indonesian what gains and what loses most."""
        told = _(
            "Skor {score}, median pembanding {median}: selisih {gap}. Paling menambah: {up}. "
            "Paling mengurangi: {down}."
        )
        own = self.table[self.table["kode"] != REST].sort_values(["poin", "kode"])
        return told.format(
            score=number(self.score, 2),
            median=number(self.peer_median, 2),
            gap=signed(self.difference, 2),
            up=_named(own[own["poin"] > 0].tail(3).iloc[::-1]),
            down=_named(own[own["poin"] < 0].head(3)),
        )

    def plot(self) -> Chart:
        """Draw points by variable and their sum, the difference from the peers' median."""
        rows = self.by_pillar().set_index("induk")["poin"]
        rows[SUM] = self.difference
        return ladder(
            rows.to_frame("nilai"),
            title=_("Selisih skor {unit} dari median pembanding").format(unit=self.unit),
            unit=_("poin"),
            decimals=1,
            main=SUM,
            interval=_("Poin"),
            alt=self.summary(),
            zero=_("Nol: sama dengan median pembanding"),
        )


def contributions(index: Index, comparison: Comparison) -> Contributions:
    r"""Split the difference from the peers' median into points per indicator.

    With effective weights :math:`w_j` and normalised values :math:`x_j`, the point of an indicator
    is :math:`w_j (x_j - \mathrm{med}_j)`, the median taken over the peers. What is left is the
    score of a unit that is median everywhere less the median of the peers' scores; it stands as a
    row of its own, so that the points add up exactly.

    Raises
    ------
    ParameterError
        Where a mean of the recipe is not arithmetic: its points would not add up.
    """
    framework = index.recipe.framework
    levels = {node.level for node in framework.nodes if node.level > 1}
    other = {index.recipe.aggregate.method(level) for level in levels} - {"arithmetic"}
    if other:
        raise ParameterError(
            _("Uraian poin hanya berlaku bagi rata-rata aritmetika, bukan {methods}.").format(
                methods=listing(sorted(other))
            ),
            _("Hitung indeksnya dengan rata-rata aritmetika, atau pakai tabel pengungkit."),
        )
    place = index.scores.index.get_indexer(pd.Index([comparison.unit, *comparison.peers]))
    filled = without_gaps(index)[place]
    weights = effective_weights(index.recipe)
    median = np.median(filled[1:], axis=0)
    points = weights * (filled[0] - median)
    scores = index.index.to_numpy(np.float64)[place]
    peer_median = float(np.median(scores[1:]))
    gap = index.stages["ternormalisasi"].loc[comparison.unit].isna().to_numpy()
    table = pd.DataFrame(
        {
            "kode": [node.code for node in framework.indicators],
            "nama": [node.name for node in framework.indicators],
            "induk": [node.parent for node in framework.indicators],
            "bobot": weights,
            "nilai": filled[0],
            "median_pembanding": median,
            "poin": points,
            "kosong": gap,
        }
    )
    rest = pd.DataFrame(
        {
            "kode": [REST],
            "nama": [_("wilayah serba median terhadap median skor pembanding")],
            "induk": [REST],
            "bobot": [np.nan],
            "nilai": [np.nan],
            "median_pembanding": [np.nan],
            "poin": [float(scores[0] - peer_median - points.sum())],
            "kosong": [False],
        }
    )
    whole = pd.concat([table, rest], ignore_index=True)
    return Contributions(comparison.unit, float(scores[0]), peer_median, whole)


def _named(rows: pd.DataFrame) -> str:
    told = [
        f"{name} {signed(points, 2)}"
        for name, points in zip(rows["nama"], rows["poin"], strict=True)
    ]
    return "; ".join(told) or _("tidak ada")
