"""How much of the data is there: by unit, and by unit and aggregate."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.scoring.composite.families import leaves
from evaluasi.scoring.composite.framework import Framework
from evaluasi.text import _, listing, number, percent


@dataclass(frozen=True)
class Availability(Told):
    """Data there and not there.

    Attributes
    ----------
    units : DataFrame
        One row per unit: kosong, nol, kosong_atau_nol (indicators); bagian_tersedia (of all
        indicators), bagian_bukan_nol (of those with a value).
    groups : DataFrame
        Units × aggregates: share of the indicators below that have a value.
    """

    units: pd.DataFrame
    groups: pd.DataFrame

    def to_frame(self) -> pd.DataFrame:
        """Return units and groups side by side."""
        return self.units.join(self.groups)

    def summary(self) -> str:
        """Say in Indonesian how complete the data are and who lacks most."""
        lacking = self.units[self.units["kosong"] > 0].sort_values("kosong", ascending=False)
        if lacking.empty:
            return _("Data lengkap: {n} satuan.").format(n=number(len(self.units)))
        told = _("{share} sel terisi; {n} satuan punya sel kosong, terbanyak: {names}.")
        return told.format(
            share=percent(100 * float(self.units["bagian_tersedia"].mean()), 1),
            n=number(len(lacking)),
            names=listing(lacking.index[:5]),
        )


def availability(values: pd.DataFrame, framework: Framework) -> Availability:
    """Count what is there.

    Parameters
    ----------
    values : DataFrame, shape (units, indicators)
        A stage of an `Index`, before imputing.
    framework : Framework
    """
    empty = values.isna().sum(axis=1)
    zero = (values == 0).sum(axis=1)
    there = values.shape[1] - empty
    units = pd.DataFrame(
        {
            "kosong": empty,
            "nol": zero,
            "kosong_atau_nol": empty + zero,
            "bagian_tersedia": there / values.shape[1],
            "bagian_bukan_nol": 1 - zero / there.where(there > 0),
        }
    )
    groups = {code: values[below].notna().mean(axis=1) for code, below in leaves(framework).items()}
    return Availability(units, pd.DataFrame(groups, index=values.index))
