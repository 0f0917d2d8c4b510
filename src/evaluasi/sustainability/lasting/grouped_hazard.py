"""Survival from yearly visits: an end is known to lie between two of them, no nearer."""

from __future__ import annotations

import datetime as dt
import html
import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.sustainability.lasting.covariates import (
    ENDS_PER_COVARIATE,
    SEPARATED,
    design_of,
    effects_frame,
    flat,
    refusal,
    separated,
    separation_sentence,
)
from evaluasi.sustainability.lasting.curve import NAN, NOTHING, Estimate, critical, within
from evaluasi.sustainability.lasting.grouped_likelihood import Fit, cumulative, exposure, maximise
from evaluasi.sustainability.lasting.spells import OVER, TAKEN_OVER, YEAR, Spells, spells
from evaluasi.sustainability.registry.registers import Dates, Day, Register
from evaluasi.tables import provenance as origin_of
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number

Floats = npt.NDArray[np.float64]

ENDS_PER_PIECE, MAX_PIECES = 5, 6
_GRID = 200  # steps of the integral of the survival curve


@dataclass(frozen=True, kw_only=True, eq=False)
class Grouped:
    """Hazard of ending by year since the origin, from interval-censored visits.

    Attributes
    ----------
    coef, cov : array
        Log hazards per year by piece, then log hazard ratios; their covariance. Empty where
        nothing was fitted.
    names : tuple of str
        Names of the coefficients.
    edges : array, shape (pieces + 1,)
        Years between which the hazard is constant; beyond the last it is carried on.
    exposure_by_year, ends_by_year : array
        Person-years and ends (spread over the years they may lie in) by whole year.
    covariates : tuple of str
    n_units, n_ended : int
    person_years : float
        Known to have run, and half of each gap in which one ended.
    level : float
    reason : str
        Why nothing was fitted; empty otherwise.
    warnings : tuple of str
    provenance : Provenance or None
    """

    coef: Floats = field(repr=False)
    cov: Floats = field(repr=False)
    names: tuple[str, ...]
    edges: Floats
    exposure_by_year: Floats = field(repr=False)
    ends_by_year: Floats = field(repr=False)
    covariates: tuple[str, ...]
    n_units: int
    n_ended: int
    person_years: float
    level: float
    reason: str = ""
    warnings: tuple[str, ...] = ()
    provenance: Provenance | None = field(default=None, repr=False)

    def hazard_by_year(self) -> pd.DataFrame:
        """Return tahun, tahun_orang, berakhir, bahaya (chance to end within the year), limits.

        With covariates: at the value 0 of each.
        """
        last = len(self.exposure_by_year)
        begin = np.arange(last, dtype=float)
        p, low, high = self._ended(begin, begin + 1, self._neutral(last))
        return self._stamped(
            pd.DataFrame(
                {
                    "tahun": np.arange(1, last + 1),
                    "tahun_orang": self.exposure_by_year,
                    "berakhir": self.ends_by_year,
                    "bahaya": p,
                    "ci_low": low,
                    "ci_high": high,
                }
            )
        )

    def to_frame(self) -> pd.DataFrame:
        """Return the hazard by year."""
        return self.hazard_by_year()

    def effects(self) -> pd.DataFrame:
        """Return kovariat, rasio (hazard ratio), se_log, ci_low, ci_high, p; one row each."""
        count = len(self.covariates) if self.coef.size else 0
        return effects_frame(
            self.covariates[:count],
            self.coef[len(self.coef) - count :],
            np.sqrt(np.diag(self.cov)[len(self.coef) - count :]),
            self.level,
        )

    def survival(
        self,
        times: npt.ArrayLike,
        covariates: pd.DataFrame | None = None,
        since: float | None = None,
    ) -> pd.DataFrame:
        """Return the chance to run still at each time, given running at `since`.

        Parameters
        ----------
        times : array
            Years since the origin.
        covariates : DataFrame, optional
            One row, or as many as times; by default 0 of each.
        since : float, optional
            By default the beginning of the first piece.

        Returns
        -------
        DataFrame
            waktu, S, SE, ci_low, ci_high; intervals symmetric in log(-log S).
        """
        at = np.atleast_1d(np.asarray(times, float))
        begin = np.full(len(at), self.edges[0] if since is None else since)
        x = self._rows(covariates, len(at))
        p, low, high = self._ended(begin, at, x)
        se = np.full(len(at), NAN)
        if self.coef.size:
            total, slope = cumulative(self.coef, exposure(begin, at, self.edges), x)
            se = np.exp(-total) * np.sqrt(np.einsum("ij,jk,ik->i", slope, self.cov, slope))
        frame = {"waktu": at, "S": 1 - p, "SE": se, "ci_low": 1 - high, "ci_high": 1 - low}
        return self._stamped(pd.DataFrame(frame))

    def restricted_mean(self, until: float, since: float | None = None) -> Estimate:
        r"""Return the mean years run between `since` and `until`, covariates at 0.

        :math:`\int e^{-\Lambda}`, its error by the delta method, its interval symmetric in the
        logit of the share of the possible years. Where nothing ended: all of them, with the
        lower limit of a constant hazard at its exact upper limit.
        """
        begin = float(self.edges[0]) if since is None else since
        if not self.coef.size:
            if self.n_ended or not self.person_years:
                return Estimate(NAN, NAN, NOTHING, self.reason)
            most = self._most()
            least = -np.expm1(-most * (until - begin)) / most
            return Estimate(until - begin, NAN, (float(least), until - begin), self.reason)
        grid = np.linspace(begin, until, _GRID + 1)
        years = exposure(np.full(len(grid), begin), grid, self.edges)
        total, slope = cumulative(self.coef, years, self._neutral(len(grid)))
        running = np.exp(-total)
        mean = float(np.trapezoid(running, grid))
        gradient = -np.trapezoid(running[:, None] * slope, grid, axis=0)
        se = float(np.sqrt(gradient @ self.cov @ gradient))
        return Estimate(mean, se, within(mean, se, until - begin, self.level))

    def probability_ended(
        self,
        start: pd.Series,
        last_seen: pd.Series,
        today: dt.date | str | pd.Timestamp,
        covariates: pd.DataFrame | None = None,
    ) -> tuple[Floats, Floats, Floats]:
        """Return the chance that each has ended by `today`, given it ran when last seen.

        Being absorbed meanwhile is left out of account. Beyond the last piece its hazard is
        carried on. Where nothing ended at all: NaN, 0 and the exact upper limit.

        Parameters
        ----------
        start, last_seen : Series of dates, shape (n,)
            Origin, and day last seen running.
        today : date
        covariates : DataFrame, shape (n, covariates), optional
            In the same order of rows.

        Returns
        -------
        tuple of array, shape (n,)
            Probability and limits; NaN where a date or covariate is missing.
        """
        begin = pd.to_datetime(start).to_numpy("datetime64[s]")
        seen = pd.to_datetime(last_seen).to_numpy("datetime64[s]")
        day = np.datetime64(pd.Timestamp(today), "s")
        known = ~(np.isnat(begin) | np.isnat(seen))
        length = np.timedelta64(int(YEAR * 86_400), "s")
        x = self._rows(covariates, len(begin))
        known &= ~np.isnan(x).any(axis=1)
        result = np.full((3, len(begin)), NAN)
        one = (seen[known] - begin[known]) / length
        other = (day - begin[known]) / length
        result[:, known] = self._ended(one, np.maximum(one, other), x[known])
        return result[0], result[1], result[2]

    def summary(self) -> str:
        """Say in Indonesian what the hazard is, and on how much it rests."""
        base = _(
            "{n} inovasi diamati {years} tahun-inovasi, {ended} berakhir di antara dua pemeriksaan."
        ).format(
            n=number(self.n_units), years=number(self.person_years, 1), ended=number(self.n_ended)
        )
        rows = [base, self.reason, *(f"! {warning}" for warning in self.warnings)]
        if self.coef.size:
            table = self.hazard_by_year()
            shown = table.to_string(index=False, float_format=lambda v: number(v, 3), na_rep="–")
            rows.insert(1, shown)
            if self.covariates:
                effects = self.effects()
                rows.insert(2, effects.to_string(index=False, float_format=lambda v: number(v, 3)))
        return "\n".join(row for row in rows if row)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"

    def _ended(self, begin: Floats, end: Floats, x: Floats) -> tuple[Floats, Floats, Floats]:
        """Return the chance to end between two times, with limits."""
        if not self.coef.size:
            with np.errstate(invalid="ignore"):
                high = np.where(end > begin, -np.expm1(-self._most() * (end - begin)), 0.0)
            blank = np.full(len(begin), NAN)
            return blank, np.zeros(len(begin)), high if not self.n_ended else np.ones(len(begin))
        total, slope = cumulative(self.coef, exposure(begin, end, self.edges), x)
        with np.errstate(divide="ignore", invalid="ignore"):
            relative = np.sqrt(np.einsum("ij,jk,ik->i", slope, self.cov, slope)) / total
        reach = np.exp(critical(self.level) * np.where(total > 0, relative, 0.0))
        return -np.expm1(-total), -np.expm1(-total / reach), -np.expm1(-total * reach)

    def _most(self) -> float:
        """Return the exact upper limit of a constant hazard under which nothing ended."""
        return (
            -math.log((1 - self.level) / 2) / self.person_years if self.person_years else math.inf
        )

    def _neutral(self, rows: int) -> Floats:
        return np.zeros((rows, len(self.covariates) if self.coef.size else 0))

    def _rows(self, covariates: pd.DataFrame | None, count: int) -> Floats:
        """Return covariates as fitted, one row each."""
        if covariates is None or not self.coef.size:
            return self._neutral(count)
        x = flat(covariates, self.covariates)
        return np.broadcast_to(x, (count, x.shape[1])) if len(x) == 1 else x

    def _stamped(self, frame: pd.DataFrame) -> pd.DataFrame:
        return origin_of.stamp(frame, self.provenance) if self.provenance else frame


