"""The designs that would become possible for the region, and with which data."""

from __future__ import annotations

import pandas as pd

from evaluasi.impact import Holdings, possible_designs
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.region import awards
from evaluasi.reports.region.aftermath import OUTCOME, with_origin
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.selection import SECOND_LEVEL
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _

SAME_MONTH_SINCE = 2015
"""From this year on all poverty values refer to March."""


def table(subject: Subject) -> pd.DataFrame:
    """Table of the designs that would become possible, and with which data."""
    if subject.kind not in SECOND_LEVEL:
        return pd.DataFrame()
    held = possible_designs(_holdings(subject))
    labels = {
        "rancangan": _("Rancangan"),
        "syarat": _("Syarat data"),
        "tersedia": _("Yang tersedia"),
        "kurang": _("Yang kurang"),
        "status": _("Status"),
    }
    return with_origin(held.rename(columns=labels), subject)


def _holdings(subject: Subject) -> Holdings:
    outcome = subject.data.series(OUTCOME, subject.alike, trend=True)
    same_month = [year for year in outcome.columns if int(year) >= SAME_MONTH_SINCE]
    own = subject.data.inovasi
    starts = own[own["kode"] == subject.kode]["tanggal_penerapan"].dropna()
    monthly = subject.data.layanan
    before = monthly[monthly["kode"] == subject.kode]["bulan"]
    return Holdings(
        kode=subject.kode,
        outcome=outcome[same_month],
        status=_states(subject),
        starts=len(starts),
        months_before=int((before < starts.min()).sum()) if len(starts) else 0,
    )


def _states(subject: Subject) -> pd.DataFrame:
    """Return the award states of all regions of the type, the same for each of them."""
    years = tuple(awards.years(subject))
    if subject.key is None:
        return _award_states(subject.data, subject.alike, years)
    return _shared_states(subject.key, subject.group, years).loc[list(subject.alike)]


@bersama
def _shared_states(key: Key, codes: tuple[str, ...], years: tuple[int, ...]) -> pd.DataFrame:
    return _award_states(opened(key), codes, years)


def _award_states(data: Dataset, codes: tuple[str, ...], years: tuple[int, ...]) -> pd.DataFrame:
    states = {year: [data.award_status(code, year) for code in codes] for year in years}
    return pd.DataFrame(states, index=list(codes))
