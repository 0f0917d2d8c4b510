"""Kaplan–Meier with delayed entry, log-log intervals, and nothing drawn on fewer than five."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.sustainability.lasting.binomial import clopper_pearson
from evaluasi.text import _

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MIN_AT_RISK = 5
"""Fewer innovations at risk than this carry no curve (rule of the project)."""

ENTERED = 0.2
"""Share of all innovations that must have entered where a curve begins."""

NAN = float("nan")


class Estimate(NamedTuple):
    """A number with its standard error and interval; NaN and a reason where there is none."""

    estimate: float
    se: float
    ci: tuple[float, float]
    reason: str = ""


NOTHING = (NAN, NAN)


@dataclass(frozen=True, kw_only=True, eq=False)
class Curve:
    """A Kaplan–Meier curve, conditional on running at `start`.

    Attributes
    ----------
    table : DataFrame
        One row per distinct time: waktu (years), berisiko (at risk just before), berakhir, S,
        SE (Greenwood), ci_low, ci_high, catatan (why a cell is blank, or how it was had).
    start, end : float
        From the entry of a fifth of all, at least five, to the last time at which `MIN_AT_RISK`
        are at risk; NaN where there is none. With late entries the curve tells the survival of
        what still ran at `start`.
    n, n_ended : int
    level : float
    steps : DataFrame
        The rows between `start` and `end`, those on fewer than five at risk included: what comes
        after them rests on them.
    entry, time : array, shape (n,)
        Years from which, and to which, each was observed.
    reason : str
        Why there is no curve; empty otherwise.
    """

    table: pd.DataFrame = field(repr=False)
    start: float
    end: float
    n: int
    n_ended: int
    level: float
    steps: pd.DataFrame = field(repr=False)
    entry: Floats = field(repr=False)
    time: Floats = field(repr=False)
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def at(self, time: float) -> Estimate:
        """Return survival at a time within the stretch, as of the last row before it."""
        if not self.start <= time <= self.end:
            why = self.reason or _("di luar rentang dengan sedikitnya 5 inovasi berisiko")
            return Estimate(NAN, NAN, NOTHING, why)
        if self.at_risk(time) < MIN_AT_RISK:
            few = _("kurang dari {n} inovasi berisiko").format(n=MIN_AT_RISK)
            return Estimate(NAN, NAN, NOTHING, few)
        rows = self.steps[self.steps["waktu"] <= time]
        if rows.empty or rows["S"].iloc[-1] == 1:
            least = unended(self.entry, self.time, self.start, np.array([time]), self.level)
            return Estimate(1.0, 0.0, (float(least[0]), 1.0))
        row = rows.iloc[-1]
        return Estimate(float(row["S"]), float(row["SE"]), (row["ci_low"], row["ci_high"]))

    def at_risk(self, times: npt.ArrayLike) -> npt.NDArray[np.int64]:
        """Return how many are observed at each time, ends and exits of that moment included."""
        at = np.asarray(times, np.float64)
        entered = np.searchsorted(np.sort(self.entry), at, "right")
        left = np.searchsorted(np.sort(self.time), at, "left")
        return np.asarray(entered - left, dtype=np.int64)

    def median(self) -> Estimate:
        """Return the median by inverting curve and interval; infinite where not reached.

        References
        ----------
        Brookmeyer and Crowley (1982), Biometrics 38, 29–41.
        """
        # The exact limits before the first end tell of few who were seen all along, not of S.
        rows = self.steps[self.steps["S"] < 1]

        def first(column: str) -> float:
            reached = rows.loc[rows[column] <= 0.5, "waktu"]
            return float(reached.iloc[0]) if len(reached) else float("inf")

        if self.reason or not self.n_ended:
            why = self.reason or _("belum ada yang berakhir")
            return Estimate(NAN, NAN, NOTHING, why)
        return Estimate(first("S"), NAN, (first("ci_low"), first("ci_high")))


def kaplan_meier(
    time: npt.ArrayLike,
    ended: npt.ArrayLike,
    entry: npt.ArrayLike | None = None,
    *,
    level: float = 0.95,
) -> Curve:
    """Estimate survival by Kaplan–Meier, with delayed entry.

    Point estimates and Greenwood's standard errors are those of statsmodels; the log-log interval
    is ours. Before the first end the interval is exact, of those observed all the while.

    Parameters
    ----------
    time : array, shape (n,)
        Years at which each ended or was last seen, above `entry`.
    ended : array of bool, shape (n,)
    entry : array, shape (n,), optional
        Years from which each is observed; 0 by default.
    level : float

    Raises
    ------
    ParameterError
        Where times do not lie above their entries, or lengths differ.

    References
    ----------
    Kaplan and Meier (1958), JASA 53, 457–481; Klein and Moeschberger (2003), sections 4.2–4.6.
    """
    stop, over = np.asarray(time, np.float64), np.asarray(ended, np.bool_)
    begin = np.zeros_like(stop) if entry is None else np.asarray(entry, np.float64)
    if not (stop.shape == over.shape == begin.shape and bool(np.all(begin < stop))):
        raise ParameterError(
            _("Waktu akhir setiap inovasi harus sesudah waktu masuknya."),
            _("Periksa tanggal mulai, tanggal masuk, dan tanggal pemeriksaan."),
        )
    start, end = stretch(begin, stop, over)
    few = _("kurang dari {n} inovasi berisiko").format(n=MIN_AT_RISK)
    table = counted(begin, stop, over).assign(S=NAN, SE=NAN, ci_low=NAN, ci_high=NAN, catatan=few)
    reason = _("{few} pada saat yang sama").format(few=few) if np.isnan(start) else ""
    steps = table[(table["waktu"] > start) & (table["waktu"] <= end)]
    if not reason:
        steps = _estimated(steps, (begin, stop, over), (start, end), level)
        shown = steps[steps["berisiko"] >= MIN_AT_RISK]
        table.loc[shown.index, _ESTIMATED] = shown[_ESTIMATED]
    return Curve(
        table=table, start=start, end=end, n=len(stop), n_ended=int(over.sum()), level=level,
        steps=steps, entry=begin, time=stop, reason=reason,
    )  # fmt: skip


def within(mean: float, se: float, most: float, level: float) -> tuple[float, float]:
    """Return an interval for a mean between 0 and `most`, symmetric in its logit."""
    from scipy.special import expit, logit

    share = mean / most
    if not 0 < share < 1:
        return NOTHING
    reach = critical(level) * se / (most * share * (1 - share))
    low, high = expit(logit(share) - reach), expit(logit(share) + reach)
    return float(most * low), float(most * high)


def critical(level: float) -> float:
    """Two-sided critical value of the normal distribution."""
    from scipy.special import ndtri

    return float(ndtri(0.5 + level / 2))


def log_log(survival: Floats, se: Floats, level: float) -> tuple[Floats, Floats]:
    """Return limits symmetric in log(-log S); NaN where S is 0 or 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        reach = critical(level) * se / (survival * np.log(survival))
        return survival ** np.exp(-reach), survival ** np.exp(reach)


