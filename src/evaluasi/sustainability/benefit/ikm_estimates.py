"""One satisfaction index from the answers of one object: averages, interval, classes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import stdtrit

from evaluasi.errors import ParameterError
from evaluasi.sustainability.benefit.ikm_published import ALL, FEWEST
from evaluasi.sustainability.benefit.ikm_rules import IkmRules, rules
from evaluasi.text import _, number

Floats = npt.NDArray[np.float64]

NAN = float("nan")


class Estimate(NamedTuple):
    """Index, standard error, ends of the interval, and why there is none."""

    value: float
    se: float
    low: float
    high: float
    reason: str


def estimate(answers: Floats, population: int | None, level: float) -> Estimate:
    """Estimate the index and its interval.

    Parameters
    ----------
    answers : array, shape (respondents, elements)
        NaN where not answered; every respondent and element has an answer.
    population : int or None
    level : float
    """
    told = rules()
    n, count = answers.shape
    if count < FEWEST:
        why = _("hanya {n} dari {all} unsur yang ditanyakan")
        return Estimate(NAN, NAN, NAN, NAN, why.format(n=number(count), all=number(ALL)))
    given = ~np.isnan(answers)
    answered = given.sum(axis=0)
    averages = np.nansum(answers, axis=0) / answered
    index = told.factor * float(averages.mean())
    if population == n and not given.all():
        return Estimate(
            index, NAN, NAN, NAN, _("semua penerima ditanya, tetapi ada jawaban yang kosong")
        )
    if population == n:
        return Estimate(index, 0.0, index, index, _("semua penerima layanan ditanya"))
    if n < 2:
        return Estimate(index, NAN, NAN, NAN, _("satu responden: tidak ada selang"))
    if answered.min() < 2:
        why = _("ada unsur yang dijawab satu responden saja: tidak ada selang")
        return Estimate(index, NAN, NAN, NAN, why)
    centred = np.where(given, answers - averages, 0.0)
    z = told.factor / count * (centred * (n / answered)).sum(axis=1)
    left = 1 - n / population if population else 1.0
    se = float(np.sqrt(left * (z**2).sum() / (n * (n - 1))))
    if np.isclose(se, 0):
        return Estimate(index, NAN, NAN, NAN, _("semua responden menjawab sama: tidak ada selang"))
    reach = float(stdtrit(n - 1, 0.5 + level / 2)) * se
    bottom, top = told.factor * told.low, told.factor * told.high
    return Estimate(index, se, max(index - reach, bottom), min(index + reach, top), "")


def row_of(
    key: tuple[Any, ...],
    grid: pd.DataFrame,
    population: int | Mapping[str, int] | None,
    level: float,
) -> dict[str, Any]:
    """Return one row of the table of indices.

    Parameters
    ----------
    key : tuple
        objek, gelombang.
    grid : DataFrame, shape (respondents, elements)
    population, level
        As `ikm`.
    """
    told = rules()
    n = len(grid)
    size = _size(key, population)
    if size is not None and size < n:
        raise ParameterError(
            _("Penerima layanan {objek} ditulis {size}, padahal respondennya {n}.").format(
                objek=key[0], size=number(size), n=number(n)
            ),
            _("Periksa jumlah penerima layanan."),
        )
    found = estimate(grid.to_numpy(np.float64), size, level)
    quality, name = told.quality(found.value)
    nine = grid.shape[1] == ALL
    other = found.value * ALL * told.rounded_weight if nine else NAN
    return {
        "objek": key[0],
        "gelombang": key[1],
        "responden": n,
        "populasi": NAN if size is None else size,
        "unsur": grid.shape[1],
        "ikm": found.value,
        "galat_baku": found.se,
        "bawah": found.low,
        "atas": found.high,
        "kelas": quality,
        "mutu": name,
        "kelas_mungkin": _possible(told, found),
        "dengan_011": other,
        "kelas_011": told.quality(other)[0],
        "alasan": found.reason,
    }


def elements_of(
    key: tuple[Any, ...],
    grid: pd.DataFrame,
    population: int | Mapping[str, int] | None,
    level: float,
) -> pd.DataFrame:
    """Return the averages of the elements of one object, in the order of the regulation.

    Each has the t interval of its own answers, empty where they tell no spread.
    """
    told = rules()
    order = [code for code in told.elements if code in grid]
    grid = grid[order]
    nrr = grid.mean()
    answered = grid.notna().sum()
    size = _size(key, population)
    left = 1 - answered / size if size else 1.0
    spread = (left * grid.var() / answered).replace(0.0, np.nan)
    reach = spread**0.5 * stdtrit(np.maximum(answered - 1, 1), 0.5 + level / 2)
    return pd.DataFrame(
        {
            "objek": key[0],
            "gelombang": key[1],
            "unsur": order,
            "nama": [told.elements[code] for code in order],
            "jawaban": answered.to_numpy(),
            "kosong": (len(grid) - answered).to_numpy(),
            "nrr": nrr.to_numpy(),
            "bawah": (nrr - reach).clip(lower=told.low).to_numpy(),
            "atas": (nrr + reach).clip(upper=told.high).to_numpy(),
            "bobot": 1 / len(order),
            "tertimbang": (nrr / len(order)).to_numpy(),
            "terendah": ((grid == told.low).sum() / answered).to_numpy(),
            "tertinggi": ((grid == told.high).sum() / answered).to_numpy(),
        }
    )


def _size(key: tuple[Any, ...], population: int | Mapping[str, int] | None) -> int | None:
    return population.get(key[0]) if isinstance(population, Mapping) else population


def _possible(told: IkmRules, found: Estimate) -> str:
    """Name every class that the interval touches, best first."""
    if np.isnan(found.low):
        return ""
    codes = [code for code, _name, _start in told.classes]
    best, worst = (codes.index(told.quality(end)[0]) for end in (found.high, found.low))
    return _(" atau ").join(codes[best : worst + 1])
