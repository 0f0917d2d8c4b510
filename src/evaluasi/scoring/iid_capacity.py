"""Table `kapasitas` as a grid of regions × SPD indicators: levels as given and as read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL, Rubric
from evaluasi.scoring.iid_classes import agrees, levels_of
from evaluasi.scoring.iid_levels import (
    Flags,
    Floats,
    region_codes,
    require_columns,
    shown,
    to_floats,
    wrong_levels,
)
from evaluasi.text import _

TABLE = "kapasitas"
RAW = "nilai_mentah"


@dataclass(frozen=True)
class Capacity:
    """Levels of regions × indicators; every array has shape (regions, indicators).

    Attributes
    ----------
    codes : list of str
        Codes of the regions, sorted.
    given, read : array
        Levels as given, and as read from raw values; NaN where there is none.
    used : array
        The given level, else the read one.
    twice : array of bool
        The raw value stands in two printed classes, and its level is used.
    differs : array of bool
        Given level and raw value do not agree.
    unread : array of bool
        There is a raw value but no level, and the edition prints no classes.
    """

    codes: list[str]
    given: Floats
    read: Floats
    used: Floats
    twice: Flags
    differs: Flags
    unread: Flags


def grid(kapasitas: pd.DataFrame, rubric: Rubric) -> Capacity:
    """Check the table and lay it out.

    Raises
    ------
    ParameterError
        For unknown or repeated indicators, levels outside 0 to 3, and raw values that are no
        number or in no class: all are named.
    """
    require_columns(kapasitas, ["kode", "indikator", "level"], TABLE)
    rows = kapasitas.assign(kode=region_codes(kapasitas, TABLE))
    if RAW not in rows.columns:
        rows = rows.assign(**{RAW: np.nan})
    _refuse_strange(rows, rubric)
    _refuse_wrong_values(rows)
    codes = sorted(rows["kode"].unique())
    down = pd.Index(codes).get_indexer(pd.Index(rows["kode"]))
    across = pd.Index([entry.kode for entry in rubric.spd]).get_indexer(pd.Index(rows["indikator"]))
    given = np.full((len(codes), len(rubric.spd)), np.nan)
    raw = given.copy()
    given[down, across] = to_floats(rows["level"])
    raw[down, across] = to_floats(rows[RAW])

    read, twice, agreeing = _read(given, raw, rubric)
    _refuse_outside(raw, read, codes, rubric)
    graded = np.array([bool(entry.kelas) for entry in rubric.spd])
    both = ~np.isnan(given) & ~np.isnan(read)
    return Capacity(
        codes=codes,
        given=given,
        read=read,
        used=np.where(np.isnan(given), read, given),
        twice=twice & np.isnan(given),
        differs=both & ~agreeing,
        unread=~np.isnan(raw) & np.isnan(given) & ~graded,
    )


def _read(given: Floats, raw: Floats, rubric: Rubric) -> tuple[Floats, Flags, Flags]:
    """Return levels read from raw values, which stand in two classes, which agree with `given`."""
    read = np.full(raw.shape, np.nan)
    twice, agreeing = np.zeros(raw.shape, dtype=bool), np.zeros(raw.shape, dtype=bool)
    for column, indicator in enumerate(rubric.spd):
        if indicator.kelas:
            values = raw[:, column]
            read[:, column], twice[:, column] = levels_of(values, indicator.kelas)
            agreeing[:, column] = agrees(given[:, column], values, indicator.kelas)
    return read, twice, agreeing


def _refuse_strange(rows: pd.DataFrame, rubric: Rubric) -> None:
    known = [indicator.kode for indicator in rubric.spd]
    faults = [
        _("{cell}: tidak ada pada {rubric}").format(cell=cell, rubric=rubric.id)
        for cell in _cells(rows, ~rows["indikator"].isin(known).to_numpy())
    ]
    faults += [
        _("{cell}: tertulis lebih dari sekali").format(cell=cell)
        for cell in _cells(rows, rows.duplicated(["kode", "indikator"]).to_numpy())
    ]
    if faults:
        raise ParameterError(
            _("Indikator pada tabel kapasitas tidak cocok dengan pedomannya."),
            _("Indikator {rubric}: {known}.").format(rubric=rubric.id, known=", ".join(known)),
            faults,
        )


def _refuse_wrong_values(rows: pd.DataFrame) -> None:
    levels = to_floats(rows["level"])
    wrong = rows["level"].notna().to_numpy() & ~np.isin(levels, range(MAX_LEVEL + 1))
    if wrong.any():
        raise wrong_levels(TABLE, _with_values(rows, wrong, "level"))
    wrong = rows[RAW].notna().to_numpy() & ~np.isfinite(to_floats(rows[RAW]))
    if wrong.any():
        raise ParameterError(
            _("Tabel kapasitas memuat nilai mentah yang bukan bilangan."),
            _("Tulis bilangan biasa dalam satuan indikatornya, atau isi levelnya."),
            _with_values(rows, wrong, RAW),
        )


def _refuse_outside(raw: Floats, read: Floats, codes: list[str], rubric: Rubric) -> None:
    graded = np.array([bool(entry.kelas) for entry in rubric.spd])
    outside = ~np.isnan(raw) & np.isnan(read) & graded
    if outside.any():
        raise ParameterError(
            _("Tabel kapasitas memuat nilai mentah di luar semua kelas."),
            _("Perbaiki nilainya, atau isi levelnya."),
            [
                _("wilayah {kode}, indikator {indicator}: {value}").format(
                    kode=codes[row],
                    indicator=rubric.spd[column].kode,
                    value=shown(raw[row, column]),
                )
                for row, column in np.argwhere(outside)
            ],
        )


def _cells(rows: pd.DataFrame, chosen: Flags) -> Iterator[str]:
    picked = rows[chosen]
    for kode, indicator in zip(picked["kode"], picked["indikator"], strict=True):
        yield _("wilayah {kode}, indikator {indicator}").format(kode=kode, indicator=indicator)


def _with_values(rows: pd.DataFrame, chosen: Flags, column: str) -> list[str]:
    values = rows.loc[chosen, column]
    return [
        f"{cell}: {shown(value)}" for cell, value in zip(_cells(rows, chosen), values, strict=True)
    ]
