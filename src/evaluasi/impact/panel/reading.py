"""A long frame (one row per unit and time) into the matrices that estimators compute on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.impact.panel import dropping, series
from evaluasi.impact.panel.columns import (
    Faults,
    Flags,
    Floats,
    Integers,
    codes,
    few,
    measured,
    numbers,
    one_per_unit,
    years,
)
from evaluasi.impact.panel.starts import Starts, from_dates, from_states
from evaluasi.impact.results import Notice
from evaluasi.text import _, listing, number

REASONS = ("", "tanpa_bobot", "kovariat_kosong", "capaian_kosong", "perlakuan_tak_tercatat")
"""Why rows are not used, weakest first: where several hold, the last is told."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Which column plays which part."""

    unit: str
    time: str
    outcome: str
    first_treated: str | None
    treatment: str | None
    covariates: tuple[str, ...]
    weights: str | None
    cluster: str | None

    def named(self) -> list[str]:
        """Return the columns in use."""
        single = (self.unit, self.time, self.outcome, self.first_treated, self.treatment)
        return [name for name in (*single, *self.covariates, self.weights, self.cluster) if name]


@dataclass(frozen=True, slots=True)
class Matrices:
    """A panel as arrays; n units, T times, k covariates.

    Attributes
    ----------
    units : ndarray of str (n,)
    times : ndarray (T,)
    outcome : ndarray (n, T)
        NaN where nothing was measured.
    cohort : ndarray (n,)
        First treated time; NaN for never.
    treated : ndarray of bool (n, T)
        Treatment state.
    covariates : ndarray (n, T, k)
    covariate_names : tuple of str
    weights : ndarray (n,)
    clusters : ndarray (n,)
        Index of each unit's cluster.
    reversing : tuple of str
        Units whose treatment switches off.
    dropped : DataFrame
        Rows not used: unit, time, reason, sentence.
    rows_read : int
    notices : tuple of Notice
    """

    units: NDArray[np.str_]
    times: Integers
    outcome: Floats
    cohort: Floats
    treated: Flags
    covariates: Floats
    covariate_names: tuple[str, ...]
    weights: Floats
    clusters: Integers
    reversing: tuple[str, ...]
    dropped: pd.DataFrame
    rows_read: int
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where each row stands: the index of its unit and of its time, and their names."""

    unit: Integers
    time: Integers
    names: list[str]
    times: Integers
    faults: Faults

    def where(self, row: int) -> str:
        return f"{self.names[self.unit[row]]} ({self.times[self.time[row]]})"

    def some(self, rows: Integers) -> str:
        return few((self.where(int(row)) for row in rows), rows.size)

    def constant(self, values: Floats, label: str) -> Floats:
        return one_per_unit(values, self.unit, self.names, label, self.faults)


def read(frame: pd.DataFrame, roles: Roles) -> Matrices:
    """Read a frame; all faults in it are told in one error.

    Raises
    ------
    ParameterError
        For columns that do not exist or play two parts.
    ScaleBreakError
        Where the rows mix two series, or cross a break of one.
    DatasetError
        For faulty cells, duplicate rows, or when no row is left.
    """
    _check_roles(frame, roles)
    rows = _rows(frame, roles)
    y = measured(frame[roles.outcome], rows.where, rows.faults)
    notices = series.check(frame, roles.time, rows.times, _held(rows, y))
    x, x_names = _covariates(frame, roles.covariates, rows)
    weights = _weights(frame, roles.weights, rows)
    clusters = _clusters(frame, roles.cluster, rows)
    starts = _starts(frame, roles, rows)
    rows.faults.raise_any()

    reasons = _reasons(y, x, weights[rows.unit], starts.unknown[rows.unit])
    dropped = _dropped(rows, reasons)
    used = reasons == 0
    if not used.any():
        raise DatasetError(
            _("Tidak ada baris yang dapat dipakai."),
            _("Periksa kolom capaian, kovariat, bobot, dan status perlakuan."),
            dropping.notices(dropped),
        )
    units, row_unit = _renumbered(rows.unit[used])
    times, row_time = _renumbered(rows.time[used])

    def matrix(values: NDArray[Any], empty: object) -> NDArray[Any]:
        filled = np.full((len(units), len(times), *values.shape[1:]), empty, values.dtype)
        filled[row_unit, row_time] = values[used]
        return filled

    on_or_after = rows.times[times] >= starts.cohort[units][:, None]
    return Matrices(
        units=np.array(rows.names)[units],
        times=rows.times[times],
        outcome=matrix(y, np.nan),
        cohort=starts.cohort[units],
        treated=on_or_after if starts.treated is None else matrix(starts.treated, False),
        covariates=matrix(x, np.nan),
        covariate_names=x_names,
        weights=weights[units],
        clusters=_renumbered(clusters[units])[1],
        reversing=tuple(rows.names[i] for i in units if starts.reversing[i]),
        dropped=dropped,
        rows_read=len(frame),
        notices=(*notices, *dropping.notices(dropped), *_converted(starts, roles)),
    )


def _held(rows: _Rows, y: Floats) -> Callable[[], set[tuple[str, int]]]:
    """Return units and years that have a value, told when asked: few panels need it."""

    def held() -> set[tuple[str, int]]:
        seen = np.isfinite(y)
        pairs = zip(rows.unit[seen], rows.time[seen], strict=True)
        return {(rows.names[unit], int(rows.times[time])) for unit, time in pairs}

    return held


def _renumbered(positions: Integers) -> tuple[Integers, Integers]:
    """Return which positions occur, in order, and the rank of each row's among them."""
    present = np.bincount(positions) > 0
    return np.flatnonzero(present), (np.cumsum(present) - 1)[positions]