def stretch(entry: Floats, time: Floats, ended: Flags) -> tuple[float, float]:
    """Return from when to when a curve is told; NaN where five are never observed together.

    It begins when a fifth of all, at least five, have entered. Earlier years rest on so few that
    one end moves the whole curve and no end makes Greenwood's error too small: from the fifth
    entry on, intervals of 300 innovations held the truth in 93 of 100 simulated registers. It
    does not begin where five happen to remain, which would leave out early ends and flatter.
    Only where all of fewer than five ended, so that nothing could be told of later ones, does it
    begin anew.
    """
    points = np.unique(np.concatenate([entry, time]))
    at_risk = np.searchsorted(np.sort(entry), points, "right") - np.searchsorted(
        np.sort(time), points, "right"
    )
    enough = np.flatnonzero(at_risk[:-1] >= MIN_AT_RISK)
    if not len(enough):
        return NAN, NAN
    needed = max(MIN_AT_RISK, int(np.ceil(ENTERED * len(entry))))
    start, end = np.sort(entry)[needed - 1], points[enough[-1] + 1]
    rows = counted(entry, time, ended)
    emptied = (rows["berakhir"] == rows["berisiko"]) & (rows["berisiko"] < MIN_AT_RISK)
    last = rows.loc[emptied & (rows["waktu"] < end), "waktu"].max()
    if start >= end:
        return NAN, NAN
    if last >= start:
        start = points[enough[points[enough] >= last][0]]
    return float(start), float(end)


