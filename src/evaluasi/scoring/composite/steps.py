"""The plain steps from raw values to one scale: denominate, screen, impute, normalise."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.scoring.composite.framework import Framework
from evaluasi.scoring.composite.recipe import Impute, Normalise, Screen
from evaluasi.text import _, listing

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


def read(framework: Framework, data: pd.DataFrame) -> Floats:
    """Return the raw values, units × indicators; every cell that is no number is told.

    Raises
    ------
    ParameterError
        For missing columns, repeated units, cells that are text or infinite, indicators without
        two different values.
    """
    codes = [node.code for node in framework.indicators]
    lacking = [code for code in codes if code not in data]
    if lacking:
        raise ParameterError(
            _("Data tidak punya kolom indikator {codes}.").format(codes=listing(lacking)),
            _("Tambahkan kolomnya, atau keluarkan indikator itu dari kerangka."),
        )
    faults = [
        _("satuan “{unit}” ada lebih dari sekali").format(unit=unit)
        for unit in data.index[data.index.duplicated()].unique()
    ]
    given = data[codes]
    values = _numbers(given)
    gap = np.isnan(values)
    wrong = (gap & given.notna().to_numpy()) | np.isinf(values)
    faults += [
        f"{unit}, {code}: {given[code].loc[unit]}"
        for place, code in enumerate(codes)
        for unit in data.index[wrong[:, place]]
    ]
    low = np.where(gap, np.inf, values).min(axis=0, initial=np.inf)
    high = np.where(gap, -np.inf, values).max(axis=0, initial=-np.inf)
    faults += [
        _("{code}: kurang dari dua nilai yang berbeda").format(code=code)
        for code, same in zip(codes, ~(low < high) & ~wrong.any(axis=0), strict=True)
        if same
    ]
    if faults:
        raise ParameterError(
            _("Data indeks memuat nilai yang tidak dapat dipakai."),
            _("Perbaiki sel itu, atau kosongkan bila memang belum ada."),
            faults,
        )
    return values


def _numbers(given: pd.DataFrame) -> Floats:
    """Return cells as floats, NaN for what is no number; at once where all columns are."""
    if all(pd.api.types.is_numeric_dtype(dtype) for dtype in given.dtypes):
        return given.to_numpy(np.float64, na_value=np.nan)
    numbers = (pd.to_numeric(given[code], errors="coerce") for code in given)
    return np.column_stack([own.to_numpy(np.float64, na_value=np.nan) for own in numbers])


def denominate(framework: Framework, values: Floats, data: pd.DataFrame) -> Floats:
    """Divide indicators that name a denominator by it; without one the value is missing.

    Raises
    ------
    ParameterError
        For a denominator that is no column, or is 0 or negative anywhere.
    """
    made = values.copy()
    for place, node in enumerate(framework.indicators):
        if not node.denominator:
            continue
        if node.denominator not in data:
            raise ParameterError(
                _("Penyebut {name} untuk {code} tidak ada pada data.").format(
                    name=node.denominator, code=node.code
                ),
                _("Tambahkan kolomnya."),
            )
        below = pd.to_numeric(data[node.denominator], errors="coerce").to_numpy(np.float64)
        if (below <= 0).any():
            raise ParameterError(
                _("Penyebut {name} memuat nilai 0 atau negatif.").format(name=node.denominator),
                _("Perbaiki nilainya, atau kosongkan."),
                [str(unit) for unit in data.index[below <= 0]],
            )
        made[:, place] /= below
    return made


def screen(framework: Framework, values: Floats, step: Screen) -> Flags:
    """Return which units have enough of their indicators."""
    there = ~np.isnan(values)
    kept = there.mean(axis=1) >= step.least
    for code, places in framework.children.items():
        if step.per_group and framework.nodes[places[0]].level == 1 and code:
            kept &= there[:, places].mean(axis=1) >= step.per_group
    return np.asarray(kept, dtype=np.bool_)


def impute(framework: Framework, values: Floats, step: Impute, data: pd.DataFrame) -> Floats:
    """Fill what is missing as far as the step can; what it can't stays missing.

    Raises
    ------
    ParameterError
        For a group that is no column of the data.
    """
    if step.method == "none":
        return values
    if step.method == "row_mean":
        return _by_siblings(framework, values)
    if step.group and step.group not in data:
        raise ParameterError(
            _("Kolom kelompok {group} tidak ada pada data.").format(group=step.group),
            _("Tambahkan kolomnya, atau isi kekosongan tanpa kelompok."),
        )
    frame = pd.DataFrame(values)
    groups = data[step.group].to_numpy() if step.group else np.zeros(len(values))
    by = frame.groupby(groups)
    filling = by.transform("mean" if step.method == "mean" else "median")
    return np.where(np.isnan(values), filling.to_numpy(np.float64), values)


def _by_siblings(framework: Framework, values: Floats) -> Floats:
    """Fill by the mean of the unit's siblings on a scale from 0 to 1, brought back to raw units."""
    low, high = np.nanmin(values, axis=0), np.nanmax(values, axis=0)
    direction = framework.column("direction")
    unit = (values - low) / (high - low)
    unit = np.where(direction > 0, unit, 1 - unit)
    filled = values.copy()
    for places in framework.children.values():
        if framework.nodes[places[0]].level > 1:
            continue
        own = unit[:, places]
        counts = (~np.isnan(own)).sum(axis=1)
        with np.errstate(invalid="ignore"):
            mean = np.nansum(own, axis=1) / np.where(counts == 0, np.nan, counts)
        scaled = np.where(direction[places] > 0, mean[:, None], 1 - mean[:, None])
        back = low[places] + scaled * (high[places] - low[places])
        filled[:, places] = np.where(np.isnan(own), back, values[:, places])
    return filled