def grouped(
    source: Register | pd.DataFrame,
    *,
    origin: Dates | str | None = None,
    entry: Dates | str | None = None,
    covariates: pd.DataFrame | None = None,
    event: str = "berhenti",
    today: Day | None = None,
    level: float = 0.95,
) -> Grouped:
    """Fit the hazard of ending by year from visits, and what it depends on.

    The hazard is constant within pieces of whole years, each with at least five ends. Absorbed
    innovations are followed to the middle of the gap in which they were absorbed.

    Parameters
    ----------
    source, origin, entry, event, today
        As in `survival_spells.spells`.
    covariates : DataFrame, optional
        Numbers known at entry, index id_inovasi; innovations that lack one are left out and
        counted. One covariate per ten ends, else nothing is fitted.
    level : float

    References
    ----------
    Prentice and Gloeckler (1978), Biometrics 34, 57–67.
    """
    known = spells(source, origin=origin, entry=entry, event=event, today=today)
    return fit(known, covariates=covariates, level=level)


def fit(known: Spells, *, covariates: pd.DataFrame | None = None, level: float = 0.95) -> Grouped:
    """Fit the hazard to spells; see `grouped`."""
    rows, x, names, warnings = design_of(known.table, covariates)
    ended = (rows["sebab"] == OVER).to_numpy()
    taken = (rows["sebab"] == TAKEN_OVER).to_numpy()
    begin, last, found = (rows[c].to_numpy(float) for c in ("masuk", "terakhir", "pertama"))
    last = np.where(taken, (last + found) / 2, last)
    lower, upper = last[ended], found[ended]
    years, ends = _by_year(begin, last, lower, upper)
    shared: dict[str, Any] = {
        "exposure_by_year": years,
        "ends_by_year": ends,
        "covariates": names,
        "n_units": len(rows),
        "n_ended": int(ended.sum()),
        "person_years": float((last - begin).sum() + (upper - lower).sum() / 2),
        "level": level,
        "provenance": known.provenance,
    }
    reason = refusal(int(ended.sum()), len(names), len(rows))
    if not reason and not (last > begin).any():
        reason = _("Semua berakhir sebelum pernah terlihat berjalan: lajunya tidak terbatas.")
    edges = _edges(begin, ends, 1)
    coef, cov = np.empty(0), np.empty((0, 0))
    if not reason:
        edges, best = _search((begin, last, lower, upper), ends, x, x[ended])
        spread = np.sqrt(np.abs(np.diag(best.cov)))
        if best.converged and not separated(spread[len(edges) - 1 :], x):
            coef, cov = best.coef, best.cov
            warnings += _constant(edges)
        else:
            reason = separation_sentence()
    return Grouped(
        coef=coef,
        cov=cov,
        names=() if reason else (*_piece_names(edges), *names),
        edges=edges,
        reason=reason,
        warnings=warnings,
        **shared,
    )


