"""Outcomes in words and tables: level, place in the group, change."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from evaluasi.reports.display import escape
from evaluasi.reports.region.positions import Position, headlines, missing, positions
from evaluasi.reports.region.subject import Subject
from evaluasi.reports.region.words import (
    better,
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
    unit,
    verdict,
)
from evaluasi.tables.series import SERIES
from evaluasi.text import _, listing, number

TOLD = 3
"""Main outcomes told in a sentence of their own; the others stand in the tables."""

PANDEMIC = (2020, 2021)


def sentences(subject: Subject) -> str:
    """Say where the region stands on the main outcomes, and what is not on file."""
    found = positions(subject)
    if not found:
        return _("Belum ada data capaian untuk {name} pada dataset ini.").format(name=subject.said)
    return paragraphs(
        *(position_sentence(subject, position) for position in headlines(found)[:TOLD]),
        balance_sentence(found),
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
        change = moved(position.change, series)
        parts.append(_("{change} dari {year}").format(change=change, year=position.base))
    places = _places(subject, position)
    head = ", ".join(parts)
    return f"{head}; {places}." if places else f"{head}."


def balance_sentence(found: Sequence[Position], *, brief: bool = False) -> str:
    """Count what got better and what got worse among the main outcomes.

    Parameters
    ----------
    found : sequence of Position
    brief : bool
        Name only what did not get better.
    """
    moving = [p for p in headlines(found) if p.base is not None]
    if not moving:
        return ""
    counted = _(
        "Dari {n} indikator pokok yang dapat dibandingkan dengan nilai lima tahun sebelumnya atau "
        "awal serinya (antara {first} dan {last}), {told}."
    ).format(
        n=number(len(moving)),
        first=min(p.base for p in moving if p.base is not None),
        last=max(p.year for p in moving),
        told=_tally(moving, brief),
    )
    return " ".join(part for part in (counted, _pace(moving), _pandemic(moving)) if part)


def _tally(moving: Sequence[Position], brief: bool) -> str:
    told = []
    for word in (_("membaik"), _("memburuk"), _("tetap")):
        names = [mentioned(p.series) for p in moving if verdict(p.change, p.series) == word]
        if not names:
            continue
        count = number(len(names)) if len(names) < len(moving) else _("semuanya")
        named = "" if brief and word == _("membaik") else f": {listing(names)}"
        told.append(f"{count} {word}{named}")
    return "; ".join(told)


def _pace(moving: Sequence[Position]) -> str:
    """Set the changes beside the group's: where all regions improve, improving says little."""
    compared = [p for p in moving if not math.isnan(p.median_change)]
    if not compared:
        return ""
    ahead = sum(better(p.change, p.median_change, p.series) for p in compared)
    behind = sum(better(p.median_change, p.change, p.series) for p in compared)
    counts = {
        _("lebih baik pada {n} indikator"): ahead,
        _("kurang baik pada {n} indikator"): behind,
        _("sama pada {n} indikator"): len(compared) - ahead - behind,
    }
    told = [words.format(n=number(count)) for words, count in counts.items() if count]
    return _(
        "Dibandingkan dengan median perubahan semua kabupaten/kota di provinsi yang sama, "
        "perubahannya {told}."
    ).format(told=listing(told))


def _pandemic(moving: Sequence[Position]) -> str:
    if not any(p.base in PANDEMIC for p in moving):
        return ""
    return _("Perubahan yang dihitung dari 2020 atau 2021 mencakup masa pemulihan pandemi.")


def missing_sentence(subject: Subject, found: Sequence[Position]) -> str:
    """Name the outcomes of the dataset that the region has no value for."""
    names = [mentioned(series) for series in missing(subject, found)]
    if not names:
        return ""
    return _("Belum ada data untuk {name}: {names}.").format(
        name=subject.said, names=listing(names)
    )


def absent(subject: Subject, *codes: str) -> str:
    """Say which of these outcomes the region has no value for; nothing where it has them all."""
    have = {position.series.kode for position in positions(subject)}
    names = [mentioned(SERIES[code]) for code in codes if code not in have]
    if not names:
        return ""
    return _("Belum ada data {names} untuk {name}.").format(names=listing(names), name=subject.said)


def standing(subject: Subject) -> pd.DataFrame:
    """Table of latest values beside the group's median and range and the peers' median."""
    found = positions(subject)
    rows = [
        {
            _("Indikator"): called(p.series),
            _("Satuan"): unit(p.series),
            _("Tahun"): p.year,
            _("Nilai"): shown(p.value, p.series),
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
            _("Kurun"): _stretch(subject, p),
            _("Perubahan"): change_shown(p.change, p.series),
            _("Median perubahan"): None
            if math.isnan(p.median_change)
            else change_shown(p.median_change, p.series),
            _("Satuan"): change_unit(p.series),
            _("Arah"): (verdict if p.judged else direction)(p.change, p.series),
            _("Keyakinan"): p.confidence,
        }
        for p in found
    ]
    return subject.stamped(pd.DataFrame(rows), _sources(found))


def cautions(subject: Subject) -> str:
    """List what must be known before the values above are used."""
    lines = [
        f"**{called(position.series)}.** {caution.kalimat}"
        for position in positions(subject)
        for caution in position.series.cautions_for(subject.kode, position.years)
    ]
    return bullets(lines)


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


def _stretch(subject: Subject, position: Position) -> str:
    """Return the years of a change, with the reference months where they are on file."""
    cells = subject.data.capaian
    own = cells[
        (cells["kode"] == subject.kode)
        & (cells["indikator"] == position.series.kode)
        & cells["tahun"].isin(position.years)
    ]
    months = list(dict.fromkeys(own.sort_values("tahun")["acuan_waktu"].dropna()))
    years = f"{position.base}–{position.year}"
    return f"{years} ({_(' ke ').join(months)})" if months else years


def _sources(found: Sequence[Position]) -> list[str]:
    return list(dict.fromkeys(code for position in found for code in position.sources))
