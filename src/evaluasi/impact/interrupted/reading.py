"""A series as its user has it, made regular: every month or year once, none left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]

FREQUENCIES = {"M": 12, "Y": 1}
LEAST_BEFORE = 8
"""Points before the interruption that a trend needs."""
LEAST_AFTER = 3
FEW_FAULTS = 6


@dataclass(frozen=True, eq=False)
class Series:
    """Values at consecutive points in time.

    Attributes
    ----------
    when : PeriodIndex (T,)
        Months or years.
    values : ndarray (T,)
    control : ndarray (T,) or None
        The same outcome where nothing was interrupted.
    exposure : ndarray (T,) or None
        What a count is counted from (population, cases).
    start : int
        Place of the first interrupted point.
    """

    when: pd.PeriodIndex
    values: Floats
    control: Floats | None
    exposure: Floats | None
    start: int

    @property
    def season(self) -> int:
        """Points in a year."""
        return FREQUENCIES[self.when.freqstr[0]]


def read(
    series: pd.Series, at: object, control: pd.Series | None, exposure: pd.Series | None
) -> Series:
    """Check a series and put it in order.

    Raises
    ------
    DatasetError
        For points that are missing, twice there, empty or infinite: all in one error.
    ParameterError
        For points that are neither months nor years, an interruption outside the series, at its
        first or last point, with fewer than 8 points before it or fewer than 3 from it on.
    """
    values = _regular(series, _("utama"))
    when = pd.PeriodIndex(values.index)
    return Series(
        when,
        values.to_numpy(dtype=float),
        _alike(control, when, _("pembanding")),
        _alike(exposure, when, _("paparan")),
        _place(when, at),
    )


def _alike(other: pd.Series | None, when: pd.PeriodIndex, name: str) -> Floats | None:
    """Take another series at the same points."""
    if other is None:
        return None
    found = _regular(other, name).reindex(when)
    if found.isna().any():
        gone = listing(str(point) for point in when[found.isna()][:FEW_FAULTS])
        raise DatasetError(_("Deret {name} tidak ada pada {at}.").format(name=name, at=gone))
    return found.to_numpy(dtype=float)


def _regular(series: pd.Series, name: str) -> pd.Series:
    when = _periods(series.index, name)
    given = pd.to_numeric(pd.Series(series.to_numpy(), index=when), errors="coerce").sort_index()
    faults = [
        _("{point} ada lebih dari sekali").format(point=point)
        for point in given.index[given.index.duplicated()].unique()
    ]
    if len(given):
        full = pd.period_range(given.index[0], given.index[-1], freq=when.freq)
        missing = full[~full.isin(given.index)]
        faults += [_("{point} tidak ada").format(point=point) for point in missing]
    bad = ~np.isfinite(given.to_numpy(dtype=float))
    faults += [_("{point} kosong atau bukan angka").format(point=p) for p in given.index[bad]]
    if faults:
        raise DatasetError(
            _("Deret {name} tidak lengkap.").format(name=name),
            _("Lengkapi titik itu atau pendekkan deretnya; nilai kosong tidak diisi sendiri."),
            faults,
        )
    return given


def _periods(index: pd.Index, name: str) -> pd.PeriodIndex:
    """Read months ("2024-03", dates) or years (2024)."""
    if isinstance(index, pd.PeriodIndex):
        found = index
    elif isinstance(index, pd.DatetimeIndex):
        found = index.to_period("M")
    else:
        words = index.astype(str)
        frequency = "Y" if all(len(word) == 4 for word in words) else "M"
        try:
            found = pd.PeriodIndex(words, freq=frequency)
        except ValueError as error:
            raise ParameterError(
                _("Waktu deret {name} bukan bulan atau tahun: {given}.").format(
                    name=name, given=listing(words[:3])
                ),
                _("Tulis bulan seperti 2024-03, atau tahun seperti 2024."),
            ) from error
    if found.freqstr[0] not in FREQUENCIES:
        raise ParameterError(_("Deret {name} harus bulanan atau tahunan.").format(name=name))
    return found


def _place(when: pd.PeriodIndex, at: object) -> int:
    point = _periods(pd.Index([str(at)]), _("patahan"))[0]
    if point.freqstr != when.freqstr:
        point = point.asfreq(when.freqstr, how="start")
    if not when[0] <= point <= when[-1]:
        raise ParameterError(
            _("Patahan {at} di luar deret {first} sampai {last}.").format(
                at=point, first=when[0], last=when[-1]
            )
        )
    start = int(np.flatnonzero(when == point)[0])
    before, after = start, len(when) - start
    if before < LEAST_BEFORE or after < LEAST_AFTER:
        raise ParameterError(
            _("Hanya {before} titik sebelum dan {after} sejak patahan {at}.").format(
                before=number(before), after=number(after), at=point
            ),
            _(
                "Deret terputus memerlukan paling sedikit {before} sebelum dan {after} sejak "
                "patahan: tambahkan titik yang lebih awal, atau tunggu titik berikutnya."
            ).format(before=number(LEAST_BEFORE), after=number(LEAST_AFTER)),
        )
    return start
