"""Before and after: the change of the same respondents, and who was lost on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.groups import permuted, welch
from evaluasi.sustainability.benefit.result import (
    NAN,
    Comparison,
    Effect,
    Floats,
    crowded,
    described,
    t_inference,
)
from evaluasi.sustainability.benefit.scores import Scores
from evaluasi.sustainability.lasting.binomial import clopper_pearson
from evaluasi.sustainability.printing import figure, require_share
from evaluasi.text import _, number


def paired_change(
    scores: Scores,
    *,
    before: int = 0,
    after: int = 1,
    population: int | None = None,
    level: float = 0.95,
    seed: int = 1,
) -> Comparison:
    r"""Estimate the mean change of respondents asked in both waves.

    .. math:: \bar d, \quad s^2 = \left(1 - \frac{n}{N}\right) \frac{s_d^2}{n}

    with the t distribution with *n* − 1 degrees of freedom; beside it the probability when signs
    of the changes are drawn by lot, and the share that rose among those who changed (exact).

    Parameters
    ----------
    scores : Scores
    before, after : int
        Waves.
    population : int, optional
        All beneficiaries, *N*: the finite population correction. Without it the beneficiaries
        count as many.
    level : float
    seed : int
        Of the permutations, where they are too many to count.

    Raises
    ------
    ParameterError
        Where a wave has no respondent, no respondent is in both, or the population is smaller
        than the sample.

    Notes
    -----
    Without a comparison group the change holds all that happened meanwhile: no effect.
    References: Student (1908), Biometrika 6, 1–25; Cochran (1977), *Sampling Techniques*, ch. 2.
    """
    require_share("level", level)
    first, second = scores.wave(before), scores.wave(after)
    both = first.index.intersection(second.index).sort_values()
    _check(first, second, both, before, after)
    x, y = (part[both].to_numpy(np.float64) for part in (first, second))
    change = y - x
    n = len(change)
    se = _error(change, population)
    mean = float(change.mean())
    inference = t_inference(mean, se, n - 1, level)
    p, exact = permuted((y, x), "samples", seed)
    named = _("gelombang {wave}")
    table = pd.DataFrame(
        [
            described(named.format(wave=wave), part, scores.low, scores.high)
            for wave, part in ((before, x), (after, y))
        ]
    )
    return Comparison(
        estimand=_("Perubahan rata-rata {subject}").format(subject=scores.subject),
        estimate=mean,
        se=se,
        df=n - 1,
        p=inference.p,
        ci=inference.ci,
        p_permutation=p,
        exact=exact,
        effect=_rose(change, level),
        n=n,
        table=table,
        left=_left(first, second, before, after),
        level=level,
        seed=seed,
        caution=_(
            "Perubahan ini bukan pengaruh inovasi: tanpa kelompok pembanding, semua yang terjadi "
            "di antara kedua gelombang ikut terhitung."
        ),
        warnings=(
            *_doubtful(change, se, population),
            *_attrition(first, second, both, level),
            *crowded(table),
        ),
        provenance=scores.provenance,
    )


def _check(first: pd.Series, second: pd.Series, both: pd.Index, before: int, after: int) -> None:
    for part, wave in ((first, before), (second, after)):
        if part.empty:
            raise ParameterError(
                _("Gelombang {wave} tidak memuat jawaban.").format(wave=wave),
                _("Periksa kolom gelombang tabel survei."),
            )
    if both.empty:
        raise ParameterError(
            _("Tidak ada responden yang ditanya pada kedua gelombang."),
            _("Bandingkan kedua gelombang sebagai dua kelompok dengan group_difference."),
        )


def _error(change: Floats, population: int | None) -> float:
    """Return the standard error; NaN where one respondent or equal changes give none."""
    n = len(change)
    if population is not None and population < n:
        raise ParameterError(
            _("Penerima ditulis {size}, padahal respondennya {n}.").format(
                size=number(population), n=number(n)
            )
        )
    if population == n:
        return 0.0
    if n < 2 or np.ptp(change) < 1e-12:
        return NAN
    left = 1 - n / population if population else 1.0
    return float(np.sqrt(left / n) * change.std(ddof=1))


def _rose(change: Floats, level: float) -> Effect:
    up, down = int((change > 1e-12).sum()), int((change < -1e-12).sum())
    name = _("Naik {up}, tetap {same}, turun {down}; bagian yang naik di antara yang berubah")
    name = name.format(up=number(up), same=number(len(change) - up - down), down=number(down))
    if not up + down:
        return Effect(name, NAN, NAN, NAN)
    low, high = clopper_pearson(up, up + down, level)
    return Effect(name, up / (up + down), float(low), float(high))


def _left(first: pd.Series, second: pd.Series, before: int, after: int) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"responden": own.index.difference(other.index), "gelombang": wave})
        for own, other, wave in ((first, second, before), (second, first, after))
    ]
    return pd.concat(parts, ignore_index=True)


def _doubtful(change: Floats, se: float, population: int | None) -> list[str]:
    if population == len(change):
        return [
            _("Semua penerima ditanya: tidak ada galat penarikan contoh, selangnya satu titik.")
        ]
    if not np.isnan(se):
        return []
    if len(change) < 2:
        return [_("Satu responden: tidak ada selang.")]
    return [_("Semua perubahan sama besar: sebarannya tidak memberi selang.")]


def _attrition(first: pd.Series, second: pd.Series, both: pd.Index, level: float) -> list[str]:
    """Tell how many are in one wave only, and whether those lost had begun elsewhere."""
    gone = first.index.difference(both)
    came = second.index.difference(both)
    found = []
    if len(gone):
        told = _("{n} dari {all} responden awal tidak ditanya lagi{start}.")
        found.append(
            told.format(
                n=number(len(gone)), all=number(len(first)), start=_start(first, both, gone, level)
            )
        )
    if len(came):
        found.append(
            _("{n} responden hanya ada pada gelombang akhir dan tidak dihitung.").format(
                n=number(len(came))
            )
        )
    return found


def _start(first: pd.Series, both: pd.Index, gone: pd.Index, level: float) -> str:
    lost, kept = first[gone].to_numpy(np.float64), first[both].to_numpy(np.float64)
    if min(len(lost), len(kept)) < 2:
        return ""
    gap = welch(lost, kept)
    low, high = t_inference(gap.estimate, gap.se, gap.df, level).ci
    return _("; nilai awalnya {gap} dari yang tinggal (selang {low} sampai {high})").format(
        gap=figure(gap.estimate), low=figure(low), high=figure(high)
    )
