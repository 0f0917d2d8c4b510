"""Where the region stands on every outcome: latest value, group, peers, change over five years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from evaluasi.reports.region.subject import Subject
from evaluasi.tables.series import SERIES, Series

SPAN = 5
"""Years over which a change is told, where the series reaches back that far."""

HEADLINES = (("p0",), ("tpt",), ("ipm_baru", "ipm_lama"), ("hls",), ("rls",),
             ("uhh_baru", "uhh_lama"), ("pengeluaran",), ("pdrb_pk",))  # fmt: skip
"""Outcomes whose change is called better or worse, newer series first. Left out: counts of
people, amounts in current prices (they rise with prices), growth (a rate of change already) and
the Gini ratio (its yearly moves are sampling noise)."""

MIN_GROUP = 3
"""Below this number of values a median and a range say nothing of a group."""


@dataclass(frozen=True)
class Position:
    """One outcome of one region at its latest year.

    Attributes
    ----------
    series : Series
    year, value : int, float
        Latest year on file and its value.
    n, median, low, high : int, float, float, float
        Of the group in that year, the region included; NaN for fewer than `MIN_GROUP` values.
    peer_median : float
        Of the peers in that year; NaN without peers on file.
    base, change : int or None, float
        Year the change is counted from, and the change; NaN where no earlier value may be used.
    median_change : float
        Of the same change in the group; NaN for fewer than `MIN_GROUP` values.
    confidence : str
        Of the latest value.
    sources : tuple of str
        Codes of the sources of the values used.
    """

    series: Series
    year: int
    value: float
    n: int
    median: float
    low: float
    high: float
    peer_median: float
    base: int | None
    change: float
    median_change: float
    confidence: str
    sources: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether a change may be called better or worse."""
        return any(self.series.kode in codes for codes in HEADLINES)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the position speaks of."""
        return (self.year,) if self.base is None else (self.base, self.year)


def outcome_codes(subject: Subject) -> list[str]:
    """Return the outcomes that the dataset knows, in the order of the catalogue."""
    present = set(subject.data.capaian["indikator"])
    return [code for code in SERIES if code in present]


@lru_cache(maxsize=1)  # each section of a report asks again
def positions(subject: Subject) -> tuple[Position, ...]:
    """Return the region's position on every outcome it has a value for."""
    found = (_position(subject, code) for code in outcome_codes(subject))
    return tuple(position for position in found if position is not None)


def headlines(found: Sequence[Position]) -> list[Position]:
    """Choose the outcomes that a summary counts, one per concept."""
    by_code = {position.series.kode: position for position in found}
    chosen = (next((code for code in codes if code in by_code), None) for codes in HEADLINES)
    return [by_code[code] for code in chosen if code is not None]


def missing(subject: Subject, found: Sequence[Position]) -> list[Series]:
    """Return the outcomes of the dataset that the region has no value for."""
    have = {position.series.kode for position in found}
    return [SERIES[code] for code in outcome_codes(subject) if code not in have]


def _position(subject: Subject, code: str) -> Position | None:
    values = subject.data.series(code, subject.members)
    own = values.T[subject.kode].dropna()
    if own.empty:
        return None
    series = SERIES[code]
    year = int(own.index[-1])
    group = values[year].dropna()
    spread = group if len(group) >= MIN_GROUP else group.iloc[:0]
    kept = subject.data.series(code, subject.members, [int(y) for y in values.columns], trend=True)
    base = _base(kept.T[subject.kode].dropna(), year)
    changes = kept[year] - kept[year if base is None else base]
    changes = changes.dropna()
    cells = subject.data.capaian
    cells = cells[(cells["indikator"] == code) & cells["tahun"].isin([year, base])]
    own_cell = cells[(cells["kode"] == subject.kode) & (cells["tahun"] == year)]
    used = cells[cells["kode"].isin(subject.members)]
    return Position(
        series=series,
        year=year,
        value=float(own[year]),
        n=len(group),
        median=float(spread.median()),
        low=float(spread.min()),
        high=float(spread.max()),
        peer_median=float(group.reindex(list(subject.peers.codes)).median()),
        base=base,
        change=float("nan") if base is None else round(float(changes[subject.kode]), 6),
        median_change=float("nan")
        if base is None or len(changes) < MIN_GROUP
        else round(float(changes.median()), 6),
        confidence=str(own_cell["keyakinan"].iloc[0]),
        sources=tuple(used["sumber"].value_counts().index),
    )


def _base(kept: pd.Series, year: int) -> int | None:
    """Return the year a change is counted from: five years back, or the start of the series."""
    if year not in kept.index:  # the latest value itself must stay out of trends
        return None
    earlier = [int(y) for y in kept.index if year - SPAN <= y < year]
    return min(earlier, default=None)
