"""How far trends may fail to be parallel before a study's conclusion falls (Rambachan and Roth)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from evaluasi import impact as im
from evaluasi.errors import ParameterError
from evaluasi.impact import HonestDiD, Panel, RegressionResult
from evaluasi.impact.group_time_average import Aggregate
from evaluasi.impact.honest_did import Kind
from evaluasi.reports.impact.designs import SEED
from evaluasi.text import _, number

if TYPE_CHECKING:
    from evaluasi.reports.impact.study import Study

MOST_BEFORE = 5
"""Years before the start that are used: with few regions the covariance of many is not known."""

KINDS: tuple[Kind, ...] = ("relative_magnitude", "smoothness")

EventStudy = RegressionResult | Aggregate


@dataclass(frozen=True, eq=False)
class Bending:
    """What violations of parallel trends do to a study's effect.

    Attributes
    ----------
    first, last : int
        Years since the start that are used, the reference year −1 among them.
    design : str
        Key of the design whose effects by year were used; empty where none could be.
    original : tuple of float
        Interval of the mean effect over the years 0 … `last` if trends are parallel.
    results : dict of kind to HonestDiD
    reasons : dict of kind to str
        Why a kind has no result.
    """

    first: int
    last: int
    design: str = ""
    original: tuple[float, float] = (float("nan"), float("nan"))
    results: dict[Kind, HonestDiD] = field(default_factory=dict)
    reasons: dict[Kind, str] = field(default_factory=dict)

    @property
    def holds_zero(self) -> bool:
        """Whether the original interval holds zero already."""
        return self.original[0] <= 0 <= self.original[1]


def bend(study: Study) -> Bending:
    """Let the trends of a study bend, by both kinds of violation.

    Effects by year are those of the main design against one reference year, the last before the
    start; where they can't be used, of the interaction-weighted event study. Only years since the
    start are used that every cohort has, so that a move from one year to the next is a move of
    trends and not of who is in the mean; of the years before, the last `MOST_BEFORE`.
    """
    first, last = common_window(study.panel)
    if first > -2 or last < 0:
        told = _(
            "Tahun sejak mulai yang dimiliki semua angkatan hanya {first} sampai {last}: perlu "
            "sedikitnya −2 sampai 0 agar penyimpangan tren sebelum mulai dapat diukur."
        ).format(first=number(first), last=number(last))
        return Bending(first, last, reasons=dict.fromkeys(KINDS, told))
    reason = ""
    for key, make in _event_studies(study, first, last):
        try:
            events = _with_errors(make())
            results = {kind: im.honest_did(events, kind=kind, seed=SEED) for kind in KINDS}
        except ParameterError as refusal:
            reason = reason or " ".join([refusal.problem, *refusal.faults])
            continue
        return Bending(first, last, key, results[KINDS[0]].ci, results)
    return Bending(first, last, reasons=dict.fromkeys(KINDS, reason))


def common_window(panel: Panel) -> tuple[int, int]:
    """Return the stretch of years since the start, around −1, that every cohort has.

    Cohorts that start in the first year or before take no part in the estimate. Without a year
    before or after that all have, the stretch ends at −1.
    """
    years = {int(year) for year in panel.times}
    starts = [int(start) for start in panel.cohorts if start > panel.times[0]]

    def shared(event: int) -> bool:
        return bool(starts) and all(start + event in years for start in starts)

    first = last = -1
    while first > -1 - MOST_BEFORE and shared(first - 1):
        first -= 1
    while shared(last + 1):
        last += 1
    return first, last


def _event_studies(
    study: Study, first: int, last: int
) -> tuple[tuple[str, Callable[[], EventStudy]], ...]:
    def main() -> Aggregate:
        cells = im.group_time_att(
            study.panel,
            control=study.result.settings["control"],
            base_period="universal",
            gaps="pairwise",
            draws=0,
            seed=SEED,
        )
        return cells.aggregate("dynamic", min_e=first, max_e=last)

    def weighted() -> RegressionResult:
        return _within(im.sun_abraham(study.panel, draws=0, seed=SEED), first, last)

    return (study.main.design.key, main), ("sun_abraham", weighted)


def _with_errors(events: EventStudy) -> EventStudy:
    """Refuse effects whose spread is not known: bounds on them would be far too narrow."""
    years = events.table
    known = np.isfinite(years.loc[years["event_time"] != -1, "se"].to_numpy(dtype=float))
    if known.all():
        return events
    raise ParameterError(
        _(
            "Galat baku pengaruh per tahun tidak dapat dihitung (terlalu sedikit wilayah yang "
            "diperlakukan)."
        )
    )


def _within(events: RegressionResult, first: int, last: int) -> RegressionResult:
    """Keep the coefficients of a stretch of years."""
    kept = np.flatnonzero(events.table["event_time"].between(first, last))
    return replace(
        events,
        table=events.table.iloc[kept].reset_index(drop=True),
        contrasts=events.contrasts[kept],
    )