def _check_roles(frame: pd.DataFrame, roles: Roles) -> None:
    wanted = roles.named()
    absent = [name for name in wanted if name not in frame.columns]
    if absent:
        raise ParameterError(
            _("Kolom tidak ada dalam data: {absent}.").format(absent=listing(absent)),
            _("Kolom yang ada: {present}.").format(present=listing(frame.columns)),
        )
    parts = [name for name in wanted if name != roles.cluster]  # a unit may be its own cluster
    twice = sorted({name for name in parts if parts.count(name) > 1})
    if twice:
        raise ParameterError(
            _("Kolom dipakai untuk dua peran: {columns}.").format(columns=listing(twice)),
            _("Sebut setiap kolom satu kali saja."),
        )
    if (roles.first_treated is None) == (roles.treatment is None):
        raise ParameterError(
            _("Sebut tepat satu: first_treated (tahun mulai) atau treatment (status 0/1)."),
            _("Pada first_treated, unit yang tidak pernah diperlakukan dikosongkan."),
        )


def _rows(frame: pd.DataFrame, roles: Roles) -> _Rows:
    faults = Faults()
    unit, names = codes(frame[roles.unit], faults)
    time, times = years(frame[roles.time], faults)
    faults.raise_any()  # nothing more can be said of rows that have no place
    rows = _Rows(unit, time, names, times, faults)
    twice = np.flatnonzero(pd.Series(unit * len(times) + time).duplicated().to_numpy())
    if twice.size:
        problem = _("Unit dan tahun yang sama muncul lebih dari sekali: {cells}.")
        faults.add(problem.format(cells=rows.some(twice)))
    return rows


def _covariates(
    frame: pd.DataFrame, columns: tuple[str, ...], rows: _Rows
) -> tuple[Floats, tuple[str, ...]]:
    """Read covariates; words become one 0/1 column per value but the first."""
    parts: dict[str, Floats] = {}
    for name in columns:
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype) or numbers(column)[1].any():
            position, found = pd.factorize(column, sort=True)
            for level in range(1, len(found)):
                dummy = (position == level).astype(float)
                parts[f"{name}={found[level]}"] = np.where(position < 0, np.nan, dummy)
        else:
            parts[name] = measured(column, rows.where, rows.faults)
    values = list(parts.values())
    return np.column_stack(values) if values else np.empty((len(frame), 0)), tuple(parts)


def _weights(frame: pd.DataFrame, column: str | None, rows: _Rows) -> Floats:
    if column is None:
        return np.ones(len(rows.names))
    values = measured(frame[column], rows.where, rows.faults)
    negative = np.flatnonzero(values < 0)
    if negative.size:
        problem = _("Kolom “{name}” negatif: {cells}.")
        rows.faults.add(problem.format(name=column, cells=rows.some(negative)))
    return rows.constant(values, column)


def _clusters(frame: pd.DataFrame, column: str | None, rows: _Rows) -> Integers:
    if column is None:
        return np.arange(len(rows.names))
    position, _found = pd.factorize(frame[column], sort=True)
    empty = np.flatnonzero(position < 0)
    if empty.size:
        problem = _("Kolom “{name}” kosong: {cells}.")
        rows.faults.add(problem.format(name=column, cells=rows.some(empty)))
    return rows.constant(position.astype(float), column).astype(np.int64)


def _starts(frame: pd.DataFrame, roles: Roles, rows: _Rows) -> Starts:
    if roles.first_treated is not None:
        return from_dates(frame[roles.first_treated], rows.unit, rows.names, rows.faults)
    column = frame[str(roles.treatment)]
    return from_states(column, rows.unit, rows.time, rows.times, rows.faults)


def _reasons(y: Floats, x: Floats, weights: Floats, unknown: Flags) -> NDArray[np.int8]:
    """Give each row the position in `REASONS` of why it is not used; 0 where it is used."""
    found = np.zeros(len(y), dtype=np.int8)
    for position, wrong in enumerate(
        ((weights == 0) | np.isnan(weights), np.isnan(x).any(axis=1), np.isnan(y), unknown), 1
    ):
        found[wrong] = position
    return found


def _dropped(rows: _Rows, reasons: NDArray[np.int8]) -> pd.DataFrame:
    gone = np.flatnonzero(reasons)
    names = [rows.names[i] for i in rows.unit[gone]]
    told = [REASONS[reason] for reason in reasons[gone]]
    return dropping.rows(names, rows.times[rows.time[gone]], told)


def _converted(starts: Starts, roles: Roles) -> list[Notice]:
    if not starts.coded:
        return []
    written = listing("tak hingga" if np.isinf(code) else number(code) for code in starts.coded)
    text = _("Kolom “{column}”: {codes} dibaca sebagai tidak pernah diperlakukan.")
    return [Notice("kode_tak_pernah", text.format(column=roles.first_treated, codes=written))]
