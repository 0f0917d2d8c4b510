"""Outcomes in words and tables: level, place in the group, change."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region import balance
from evaluasi.reports.region.positions import Position, headlines, missing, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import (
    bullets,
    called,
    capital,
    change_shown,
    change_unit,
    direction,
    mentioned,
    moved,
    paragraphs,
    shown,
    side,
    spoken,
    stretches,
    unit,
    verdict,
)
from evaluasi.tables.series import SERIES
from evaluasi.text import _, listing, number

TOLD = 3
"""Main outcomes told in a sentence of their own; the others stand in the tables."""

SEPTEMBER = "September"
SHIFT_OF_MONTH = {"p0": "0,4–0,8"}
"""How far a value moves, in points, because the month changes from or to September."""


def sentences(subject: Subject) -> str:
    """Say where the region stands on the main outcomes, and what is not on file."""
    found = positions(subject)
    if not found:
        return _("Belum ada data capaian untuk {name} pada dataset ini.").format(name=subject.said)
    return paragraphs(
        *(position_sentence(subject, position) for position in headlines(found)[:TOLD]),
        balance.sentence(found),
        balance.not_counted(found),
        unused_sentence(subject, [p for p in found if not p.usable]),
        missing_sentence(subject, found),
    )


def position_sentence(subject: Subject, position: Position) -> str:
    """Say the latest value, the change, and the place among group and peers."""
    series = position.series
    parts = [
        _("{indicator} {name} pada {year} sebesar {value}").format(
            indicator=capital(called(series)),
            name=subject.said,
            year=position.year,
            value=spoken(position.value, series),
        )
    ]
    if position.base is not None:
        parts.append(_change(position))
    places = _places(subject, position)
    head = ", ".join(parts)
    return f"{head}; {places}." if places else f"{head}."


def brief_sentence(subject: Subject, position: Position) -> str:
    """Say the latest value, its side of the group's median and the change in one breath."""
    series = position.series
    parts = [
        _("{indicator} {value} pada {year}").format(
            indicator=capital(called(series)),
            value=spoken(position.value, series),
            year=position.year,
        )
    ]
    if not math.isnan(position.median):
        parts.append(
            _("{side} {n} {group} ({median})").format(
                side=side(position.value, position.median, series),
                n=number(position.n),
                group=escape(subject.group_words),
                median=spoken(position.median, series),
            )
        )
    if position.base is not None:
        parts.append(_change(position))
    return ", ".join(parts) + "."


def unused_sentence(subject: Subject, found: Sequence[Position]) -> str:
    """Say of which outcomes there are values that are not used."""
    return " ".join(
        _("Nilai {indicator} {name} {years} ada, tetapi tidak dipakai.").format(
            indicator=mentioned(p.series), name=subject.said, years=stretches(p.unused)
        )
        for p in found
    )


def _change(position: Position) -> str:
    """Say the change and, where the month of reference changed too, what that may explain."""
    series = position.series
    told = _("{change} dari {year}").format(
        change=moved(position.change, series), year=position.base
    )
    if position.comparable:
        return told
    shift = SHIFT_OF_MONTH.get(series.kode)
    if shift is None or not any(SEPTEMBER in month for month in position.months):
        return _("{told} (bulan acuannya berbeda)").format(told=told)
    return _(
        "{told} (bulan acuannya berbeda; {shift} poin dapat berasal dari pergantian itu)"
    ).format(told=told, shift=shift)


def missing_sentence(subject: Subject, found: Sequence[Position]) -> str:
    """Name the outcomes of the dataset that the region has no value for."""
    names = [mentioned(series) for series in missing(subject, found)]
    if not names:
        return ""
    return _("Belum ada data untuk {name}: {names}.").format(
        name=subject.said, names=listing(names)
    )


