"""Two groups of innovations beside each other: differences with intervals, never a p alone."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.sustainability.binomial import exact_share
from evaluasi.sustainability.survival_curve import NAN, Curve, Estimate, kaplan_meier
from evaluasi.sustainability.survival_spells import OVER, Spells
from evaluasi.text import _, number

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

EXACT, DRAWS, SMALL = 20_000, 9_999, 200
"""All assignments where there are at most so many; else drawn ones, up to so many innovations."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Comparison:
    """Groups, and each of them against the reference.

    Attributes
    ----------
    groups : DataFrame
        kelompok, n, berakhir, bertahan (share not ended when last verified, with exact limits
        bertahan_low, bertahan_high), S, S_low, S_high at `at`, and rata_terbatas (restricted
        mean years) with its limits.
    differences : DataFrame
        kelompok, pembanding, selisih_S with limits, selisih_rata with se and limits, p
        (log-rank), cara_p, catatan.
    curves : mapping of label to Curve
    start, at : float
        Years between which all groups are compared.
    reference : str
    n_unlabelled : int
        Innovations without a group, left out.
    seed : int
    """

    groups: pd.DataFrame = field(repr=False)
    differences: pd.DataFrame = field(repr=False)
    curves: dict[str, Curve] = field(repr=False)
    start: float
    at: float
    reference: str
    n_unlabelled: int
    seed: int

    def to_frame(self) -> pd.DataFrame:
        """Return the differences."""
        return self.differences.copy()

    def summary(self) -> str:
        """Say in Indonesian how the groups differ, and how surely."""
        lines = [self._difference(row) for _place, row in self.differences.iterrows()]
        if self.n_unlabelled:
            left_out = _("{n} inovasi tanpa kelompok tidak dibandingkan.")
            lines.append(left_out.format(n=number(self.n_unlabelled)))
        lines.append(_("Perbedaan antarkelompok bukan pengaruh: kelompoknya tidak diundi."))
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"

    def _difference(self, row: pd.Series) -> str:
        names = {"one": row["kelompok"], "other": row["pembanding"]}
        if row["catatan"]:
            return _("{one} dibanding {other}: {why}.").format(why=row["catatan"], **names)
        return _(
            "{one} dibanding {other}: selisih peluang masih berjalan pada tahun {at} {d} (selang "
            "{low} sampai {high}), selisih rata-rata terbatas {m} tahun ({mlow} sampai {mhigh}), "
            "log-rank p = {p} ({how})."
        ).format(
            at=number(self.at, 1),
            d=number(row["selisih_S"], 2),
            low=number(row["selisih_S_low"], 2),
            high=number(row["selisih_S_high"], 2),
            m=number(row["selisih_rata"], 2),
            mlow=number(row["selisih_rata_low"], 2),
            mhigh=number(row["selisih_rata_high"], 2),
            p=number(row["p"], 3),
            how=row["cara_p"],
            **names,
        )


def compare(
    known: Spells, labels: pd.Series, until: float, *, level: float = 0.95, seed: int = 1
) -> Comparison:
    """Compare groups over the years in which all of them have at least five at risk.

    The largest group is the reference. Curves date ends when they were found, alike in all groups.

    Parameters
    ----------
    known : Spells
    labels : Series
        Group of each innovation, by id.
    until : float
        Years at which survival is compared, if all groups reach so far; else as far as they do.
    level : float
    seed : int
        Of the permutations.
    """
    own = labels[~labels.index.duplicated()].reindex(known.table.index)
    labelled = own.notna().to_numpy()
    label = own.astype(object).to_numpy()
    entry, time, cause = known.discovered()
    ended = cause == OVER
    sizes = pd.Series(label[labelled]).astype(str).value_counts()
    members = {name: labelled & (own.astype(str) == name).to_numpy() for name in sizes.index}
    whole = {n: kaplan_meier(time[m], ended[m], entry[m]) for n, m in members.items()}
    start = max((curve.start for curve in whole.values()), default=NAN)
    curves = {
        name: kaplan_meier(
            time[m & (time > start)], ended[m & (time > start)],
            np.maximum(entry[m & (time > start)], start), level=level,
        )
        for name, m in members.items()
    } if np.isfinite(start) else whole  # fmt: skip
    at = min([until, *(curve.end for curve in curves.values())])
    reference = str(sizes.index[0]) if len(sizes) else ""
    rows = [_group(n, members[n], ended, curves[n], at, level) for n in sizes.index]
    pairs = [
        _pair((n, reference), curves, at, (entry, time, ended, members), seed)
        for n in sizes.index
        if n != reference
    ]
    return Comparison(
        groups=pd.DataFrame(rows), differences=pd.DataFrame(pairs, columns=_COLUMNS), curves=curves,
        start=start, at=at, reference=reference, n_unlabelled=int((~labelled).sum()), seed=seed,
    )  # fmt: skip


_COLUMNS = (
    "kelompok", "pembanding", "selisih_S", "selisih_S_low", "selisih_S_high", "selisih_rata",
    "selisih_rata_se", "selisih_rata_low", "selisih_rata_high", "p", "cara_p", "catatan",
)  # fmt: skip


