"""Where a region stands: a rank as an interval, never a rank alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Index, Uncertainty
from evaluasi.text import _, number, percent


@dataclass(frozen=True, slots=True)
class Position(Told):
    """Position of one unit.

    Attributes
    ----------
    unit : str
    score : float
        NaN where the unit has no index; `reason` then says why.
    nominal : int or None
        Rank by the nominal recipe; None without a score.
    low, high : float
        5 % and 95 % of the rank over the draws.
    units : int
        Units with an index.
    top_quarter : float
        Probability to be in the first quarter.
    alike : int
        Other units whose rank interval overlaps.
    draws, seed : int
    reason : str
    """

    unit: str
    score: float
    nominal: int | None
    low: float
    high: float
    units: int
    top_quarter: float
    alike: int
    draws: int
    seed: int
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return one row."""
        return pd.DataFrame(
            {
                "kode": [self.unit],
                "skor": [self.score],
                "peringkat": pd.array([self.nominal], dtype="Int64"),
                "bawah": [self.low],
                "atas": [self.high],
                "dari": [self.units],
                "peluang_seperempat_teratas": [self.top_quarter],
                "tak_terbedakan": [self.alike],
                "alasan": [self.reason],
            }
        )

    def summary(self) -> str:
        """Say in Indonesian: 41–45 of 51 (nominal 43)."""
        if self.reason:
            return self.reason
        ends = dict.fromkeys((number(self.low, 0), number(self.high, 0)))
        told = _(
            "Skor {score}; peringkat {span} dari {n} (nominal {nominal}); peluang seperempat "
            "teratas {chance}; tidak dapat dibedakan dari {alike} wilayah lain."
        )
        return told.format(
            score=number(self.score, 2),
            span="–".join(ends),
            n=number(self.units),
            nominal=self.nominal,
            chance=percent(100 * self.top_quarter, 0),
            alike=number(self.alike),
        )


def position(index: Index, doubt: Uncertainty, unit: str) -> Position:
    """Read the position of a unit.

    Parameters
    ----------
    index : Index
    doubt : Uncertainty
        Of the same recipe.
    unit : str

    Raises
    ------
    ParameterError
        Where the two rest on different recipes, or the unit is in neither.
    """
    if doubt.recipe != index.recipe or list(doubt.table.index) != list(index.scores.index):
        raise ParameterError(
            _("Indeks dan selang peringkatnya berasal dari cara hitung atau data yang berbeda."),
            _("Hitung keduanya dari resep dan data yang sama."),
        )
    units = int(index.index.notna().sum())
    if unit in index.left_out or (unit in index.index and pd.isna(index.index[unit])):
        reason = _("{unit} tidak diperingkat: datanya kurang.").format(unit=unit)
        nan = float("nan")
        return Position(unit, nan, None, nan, nan, units, nan, 0, doubt.draws, doubt.seed, reason)
    if unit not in index.index:
        raise ParameterError(
            _("{unit} tidak ada pada indeks itu.").format(unit=unit), _("Periksa kodenya.")
        )
    row = doubt.table.to_dict("index")[unit]
    return Position(
        unit=unit,
        score=float(index.index[unit]),
        nominal=int(row["nominal"]),
        low=float(row["bawah"]),
        high=float(row["atas"]),
        units=units,
        top_quarter=float(row["peluang_seperempat_teratas"]),
        alike=int(row["tak_terbedakan"]),
        draws=doubt.draws,
        seed=doubt.seed,
    )