def absent(subject: Subject, *codes: str) -> str:
    """Say which of these outcomes the region has no value for, or none that is used."""
    have = {position.series.kode: position for position in positions(subject)}
    names = [mentioned(SERIES[code]) for code in codes if code not in have]
    unused = [have[code] for code in codes if code in have and not have[code].usable]
    told = [unused_sentence(subject, unused)]
    if names:
        told.append(
            _("Belum ada data {names} untuk {name}.").format(
                names=listing(names), name=subject.said
            )
        )
    return " ".join(part for part in told if part)


def standing(subject: Subject) -> pd.DataFrame:
    """Table of latest values beside the group's median and range and the peers' median."""
    found = positions(subject)
    rows = [
        {
            _("Indikator"): called(p.series),
            _("Satuan"): unit(p.series),
            _("Tahun"): p.year,
            _("Nilai"): shown(p.value, p.series) if p.usable else _("tidak dipakai"),
            _("Median"): _shown(p.median, p),
            _("Terendah"): _shown(p.low, p),
            _("Tertinggi"): _shown(p.high, p),
            _("Banyak daerah"): p.n,
            _("Median pembanding"): _shown(p.peer_median, p),
        }
        for p in found
    ]
    table = pd.DataFrame(rows)
    if not subject.peers.codes:
        table = table.drop(columns=_("Median pembanding"), errors="ignore")
    return subject.stamped(table, _sources(found))


def changes(subject: Subject) -> pd.DataFrame:
    """Table of changes over five years, with direction, reference month and confidence."""
    found = [p for p in positions(subject) if p.base is not None]
    rows = [
        {
            _("Indikator"): called(p.series),
            _("Kurun"): _stretch(p),
            _("Perubahan"): change_shown(p.change, p.series),
            _("Median perubahan"): None
            if math.isnan(p.median_change)
            else change_shown(p.median_change, p.series),
            _("Satuan"): change_unit(p.series),
            _("Arah"): _way(p),
            _("Keyakinan"): p.confidence,
        }
        for p in found
    ]
    return subject.stamped(pd.DataFrame(rows), _sources(found))


def cautions(subject: Subject) -> str:
    """List what must be known before the values above, and those drawn, are used."""
    lines = []
    for position in positions(subject):
        found = position.series.cautions_for(subject.kode, position.years_shown)
        told = [caution.kalimat for caution in found]
        if position.unused:
            told.append(
                _("Nilai {years} ada, tetapi tidak dipakai.").format(
                    years=stretches(position.unused)
                )
            )
        if told:
            lines.append(f"**{called(position.series)}.** {' '.join(told)}")
    return bullets(lines)


def _way(position: Position) -> str:
    """Say which way a change went; better or worse only where that may be said."""
    if not position.comparable:
        return _("{way} (bulan acuan berbeda)").format(
            way=direction(position.change, position.series)
        )
    return (verdict if position.judged else direction)(position.change, position.series)


def _places(subject: Subject, position: Position) -> str:
    series = position.series
    told = []
    if not math.isnan(position.median):
        told.append(
            _("{side} {n} {group} ({median}; rentang {low}–{high})").format(
                side=side(position.value, position.median, series),
                n=number(position.n),
                group=escape(subject.group_words),
                median=spoken(position.median, series),
                low=shown(position.low, series),
                high=shown(position.high, series),
            )
        )
    if not math.isnan(position.peer_median):
        told.append(
            _("{side} pembandingnya ({median})").format(
                side=side(position.value, position.peer_median, series),
                median=spoken(position.peer_median, series),
            )
        )
    return _(" dan ").join(told)


def _shown(value: float, position: Position) -> str | None:
    return None if math.isnan(value) else shown(value, position.series)


def _stretch(position: Position) -> str:
    """Return the years of a change, with the reference months where they are on file."""
    years = f"{position.base}–{position.year}"
    return f"{years} ({_(' ke ').join(position.months)})" if position.months else years


def _sources(found: Sequence[Position]) -> list[str]:
    return list(dict.fromkeys(code for position in found for code in position.sources))
