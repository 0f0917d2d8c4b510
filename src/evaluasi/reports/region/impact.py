"""What can be said of an award's effect: the estimate for the province, and this region's part.

One estimate holds for all regions of a province; it is computed once for all their reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import pandas as pd

from evaluasi.errors import EvaluasiError
from evaluasi.reports.display import escape
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.impact import doubting, study
from evaluasi.reports.impact.designs import Effort
from evaluasi.reports.region.awards import IGA
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import change_unit, paragraphs
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables import provenance, series
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _, number, signed

OUTCOMES = ("p0", "tpt", "ipm_lama", "ipm_baru")
QUOTED = "p0"
QUICK = Effort(band=0)


@dataclass(frozen=True, eq=False)
class Effect:
    """What the study of one outcome found; `refusal` says why it found nothing.

    Attributes
    ----------
    outcome : str
    refusal : str
    estimate, low, high, detectable : float
        In the outcome's unit of change.
    n_units, n_treated, level : int
    sentence, trend : str
        The one to quote; what the test of the time before the start says.
    started : dict of kode to year
        First exposed year of the regions that count as treated.
    source : Provenance or None
    """

    outcome: str
    refusal: str = ""
    estimate: float = float("nan")
    low: float = float("nan")
    high: float = float("nan")
    detectable: float = float("nan")
    n_units: int = 0
    n_treated: int = 0
    level: int = 0
    sentence: str = ""
    trend: str = ""
    started: dict[str, int] | None = None
    source: Provenance | None = None


def sentences(subject: Subject) -> str:
    """Tell what may be said of poverty, and what part this region has in it."""
    found = effects(subject)
    if not found:
        return ""
    told = [
        _(
            "Pengaruh penghargaan ditaksir untuk seluruh {province}, dengan membandingkan semua "
            "penerima dan bukan penerima; satu wilayah sendiri hanya dapat diperingkat di antara "
            "yang lain, tanpa selang."
        ).format(province=escape(subject.province))
    ]
    main = next(effect for effect in found if effect.outcome == QUOTED)
    if main.refusal:
        told.append(_("Tidak dapat ditaksir: {why}").format(why=escape(main.refusal)))
    else:
        told += [f"> {escape(main.sentence)}", _part(subject, main), _assumed()]
    return paragraphs(*told)


def table(subject: Subject) -> pd.DataFrame:
    """Table of the province's estimates, a row per outcome that could be estimated."""
    rows = [_row(effect) for effect in effects(subject) if not effect.refusal]
    if not rows:
        return pd.DataFrame()
    origins = [e.source for e in effects(subject) if e.source is not None]
    return provenance.stamp(pd.DataFrame(rows), Provenance.merge(*origins))


def refusals(subject: Subject) -> str:
    """Say why outcomes could not be estimated, each reason once; that of poverty stands above."""
    found = effects(subject)
    told = {effect.refusal for effect in found if effect.outcome == QUOTED}
    rest = [e.refusal for e in found if e.refusal and e.refusal not in told]
    return paragraphs(*(escape(why) for why in dict.fromkeys(rest)))


@lru_cache(maxsize=1)  # each part of the section asks again
def effects(subject: Subject) -> tuple[Effect, ...]:
    """Return what the studies of the region's province found; none for a province itself."""
    if subject.kind not in SECOND_LEVEL:
        return ()
    if subject.key is None:
        return _effects(subject.data, subject.parent)
    return _shared(subject.key, subject.parent)


@bersama
def _shared(key: Key, province: str) -> tuple[Effect, ...]:
    return _effects(opened(key), province)


def _effects(data: Dataset, province: str) -> tuple[Effect, ...]:
    return tuple(_effect(data, province, outcome) for outcome in OUTCOMES)


def _effect(data: Dataset, province: str, outcome: str) -> Effect:
    try:
        made = study(data, outcome, IGA, province, effort=QUICK)
        if made.refusal:
            return Effect(outcome, refusal=made.refusal)
    except EvaluasiError as fault:
        return Effect(outcome, refusal=fault.problem)
    quoted = made.quoted.result
    panel, seen = made.panel, made.detectable
    began = zip(panel.units[~panel.never], panel.cohort[~panel.never], strict=True)
    return Effect(
        outcome,
        estimate=quoted.estimate,
        low=quoted.ci[0],
        high=quoted.ci[1],
        detectable=seen.estimate if seen else float("nan"),
        n_units=made.result.n_units,
        n_treated=made.result.n_treated,
        level=made.grade.level,
        sentence=made.grade.sentence,
        trend=doubting.trend_verdict(made),
        started={str(kode): int(year) for kode, year in began},
        source=panel.provenance,
    )


def _assumed() -> str:
    return _(
        "Taksiran ini menganggap bahwa yang tidak tercatat belum menerima. Tanpa anggapan itu "
        "syarat pembandingnya belum terpenuhi, seperti ditunjukkan tabel rancangan di bawah."
    )


def _part(subject: Subject, effect: Effect) -> str:
    year = (effect.started or {}).get(subject.kode)
    if year is None:
        return _(
            "{name} tidak tercatat menerima, jadi di sini ia pembanding; ia belum tentu tidak "
            "menerima."
        ).format(name=subject.said)
    return _(
        "{name} termasuk {n} wilayah yang diperlakukan; nilai pertamanya yang mungkin tersentuh "
        "adalah {year}."
    ).format(name=subject.said, n=number(effect.n_treated), year=year)


def _row(effect: Effect) -> dict[str, str]:
    catalogue = series.get(effect.outcome)
    places = max(catalogue.desimal, 2)
    closed = isfinite(effect.low) and isfinite(effect.high)
    return {
        _("Capaian"): catalogue.nama,
        _("Satuan"): change_unit(catalogue),
        _("Taksiran"): signed(effect.estimate, places),
        _("Selang 95%"): _("{low} sampai {high}").format(
            low=signed(effect.low, places), high=signed(effect.high, places)
        )
        if closed
        else _("tidak dapat dihitung"),
        _("Terkecil yang terlihat"): number(effect.detectable, places)
        if isfinite(effect.detectable)
        else _("tidak dapat dihitung"),
        _("Diperlakukan"): _("{treated} dari {units}").format(
            treated=number(effect.n_treated), units=number(effect.n_units)
        ),
        _("Tingkat bukti"): _("{level} dari 5").format(level=number(effect.level)),
        _("Tren sebelum mulai"): effect.trend,
    }
