"""What one unit of change costs, with an interval that admits when it has no end."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri, stdtrit

from evaluasi.agreement.printing import Told
from evaluasi.errors import ParameterError
from evaluasi.sustainability.printing import require_share
from evaluasi.text import _, number, rupiah

BOUNDED, OUTSIDE, EVERYTHING = "terbatas", "dua bagian", "tidak terbatas"


@dataclass(frozen=True)
class CostRatio(Told):
    """Extra cost per unit of change.

    Attributes
    ----------
    estimate : float
        Cost over change.
    ci : tuple of float
        Fieller's limits; infinite where the set has no end.
    kind : str
        terbatas: an interval; dua bagian: all values *outside* `excluded` (the change may be
        nil, the cost is not); tidak terbatas: nothing is ruled out.
    excluded : tuple of float
        For dua bagian, the open interval ruled out; else NaN.
    cost, cost_se, change, change_se : float
    level, df : float
    """

    estimate: float
    ci: tuple[float, float]
    kind: str
    excluded: tuple[float, float]
    cost: float
    cost_se: float
    change: float
    change_se: float
    level: float
    df: float

    def to_frame(self) -> pd.DataFrame:
        """Return one row: estimate, ci_low, ci_high, jenis, tersingkir_low, tersingkir_high."""
        return pd.DataFrame(
            {
                "estimate": [self.estimate],
                "ci_low": [self.ci[0]],
                "ci_high": [self.ci[1]],
                "jenis": [self.kind],
                "tersingkir_low": [self.excluded[0]],
                "tersingkir_high": [self.excluded[1]],
            }
        )

    def summary(self) -> str:
        """Say the ratio in Indonesian; without an end, that no statement can be made."""
        head = _("Biaya tambahan per satuan perubahan {estimate}").format(
            estimate=rupiah(self.estimate)
        )
        level = number(100 * self.level)
        if self.kind == BOUNDED:
            return _("{head} (selang Fieller {level}% {low} sampai {high}).").format(
                head=head, level=level, low=rupiah(self.ci[0]), high=rupiah(self.ci[1])
            )
        if self.kind == OUTSIDE:
            return _(
                "{head}, tetapi perubahannya tidak dapat dibedakan dari nol: selang Fieller "
                "{level}% tidak terbatas dan hanya menyingkirkan nilai antara {low} dan {high}."
            ).format(
                head=head,
                level=level,
                low=rupiah(self.excluded[0]),
                high=rupiah(self.excluded[1]),
            )
        return _(
            "{head}, tetapi perubahannya tidak dapat dibedakan dari nol: pada tingkat {level}% "
            "tidak ada nilai yang tersingkir."
        ).format(head=head, level=level)


def cost_per_change(
    cost: float,
    change: float,
    change_se: float,
    *,
    cost_se: float = 0.0,
    covariance: float = 0.0,
    df: float = np.inf,
    level: float = 0.95,
) -> CostRatio:
    r"""Divide an extra cost by the change it came with.

    Fieller's set holds every ratio *r* that a test of :math:`C - r \Delta = 0` does not reject:

    .. math:: (C - r\Delta)^2 \le t^2 (s_C^2 - 2 r s_{C\Delta} + r^2 s_\Delta^2)

    It is an interval only where the change differs from zero at this level.

    Parameters
    ----------
    cost : float
        Extra cost per person (rupiah): of one way over another, or over doing nothing.
    change, change_se : float
        Extra change per person in the outcome's unit, and its standard error.
    cost_se, covariance : float
        Standard error of the cost (0: known), and covariance with the change.
    df : float
        Degrees of freedom of the change.
    level : float

    Raises
    ------
    ParameterError
        For a change of exactly zero, negative errors, values that are no numbers.

    References
    ----------
    Fieller (1954), Journal of the Royal Statistical Society B 16(2), 175–185.
    """
    require_share("level", level)
    given = (cost, change, change_se, cost_se, covariance)
    if not np.isfinite(given).all() or change == 0 or min(change_se, cost_se) < 0:
        raise ParameterError(
            _("Biaya, perubahan, dan galat bakunya harus angka; perubahannya tidak nol."),
            _("Perubahan nol tidak mempunyai biaya per satuan."),
        )
    tail = 0.5 + level / 2
    t = float(ndtri(tail)) if np.isinf(df) else float(stdtrit(df, tail))
    # a r² − 2 b r + c ≤ 0
    a = change**2 - (t * change_se) ** 2
    b = cost * change - t**2 * covariance
    c = cost**2 - (t * cost_se) ** 2
    root = b**2 - a * c
    kind, ci, excluded = EVERYTHING, (-np.inf, np.inf), (np.nan, np.nan)
    if root >= 0 and a != 0:
        ends = sorted(((b - np.sqrt(root)) / a, (b + np.sqrt(root)) / a))
        if a > 0:
            kind, ci = BOUNDED, (float(ends[0]), float(ends[1]))
        else:
            kind, excluded = OUTSIDE, (float(ends[0]), float(ends[1]))
    return CostRatio(
        estimate=cost / change,
        ci=ci,
        kind=kind,
        excluded=excluded,
        cost=cost,
        cost_se=cost_se,
        change=change,
        change_se=change_se,
        level=level,
        df=df,
    )
