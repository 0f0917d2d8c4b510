"""A share with its exact interval: seven of seven is not certainty."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import betaincinv

from evaluasi.errors import ParameterError
from evaluasi.text import _, number, percent

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with the Clopper–Pearson interval.

    Attributes
    ----------
    count, n : int
    estimate : float
        count / n; NaN where n is 0.
    ci : tuple of float
        Exact two-sided interval; (0, 1) where n is 0, since nothing is known.
    level : float
    """

    count: int
    n: int
    estimate: float
    ci: tuple[float, float]
    level: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row: jumlah, n, bagian, ci_low, ci_high."""
        low, high = self.ci
        row = {"jumlah": self.count, "n": self.n, "bagian": self.estimate}
        return pd.DataFrame([row | {"ci_low": low, "ci_high": high}])

    def summary(self) -> str:
        """Say the share in Indonesian: 7 dari 7 (100%; selang tepat 95% 59% sampai 100%)."""
        if not self.n:
            return _("belum ada yang terverifikasi")
        return _("{count} dari {n} ({share}; selang tepat {level}% {low} sampai {high})").format(
            count=number(self.count),
            n=number(self.n),
            share=percent(100 * self.estimate, 0),
            level=number(100 * self.level),
            low=percent(100 * self.ci[0], 0),
            high=percent(100 * self.ci[1], 0),
        )


def clopper_pearson(
    count: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95
) -> tuple[Floats, Floats]:
    r"""Return exact binomial limits, element by element.

    The lower limit is the share at which `count` or more happens with probability
    :math:`\alpha / 2`, the upper one that at which `count` or fewer does: quantiles of beta
    distributions. At least `level` of such intervals hold the truth, mostly more.

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404–413.
    """
    k, total = np.broadcast_arrays(np.asarray(count, float), np.asarray(n, float))
    tail = (1 - level) / 2
    # betaincinv wants positive parameters; the limits at the ends are 0 and 1 by definition.
    low = np.where(k > 0, betaincinv(np.maximum(k, 1), total - k + 1, tail), 0.0)
    high = np.where(k < total, betaincinv(k + 1, np.maximum(total - k, 1), 1 - tail), 1.0)
    return low, high


def exact_share(count: int, n: int, level: float = 0.95) -> Share:
    """Return a share with its exact interval.

    Raises
    ------
    ParameterError
        Where `count` does not lie between 0 and `n`, or `level` between 0 and 1.
    """
    if not (0 <= count <= n and 0 < level < 1):
        raise ParameterError(
            _("{count} dari {n} pada tingkat {level} bukan bagian.").format(
                count=count, n=n, level=level
            ),
            _("Jumlahnya antara 0 dan n, tingkat kepercayaannya antara 0 dan 1."),
        )
    low, high = clopper_pearson(count, n, level)
    estimate = count / n if n else float("nan")
    return Share(count, n, estimate, (float(low), float(high)), level)
