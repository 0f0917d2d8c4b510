"""What each indicator would win if it rose to the peers' median, through the whole recipe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite import Assumption, Index, Node
from evaluasi.scoring.composite.building import index_of
from evaluasi.scoring.composite.uncertainty import rank_interval
from evaluasi.scoring.drawing import ladder
from evaluasi.scoring.profile.comparison import Comparison
from evaluasi.text import _, number, signed

if TYPE_CHECKING:
    from evaluasi.figures import Chart

DRAWS = 1_000


@dataclass(frozen=True)
class Levers(Told):
    """Indicators that a unit could raise to its peers' median.

    Attributes
    ----------
    unit : str
    table : DataFrame
        One row per indicator below the median, most points first: kode, nama, nilai and sasaran
        (raw, after denominating), poin, bawah and atas (90 % rank interval before), bawah_sesudah
        and atas_sesudah.
    skipped : DataFrame
        kode, nama, alasan: not below the median, without a value, or beyond the first `most`.
    draws, seed : int
    """

    unit: str
    table: pd.DataFrame
    skipped: pd.DataFrame
    draws: int
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian which three levers win most."""
        if self.table.empty:
            return _("Tidak ada indikator di bawah median pembanding.")
        told = _("{name} {points} poin (peringkat {before} menjadi {after})")
        parts = [
            told.format(
                name=row["nama"],
                points=signed(row["poin"], 2),
                before=_span(row["bawah"], row["atas"]),
                after=_span(row["bawah_sesudah"], row["atas_sesudah"]),
            )
            for row in self.table.head(3).to_dict("records")
        ]
        return _("Bila naik ke median pembanding: {parts}.").format(parts="; ".join(parts))

    def plot(self) -> Chart:
        """Draw the points that each lever wins."""
        return ladder(
            self.table.set_index("nama")["poin"].to_frame("nilai"),
            title=_("Tambahan skor {unit} bila naik ke median pembanding").format(unit=self.unit),
            unit=_("poin"),
            decimals=2,
            interval=_("Tambahan skor, satu per satu"),
            alt=self.summary(),
        )


def lever_table(
    index: Index,
    data: pd.DataFrame,
    comparison: Comparison,
    assumptions: Sequence[Assumption],
    *,
    most: int | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    tell: Callable[[str], None] | None = None,
) -> Levers:
    """Raise one indicator at a time to the median of the peers and build the index again.

    All steps run again: a raised value may move limits of the scale, or be drawn in. The others
    stay as they are. Ranks come as intervals only, from the same draws before and after.

    Parameters
    ----------
    index : Index
    data : DataFrame
        What the index was built from.
    comparison : Comparison
    assumptions : sequence of Assumption
        For the rank intervals.
    most : int, optional
        Levers to keep, those of most points; intervals are drawn for them only.
    draws, seed : int
    tell : callable, optional
        Is given the name of each indicator as its turn comes.
    """
    recipe, unit = index.recipe, comparison.unit
    found, skipped = _raised(index, data, comparison)
    found.sort(key=lambda lever: (-lever.points, lever.node.code))
    told = _("bukan di antara {n} pengungkit terbesar").format(n=most)
    skipped += [(lever.node.code, lever.node.name, told) for lever in found[len(found[:most]) :]]
    before = rank_interval(recipe, data, assumptions, unit, draws, seed)
    rows = []
    for lever in found[:most]:
        if tell is not None:
            tell(lever.node.name)
        after = rank_interval(recipe, lever.data, assumptions, unit, draws, seed)
        rows.append(
            (
                lever.node.code,
                lever.node.name,
                lever.own,
                lever.aim,
                lever.points,
                *before,
                *after,
            )
        )
    table = pd.DataFrame(rows, columns=list(_COLUMNS))
    left = pd.DataFrame(skipped, columns=["kode", "nama", "alasan"])
    return Levers(unit, table, left, draws, seed)


@dataclass(frozen=True, slots=True)
class _Lever:
    """One indicator at the peers' median: own value, aim, points won, and the data then."""

    node: Node
    own: float
    aim: float
    points: float
    data: pd.DataFrame


def _raised(
    index: Index, data: pd.DataFrame, comparison: Comparison
) -> tuple[list[_Lever], list[tuple[str, str, str]]]:
    """Raise each indicator that is below the median; tell which are not, and why."""
    recipe, unit = index.recipe, comparison.unit
    values = index.stages["berpenyebut"]
    found, skipped = [], []
    for node in recipe.framework.indicators:
        own = float(values[node.code].loc[unit])
        peers = values.loc[list(comparison.peers), node.code].dropna()
        aim = float(peers.median()) if len(peers) else np.nan
        reason = _why_not(own, aim, node.direction)
        if reason:
            skipped.append((node.code, node.name, reason))
            continue
        # A denominated value is raised by its numerator; the denominator is a fact of the region.
        divided = recipe.denominate and node.denominator
        below = float(data[node.denominator].loc[unit]) if divided else 1.0
        column = data[node.code].astype(float)
        column.loc[unit] = aim * below
        raised = data.assign(**{node.code: column})
        points = float(index_of(recipe, raised)[unit]) - float(index.index[unit])
        found.append(_Lever(node, own, aim, points, raised))
    return found, skipped


_COLUMNS = (
    "kode",
    "nama",
    "nilai",
    "sasaran",
    "poin",
    "bawah",
    "atas",
    "bawah_sesudah",
    "atas_sesudah",
)


def _why_not(own: float, aim: float, direction: int) -> str:
    if np.isnan(own):
        return _("nilai sendiri belum ada")
    if np.isnan(aim):
        return _("pembanding belum punya nilai")
    return "" if (aim - own) * direction > 0 else _("sudah di median pembanding atau di atasnya")


def _span(low: float, high: float) -> str:
    return "–".join(dict.fromkeys((number(low, 0), number(high, 0))))