def _group(
    name: str, own: Flags, ended: Flags, curve: Curve, at: float, level: float
) -> dict[str, object]:
    share = exact_share(int((own & ~ended).sum()), int(own.sum()), level)
    survival, mean = curve.at(at), curve.restricted_mean(at)
    return {
        "kelompok": name,
        "n": share.n,
        "berakhir": share.n - share.count,
        "bertahan": share.estimate,
        "bertahan_low": share.ci[0],
        "bertahan_high": share.ci[1],
        "S": survival.estimate,
        "S_low": survival.ci[0],
        "S_high": survival.ci[1],
        "rata_terbatas": mean.estimate,
        "rata_low": mean.ci[0],
        "rata_high": mean.ci[1],
    }


def _pair(
    names: tuple[str, str],
    curves: dict[str, Curve],
    at: float,
    observed: tuple[Floats, Floats, Flags, dict[str, Flags]],
    seed: int,
) -> dict[str, object]:
    one, other = (curves[name] for name in names)
    row: dict[str, object] = dict.fromkeys(_COLUMNS, NAN)
    row |= {"kelompok": names[0], "pembanding": names[1], "cara_p": "", "catatan": ""}
    thin = [name for name in names if curves[name].reason]
    if thin or not np.isfinite(at) or at <= max(one.start, other.start):
        why = _("tidak ada rentang tahun dengan sedikitnya 5 inovasi berisiko pada keduanya")
        return row | {"catatan": why}
    row |= dict(zip(_COLUMNS[2:5], _difference_of(one.at(at), other.at(at)), strict=True))
    means = one.restricted_mean(at), other.restricted_mean(at)
    gap = means[0].estimate - means[1].estimate
    limits = _difference_of(*means)
    row |= {
        "selisih_rata": gap,
        "selisih_rata_se": math.hypot(means[0].se, means[1].se),
        "selisih_rata_low": limits[1],
        "selisih_rata_high": limits[2],
    }
    entry, time, ended, members = observed
    both = members[names[0]] | members[names[1]]
    p, how = log_rank(time[both], ended[both], members[names[0]][both], entry[both], seed=seed)
    return row | {"p": p, "cara_p": how}


def _difference_of(one: Estimate, other: Estimate) -> tuple[float, float, float]:
    """Return a difference with limits from the limits of both (MOVER).

    Zou and Donner (2008), Statistics in Medicine 27, 1693–1702: the distance of each estimate to
    its own limit takes the place of a standard error, so that skewness is kept.
    """
    gap = one.estimate - other.estimate
    low = math.hypot(one.estimate - one.ci[0], other.ci[1] - other.estimate)
    high = math.hypot(one.ci[1] - one.estimate, other.estimate - other.ci[0])
    return gap, gap - low, gap + high


def log_rank(
    time: npt.ArrayLike,
    ended: npt.ArrayLike,
    group: npt.ArrayLike,
    entry: npt.ArrayLike | None = None,
    *,
    seed: int = 1,
) -> tuple[float, str]:
    """Return the two-sided probability of the log-rank statistic, and how it was had.

    By all assignments of innovations to the groups where there are at most 20,000; by 9,999 drawn
    ones up to 200 innovations; else by the chi-squared distribution (statsmodels).

    Parameters
    ----------
    time, ended, entry : array, shape (n,)
    group : array of bool, shape (n,)
    seed : int

    References
    ----------
    Mantel (1966), Cancer Chemotherapy Reports 50, 163–170. Assignments take times of entry,
    censoring and end along, so that they rest on groups followed alike.
    """
    stop, over, own = np.asarray(time, float), np.asarray(ended, bool), np.asarray(group, bool)
    begin = np.zeros(len(stop)) if entry is None else np.asarray(entry, float)
    n, k = len(stop), int(own.sum())
    if not over.any() or k in (0, n):
        return NAN, _("tidak dapat dihitung")
    if n > SMALL and math.comb(n, k) > EXACT:
        from statsmodels.duration.survfunc import survdiff

        found = survdiff(stop, over.astype(int), own.astype(int), entry=begin)
        return float(found[1]), _("khi-kuadrat")
    score = _scores(begin, stop, over)
    seen = abs(float(score[own].sum()))
    rounding = 1e-9 * max(1.0, seen)
    if math.comb(n, k) <= EXACT:
        chosen = np.array(list(combinations(range(n), k)))
        return float(np.mean(np.abs(score[chosen].sum(axis=1)) >= seen - rounding)), _("eksak")
    ranks = np.random.default_rng(seed).random((DRAWS, n)).argpartition(k - 1, axis=1)[:, :k]
    extreme = int((np.abs(score[ranks].sum(axis=1)) >= seen - rounding).sum())
    return (1 + extreme) / (1 + DRAWS), _("permutasi {n} undian").format(n=number(DRAWS))


def _scores(entry: Floats, time: Floats, ended: Flags) -> Floats:
    """Return each innovation's observed less expected ends; their sum over a group is O - E."""
    times, place = np.unique(time[ended], return_inverse=True)
    d = np.bincount(place)
    at_risk = np.searchsorted(np.sort(entry), times, "left") - np.searchsorted(
        np.sort(time), times, "left"
    )
    hazard = np.concatenate([[0.0], np.cumsum(d / at_risk)])
    expected = hazard[np.searchsorted(times, time, "right")]
    expected -= hazard[np.searchsorted(times, entry, "right")]
    return np.asarray(ended - expected, dtype=np.float64)