def _constant(edges: Floats) -> tuple[str, ...]:
    """Say that the hazard was taken as constant, where there are too few ends to read a change."""
    if len(edges) > 2:
        return ()
    return (
        _(
            "Akhirnya terlalu sedikit untuk membaca perubahan bahaya antartahun: bahaya dianggap "
            "tetap."
        ),
    )


def _search(
    times: tuple[Floats, Floats, Floats, Floats], ends: Floats, x: Floats, x_gap: Floats
) -> tuple[Floats, Fit]:
    """Return the pieces and their fit; a piece the visits cannot tell joins its neighbour."""
    begin, last, lower, upper = times
    spare = len(lower) - ENDS_PER_COVARIATE * x.shape[1]
    pieces = int(np.clip(spare // ENDS_PER_PIECE, 1, MAX_PIECES))
    while True:
        edges = _edges(begin, ends, pieces)
        best = maximise(exposure(begin, last, edges), exposure(lower, upper, edges), x, x_gap)
        own = len(edges) - 1
        clear = np.sqrt(np.abs(np.diag(best.cov)))[:own] < SEPARATED
        if own == 1 or (best.converged and clear.all()):
            return edges, best
        pieces = own - 1


def _by_year(begin: Floats, last: Floats, lower: Floats, upper: Floats) -> tuple[Floats, Floats]:
    """Return person-years, and ends spread evenly over their gaps, by whole year."""
    end = int(np.ceil(max(last.max(initial=0.0), upper.max(initial=0.0)))) or 1
    edges = np.arange(end + 1, dtype=float)
    in_gap = exposure(lower, upper, edges)
    return (
        exposure(begin, last, edges).sum(axis=0) + in_gap.sum(axis=0) / 2,
        (in_gap / (upper - lower)[:, None]).sum(axis=0),
    )


def _edges(begin: Floats, ends: Floats, pieces: int) -> Floats:
    """Return whole years that share out the ends evenly over at most `pieces`."""
    wanted = ends.sum() * np.arange(1, pieces) / pieces
    inner = np.unique(np.searchsorted(ends.cumsum(), wanted) + 1).astype(float)
    first = float(begin.min(initial=np.inf)) if len(begin) else 0.0
    last = float(len(ends))
    return np.array([first, *inner[(inner > first) & (inner < last)], last])


def _piece_names(edges: Floats) -> tuple[str, ...]:
    return tuple(
        _("tahun {first}–{last}").format(first=number(first, 1), last=number(last, 1))
        for first, last in pairwise(edges)
    )
