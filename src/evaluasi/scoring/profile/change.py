"""Why a score changed between two versions: own data, the others' data, or the method."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import permutations, product

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Recipe, build_index
from evaluasi.tables import series
from evaluasi.text import _, listing, number, signed

OWN, OTHERS, METHOD = "data sendiri", "data wilayah lain", "cara hitung"
PARTS = (OWN, OTHERS, METHOD)
Version = tuple[Recipe, pd.DataFrame]
_Choice = tuple[int, int, int]


@dataclass(frozen=True)
class Change(Told):
    """A change of score and of distance to the peers, split exactly.

    Attributes
    ----------
    unit : str
    table : DataFrame
        One row per part (data sendiri, data wilayah lain, cara hitung): unsur, skor, jarak. Each
        column sums to the change of score, and of the score less the peers' median.
    before, after : tuple of float
        Score, and score less the peers' median.
    """

    unit: str
    table: pd.DataFrame
    before: tuple[float, float]
    after: tuple[float, float]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian what changed the score and the distance to the peers."""
        told = _("{what} dari {before} menjadi {after} ({change}): {parts} (rata-rata Shapley).")
        lines = []
        for place, (column, what) in enumerate(
            (("skor", _("Skor")), ("jarak", _("Jarak ke median pembanding")))
        ):
            lines.append(
                told.format(
                    what=what,
                    before=number(self.before[place], 2),
                    after=number(self.after[place], 2),
                    change=signed(self.after[place] - self.before[place], 2),
                    parts="; ".join(
                        f"{part} {signed(points, 2)}"
                        for part, points in zip(PARTS, self.table[column], strict=True)
                    ),
                )
            )
        return "\n".join(lines)


def explain_change(
    before: Version,
    after: Version,
    unit: str,
    peers: Sequence[str],
    *,
    editions: Iterable[int] = (),
) -> Change:
    """Split the change of a unit between two versions of an index.

    The index is built under all eight mixtures of own data, the others' data and method. What a
    part does depends on what was changed before it; its share is the mean over all six orders
    (Shapley), so that the shares sum exactly and none is favoured.

    Parameters
    ----------
    before, after : (Recipe, DataFrame)
    unit : str
    peers : sequence of str
        Units of both versions.
    editions : iterable of int, optional
        Editions of the IID that the data come from: a split over a break of its scale is refused.

    Raises
    ------
    ScaleBreakError
        Where the editions lie on both sides of a break.
    ParameterError
        Where one method needs indicators that the other data lack, or a unit is not in both.

    References
    ----------
    Shorrocks (2013), Journal of Economic Inequality 11: 99–126.
    """
    series.require_one_series(["iid"], editions)
    _refuse_unlike((before, after), unit, peers)
    values = {
        choice: _value((before, after), choice, unit, peers) for choice in product((0, 1), repeat=3)
    }
    shares = np.zeros((3, 2))
    orders = list(permutations(range(3)))
    for order in orders:
        now: list[int] = [0, 0, 0]
        for part in order:
            past = values[_choice(now)]
            now[part] = 1
            shares[part] += values[_choice(now)] - past
    shares /= len(orders)
    table = pd.DataFrame({"unsur": PARTS, "skor": shares[:, 0], "jarak": shares[:, 1]})
    ends = [(float(values[c][0]), float(values[c][1])) for c in ((0, 0, 0), (1, 1, 1))]
    return Change(unit, table, ends[0], ends[1])


def _choice(now: Sequence[int]) -> _Choice:
    return now[0], now[1], now[2]


def _value(
    versions: tuple[Version, Version], choice: tuple[int, ...], unit: str, peers: Sequence[str]
) -> np.ndarray:
    """Return score and distance under a mixture of own data, others' data and method."""
    own, others, method = choice
    recipe = versions[method][0]
    rest = versions[others][1]
    mixed = pd.concat([versions[own][1].loc[[unit]], rest.drop(index=unit)])
    scores = build_index(recipe, mixed).index
    mine = float(scores.get(unit, np.nan))
    wanted = scores.reindex(list(peers))
    if np.isnan(mine) or wanted.isna().all():
        raise ParameterError(
            _("{unit} atau pembandingnya tidak punya indeks pada salah satu susunan.").format(
                unit=unit
            ),
            _("Lengkapi datanya, atau longgarkan penyaringannya."),
        )
    return np.array([mine, mine - float(wanted.median())])


def _refuse_unlike(versions: tuple[Version, Version], unit: str, peers: Sequence[str]) -> None:
    faults = []
    for data_word, (_recipe, data) in zip((_("sebelum"), _("sesudah")), versions, strict=True):
        absent = [code for code in (unit, *peers) if code not in data.index]
        if absent:
            told = _("{names} tidak ada pada data {when}")
            faults.append(told.format(names=listing(absent), when=data_word))
        for recipe, _data in versions:
            codes = [node.code for node in recipe.framework.indicators]
            lacking = [code for code in codes if code not in data]
            if lacking:
                told = _("indikator {codes} tidak ada pada data {when}")
                faults.append(told.format(codes=listing(lacking), when=data_word))
    if faults:
        raise ParameterError(
            _("Perubahan skor tidak dapat diurai."),
            _("Sandingkan wilayah dan indikator yang ada pada kedua data saja."),
            dict.fromkeys(faults),
        )
