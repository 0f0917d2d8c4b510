"""How high and how low a score could be under what is missing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.scoring.composite import Recipe, build_index
from evaluasi.text import _, number


@dataclass(frozen=True)
class Bounds(Told):
    """A score with the unit's missing values at their worst and at their best.

    Attributes
    ----------
    unit : str
    score : float
        As the recipe gives it; NaN where the unit is screened out.
    worst, best : float
    cells : DataFrame
        One row per missing cell: kode, nama, terburuk, terbaik (raw).
    indicators : int
    """

    unit: str
    score: float
    worst: float
    best: float
    cells: pd.DataFrame
    indicators: int

    def to_frame(self) -> pd.DataFrame:
        """Return one row: kode, skor, terburuk, terbaik, kosong, indikator."""
        return pd.DataFrame(
            {
                "kode": [self.unit],
                "skor": [self.score],
                "terburuk": [self.worst],
                "terbaik": [self.best],
                "kosong": [len(self.cells)],
                "indikator": [self.indicators],
            }
        )

    def summary(self) -> str:
        """Say in Indonesian between what the score lies."""
        if self.cells.empty:
            return _("Semua {n} indikator terisi: tidak ada batas karena data kosong.").format(
                n=number(self.indicators)
            )
        told = _(
            "{k} dari {n} indikator kosong: skor antara {low} (semua di nilai terburuk yang "
            "teramati) dan {high} (semua di nilai terbaik)."
        )
        return told.format(
            k=number(len(self.cells)),
            n=number(self.indicators),
            low=number(self.worst, 2),
            high=number(self.best, 2),
        )


def missing_bounds(recipe: Recipe, data: pd.DataFrame, unit: str) -> Bounds:
    """Set the missing values of a unit to the column's worst and best, and build the index.

    Worst and best are observed values of the other units, in the direction of the indicator; with
    a denominator, of the ratios. The whole recipe runs each time. No case for the other units'
    gaps: they stay as the recipe treats them.

    Raises
    ------
    ParameterError
        For a unit that is not in the data, and for a gap that no value can fill because the
        denominator of the unit is missing too.
    """
    if unit not in data.index:
        raise ParameterError(
            _("{unit} tidak ada pada data indeks.").format(unit=unit), _("Periksa kodenya.")
        )
    built = build_index(recipe, data)
    rows, faults = [], []
    worst, best = data.copy(), data.copy()
    for node in recipe.framework.indicators:
        if pd.notna(data[node.code].loc[unit]):
            continue
        below = (
            data[node.denominator].astype(float)
            if recipe.denominate and node.denominator
            else pd.Series(1.0, index=data.index)
        )
        ratios = (data[node.code].astype(float) / below).dropna()
        ends = (float(ratios.min()), float(ratios.max()))[:: node.direction]
        own = float(below[unit])
        if np.isnan(own):
            faults.append(f"{node.code}: {node.denominator}")
            continue
        for frame, end in ((worst, ends[0]), (best, ends[1])):
            frame[node.code] = frame[node.code].astype(float)
            frame.loc[unit, node.code] = end * own
        rows.append((node.code, node.name, *ends))
    if faults:
        raise ParameterError(
            _("Penyebut indikator {unit} belum ada: batas skornya tidak dapat dihitung.").format(
                unit=unit
            ),
            _("Lengkapi penyebutnya."),
            faults,
        )
    cells = pd.DataFrame(rows, columns=["kode", "nama", "terburuk", "terbaik"])
    nominal = float(built.index.get(unit, np.nan))
    low, high = (
        (float(build_index(recipe, frame).index[unit]) for frame in (worst, best))
        if rows
        else (nominal, nominal)
    )
    return Bounds(unit, nominal, low, high, cells, len(recipe.framework.indicators))
