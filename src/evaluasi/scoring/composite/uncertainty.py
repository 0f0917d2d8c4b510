"""How far ranks move when the method could have been another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.building import build_index
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.scoring.composite.varying import Assumption, Variations
from evaluasi.scoring.drawing import rank_strip
from evaluasi.tables import provenance
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.figures import Chart

Floats = npt.NDArray[np.float64]
LOW, HIGH = 0.05, 0.95
TOP_SHARE = 0.25


@dataclass(frozen=True)
class Uncertainty(Told):
    """Ranks over many draws of the assumptions.

    Attributes
    ----------
    recipe : Recipe
    assumptions : tuple of Assumption
    table : DataFrame
        One row per unit: nominal rank, rata_rata, median, bawah and atas (5 % and 95 % quantiles,
        type 7), peluang_seperempat_teratas, tak_terbedakan (other units whose interval overlaps).
    probabilities : DataFrame
        Units × ranks: share of the draws.
    draws, seed : int
    unranked : int
        Draws × units without a score.
    """

    recipe: Recipe
    assumptions: tuple[Assumption, ...]
    table: pd.DataFrame
    probabilities: pd.DataFrame
    draws: int
    seed: int
    unranked: int

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of units."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian how robust the ranks are."""
        width = self.table["atas"] - self.table["bawah"]
        told = _(
            "{n} satuan, {draws} tarikan (benih {seed}): lebar selang peringkat 90% median {mid}, "
            "terlebar {most}; rata-rata {same} satuan tidak dapat dibedakan dari satu satuan."
        )
        return told.format(
            n=number(len(self.table)),
            draws=number(self.draws),
            seed=self.seed,
            mid=number(float(width.median())),
            most=number(float(width.max())),
            same=number(float(self.table["tak_terbedakan"].mean()), 1),
        )

    def plot(
        self,
        highlight: str,
        *,
        labels: Mapping[str, str] | None = None,
        peers: Sequence[str] = (),
    ) -> Chart:
        """Draw the rank intervals of all units, one in front."""
        title = _("Peringkat {name}").format(name=self.recipe.framework.top.name)
        return rank_strip(self.table, highlight, title=title, labels=labels, peers=peers)


def uncertainty(
    recipe: Recipe,
    data: pd.DataFrame,
    assumptions: Sequence[Assumption],
    draws: int = 10_000,
    seed: int = 1,
) -> Uncertainty:
    """Rank the units again under random combinations of the assumptions.

    Draws are independent and uniform over the options of each assumption. Only ranks are counted,
    never stored: memory does not grow with the number of draws.

    Parameters
    ----------
    recipe : Recipe
        The nominal method.
    data : DataFrame
        As for `build_index`.
    assumptions : sequence of Assumption
        Each option is tried once before the first draw; none can fail silently.
    draws, seed : int

    Raises
    ------
    ParameterError
        For assumptions that cannot be run, all named.

    References
    ----------
    Saisana, Saltelli, Tarantola (2005), J. R. Stat. Soc. A 168: 307–323.
    """
    variations = Variations(recipe, data, assumptions)
    nominal = build_index(recipe, data)
    picks = variations.drawn(np.random.default_rng(seed).random((draws, len(assumptions))))
    size = len(variations.units)
    counts = np.zeros(size * size, dtype=np.int64)
    unranked = 0
    for _runs, scores in variations.scores(picks):
        found = ranks(scores)
        known = ~np.isnan(found)
        unit = np.broadcast_to(np.arange(size), found.shape)[known]
        cell = unit * size + found[known].astype(np.int64) - 1
        counts += np.bincount(cell, minlength=size * size)
        unranked += int((~known).sum())
    table = _table(counts.reshape(size, size), nominal.ranks.iloc[:, -1])
    origin = provenance.of(data)
    if origin is not None:
        provenance.stamp(table, origin)
    total = counts.reshape(size, size).sum(axis=1, keepdims=True)
    return Uncertainty(
        recipe=recipe,
        assumptions=tuple(assumptions),
        table=table,
        probabilities=pd.DataFrame(
            counts.reshape(size, size) / np.maximum(total, 1),
            index=variations.units,
            columns=np.arange(1, size + 1),
        ),
        draws=draws,
        seed=seed,
        unranked=unranked,
    )


def rank_interval(
    recipe: Recipe,
    data: pd.DataFrame,
    assumptions: Sequence[Assumption],
    unit: str,
    draws: int = 10_000,
    seed: int = 1,
) -> tuple[float, float]:
    """Return bawah and atas of one unit as `uncertainty` does; nobody else is ranked.

    NaN where the unit is screened out or has no score in any draw.
    """
    variations = Variations(recipe, data, assumptions)
    picks = variations.drawn(np.random.default_rng(seed).random((draws, len(assumptions))))
    place = int(variations.units.get_indexer(pd.Index([unit]))[0])
    if place < 0:
        return float("nan"), float("nan")
    found = [
        (scores > scores[:, [place]]).sum(axis=1)[~np.isnan(scores[:, place])] + 1
        for _runs, scores in variations.scores(picks)
    ]
    ranked = np.concatenate(found)
    if not len(ranked):
        return float("nan"), float("nan")
    low, high = np.quantile(ranked, [LOW, HIGH])
    return float(low), float(high)


def _table(counts: npt.NDArray[np.int64], nominal: pd.Series) -> pd.DataFrame:
    size = len(counts)
    total = counts.sum(axis=1)
    places = np.arange(1, size + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = counts @ places / total
        top = counts[:, : int(np.ceil(size * TOP_SHARE))].sum(axis=1) / total
    low, middle, high = (_quantile(counts, share) for share in (LOW, 0.5, HIGH))
    overlap = (low[:, None] <= high[None, :]) & (high[:, None] >= low[None, :])
    return pd.DataFrame(
        {
            "nominal": nominal,
            "rata_rata": mean,
            "median": middle,
            "bawah": low,
            "atas": high,
            "peluang_seperempat_teratas": top,
            "tak_terbedakan": overlap.sum(axis=1) - 1,
        },
        index=nominal.index,
    )


def _quantile(counts: npt.NDArray[np.int64], share: float) -> Floats:
    """Return the type-7 quantile of ranks from their histogram, by unit."""
    running = counts.cumsum(axis=1)
    total = running[:, -1]
    place = (total - 1) * share
    below = np.floor(place)
    low = (running <= below[:, None]).sum(axis=1) + 1
    high = (running <= np.minimum(below + 1, total - 1)[:, None]).sum(axis=1) + 1
    value = low + (place - below) * (high - low)
    return np.where(total > 0, value, np.nan)
