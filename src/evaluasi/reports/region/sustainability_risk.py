"""Which innovations may not last, for reasons on file, and which to visit first."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from evaluasi import sustainability as su
from evaluasi.reports.display import escape
from evaluasi.reports.engine.shared import bersama
from evaluasi.reports.region.followups import VISITS, day_of, followed, register_of
from evaluasi.reports.region.innovations import with_origin
from evaluasi.reports.region.opening import Key, opened
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.sustainability_capacity import latest, proxy, states
from evaluasi.sustainability import AtRisk, Grouped, VisitPlan
from evaluasi.sustainability.registry.registers import UNVISITED, status_names
from evaluasi.tables.dataset import Dataset
from evaluasi.text import _, listing, number, percent

LISTED = 15
"""Innovations at risk named one by one."""

DAYS, PER_DAY = 2, 3
"""Size of the visiting plan that a report shows; the command plans for a team's own days."""


@lru_cache(maxsize=1)
def _judged(subject: Subject, tanggal: str) -> AtRisk | None:
    found = register_of(subject, tanggal)
    if found is None:
        return None
    return su.at_risk(
        latest(subject),
        states(found),
        today=day_of(subject, tanggal),
        proxy=proxy(subject),
    )


@lru_cache(maxsize=1)
def _planned(subject: Subject, tanggal: str) -> VisitPlan | None:
    found = register_of(subject, tanggal)
    if found is None:
        return None
    day, hazard = day_of(subject, tanggal), _hazard(subject, tanggal)
    if hazard.reason:
        return None
    rows = su.visit_candidates(found, followed(subject))
    return su.visit_plan(rows, hazard, today=day, days=DAYS, per_day=PER_DAY)


def _hazard(subject: Subject, tanggal: str) -> Grouped:
    day = day_of(subject, tanggal)
    return (
        _hazard_of(subject.data, day) if subject.key is None else _shared_hazard(subject.key, day)
    )


def at_risk(subject: Subject, tanggal: str) -> pd.DataFrame:
    """Table of the innovations with most reasons on file, each with its reasons."""
    found = _judged(subject, tanggal)
    if found is None or found.table.empty:
        return pd.DataFrame()
    rows = found.table.head(LISTED)
    shown = pd.DataFrame(
        {
            _("Inovasi"): rows["judul"].to_numpy(),
            _("Status terakhir"): rows["status"].fillna(UNVISITED).map(status_names()).to_numpy(),
            _("Alasan"): rows["alasan"].to_numpy(),
        }
    )
    return with_origin(subject, shown, VISITS)


def at_risk_note(subject: Subject, tanggal: str) -> str:
    """Count those not named, and name what nobody recorded."""
    found = _judged(subject, tanggal)
    if found is None:
        return ""
    more = len(found.table) - LISTED
    hidden = [_("Dan {n} lainnya.").format(n=number(more))] if more > 0 else []
    return " ".join([*hidden, *found.not_on_file]).rstrip(".")


def first_visits(subject: Subject, tanggal: str) -> pd.DataFrame:
    """Table of the innovations to visit first, with chance, stake and reason."""
    plan = _planned(subject, tanggal)
    if plan is None or plan.table.empty:
        return pd.DataFrame()
    rows = plan.table
    shown = pd.DataFrame(
        {
            _("Urutan"): rows["urutan"].to_numpy(),
            _("Inovasi"): rows["judul"].to_numpy(),
            _("Peluang sudah berhenti"): [
                _("{p} ({low}–{high})").format(
                    p=percent(100 * p, 0), low=number(100 * low, 0), high=number(100 * high, 0)
                )
                for p, low, high in zip(rows["peluang"], rows["bawah"], rows["atas"], strict=True)
            ],
            _("Alasan"): rows["alasan"].to_numpy(),
        }
    )
    return with_origin(subject, shown, VISITS)


def visits_sentence(subject: Subject, tanggal: str) -> str:
    """Say what the order of visits rests on, and that it is no verdict; or why there is none."""
    plan, found = _planned(subject, tanggal), register_of(subject, tanggal)
    if plan is None and (found is None or found.history.empty):
        return ""
    if plan is None:
        why = _hazard(subject, tanggal).reason.rstrip(".")
        told = _("Urutan kunjungan menurut peluang berhenti belum dapat disusun: {why}.")
        return told.format(why=escape(why[:1].lower() + why[1:]))
    told = _(
        "Bila hanya {n} inovasi yang dapat dikunjungi, urutan di bawah ini menimbang peluang sudah "
        "berhenti (dari kunjungan atas semua inovasi dalam dataset) dan banyaknya penerima. "
        "Urutan ini bukan putusan tentang inovasinya."
    ).format(n=number(len(plan.table)))
    if len(plan.excluded):
        reasons = plan.excluded["alasan"].value_counts()
        told += " " + _("Tidak dijadwalkan: {parts}.").format(
            parts=listing(f"{number(int(n))} ({escape(why)})" for why, n in reasons.items())
        )
    return told


@bersama
def _shared_hazard(key: Key, day: dt.date) -> Grouped:
    """Return the yearly hazard of ending over the whole dataset, the same for all its regions."""
    return _hazard_of(opened(key), day)


def _hazard_of(data: Dataset, day: dt.date) -> Grouped:
    register = su.register(data.tindak_lanjut, starts=su.starts_of(data.inovasi), today=day)
    return su.grouped(register, entry=register.table["pertama_hidup"])
