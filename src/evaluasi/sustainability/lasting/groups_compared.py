"""Two groups of innovations beside each other: differences with intervals, never a p alone."""

from __future__ import annotations

import html
import math
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.sustainability.lasting.curve import NAN, Curve, kaplan_meier
from evaluasi.sustainability.lasting.grouped_hazard import fit
from evaluasi.sustainability.lasting.spells import OVER, Spells
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
        bertahan_low, bertahan_high), S with limits at `at`, and rata (restricted mean years
        between `start` and `at`) with limits.
    differences : DataFrame
        kelompok, pembanding, selisih_S and selisih_rata with limits (_low, _high), p (log-rank),
        cara_p, catatan (why there is none).
    curves : mapping of label to Curve
        Kaplan–Meier, for drawing.
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
            "{one} dibanding {other}, tahun {start} sampai {at}: selisih peluang masih berjalan "
            "{d} (selang {low} sampai {high}), selisih rata-rata terbatas {m} tahun ({mlow} sampai "
            "{mhigh}), log-rank p = {p} ({how})."
        ).format(
            start=number(self.start, 1),
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
    """Compare groups over the years in which all that have at least five at risk do so.

    The largest group is the reference. Each has a hazard of its own, fitted to its visits as in
    `grouped_hazard.grouped`; the log-rank test dates ends when they were found, alike in all.

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
    own = labels[~labels.index.duplicated()].reindex(known.states.index)
    own = own.astype(str).where(own.notna())
    label = own.reindex(known.table.index).to_numpy()
    entry, time, cause = known.discovered()
    members = {str(name): label == name for name in own.value_counts().index}
    curves = {
        name: kaplan_meier(time[m], (cause == OVER)[m], entry[m], level=level)
        for name, m in members.items()
    }
    told = [curve for curve in curves.values() if not curve.reason]
    start = max((curve.start for curve in told), default=NAN)
    at = min((curve.end for curve in told), default=NAN)
    at = min(until, at) if until > start else at
    rows = {
        name: _group(
            replace(known, table=known.table[m], states=known.states[own == name]),
            level,
            (NAN, NAN) if curves[name].reason else (start, at),
        )
        for name, m in members.items()
    }
    reference = next(iter(members), "")
    pairs = []
    for name in list(members)[1:]:
        both = members[name] | members[reference]
        tested = log_rank(
            time[both], (cause == OVER)[both], members[name][both], entry[both], seed=seed
        )
        pairs.append(_pair((name, reference), rows, tested))
    return Comparison(
        groups=pd.DataFrame([{"kelompok": name, **row} for name, row in rows.items()]),
        differences=pd.DataFrame(pairs, columns=list(_COLUMNS)),
        curves=curves,
        start=start,
        at=at,
        reference=reference,
        n_unlabelled=int(own.isna().sum()),
        seed=seed,
    )


_COLUMNS = (
    "kelompok", "pembanding", "selisih_S", "selisih_S_low", "selisih_S_high", "selisih_rata",
    "selisih_rata_low", "selisih_rata_high", "p", "cara_p", "catatan",
)  # fmt: skip


def _group(own: Spells, level: float, years: tuple[float, float]) -> dict[str, float]:
    (start, at), share, fitted = years, own.share(level), fit(own, level=level)
    row = {"n": share.n, "berakhir": share.n - share.count, "bertahan": share.estimate}
    row |= _limited("bertahan", share.ci)
    if not start < at:
        nothing = dict.fromkeys(("S", "S_low", "S_high"), NAN)
        return row | nothing | dict.fromkeys(("rata", "rata_low", "rata_high"), NAN)
    chance = fitted.survival([at], since=start).iloc[0]
    mean = fitted.restricted_mean(at, since=start)
    # Where none of a group ended, that is its estimate; how far it reaches, its exact limit.
    return (
        row
        | {"S": chance["S"] if fitted.n_ended else 1.0}
        | _limited("S", (chance["ci_low"], chance["ci_high"]))
        | {"rata": mean.estimate}
        | _limited("rata", mean.ci)
    )


def _limited(name: str, ci: tuple[float, float]) -> dict[str, float]:
    return {f"{name}_low": float(ci[0]), f"{name}_high": float(ci[1])}


def _pair(
    names: tuple[str, str],
    rows: dict[str, dict[str, float]],
    tested: tuple[float, str],
) -> dict[str, object]:
    one, other = (rows[name] for name in names)
    row: dict[str, object] = dict.fromkeys(_COLUMNS, NAN)
    row |= {"kelompok": names[0], "pembanding": names[1], "cara_p": "", "catatan": ""}
    if math.isnan(one["S"]) or math.isnan(other["S"]):
        why = _("tidak ada rentang tahun dengan sedikitnya 5 inovasi berisiko pada keduanya")
        return row | {"catatan": why}
    for name in ("S", "rata"):
        gap, low, high = _difference_of(
            (one[name], one[f"{name}_low"], one[f"{name}_high"]),
            (other[name], other[f"{name}_low"], other[f"{name}_high"]),
        )
        row |= {f"selisih_{name}": gap} | _limited(f"selisih_{name}", (low, high))
    return row | {"p": tested[0], "cara_p": tested[1]}


Limits = tuple[float, float, float]


def _difference_of(one: Limits, other: Limits) -> Limits:
    """Return a difference with limits from two estimates with limits (MOVER).

    Zou and Donner (2008), Statistics in Medicine 27, 1693–1702: the distance of each estimate to
    its own limit takes the place of a standard error, so that skewness is kept.
    """
    gap = one[0] - other[0]
    low = math.hypot(one[0] - one[1], other[2] - other[0])
    high = math.hypot(one[2] - one[0], other[0] - other[1])
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