def normalise(framework: Framework, values: Floats, step: Normalise) -> Floats:
    """Bring every indicator to one scale on which more is better.

    Raises
    ------
    ParameterError
        Where goalposts or targets are asked for and an indicator has none.
    """
    sign = framework.column("direction")
    turned = values * sign
    if step.method == "zscore":
        spread = np.nanstd(turned, axis=0, ddof=1)
        scaled: Floats = (turned - np.nanmean(turned, axis=0)) / spread * step.high + step.low
        return scaled
    if step.method == "prank":
        return _percentile_ranks(turned)
    low, high = _ends(framework, turned, step, sign)
    unit = (turned - low) / (high - low)
    if step.method != "minmax":
        unit = np.clip(unit, 0, 1)
    return unit * (step.high - step.low) + step.low


def _ends(
    framework: Framework, turned: Floats, step: Normalise, sign: Floats
) -> tuple[Floats, Floats]:
    lowest, highest = np.nanmin(turned, axis=0), np.nanmax(turned, axis=0)
    if step.method == "minmax":
        return lowest, highest
    if step.method == "goalposts":
        posts = np.sort(
            np.array([framework.column("low") * sign, framework.column("high") * sign]), axis=0
        )
        low, high = posts[0], posts[1]
    else:
        low, high = lowest, framework.column("target") * sign
    lacking = np.isnan(low) | np.isnan(high) | (high <= low)
    if lacking.any():
        codes = [n.code for n, bad in zip(framework.indicators, lacking, strict=True) if bad]
        raise ParameterError(
            _("Normalisasi {method} memerlukan batas atau sasaran untuk {codes}.").format(
                method=step.method, codes=listing(codes)
            ),
            _("Isi batas_bawah dan batas_atas, atau sasaran, pada kerangka."),
        )
    return low, high


def _percentile_ranks(turned: Floats) -> Floats:
    """Return the share of the other units that stand below."""
    made = np.full(turned.shape, np.nan)
    for place in range(turned.shape[1]):
        column = turned[:, place]
        known = column[~np.isnan(column)]
        below = np.searchsorted(np.sort(known), known, side="left")
        made[~np.isnan(column), place] = below / max(len(known) - 1, 1)
    return made
