"""Tables whose values stand across: one row of the sheet becomes one row per value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from evaluasi.tables.intake import indicators, layouts, matching, plain
from evaluasi.tables.intake.extract import COLUMN_NUMBER, ORIGIN, Extract, Skipped
from evaluasi.text import _

NOTHING = "tanpa nilai"
_OWN = _("mandiri")
_VERIFIED = _("verifikasi")
SCORE_KIND = "_jenis_skor"
# What is printed once beside two scores belongs to the verified one; beside one, to that.
_OF_VERIFIED = ("predikat", "peringkat", "lingkup_peringkat")


def unfolded(extract: Extract) -> Extract:
    """Turn indicators or scores that stand across into rows; other extracts come back as they are.

    Blank cells give no row: what is not filled in says nothing. A row without any value is told
    as skipped.
    """
    names = set(extract.rows.columns)
    if extract.table in matching.WIDE and not {"level", "indikator"} <= names:
        codes = [name for name in extract.rows.columns if indicators.is_code(str(name))]
        if codes:
            return _long(extract, {code: {"indikator": code} for code in codes}, "level")
    if {layouts.OWN_SCORE, layouts.VERIFIED_SCORE} & names:
        return _scores(extract)
    return extract


def _scores(extract: Extract) -> Extract:
    """Give the self-assessed and the verified score of a region a row each."""
    kinds = {layouts.VERIFIED_SCORE: _VERIFIED, layouts.OWN_SCORE: _OWN}
    across = {name: {SCORE_KIND: kind} for name, kind in kinds.items() if name in extract.rows}
    if "skor" in extract.rows:
        across = {"skor": {SCORE_KIND: ""}, **across}
    long = _long(extract, across, "skor")
    kinds_found = long.rows[SCORE_KIND]
    verified = set(long.rows.index[kinds_found == _VERIFIED])
    has_both = np.array([place in verified for place in long.rows.index], dtype=bool)
    beside = (kinds_found == _OWN).to_numpy(dtype=bool) & has_both
    for name in _OF_VERIFIED:
        if name in long.rows:
            long.rows.loc[beside, name] = None
    return long


def _long(extract: Extract, across: Mapping[str, Mapping[str, str]], target: str) -> Extract:
    frame = extract.rows
    kept = frame.drop(columns=list(across))
    reported = {(fault.baris, fault.kolom) for fault in extract.faults}
    numbers = frame.index.get_level_values("baris").to_numpy()
    is_missing = plain.missing(target)
    parts, order = [], []
    given = np.zeros(len(frame), dtype=bool)
    for place, (name, constants) in enumerate(across.items()):
        heading = extract.headings.get(name, name)
        said = (not is_missing(plain.text(cell)) for cell in frame[name].to_numpy())
        filled = np.fromiter(said, dtype=bool, count=len(frame))
        filled |= np.array([(number, heading) in reported for number in numbers], dtype=bool)
        given |= filled
        rows = np.flatnonzero(filled)
        part = kept.iloc[rows].copy()
        part[target] = frame[name].to_numpy()[rows]
        spot = extract.spots.get(name)
        for column, value in {**constants, ORIGIN: heading}.items():
            part[column] = value
        part[COLUMN_NUMBER] = spot.column if spot else None
        parts.append(part.astype(object))
        order.append(rows * len(across) + place)
    empty = [Skipped(str(f), str(s), int(n), NOTHING) for f, s, n in frame.index[~given]]
    return replace(
        extract,
        rows=pd.concat(parts).iloc[np.argsort(np.concatenate(order), kind="stable")],
        headings={name: text for name, text in extract.headings.items() if name not in across},
        spots={name: spot for name, spot in extract.spots.items() if name not in across},
        skipped=(*extract.skipped, *empty),
        made=target,
    )
