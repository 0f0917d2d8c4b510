"""What a panel must know of the series its outcome comes from: one series, and its cautions."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from evaluasi.errors import ScaleBreakError
from evaluasi.impact.panel.columns import Integers, few
from evaluasi.impact.results import Notice
from evaluasi.tables.series import SERIES, require_one_series
from evaluasi.text import _, listing

INDICATOR = "indikator"
VERSIONS = ("seri", "satuan")
REFERENCE = "acuan_waktu"


def check(
    frame: pd.DataFrame, time: str, times: Integers, held: Callable[[], set[tuple[str, int]]]
) -> tuple[Notice, ...]:
    """Refuse two series in one panel; tell cells and years to beware of.

    Reads the columns of table `capaian` where the frame has them: indikator, seri, satuan,
    acuan_waktu. A frame without them is taken as one series. `held` tells the units and years
    that have a value.

    Raises
    ------
    ScaleBreakError
        For two indicators, two series or units of measure, or years on both sides of a break.
    """
    told: list[Notice] = []
    if INDICATOR in frame.columns:
        found = [str(code) for code in frame[INDICATOR].dropna().unique()]
        _refuse_two(INDICATOR, found)
        known = [code for code in found if code in SERIES]
        require_one_series(known, [int(year) for year in times])
        told += [notice for code in known for notice in _doubtful(code, held())]
    for column in VERSIONS:
        if column in frame.columns:
            _refuse_two(column, [str(value) for value in frame[column].dropna().unique()])
    if REFERENCE in frame.columns:
        told += _references(frame, time)
    return tuple(told)


def _refuse_two(column: str, found: list[str]) -> None:
    if len(found) > 1:
        raise ScaleBreakError(
            _("Dua seri bercampur dalam satu panel: kolom “{column}” berisi {found}.").format(
                column=column, found=listing(sorted(found))
            ),
            _("Saring datanya menjadi satu seri lebih dahulu."),
        )


def _doubtful(code: str, held: set[tuple[str, int]]) -> list[Notice]:
    units, years = {unit for unit, _year in held}, {year for _unit, year in held}
    cells = sorted(held & SERIES[code].excluded(units, years))
    if not cells:
        return []
    named = few((f"{kode} ({year})" for kode, year in cells), len(cells))
    text = _("Nilai yang seharusnya keluar dari analisis tren masih di dalam panel: {cells}.")
    return [Notice("sel_diragukan", text.format(cells=named))]


def _references(frame: pd.DataFrame, time: str) -> list[Notice]:
    months = frame.dropna(subset=[REFERENCE]).groupby(REFERENCE, sort=True)[time]
    if months.ngroups <= 1:
        return []
    spans = [f"{month}: {years.min()}–{years.max()}" for month, years in months]
    text = _("Bulan acuan capaian berganti ({spans}): perubahan antarruas bukan perubahan nyata.")
    return [Notice("acuan_berganti", text.format(spans=listing(spans)))]