def unended(entry: Floats, time: Floats, start: float, at: Floats, level: float) -> Floats:
    """Return the exact lower limit of survival where nothing has ended up to each time.

    With m at risk at the least, nothing ends with a chance of at most S to the power m, whenever
    the hazard falls; so S is at least what m of m running would allow.
    """
    points = np.unique(np.concatenate([[start], entry[entry > start], time[time > start]]))
    at_risk = np.searchsorted(np.sort(entry), points, "right") - np.searchsorted(
        np.sort(time), points, "right"
    )
    fewest = np.minimum.accumulate(at_risk)[np.searchsorted(points, at, "left") - 1]
    limit = clopper_pearson(fewest, fewest, level)[0]
    return np.asarray(np.where(at > start, limit, 1.0), dtype=np.float64)


def counted(entry: Floats, time: Floats, ended: Flags) -> pd.DataFrame:
    """Return the distinct times with the number at risk just before, and of ends."""
    times, place = np.unique(time, return_inverse=True)
    entered = np.searchsorted(np.sort(entry), times, "left")
    left = np.searchsorted(np.sort(time), times, "left")
    ends = np.bincount(place, weights=ended, minlength=len(times)).astype(int)
    return pd.DataFrame({"waktu": times, "berisiko": entered - left, "berakhir": ends})


_ESTIMATED = ["S", "SE", "ci_low", "ci_high", "catatan"]


def _estimated(
    steps: pd.DataFrame,
    observed: tuple[Floats, Floats, Flags],
    stretch: tuple[float, float],
    level: float,
) -> pd.DataFrame:
    from statsmodels.duration.survfunc import SurvfuncRight

    (entry, time, ended), (start, end) = observed, stretch
    kept = (time > start) & (entry < end)
    fitted = SurvfuncRight(
        np.minimum(time[kept], end),
        (ended & (time <= end))[kept].astype(int),
        entry=np.maximum(entry[kept], start),
    )
    times = steps["waktu"].to_numpy()
    place = np.searchsorted(fitted.surv_times, times, "right")
    survival = np.concatenate([[1.0], fitted.surv_prob])[place]
    se = np.concatenate([[0.0], fitted.surv_prob_se])[place]
    low, high = log_log(survival, se, level)
    note = np.full(len(times), "", dtype=object)

    whole = survival == 1  # nothing ended yet: an interval [1, 1] would claim certainty
    low = np.where(whole, unended(entry, time, start, times, level), low)
    high = np.where(whole, 1.0, high)
    note[whole] = _("belum ada yang berakhir: batas bawah tepat dari yang paling sedikit teramati")

    gone = survival == 0  # all at risk ended at once: the limit before times that of none of n
    if gone.any():
        first = int(np.argmax(gone))
        before = high[first - 1] if first else 1.0
        at_risk = steps["berisiko"].to_numpy()[first]
        low[gone], high[gone] = 0.0, before * clopper_pearson(0, at_risk, level)[1]
        note[gone] = _("semua yang berisiko berakhir: batas atas tepat")
    return steps.assign(S=survival, SE=se, ci_low=low, ci_high=high, catatan=note)
