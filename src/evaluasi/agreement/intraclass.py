"""Six intraclass correlations: how far ratings of a target agree, by Shrout and Fleiss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.agreement.printing import Told
from evaluasi.agreement.reading import matrix
from evaluasi.errors import ParameterError
from evaluasi.text import _, number

_TAIL = 0.975


@dataclass(frozen=True)
class IntraclassCorrelation(Told):
    """Intraclass correlations of complete ratings.

    Attributes
    ----------
    table : DataFrame
        bentuk (ICC(1,1), ICC(A,1), ICC(C,1), ICC(1,k), ICC(A,k), ICC(C,k)), nilai, bawah and atas
        (95 %), arti.
    mean_squares : mapping of str to float
        objek, penilai, sisa, dalam_objek.
    n_targets, n_raters : int
    """

    table: pd.DataFrame
    mean_squares: dict[str, float]
    n_targets: int
    n_raters: int

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say in Indonesian what one rating and the mean of all are worth."""
        rows = self.table.set_index("bentuk").to_dict("index")
        told = _(
            "{n} objek, {k} penilai: satu penilai {one} (selang {a}–{b}), rata-rata semuanya {all} "
            "(selang {c}–{d}), kesepakatan mutlak."
        )
        one, mean = rows["ICC(A,1)"], rows["ICC(A,k)"]
        return told.format(
            n=number(self.n_targets),
            k=number(self.n_raters),
            one=number(one["nilai"], 2),
            a=number(one["bawah"], 2),
            b=number(one["atas"], 2),
            all=number(mean["nilai"], 2),
            c=number(mean["bawah"], 2),
            d=number(mean["atas"], 2),
        )


def icc(ratings: pd.DataFrame | npt.NDArray[Any]) -> IntraclassCorrelation:
    """Compute the six forms with their F intervals.

    Parameters
    ----------
    ratings : DataFrame or array, shape (targets, raters)
        Complete: an empty cell is refused, for dropping targets would change the question.

    Raises
    ------
    ParameterError
        For empty cells, fewer than two targets or raters, ratings without any variation.

    References
    ----------
    Shrout and Fleiss (1979), Psychological Bulletin 86: 420–428; McGraw and Wong (1996),
    Psychological Methods 1: 30–46 (names of the forms, intervals of absolute agreement).
    """
    values = matrix(ratings)
    n, k = values.shape
    gaps = int(np.isnan(values).sum())
    if n < 2 or k < 2 or gaps:
        raise ParameterError(
            _("ICC memerlukan penilaian lengkap dari paling sedikit dua penilai atas dua objek."),
            _(
                "Sekarang {n} objek, {k} penilai, {gaps} sel kosong: lengkapi, atau pakai alpha "
                "Krippendorff."
            ).format(n=n, k=k, gaps=gaps),
        )
    grand = values.mean()
    between = k * ((values.mean(axis=1) - grand) ** 2).sum() / (n - 1)
    judges = n * ((values.mean(axis=0) - grand) ** 2).sum() / (k - 1)
    total = ((values - grand) ** 2).sum()
    rest = (total - between * (n - 1) - judges * (k - 1)) / ((n - 1) * (k - 1))
    within = (total - between * (n - 1)) / (n * (k - 1))
    if total == 0 or rest <= 1e-12 * total:
        raise ParameterError(
            _("Penilaian tidak bervariasi di luar objek dan penilainya: ICC tidak terdefinisi."),
            _("Periksa apakah kolom penilainya salinan satu sama lain."),
        )
    if between <= 1e-12 * total:
        raise ParameterError(
            _("Rata-rata semua objek sama: tidak ada yang dibedakan, ICC tidak terdefinisi.")
        )
    squares = {
        "objek": float(between),
        "penilai": float(judges),
        "sisa": float(rest),
        "dalam_objek": float(within),
    }
    return IntraclassCorrelation(_table(squares, n, k), squares, n, k)


def _table(ms: dict[str, float], n: int, k: int) -> pd.DataFrame:
    between, judges, rest, within = ms["objek"], ms["penilai"], ms["sisa"], ms["dalam_objek"]
    agreed = (between - rest) / (between + (k - 1) * rest + k * (judges - rest) / n)
    agreed_k = (between - rest) / (between + (judges - rest) / n)
    one_way = _ratio_limits(between / within, n - 1, n * (k - 1))
    two_way = _ratio_limits(between / rest, n - 1, (n - 1) * (k - 1))
    absolute = _absolute_limits(ms, n, k, agreed)
    one, consistent = _single(between / within, k), _single(between / rest, k)
    rows = [
        ("ICC(1,1)", one, *(_single(f, k) for f in one_way), _("satu penilai, penilai acak")),
        ("ICC(A,1)", agreed, *absolute, _("satu penilai, kesepakatan mutlak")),
        ("ICC(C,1)", consistent, *(_single(f, k) for f in two_way), _("satu penilai, konsistensi")),
        ("ICC(1,k)", 1 - within / between, *(1 - 1 / f for f in one_way), _("rata-rata, acak")),
        ("ICC(A,k)", agreed_k, *(_mean_of(r, k) for r in absolute), _("rata-rata, mutlak")),
        (
            "ICC(C,k)",
            1 - rest / between,
            *(1 - 1 / f for f in two_way),
            _("rata-rata, konsistensi"),
        ),
    ]
    return pd.DataFrame(rows, columns=["bentuk", "nilai", "bawah", "atas", "arti"])


def _single(f: float, k: int) -> float:
    return (f - 1) / (f + k - 1)


def _mean_of(r: float, k: int) -> float:
    """Step a single rating's reliability up to the mean of k (Spearman–Brown)."""
    return k * r / (1 + (k - 1) * r)


def _ratio_limits(f: float, df1: int, df2: int) -> tuple[float, float]:
    return f / _quantile(df1, df2), f * _quantile(df2, df1)


def _quantile(df1: float, df2: float) -> float:
    """Return the quantile of F at the upper end of the interval."""
    from scipy import stats  # heavy, and most who print results compute no ICC

    return float(stats.f.ppf(_TAIL, df1, df2))


def _absolute_limits(ms: dict[str, float], n: int, k: int, r: float) -> tuple[float, float]:
    between, judges, rest = ms["objek"], ms["penilai"], ms["sisa"]
    a, b = k * r / (n * (1 - r)), 1 + k * r * (n - 1) / (n * (1 - r))
    part, other = a * judges, b * rest
    df = (part + other) ** 2 / (part**2 / (k - 1) + other**2 / ((n - 1) * (k - 1)))
    upper, lower = _quantile(n - 1, df), _quantile(df, n - 1)
    noise = k * judges + (k * n - k - n) * rest
    low = n * (between - upper * rest) / (upper * noise + n * between)
    return low, n * (lower * between - rest) / (noise + n * lower * between)
