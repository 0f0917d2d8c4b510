"""Two groups of beneficiaries: the difference of their means, and who tends to answer higher."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.special import expit, logit, stdtrit

from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.result import (
    NAN,
    Comparison,
    Effect,
    Floats,
    crowded,
    described,
    t_inference,
)
from evaluasi.sustainability.printing import require_share
from evaluasi.tables import provenance as origin
from evaluasi.text import _, listing, number

RESAMPLES = 9_999


class Gap(NamedTuple):
    """Difference of two means, standard error, degrees of freedom."""

    estimate: float
    se: float
    df: float


def welch(one: Floats, other: Floats, left: tuple[float, float] = (1.0, 1.0)) -> Gap:
    """Return the difference of two means with unequal variances.

    Parameters
    ----------
    one, other : array
        At least two values each for an error.
    left : tuple of float
        Part of each population that was not asked, 1 − n/N.

    References
    ----------
    Welch (1947), Biometrika 34, 28–35.
    """
    gap = float(one.mean() - other.mean())
    if min(len(one), len(other)) < 2:
        return Gap(gap, NAN, NAN)
    parts = [
        share * values.var(ddof=1) / len(values)
        for share, values in zip(left, (one, other), strict=True)
    ]
    total = sum(parts)
    if not total > 0:
        return Gap(gap, 0.0 if max(left) == 0 else NAN, NAN)
    df = total**2 / sum(
        part**2 / (len(values) - 1) for part, values in zip(parts, (one, other), strict=True)
    )
    return Gap(gap, float(np.sqrt(total)), float(df))


def permuted(samples: tuple[Floats, Floats], kind: str, seed: int) -> tuple[float, bool]:
    """Return the two-sided probability of the difference of means by permutation.

    Parameters
    ----------
    samples : tuple of array
    kind : {"samples", "independent"}
        Whether values are swapped within pairs or between groups.
    seed : int
        Of the draws, where the permutations are more than `RESAMPLES`.

    Returns
    -------
    tuple
        Probability (NaN for a sample of one), and whether every permutation was counted.

    References
    ----------
    Phipson and Smyth (2010), Statistical Applications in Genetics and Molecular Biology 9(1), 39.
    """
    from scipy.special import comb
    from scipy.stats import permutation_test

    n, m = (len(sample) for sample in samples)
    if min(n, m) < 2:
        return NAN, False
    count = 2.0**n if kind == "samples" else float(comb(n + m, n))
    found = permutation_test(
        samples,
        lambda x, y, axis: x.mean(axis=axis) - y.mean(axis=axis),
        permutation_type=kind,
        vectorized=True,
        n_resamples=RESAMPLES,
        rng=np.random.default_rng(seed),
    )
    return float(found.pvalue), count <= RESAMPLES


def superiority(one: Floats, other: Floats, level: float) -> tuple[float, float, float]:
    r"""Return the chance that one of the first group answers higher, ties counted by half.

    The interval is that of Brunner and Munzel on the logit scale; NaN where the groups do not
    overlap.

    References
    ----------
    Brunner and Munzel (2000), Biometrical Journal 42(1), 17–25.
    """
    above = (one[:, None] > other).astype(np.float64) + 0.5 * (one[:, None] == other)
    chance = float(above.mean())
    if min(len(one), len(other)) < 2:
        return chance, NAN, NAN
    parts = [above.mean(axis=1).var(ddof=1) / len(one), above.mean(axis=0).var(ddof=1) / len(other)]
    total = sum(parts)
    if not total > 0 or not 0 < chance < 1:
        return chance, NAN, NAN
    df = total**2 / (parts[0] ** 2 / (len(one) - 1) + parts[1] ** 2 / (len(other) - 1))
    reach = float(stdtrit(df, 0.5 + level / 2)) * np.sqrt(total) / (chance * (1 - chance))
    low, high = expit(logit(chance) - reach), expit(logit(chance) + reach)
    return chance, float(low), float(high)


def group_difference(
    values: pd.Series,
    groups: pd.Series,
    *,
    first: str | None = None,
    population: Mapping[str, int] | None = None,
    scale: tuple[float, float] = (-np.inf, np.inf),
    level: float = 0.95,
    seed: int = 1,
) -> Comparison:
    """Compare two groups of respondents: scores of one wave, or changes of each.

    The difference of changes between a group that was served and one that was not is the
    difference-in-differences. Welch's interval; permutation of the groups; chance to answer
    higher.

    Parameters
    ----------
    values, groups : Series
        Score (or change) and group, by respondent; respondents without either are left out and
        listed.
    first : str, optional
        Group whose mean the other's is taken from; default the later one by name.
    population : mapping from group to int, optional
        All beneficiaries of each group.
    scale : tuple of float
        Ends of the scale, to see who stands at them; leave it for changes.
    level : float
    seed : int

    Raises
    ------
    ParameterError
        Where there are not exactly two groups with values, a group is unknown, or a population
        is smaller than its sample.

    Notes
    -----
    Groups that were not drawn by lot differ in more than the innovation.
    """
    require_share("level", level)
    named = groups.reindex(values.index)
    known = values.notna() & named.notna()
    names = _two(named[known].astype(str), first)
    one, other = (
        values[known & (named.astype(str) == name)].to_numpy(np.float64) for name in names
    )
    left = _left(names, (len(one), len(other)), population)
    gap = welch(one, other, left)
    inference = t_inference(gap.estimate, gap.se, gap.df, level)
    p, exact = permuted((one, other), "independent", seed)
    table = pd.DataFrame(
        [described(name, part, *scale) for name, part in zip(names, (one, other), strict=True)]
    )
    missing = values.index[~known]
    return Comparison(
        estimand=_("Selisih {one} terhadap {other}").format(one=names[0], other=names[1]),
        estimate=gap.estimate,
        se=gap.se,
        df=gap.df,
        p=inference.p,
        ci=inference.ci,
        p_permutation=p,
        exact=exact,
        effect=Effect(
            _("Peluang seorang {one} lebih tinggi dari seorang {other}").format(
                one=names[0], other=names[1]
            ),
            *superiority(one, other, level),
        ),
        n=len(one) + len(other),
        table=table,
        left=pd.DataFrame({"responden": missing, "gelombang": pd.NA}),
        level=level,
        seed=seed,
        caution=_(
            "Selisih ini bukan pengaruh inovasi kecuali kelompoknya diundi: kedua kelompok dapat "
            "berbeda dalam banyak hal lain."
        ),
        warnings=(*_doubtful(gap, len(missing)), *crowded(table)),
        provenance=origin.of(values),
    )


def _two(groups: pd.Series, first: str | None) -> tuple[str, str]:
    names = sorted(groups.unique())
    if len(names) != 2 or first not in (None, *names):
        raise ParameterError(
            _("Perbandingan memerlukan tepat dua kelompok yang ada nilainya; sekarang {n}.").format(
                n=number(len(names))
            ),
            _("Kelompok yang ada: {names}.").format(names=listing(names)),
        )
    top = names[1] if first is None else first
    return top, names[0] if top == names[1] else names[1]


def _left(
    names: tuple[str, str], counts: tuple[int, int], population: Mapping[str, int] | None
) -> tuple[float, float]:
    shares = []
    for name, n in zip(names, counts, strict=True):
        size = population.get(name) if population else None
        if size is not None and size < n:
            raise ParameterError(
                _("Penerima kelompok {name} ditulis {size}, padahal respondennya {n}.").format(
                    name=name, size=number(size), n=number(n)
                )
            )
        shares.append(1 - n / size if size else 1.0)
    return shares[0], shares[1]


def _doubtful(gap: Gap, missing: int) -> list[str]:
    found = []
    if np.isnan(gap.se):
        found.append(_("Sebarannya tidak memberi selang: satu responden, atau semua sama."))
    if missing:
        found.append(
            _("{n} responden tanpa nilai atau tanpa kelompok tidak dihitung.").format(
                n=number(missing)
            )
        )
    return found
