"""How many of the main outcomes got better or worse, and whether they did so elsewhere too."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evaluasi.reports.region.positions import Position, headlines
from evaluasi.reports.region.words import better, mentioned, verdict
from evaluasi.text import _, listing, number

PANDEMIC = frozenset({2020, 2021})


def sentence(found: Sequence[Position]) -> str:
    """Count what got better and what got worse among the main outcomes, and name it."""
    moving = _moving(found)
    if not moving:
        return ""
    if len(moving) == 1:
        counted = _(
            "Menurut angka terbitan, satu-satunya indikator pokok yang perubahannya dapat dihitung "
            "({first}–{last}) {told}."
        )
    else:
        counted = _(
            "Menurut angka terbitan, dari {n} indikator pokok yang dapat dibandingkan dengan nilai "
            "lima tahun sebelumnya atau nilai terpakai paling awal dalam lima tahun itu (antara "
            "{first} dan {last}), {told}."
        )
    counted = counted.format(
        n=number(len(moving)),
        first=min(p.base for p in moving if p.base is not None),
        last=max(p.year for p in moving),
        told=_tally(moving),
    )
    return " ".join(part for part in (counted, _pace(moving), _pandemic(moving)) if part)


def brief(found: Sequence[Position]) -> str:
    """Count the same for the first page, naming only what did not get better."""
    moving = _moving(found)
    if not moving:
        return ""
    told = [_tally(moving, unnamed=_("membaik"))]
    counts = _counts(moving)
    if counts:
        told.append(
            _("dibandingkan dengan median perubahan seprovinsi, {counts}").format(counts=counts)
        )
    if _pandemic(moving):
        told.append(_("sebagian kurun berawal atau berakhir pada masa pandemi"))
    return _("Indikator pokok dalam lima tahun, menurut angka terbitan: {told}.").format(
        told="; ".join(told)
    )


def not_counted(found: Sequence[Position]) -> str:
    """Name the main outcomes that are not counted because their month of reference changed."""
    names = [
        mentioned(p.series) for p in headlines(found) if p.base is not None and not p.comparable
    ]
    if not names:
        return ""
    return _("Tidak ikut dihitung karena bulan acuannya berbeda: {names}.").format(
        names=listing(names)
    )


def _moving(found: Sequence[Position]) -> list[Position]:
    return [position for position in headlines(found) if position.comparable]


def _tally(moving: Sequence[Position], unnamed: str = "") -> str:
    words = {
        _("membaik"): _("membaik"),
        _("memburuk"): _("memburuk"),
        _("hampir tetap"): _("hampir tetap (berubah kurang dari 0,1)"),
        _("tetap"): _("tetap"),
    }
    told = []
    for word, said in words.items():
        names = [mentioned(p.series) for p in moving if verdict(p.change, p.series) == word]
        if not names:
            continue
        if len(moving) == 1:
            return f"{said}: {names[0]}"
        count = number(len(names)) if len(names) < len(moving) else _("semuanya")
        told.append(f"{count} {said}" if word == unnamed else f"{count} {said}: {listing(names)}")
    return "; ".join(told)


def _pace(moving: Sequence[Position]) -> str:
    """Set the changes beside the group's: where all regions improve, improving says little."""
    told = _counts(moving)
    if not told:
        return ""
    return _(
        "Dibandingkan dengan median perubahan semua kabupaten/kota di provinsi yang sama, "
        "perubahannya {told}."
    ).format(told=told)


def _counts(moving: Sequence[Position]) -> str:
    compared = [p for p in moving if not math.isnan(p.median_change)]
    ahead = sum(better(p.change, p.median_change, p.series) for p in compared)
    behind = sum(better(p.median_change, p.change, p.series) for p in compared)
    counts = {
        _("lebih baik pada {n} indikator"): ahead,
        _("kurang baik pada {n} indikator"): behind,
        _("sama pada {n} indikator"): len(compared) - ahead - behind,
    }
    told = [words.format(n=number(count)) for words, count in counts.items() if count]
    return listing(told) if told else ""


def _pandemic(moving: Sequence[Position]) -> str:
    if not any({p.base, p.year} & PANDEMIC for p in moving):
        return ""
    return _(
        "Perubahan yang berawal atau berakhir pada 2020 atau 2021 dipengaruhi masa pandemi; "
        "jangan dibaca sebagai kecenderungan."
    )
