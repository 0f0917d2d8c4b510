"""The pace of a few yearly scores: a slope with Student's interval, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from evaluasi.agreement.printing import Told
from evaluasi.text import _, number, signed

_TAIL = 0.975
_FEW = 3
_STRAIGHT = 1e-9


@dataclass(frozen=True, slots=True)
class Pace(Told):
    """Points per year, as seen.

    Attributes
    ----------
    estimate : float
        Slope; NaN for a single score.
    ci : tuple of float
        95 %, n − 2 degrees of freedom; NaN where there is none.
    n, df : int
    first, last : int
        Years.
    reason : str
        Why there is no interval; empty otherwise.
    middle : tuple of float
        Mean year and mean score.
    spread : tuple of float
        Residual standard error, and sum of squares of the years about their mean.
    """

    estimate: float
    ci: tuple[float, float]
    n: int
    df: int
    first: int
    last: int
    reason: str
    middle: tuple[float, float]
    spread: tuple[float, float]

    @property
    def has_interval(self) -> bool:
        """Whether the slope has an interval; without one there is no line and no projection."""
        return not self.reason

    def line(self, year: float) -> tuple[float, float, float]:
        """Return the line at a year with the 95 % interval of the line."""
        return self._at(year, 0.0)

    def predicted(self, year: float) -> tuple[float, float, float]:
        """Return the score expected in a year with its 95 % prediction interval."""
        return self._at(year, 1.0)

    def _at(self, year: float, own: float) -> tuple[float, float, float]:
        deviation, squares = self.spread
        gap = year - self.middle[0]
        value = self.middle[1] + self.estimate * gap
        error = deviation * np.sqrt(own + 1 / self.n + gap**2 / squares)
        half = float(stdtrit(self.df, _TAIL)) * float(error)
        return value, value - half, value + half

    def summary(self) -> str:
        """Say in Indonesian what was seen and how sure that is."""
        if self.n == 1:
            return self.reason
        told = _("Laju yang terlihat {first}–{last}: {pace} poin per tahun").format(
            first=self.first, last=self.last, pace=signed(self.estimate, 2)
        )
        if self.reason:
            return f"{told}. {self.reason}"
        told = _("{told} (selang 95% {low} sampai {high}, {n} skor).").format(
            told=told, low=signed(self.ci[0], 2), high=signed(self.ci[1], 2), n=number(self.n)
        )
        if self.n <= _FEW:
            told += " " + _("Tiga skor menyisakan satu derajat bebas: selangnya sangat lebar.")
        return told


def pace_seen(years: npt.NDArray[np.float64], scores: npt.NDArray[np.float64]) -> Pace:
    """Fit a line by least squares.

    Parameters
    ----------
    years, scores : array, shape (n,)
        Different years, rising.
    """
    n, df = len(years), len(years) - 2
    span = int(years[0]), int(years[-1])
    middle = float(years.mean()), float(scores.mean())
    if n == 1:
        reason = _("Hanya satu skor pada skala ini: lajunya belum dapat dilihat.")
        return Pace(np.nan, (np.nan, np.nan), 1, 0, *span, reason, middle, (np.nan, np.nan))
    gaps = years - middle[0]
    squares = float(gaps @ gaps)
    slope = float(gaps @ (scores - middle[1])) / squares
    if n == 2:
        reason = _("Dua skor hanya memberi selisih: tanpa selang, dan tidak diproyeksikan.")
        return Pace(slope, (np.nan, np.nan), n, 0, *span, reason, middle, (np.nan, squares))
    rest = scores - middle[1] - slope * gaps
    deviation = float(np.sqrt(rest @ rest / df))
    if deviation <= _STRAIGHT * max(1.0, abs(middle[1])):
        reason = _("Skornya tepat segaris: galatnya tidak dapat ditaksir, jadi tanpa selang.")
        return Pace(slope, (np.nan, np.nan), n, df, *span, reason, middle, (deviation, squares))
    half = float(stdtrit(df, _TAIL)) * deviation / np.sqrt(squares)
    ci = (slope - half, slope + half)
    return Pace(slope, ci, n, df, *span, "", middle, (deviation, squares))
