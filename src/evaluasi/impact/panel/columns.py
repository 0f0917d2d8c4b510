"""Columns of a frame into clean arrays; every fault is told with the column it stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from evaluasi.errors import DatasetError
from evaluasi.text import _, listing, number

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

EXAMPLES = 3


@dataclass(slots=True)
class Faults:
    """Faults found so far; all are told in one go."""

    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Remember one fault."""
        self.lines.append(line)

    def raise_any(self) -> None:
        """Raise one error that tells them all, if there are any."""
        if self.lines:
            raise DatasetError(
                _("Data ini belum dapat menjadi panel."),
                _("Perbaiki yang disebut di atas, lalu buat panelnya lagi."),
                self.lines,
            )


def few(items: Iterable[str], total: int) -> str:
    """Name the first items and count the rest."""
    named = list(islice(items, EXAMPLES))
    rest = total - len(named)
    return listing([*named, _("{n} lagi").format(n=number(rest))] if rest else named)


def codes(column: pd.Series, faults: Faults) -> tuple[Integers, list[str]]:
    """Number the units.

    Returns
    -------
    position : ndarray (rows,)
        Index of each row's unit in `names`.
    names : list of str
        Codes as text, in sorted order.
    """
    position, found = pd.factorize(column, sort=True)
    absent = int((position < 0).sum())
    if absent:
        problem = _("Kolom “{name}” kosong pada {n} baris.")
        faults.add(problem.format(name=column.name, n=number(absent)))
    if pd.api.types.is_float_dtype(found):
        broken = [str(x) for x in found if not float(x).is_integer()]
        if broken:
            problem = _(
                "Kolom “{name}” terbaca sebagai angka ({examples}): kode harus teks, "
                "sebab 35.10 bukan 35.1."
            )
            faults.add(problem.format(name=column.name, examples=few(broken, len(broken))))
        else:
            found = found.astype(np.int64)
    return position.astype(np.int64), [str(name) for name in found]


def years(column: pd.Series, faults: Faults) -> tuple[Integers, Integers]:
    """Number the times.

    Returns
    -------
    position : ndarray (rows,)
        Index of each row's time in `times`.
    times : ndarray (times,)
        Whole numbers, increasing.
    """
    values, _unreadable = numbers(column)
    wrong = ~np.isfinite(values) | (values != np.floor(values))
    if wrong.any():
        problem = _("Kolom “{name}” harus bilangan bulat (tahun); {n} baris tidak.")
        faults.add(problem.format(name=column.name, n=number(int(wrong.sum()))))
        return np.full(len(column), -1), np.empty(0, dtype=np.int64)
    position, times = pd.factorize(values.astype(np.int64), sort=True)
    return position.astype(np.int64), np.asarray(times, dtype=np.int64)


def numbers(column: pd.Series) -> tuple[Floats, Flags]:
    """Read a column as numbers.

    Returns
    -------
    values : ndarray (rows,)
        NaN where the cell is empty or unreadable.
    unreadable : ndarray of bool (rows,)
        Cells that hold something other than a number.
    """
    if pd.api.types.is_numeric_dtype(column):
        return column.to_numpy(dtype=float, na_value=np.nan), np.zeros(len(column), dtype=bool)
    values = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return values, np.isnan(values) & ~column.isna().to_numpy()


def measured(column: pd.Series, where: Callable[[int], str], faults: Faults) -> Floats:
    """Read an outcome, covariate or weight: a finite number, or nothing."""
    values, unreadable = numbers(column)
    for wrong, problem in (
        (unreadable, _("Kolom “{name}” bukan angka: {cells}.")),
        (np.isinf(values), _("Kolom “{name}” tak berhingga: {cells}.")),
    ):
        rows = np.flatnonzero(wrong)
        if rows.size:
            cells = few((where(int(row)) for row in rows), rows.size)
            faults.add(problem.format(name=column.name, cells=cells))
    return values


def one_per_unit(
    values: Floats, unit: Integers, names: list[str], label: str, faults: Faults
) -> Floats:
    """Take the one value that each unit has on all its rows.

    Parameters
    ----------
    values : ndarray (rows,)
        Numbers; NaN is a value like any other.
    unit : ndarray (rows,)
        Index of each row's unit.

    Returns
    -------
    ndarray (units,)
    """
    first = np.zeros(len(names))
    first[unit[::-1]] = values[::-1]
    differs = (values != first[unit]) & ~(np.isnan(values) & np.isnan(first[unit]))
    if differs.any():
        units = np.unique(unit[differs])
        problem = _("Kolom “{label}” berubah-ubah dalam satu unit: {units}.")
        faults.add(problem.format(label=label, units=few((names[i] for i in units), units.size)))
    return first
