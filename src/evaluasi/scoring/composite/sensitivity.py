"""Which assumption moves the ranks: Sobol indices, for all units together and for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.building import build_index
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.scoring.composite.varying import Assumption, Variations
from evaluasi.scoring.drawing import ladder
from evaluasi.text import _, listing, percent

if TYPE_CHECKING:
    from evaluasi.figures import Chart

Floats = npt.NDArray[np.float64]
RESAMPLES = 1_000
INTERVAL = (5, 95)


@dataclass(frozen=True)
class Sensitivity(Told):
    """Sobol indices of the assumptions.

    Attributes
    ----------
    recipe : Recipe
    assumptions : tuple of Assumption
    table : DataFrame
        One row per assumption, target: mean absolute shift of ranks: asumsi, pertama (S1), total
        (ST), each with its 90 % bootstrap interval (_bawah, _atas).
    units : DataFrame
        Units × assumptions: total index of the unit's own rank; 0 where its rank never moves.
    runs : int
        Runs of the index.
    n, seed : int
    """

    recipe: Recipe
    assumptions: tuple[Assumption, ...]
    table: pd.DataFrame
    units: pd.DataFrame
    runs: int
    n: int
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of assumptions."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian which assumption matters most."""
        ordered = self.table.sort_values("total", ascending=False)
        parts = [
            _("{name} {share}").format(name=row["asumsi"], share=percent(100 * row["total"], 0))
            for row in ordered.to_dict("records")
        ]
        return _(
            "Pergeseran peringkat paling ditentukan oleh {parts} (indeks Sobol total)."
        ).format(parts=listing(parts))

    def plot(self) -> Chart:
        """Draw the total index of each assumption with its interval, the largest on top."""
        ordered = self.table.sort_values("total", ascending=False).set_index("asumsi")
        columns = {"total": "nilai", "total_bawah": "bawah", "total_atas": "atas"}
        return ladder(
            ordered.rename(columns=columns),
            title=_("Yang menggeser peringkat: indeks Sobol total"),
            unit="",
            decimals=2,
            interval=_("Taksiran dan selang 90 persen"),
            alt=self.summary(),
        )


def sensitivity(
    recipe: Recipe,
    data: pd.DataFrame,
    assumptions: Sequence[Assumption],
    n: int = 1024,
    seed: int = 1,
) -> Sensitivity:
    r"""Attribute the movement of ranks to the assumptions.

    With scrambled Sobol' points A and B, and :math:`A_B^{(i)}` = A with column *i* of B:
    :math:`S_i = \overline{y_B (y_{AB} - y_A)} / V` (Saltelli 2010, y centred) and
    :math:`S_{Ti} = \overline{(y_A - y_{AB})^2} / 2V` (Jansen 1999); V is the variance of
    :math:`y_A` and :math:`y_B` together.

    Parameters
    ----------
    n : int
        Power of 2; the index is run n (d + 2) times for d assumptions.
    seed : int

    Raises
    ------
    ParameterError
        Where `n` is no power of 2, or an assumption cannot be run.

    References
    ----------
    Saltelli et al. (2010), Comput. Phys. Commun. 181: 259–270; Jansen (1999), ibid. 117: 35–43.
    """
    if n < 2 or n & (n - 1):
        raise ParameterError(
            _("n = {n} bukan pangkat dua.").format(n=n), _("Pakai misalnya 512, 1024, atau 2048.")
        )
    variations = Variations(recipe, data, assumptions)
    nominal = build_index(recipe, data).ranks.iloc[:, -1].to_numpy()
    d = len(assumptions)
    from scipy.stats import qmc  # heavy, and rank intervals do without

    points = qmc.Sobol(2 * d, seed=seed).random(n)
    first, second = points[:, :d], points[:, d:]
    mixed = np.repeat(first[None], d, axis=0)
    for place in range(d):
        mixed[place, :, place] = second[:, place]
    runs = np.concatenate([first, second, mixed.reshape(-1, d)])
    shifts = _shifts(variations, runs, nominal).reshape(d + 2, n, -1)
    y_a, y_b, y_ab = shifts[0], shifts[1], shifts[2:]
    estimate = _indices(y_a, y_b, y_ab, np.ones((1, n)))
    resampled = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), RESAMPLES)
    low, high = _interval(y_a[:, :1], y_b[:, :1], y_ab[:, :, :1], resampled)
    table = pd.DataFrame({"asumsi": [assumption.label for assumption in assumptions]})
    for place, name in enumerate(("pertama", "total")):
        table[name] = estimate[place][:, 0, 0]
        table[f"{name}_bawah"], table[f"{name}_atas"] = low[place], high[place]
    return Sensitivity(
        recipe=recipe,
        assumptions=tuple(assumptions),
        table=table,
        units=pd.DataFrame(
            estimate[1][:, 0, 1:].T,
            index=variations.units,
            columns=[assumption.label for assumption in assumptions],
        ),
        runs=len(runs),
        n=n,
        seed=seed,
    )


def _shifts(variations: Variations, runs: Floats, nominal: Floats) -> Floats:
    """Return per run the mean absolute shift of ranks, then each unit's rank."""
    found = np.empty((len(runs), 1 + len(nominal)))
    for some, scores in variations.scores(variations.drawn(runs)):
        ranked = ranks(scores)
        found[some, 0] = np.nanmean(np.abs(ranked - nominal), axis=1)
        found[some, 1:] = np.where(np.isnan(ranked), len(nominal), ranked)
    return found


def _indices(y_a: Floats, y_b: Floats, y_ab: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Return first and total indices, shape (assumptions, resamples, outputs).

    Parameters
    ----------
    y_a, y_b : array, shape (n, outputs)
    y_ab : array, shape (assumptions, n, outputs)
    counts : array, shape (resamples, n)
        How often each row is taken; rows of all three move together.
    """
    n = counts.sum(axis=1, keepdims=True)
    mean = (counts @ (y_a + y_b)) / (2 * n)
    square = (counts @ (y_a**2 + y_b**2)) / (2 * n)
    variance = square - mean**2
    first, total = [], []
    for y in y_ab:
        moved = y - y_a
        cross = (counts @ (y_b * moved)) / n - mean * (counts @ moved) / n
        first.append(_share(cross, variance))
        total.append(_share((counts @ moved**2) / (2 * n), variance))
    return np.array(first), np.array(total)


def _share(part: Floats, variance: Floats) -> Floats:
    """Divide; an output that never moves has index 0."""
    still = variance <= 1e-12
    return np.where(still, 0.0, part / np.where(still, 1.0, variance))


def _interval(
    y_a: Floats, y_b: Floats, y_ab: Floats, counts: npt.NDArray[np.int64]
) -> tuple[list[Floats], list[Floats]]:
    drawn = _indices(y_a, y_b, y_ab, counts.astype(np.float64))
    ends = [np.percentile(index[:, :, 0], INTERVAL, axis=1) for index in drawn]
    return [end[0] for end in ends], [end[1] for end in ends]
