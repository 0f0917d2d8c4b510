"""How far ranks move when one indicator or aggregate is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.aggregate import aggregate
from evaluasi.scoring.composite.building import Index
from evaluasi.scoring.composite.ranks import ranks
from evaluasi.text import _, number


@dataclass(frozen=True)
class LeaveOneOut(Told):
    """Ranks without each node in turn.

    Attributes
    ----------
    table : DataFrame
        One row per node, the largest shift first: kode, nama, tingkat, pergeseran_rata (mean over
        units of abs(rank without − rank with)), pergeseran_terbesar, satuan_terbesar (missing
        where none shifts), satuan_sama (units that shift as far as that one).
    ranks : DataFrame
        Units × nodes: rank of the index without the node. Not for publication without an
        interval.
    """

    table: pd.DataFrame
    ranks: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table of nodes."""
        return self.table.copy()

    def summary(self, names: Mapping[str, str] | None = None) -> str:
        """Say in Indonesian which nodes carry the ranks; `names` are those of the units."""
        if self.table.empty:
            return _("Tidak ada unsur yang dapat dikeluarkan.")
        row = self.table.iloc[0]
        if not row["pergeseran_terbesar"] > 0:
            return _("Tanpa salah satu unsurnya pun tidak ada peringkat yang bergeser.")
        told = _("Tanpa {name}, peringkat bergeser rata-rata {mean}, paling jauh {most} ({unit}).")
        unit = (names or {}).get(row["satuan_terbesar"], row["satuan_terbesar"])
        others = int(row["satuan_sama"]) - 1
        if others:
            unit = _("{unit} dan {n} lainnya").format(unit=unit, n=number(others))
        return told.format(
            name=row["nama"],
            mean=number(row["pergeseran_rata"], 2),
            most=number(row["pergeseran_terbesar"]),
            unit=unit,
        )


def leave_one_out(index: Index, codes: Iterable[str] | None = None) -> LeaveOneOut:
    """Leave nodes out one at a time and rank again.

    Only the aggregation runs again, with weights renormalised over what is left; screening,
    imputation and treatment stay those of the whole index, as in COINr's `remove_elements`. An
    aggregate that loses its last child goes with it.

    Parameters
    ----------
    index : Index
    codes : iterable of str, optional
        Nodes to leave out; by default all but the index and what it cannot be without.

    Raises
    ------
    ParameterError
        For a node that is not in the framework, or without which nothing is left.
    """
    framework, recipe = index.recipe.framework, index.recipe
    weight = dict(zip(framework.codes, recipe.weight_vector(), strict=True))
    names = {node.code: (node.name, node.level) for node in framework.nodes}
    nominal = index.ranks.iloc[:, -1]
    wanted = list(codes) if codes is not None else _dispensable(index)
    found: dict[str, pd.Series] = {}
    for code in wanted:
        smaller = framework.without([code])
        kept = [node.code for node in smaller.indicators]
        normalised = index.stages["ternormalisasi"][kept].to_numpy(np.float64)
        weights = np.array([weight[own] for own in smaller.codes])
        scores = aggregate(smaller, normalised, weights, recipe.aggregate)[:, -1]
        found[code] = pd.Series(ranks(scores), index=nominal.index)
    ranked = pd.DataFrame(found, index=nominal.index, columns=wanted)
    shifts = ranked.sub(nominal, axis=0).abs()
    largest = shifts.max()
    furthest = (shifts == largest) & (largest > 0)
    table = pd.DataFrame(
        {
            "kode": wanted,
            "nama": [names[code][0] for code in wanted],
            "tingkat": [names[code][1] for code in wanted],
            "pergeseran_rata": shifts.mean().to_numpy(),
            "pergeseran_terbesar": largest.to_numpy(),
            "satuan_terbesar": furthest.idxmax().where(furthest.any()).to_numpy(),
            "satuan_sama": furthest.sum().to_numpy(),
        }
    )
    ordered = table.sort_values("pergeseran_rata", ascending=False, kind="stable")
    return LeaveOneOut(ordered.reset_index(drop=True), ranked)


def _dispensable(index: Index) -> list[str]:
    """Return the nodes without which the index still has weight in every family."""
    framework = index.recipe.framework
    weight = dict(zip(framework.codes, index.recipe.weight_vector(), strict=True))
    good = []
    for node in framework.nodes[:-1]:
        only = [other.code for other in framework.nodes if other.level == node.level]
        if only == [node.code]:
            continue
        left = framework.without([node.code])
        sums = {above.code: 0.0 for above in left.nodes if above.level > 1}
        for other in left.nodes[:-1]:
            sums[other.parent] += weight[other.code]
        if all(total > 0 for total in sums.values()):
            good.append(node.code)
    return good
