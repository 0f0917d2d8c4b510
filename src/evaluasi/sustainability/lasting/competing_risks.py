"""Ended or absorbed: cumulative incidences that compete (Aalen–Johansen), with delayed entry."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.sustainability.lasting.curve import (
    MIN_AT_RISK,
    NAN,
    NOTHING,
    Estimate,
    counted,
    log_log,
    stretch,
    unended,
)
from evaluasi.text import _

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True, eq=False)
class Incidence:
    """Cumulative incidence of each cause, conditional on running at `start`.

    Attributes
    ----------
    table : DataFrame
        One row per cause and time: sebab, waktu, berisiko, terjadi, insiden, SE, ci_low, ci_high.
    start, end : float
        The stretch with at least five at risk; NaN where there is none.
    level : float
    before : float
        Upper limit before the first row.
    reason : str
        Why there is no incidence; empty otherwise.
    """

    table: pd.DataFrame = field(repr=False)
    start: float
    end: float
    level: float
    before: float = NAN
    reason: str = ""

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def at(self, time: float, cause: str) -> Estimate:
        """Return the incidence of a cause up to a time within the stretch."""
        rows = self.table[(self.table["sebab"] == cause) & (self.table["waktu"] <= time)]
        if self.reason or not self.start <= time <= self.end:
            why = self.reason or _("di luar rentang dengan sedikitnya 5 inovasi berisiko")
            return Estimate(NAN, NAN, NOTHING, why)
        if rows.empty:
            return Estimate(0.0, 0.0, (0.0, self.before if time > self.start else 0.0))
        row = rows.iloc[-1]
        return Estimate(float(row["insiden"]), float(row["SE"]), (row["ci_low"], row["ci_high"]))


def aalen_johansen(
    time: npt.ArrayLike,
    cause: npt.ArrayLike,
    entry: npt.ArrayLike | None = None,
    *,
    names: tuple[str, ...] = ("berhenti", "diserap"),
    level: float = 0.95,
) -> Incidence:
    """Estimate cumulative incidences of competing causes.

    Parameters
    ----------
    time : array, shape (n,)
        Years, above `entry`.
    cause : array of int, shape (n,)
        0 still running, 1 and up: position in `names`, plus one.
    entry : array, shape (n,), optional
        Years from which each is observed.
    names : tuple of str
    level : float

    Returns
    -------
    Incidence
        Intervals symmetric in log(-log(1 - incidence)), so that they stay between 0 and 1; exact
        ones before the first case.

    References
    ----------
    Aalen and Johansen (1978), Scandinavian Journal of Statistics 5, 141–150. Variance: delta
    method, Marubini and Valsecchi (1995), section 10.2; equal to statsmodels' without late entry.
    """
    stop, why = np.asarray(time, np.float64), np.asarray(cause, np.int64)
    begin = np.zeros_like(stop) if entry is None else np.asarray(entry, np.float64)
    start, end = stretch(begin, stop, why > 0)
    if np.isnan(start):
        reason = _("kurang dari {n} inovasi berisiko pada saat yang sama").format(n=MIN_AT_RISK)
        columns = ["sebab", "waktu", "berisiko", "terjadi", "insiden", "SE", "ci_low", "ci_high"]
        return Incidence(
            table=pd.DataFrame(columns=columns), start=NAN, end=NAN, level=level, reason=reason
        )
    rows = counted(begin, stop, why > 0)
    rows = rows[(rows["waktu"] > start) & (rows["waktu"] <= end)]
    times, n = rows["waktu"].to_numpy(), rows["berisiko"].to_numpy(float)
    cases = [
        np.bincount(
            np.searchsorted(times, stop[(why == k) & (stop > start) & (stop <= end)]),
            minlength=len(times),
        ).astype(float)
        for k in range(1, len(names) + 1)
    ]
    before_any = 1 - unended(begin, stop, start, times, level)
    parts = []
    for name, d in zip(names, cases, strict=True):
        share, se = _incidence(n, d, np.sum(cases, axis=0))
        # log(-log S) of the complement: its limits change places.
        upper, lower = (1 - side for side in log_log(1 - share, se, level))
        none = share == 0
        low, high = np.where(none, 0.0, lower), np.where(none, before_any, upper)
        parts.append(
            pd.DataFrame(
                {
                    "sebab": name,
                    "waktu": times,
                    "berisiko": rows["berisiko"].to_numpy(),
                    "terjadi": d.astype(int),
                    "insiden": share,
                    "SE": se,
                    "ci_low": low,
                    "ci_high": high,
                }
            )
        )
    return Incidence(
        table=pd.concat(parts, ignore_index=True),
        start=start,
        end=end,
        level=level,
        before=float(before_any[0]),
    )


def _incidence(n: Floats, d: Floats, all_d: Floats) -> tuple[Floats, Floats]:
    """Return the incidence of one cause and its standard error at each time."""
    running = np.cumprod(1 - all_d / n)
    before = np.concatenate([[1.0], running[:-1]])
    share = np.cumsum(before * d / n)
    with np.errstate(divide="ignore", invalid="ignore"):
        ended = np.where(all_d > 0, all_d / (n * (n - all_d)), 0.0)
        variance = (
            share**2 * np.cumsum(ended)
            - 2 * share * np.cumsum(share * ended)
            + np.cumsum(share**2 * ended)
            + np.cumsum(before**2 * (n - d) * d / n**3)
            - 2 * share * np.cumsum(before * d / n**2)
            + 2 * np.cumsum(share * before * d / n**2)
        )
        return share, np.sqrt(variance)
