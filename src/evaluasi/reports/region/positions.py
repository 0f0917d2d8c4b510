"""Where the region stands on every outcome: latest value, group, peers, change over five years."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.values import outcome_codes, values
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
    """One outcome of one region at its latest year that may be used.

    Values of low confidence, and cells that the catalogue bars from trends, are on file but enter
    no number here: neither the region's nor the group's.

    Attributes
    ----------
    series : Series
    span : tuple of int
        First and last year on file, used or not.
    unused : tuple of int
        Years of the region's values that are on file and not used.
    year, value : int, float
        Latest year whose value may be used, and the value; where none may be, the latest year on
        file and NaN.
    n, median, low, high : int, float, float, float
        Of the group in that year, the region included; NaN for fewer than `MIN_GROUP` values.
    peer_median : float
        Of the peers in that year; NaN without peers on file.
    base, change : int or None, float
        Year the change is counted from, and the change; NaN where no earlier value may be used.
    median_change : float
        Of the same change in the group; NaN for fewer than `MIN_GROUP` values.
    months : tuple of str
        Reference months of the two values of the change where on file, each once.
    confidence : str
        Of the latest value.
    sources : tuple of str
        Codes of the sources of the values used.
    """

    series: Series
    span: tuple[int, int]
    unused: tuple[int, ...]
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
    months: tuple[str, ...]
    confidence: str
    sources: tuple[str, ...]

    @property
    def judged(self) -> bool:
        """Whether a change may be called better or worse."""
        return any(self.series.kode in codes for codes in HEADLINES)

    @property
    def usable(self) -> bool:
        """Whether any of the region's values may be used."""
        return not math.isnan(self.value)

    @property
    def comparable(self) -> bool:
        """Whether there is a change, and both its values stand for the same month."""
        return self.base is not None and len(self.months) < 2

    @property
    def years_shown(self) -> range:
        """The years that a chart of the outcome shows."""
        return range(self.span[0], self.span[1] + 1)


@lru_cache(maxsize=1)  # each section of a report asks again
def positions(subject: Subject) -> tuple[Position, ...]:
    """Return the region's position on every outcome that is on file for it, usable or not."""
    found = (_position(subject, code) for code in outcome_codes(subject))
    return tuple(position for position in found if position is not None)


def headlines(found: Sequence[Position]) -> list[Position]:
    """Choose the outcomes that a summary counts, one per concept."""
    by_code = {position.series.kode: position for position in found if position.usable}
    chosen = (next((code for code in codes if code in by_code), None) for codes in HEADLINES)
    return [by_code[code] for code in chosen if code is not None]


def missing(subject: Subject, found: Sequence[Position]) -> list[Series]:
    """Return the outcomes of the dataset that the region has no value for."""
    have = {position.series.kode for position in found}
    return [SERIES[code] for code in outcome_codes(subject) if code not in have]


def _position(subject: Subject, code: str) -> Position | None:
    group_values = values(subject, code)
    if group_values is None:
        return None
    on_file = group_values.on_file.T[subject.kode].dropna()
    if on_file.empty:
        return None
    kept = group_values.usable
    own = kept.T[subject.kode].dropna()
    year = int((on_file if own.empty else own).index[-1])
    group = kept[year].dropna()
    spread = group if len(group) >= MIN_GROUP else group.iloc[:0]
    base = _base(own, year)
    changes = (kept[year] - kept[year if base is None else base]).dropna()
    cells = subject.data.capaian
    cells = cells[(cells["indikator"] == code) & cells["tahun"].isin([year, base])]
    own_cells = cells[cells["kode"] == subject.kode].sort_values("tahun")
    used = cells[cells["kode"].isin(subject.members)]
    return Position(
        series=SERIES[code],
        span=(int(on_file.index[0]), int(on_file.index[-1])),
        unused=tuple(int(y) for y in on_file.index.difference(own.index)),
        year=year,
        value=float(own.get(year, math.nan)),
        n=len(group),
        median=float(spread.median()),
        low=float(spread.min()),
        high=float(spread.max()),
        peer_median=float(group.reindex(list(subject.peers.codes)).median()),
        base=base,
        change=math.nan if base is None else round(float(changes[subject.kode]), 6),
        median_change=math.nan
        if base is None or len(changes) < MIN_GROUP
        else round(float(changes.median()), 6),
        months=tuple(dict.fromkeys(own_cells["acuan_waktu"].dropna())),
        confidence=str(own_cells["keyakinan"].iloc[-1]),
        sources=tuple(used["sumber"].value_counts().index),
    )


def _base(own: pd.Series, year: int) -> int | None:
    """Return the year a change is counted from: the earliest usable one within the span."""
    earlier = [int(y) for y in own.index if year - SPAN <= y < year]
    return min(earlier, default=None)
