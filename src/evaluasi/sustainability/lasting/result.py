"""Survival of innovations from their follow-ups: the one call that reports make."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from evaluasi.sustainability.lasting.binomial import Share
from evaluasi.sustainability.lasting.bounds import bounds
from evaluasi.sustainability.lasting.competing_risks import Incidence, aalen_johansen
from evaluasi.sustainability.lasting.curve import NAN, NOTHING, Curve, Estimate, kaplan_meier
from evaluasi.sustainability.lasting.grouped_hazard import Grouped, fit
from evaluasi.sustainability.lasting.groups_compared import Comparison, compare
from evaluasi.sustainability.lasting.spells import OVER, TAKEN_OVER, Spells, spells
from evaluasi.sustainability.registry.registers import Dates, Day, Register
from evaluasi.tables import provenance as origin_of
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.figures import Chart

GROUPED, EXACT_SHARE = "terkelompok", "tepat"


@dataclass(frozen=True, kw_only=True, eq=False)
class Survival:
    """How long innovations keep running, and how surely that is known.

    Attributes
    ----------
    estimate, se, ci : float, float, tuple of float
        The headline: chance to run still at `at`, given running at `start`. By `method`:
        "terkelompok" (interval-censored person-years), or "tepat" (nothing ended, all did before
        they were ever seen running, or fewer than five at risk: the share not ended when last
        verified, `at` being NaN).
    at, start, level : float
        Years since the origin.
    method : str
    share : Share
        Not ended when last verified, with exact limits; of all verified, also those seen once.
    curve : Curve
        Kaplan–Meier; ends are dated when they were found, which is late by up to a gap.
    grouped : Grouped
        Hazard by year from the same visits, an end lying anywhere between two of them.
    incidence : Incidence or None
        Ended and absorbed as competing states; None where nothing was absorbed.
    bounds : DataFrame
        Unverified ones as recorded, as all running, as all ended.
    groups : Comparison or None
    by_year : DataFrame
        tahun, berisiko, S with limits (grouped), S_km with limits, bahaya; blank where fewer than
        five are at risk.
    n_units, n_ended, n_absorbed, n_unvisited : int
    dropped : DataFrame
        id_inovasi, alasan.
    settings : mapping
    reason : str
        Why there is no curve; empty otherwise.
    warnings : tuple of str
    provenance : Provenance or None
    """

    estimate: float
    se: float
    ci: tuple[float, float]
    at: float
    start: float
    level: float
    method: str
    share: Share
    curve: Curve = field(repr=False)
    grouped: Grouped = field(repr=False)
    incidence: Incidence | None = field(repr=False)
    bounds: pd.DataFrame = field(repr=False)
    groups: Comparison | None = field(repr=False)
    by_year: pd.DataFrame = field(repr=False)
    n_units: int
    n_ended: int
    n_absorbed: int
    n_unvisited: int
    dropped: pd.DataFrame = field(repr=False)
    settings: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    warnings: tuple[str, ...] = ()
    provenance: Provenance | None = field(default=None, repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return the Kaplan–Meier table: waktu, berisiko, berakhir, S, SE, limits, catatan."""
        return self._stamped(self.curve.to_frame())

    def restricted_mean(self, until: float | None = None) -> Estimate:
        """Return the mean years run from `start` to `until` (by default the curve's end)."""
        if self.curve.reason:
            return Estimate(NAN, NAN, NOTHING, self.curve.reason)
        stop = self.curve.end if until is None else min(until, self.curve.end)
        return self.grouped.restricted_mean(stop, since=self.start)

    def summary(self) -> str:
        """Say in Indonesian how many last, how surely, and what stands behind it."""
        from evaluasi.sustainability.lasting.words import told

        return told(self)

    def plot(self) -> Chart:
        """Draw the steps of Kaplan–Meier with their interval, and the number at risk below."""
        from evaluasi.sustainability.lasting.words import drawn

        return drawn(self)

    def __str__(self) -> str:
        return self.summary()

    def _repr_html_(self) -> str:
        return f"<pre>{html.escape(self.summary())}</pre>"

    def _stamped(self, frame: pd.DataFrame) -> pd.DataFrame:
        return origin_of.stamp(frame, self.provenance) if self.provenance else frame


