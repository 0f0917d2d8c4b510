"""Which panels are simulated: sizes, starts, and what the treatment does in two worlds."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
World = Literal["tetap", "tumbuh"]

REGIONS = 38
YEARS = (8, 16)
TREATED = (3, 5, 7, 10)
WORLDS: tuple[World, ...] = ("tetap", "tumbuh")

CORRELATION = 0.6
"""Of the deviation of one year with that of the year before."""

FIRST_YEAR = 2010

SINGLE, STAGGERED = (1 / 2,), (3 / 8, 1 / 2, 5 / 8)
"""Parts of the period after which treatment starts."""

GAIN = (1.5, 1.0, 0.5)
"""Who starts early gains more: effect of each cohort beside that of the middle one."""

DETECTED = 2.8015852
"""Effect in standard errors that is found with probability 80 % at 5 %: 1.95996 + 0.84162."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One design to simulate.

    Attributes
    ----------
    n_units, n_periods, n_treated : int
    staggered : bool
        Whether the treated start in three different years instead of one.
    """

    n_units: int
    n_periods: int
    n_treated: int
    staggered: bool

    @property
    def key(self) -> tuple[int, ...]:
        """The four numbers that name a cell."""
        return (self.n_units, self.n_periods, self.n_treated, int(self.staggered))

    @property
    def years(self) -> NDArray[np.int64]:
        """Years observed, (T,)."""
        return FIRST_YEAR + np.arange(self.n_periods)

    def starts(self) -> Floats:
        """First treated year of each unit, the treated first, NaN for never, (n,)."""
        parts = STAGGERED if self.staggered else SINGLE
        begin = FIRST_YEAR + np.round(np.array(parts) * self.n_periods)
        start = np.full(self.n_units, np.nan)
        start[: self.n_treated] = begin[np.arange(self.n_treated) % len(begin)]
        return start

    def exposure(self) -> Floats:
        """Years since the start, (n, T); NaN for the never treated."""
        return np.asarray(self.years - self.starts()[:, None])

    def treated(self) -> NDArray[np.bool_]:
        """Unit-years under treatment, (n, T)."""
        return np.asarray(self.exposure() >= 0)

    def size(self) -> float:
        """Effect that two-way difference-in-differences would find with 80 % power.

        In standard deviations of the noise, were the variance of the estimate known.
        """
        d = self.treated().astype(float)
        left = d - d.mean(axis=1, keepdims=True) - d.mean(axis=0) + d.mean()
        lag = np.abs(np.subtract.outer(self.years, self.years))
        variance = np.einsum("is,st,it->", left, CORRELATION**lag, left) / (left**2).sum() ** 2
        return float(np.round(DETECTED * np.sqrt(variance), 3))

    def effects(self, world: World) -> Floats:
        """Effect on each unit-year, (n, T); its mean over treated unit-years is `size`.

        "tetap": the same everywhere. "tumbuh": it grows with the years since the start, and who
        starts early gains more.
        """
        treated = self.treated()
        if world == "tetap":
            return np.where(treated, self.size(), 0.0)
        shape = np.where(treated, self.exposure() + 1, 0.0)
        if self.staggered:
            which = np.arange(self.n_units) % len(GAIN)
            shape *= np.array(GAIN)[which][:, None]
        return np.asarray(self.size() * shape / shape[treated].mean())


def grid() -> list[Cell]:
    """List all designs: 38 regions, 8 and 16 years, 3 to 10 treated, one start and three."""
    return [Cell(REGIONS, t, k, s) for s, t, k in product((False, True), YEARS, TREATED)]
