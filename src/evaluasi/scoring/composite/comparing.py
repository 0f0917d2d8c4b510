"""Two versions of an index side by side: which scores and ranks moved, and by what."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.families import children
from evaluasi.scoring.composite.importance import family_weights
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.scoring.composite.recipe import Recipe
from evaluasi.text import _, listing, number


@dataclass(frozen=True)
class Comparison(Told):
    """An index before and after a change of data or of method.

    Attributes
    ----------
    table : DataFrame
        One row per unit in both: skor_lama, skor_baru, selisih (new − old), peringkat_lama and
        peringkat_baru (among the units in both), naik (places won; negative: lost).
    parts : DataFrame
        Units × parts of the difference, which sum to it: one column per child of the index (its
        score changed), ``bobot`` (its weight changed), ``sisa`` (what no weighted sum explains:
        means that are not arithmetic, gaps, children in one version only).
    correlation : float
        Spearman's, of both indices over the units in both.
    steps : tuple of str
        Steps of the recipe that differ.
    only_old, only_new : tuple of str
        Units in one version only.
    """

    table: pd.DataFrame
    parts: pd.DataFrame
    correlation: float
    steps: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return scores, ranks and parts side by side."""
        return self.table.join(self.parts)

    def summary(self) -> str:
        """Say in Indonesian how far the versions differ and what differs between them."""
        moves = self.table["naik"].abs()
        told = _(
            "{n} satuan pada kedua versi: korelasi peringkat {r}; peringkat bergeser rata-rata "
            "{mean}, paling jauh {most}."
        )
        lines = [
            told.format(
                n=number(len(self.table)),
                r=number(self.correlation, 3),
                mean=number(float(moves.mean()), 2),
                most=number(float(moves.max())),
            )
        ]
        for names, sentence in (
            (self.steps, _("Langkah yang berbeda: {names}.")),
            (self.only_old, _("Hanya pada versi lama: {names}.")),
            (self.only_new, _("Hanya pada versi baru: {names}.")),
        ):
            if names:
                lines.append(sentence.format(names=listing(names)))
        return "\n".join(lines)


def compare(old: Index, new: Index) -> Comparison:
    r"""Compare two versions of an index.

    With weights *w* among the children of the index and their scores *s*, the difference of a unit
    is split at the midpoint:
    :math:`\sum_k \bar w_k \Delta s_k + \sum_k \bar s_k \Delta w_k` + rest; the rest is 0 for
    arithmetic means without gaps.

    Raises
    ------
    ParameterError
        Where the versions share fewer than two units.
    """
    common = old.scores.index.intersection(new.scores.index, sort=False)
    if len(common) < 2:
        raise ParameterError(
            _("Kedua versi indeks tidak punya dua satuan yang sama."),
            _("Bandingkan indeks atas satuan dengan kode yang sama."),
        )
    before, after = old.index[common], new.index[common]
    rank_before, rank_after = (ranks(own.to_numpy(np.float64)) for own in (before, after))
    table = pd.DataFrame(
        {
            "skor_lama": before,
            "skor_baru": after,
            "selisih": after - before,
            "peringkat_lama": rank_before,
            "peringkat_baru": rank_after,
            "naik": rank_before - rank_after,
        },
        index=common,
    )
    return Comparison(
        table=table,
        parts=_parts(old, new, table["selisih"]),
        correlation=float(before.rank().corr(after.rank())),
        steps=_steps(old.recipe, new.recipe),
        only_old=tuple(str(unit) for unit in old.scores.index.difference(common)),
        only_new=tuple(str(unit) for unit in new.scores.index.difference(common)),
    )


def _parts(old: Index, new: Index, difference: pd.Series) -> pd.DataFrame:
    tops = [children(own.recipe.framework)[own.recipe.framework.top.code] for own in (old, new)]
    shared = [code for code in tops[0] if code in tops[1]]
    units = difference.index
    before, after = old.scores.loc[units, shared], new.scores.loc[units, shared]
    weights = [family_weights(own.recipe)[shared] for own in (old, new)]
    parts = (after - before) * (weights[0] + weights[1]) / 2
    shift = weights[1] - weights[0]
    parts["bobot"] = ((before + after) / 2 * shift).sum(axis=1, skipna=False)
    parts["sisa"] = difference - parts.sum(axis=1, skipna=True)
    return parts


def _steps(old: Recipe, new: Recipe) -> tuple[str, ...]:
    different = [
        field.name
        for field in fields(Recipe)
        if field.name != "framework" and getattr(old, field.name) != getattr(new, field.name)
    ]
    if old.framework.codes != new.framework.codes:
        different.insert(0, "framework")
    elif not np.array_equal(old.framework.weights, new.framework.weights):
        different.insert(0, _("bobot kerangka"))
    return tuple(different)