def survival(
    source: Register | pd.DataFrame,
    *,
    origin: Dates | str | None = None,
    entry: Dates | str | None = None,
    by: pd.Series | Mapping[str, str] | str | None = None,
    event: str = "berhenti",
    today: Day | None = None,
    at: float | None = None,
    level: float = 0.95,
    seed: int = 1,
) -> Survival:
    """Estimate how long innovations keep running, from visits.

    Time runs from the start of implementation, innovations being observed from their award on:
    counting the years before the award as survived would be immortal time.

    Parameters
    ----------
    source : Register or DataFrame
        Of `register`, or the table `tindak_lanjut`.
    origin : Series, mapping or column name
        Day from which time runs, by id; by default the register's start of implementation.
    entry : Series, mapping or column name, optional
        Day from which each is observed, given that it was running; by default the register's
        award where it knows any, else the origin. Where awards are unknown, column pertama_hidup
        of the register's table is free of immortal time.
    by : Series, mapping or column name, optional
        Groups to compare, by id.
    event : {"berhenti", "melemah+berhenti"}
    today : date, optional
        Where `source` is a table: by default its last day.
    at : float, optional
        Years since the origin of the headline; by default the last whole year with five at risk.
    level : float
    seed : int
        Of the permutations behind a log-rank probability.

    Raises
    ------
    ParameterError
        For a call that is wrong; bad data is listed in the register's contradictions instead.
    """
    known = spells(source, origin=origin, entry=entry, event=event, today=today)
    begin, time, cause = known.discovered()
    curve = kaplan_meier(time, cause == OVER, begin, level=level)
    fitted = fit(known, level=level)
    over = int((cause == OVER).sum())
    share = known.share(level)
    year = _headline_year(curve) if at is None else float(at)
    headline, method = _headline(curve, fitted, share, year)
    labels = None if by is None else _labels(known, source, by)
    absorbed = int((cause == TAKEN_OVER).sum())
    competing = aalen_johansen(time, cause, begin, level=level) if absorbed else None
    return Survival(
        estimate=headline.estimate,
        se=headline.se,
        ci=headline.ci,
        at=NAN if method == EXACT_SHARE else year,
        start=curve.start,
        level=level,
        method=method,
        share=share,
        curve=curve,
        grouped=fitted,
        incidence=competing,
        bounds=bounds(known, year, curve.start, level),
        groups=None if labels is None else compare(known, labels, year, level=level, seed=seed),
        by_year=_by_year(curve, fitted),
        n_units=len(cause),
        n_ended=over,
        n_absorbed=absorbed,
        n_unvisited=known.n_unvisited,
        dropped=known.dropped,
        settings={"peristiwa": event, "tingkat": level, "benih": seed},
        reason=curve.reason,
        warnings=(*_warnings(known, entry, curve), *fitted.warnings),
        provenance=known.provenance,
    )


def _headline_year(curve: Curve) -> float:
    whole = float(np.floor(curve.end))
    return whole if whole > curve.start else curve.end


def _headline(curve: Curve, fitted: Grouped, share: Share, year: float) -> tuple[Estimate, str]:
    """Return the chance to run still, by the best method that the data carry."""
    shown = not curve.reason and curve.start < year <= curve.end
    if shown and fitted.coef.size:
        row = fitted.survival([year], since=curve.start).iloc[0]
        return Estimate(row["S"], row["SE"], (row["ci_low"], row["ci_high"])), GROUPED
    return Estimate(share.estimate, NAN, share.ci), EXACT_SHARE


def _by_year(curve: Curve, fitted: Grouped) -> pd.DataFrame:
    """Return the whole years of the stretch, by both estimators side by side."""
    columns = ["tahun", "berisiko", "S", "ci_low", "ci_high", "S_km", "km_low", "km_high", "bahaya"]
    if curve.reason:
        return pd.DataFrame(columns=columns)
    years = np.arange(np.floor(curve.start) + 1, np.floor(curve.end) + 1)
    model = fitted.survival(years, since=curve.start)
    found = [curve.at(year) for year in years]
    hazard = fitted.hazard_by_year().set_index("tahun")["bahaya"].reindex(years.astype(int))
    rows = {
        "tahun": years.astype(int),
        "berisiko": curve.at_risk(years),
        "S": model["S"].to_numpy(),
        "ci_low": model["ci_low"].to_numpy(),
        "ci_high": model["ci_high"].to_numpy(),
        "S_km": [one.estimate for one in found],
        "km_low": [one.ci[0] for one in found],
        "km_high": [one.ci[1] for one in found],
        "bahaya": hazard.to_numpy(),
    }
    return pd.DataFrame(rows, columns=columns)


def _labels(
    known: Spells, source: Register | pd.DataFrame, by: pd.Series | Mapping[str, str] | str
) -> pd.Series:
    """Return the group of each innovation."""
    if isinstance(by, str):
        table = known.register.history if isinstance(source, Register) else source
        return table.set_index(table["id_inovasi"].astype(str))[by]
    labels = by if isinstance(by, pd.Series) else pd.Series(by, dtype=object)
    return labels.set_axis(labels.index.astype(str))


def _warnings(known: Spells, entry: Dates | str | None, curve: Curve) -> tuple[str, ...]:
    warnings = []
    if entry is None and not (known.table["masuk"] > 0).any() and len(known.table):
        warnings.append(
            _(
                "Setiap inovasi dianggap diamati sejak awal; bila baru dipilih kemudian (misalnya "
                "saat menang), isi entry, karena tahun sebelum itu pasti dilalui."
            )
        )
    if curve.n_ended and not curve.reason:
        warnings.append(
            _(
                "Kurva Kaplan–Meier memakai tanggal ditemukannya akhir, yang lebih lambat dari "
                "akhir sebenarnya; angka utama memperhitungkan jeda antarpemeriksaan."
            )
        )
    return tuple(warnings)
