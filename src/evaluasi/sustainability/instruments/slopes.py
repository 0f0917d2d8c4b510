"""Sustainment Index: whether an outcome goes on changing once the support has ended."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.tables import provenance
from evaluasi.text import _, number

SMALLEST_SHARE = 0.05
"""Changes below this share of the larger value count as none, where the user says nothing. Ours."""
_POINTS = 3


@dataclass(frozen=True)
class SustainmentIndex:
    """Index of each object, its three values beside it.

    Attributes
    ----------
    table : DataFrame
        objek, sebelum, selama, sesudah (values), si (NaN where undefined), arti, alasan.
    times : tuple of float
        When the three values were taken.
    better : str
    warnings : tuple of str
    """

    table: pd.DataFrame
    times: tuple[float, float, float]
    better: str
    warnings: tuple[str, ...]

    def to_frame(self) -> pd.DataFrame:
        """Return a copy of the table."""
        return self.table.copy()

    def summary(self) -> str:
        """Say the index of each object in Indonesian, with its values."""
        told = _("{name}: {a} → {b} → {c}; {index}.")
        lines = [
            told.format(
                name=row["objek"],
                a=number(row["sebelum"]),
                b=number(row["selama"]),
                c=number(row["sesudah"]),
                index=row["alasan"] or f"SI {number(row['si'], 2)} ({row['arti']})",
            )
            for row in self.table.to_dict("records")
        ]
        return "\n".join([*lines, *self.warnings])

    def _repr_html_(self) -> str:
        return self.table.to_html(index=False, na_rep="")


def sustainment_index(
    series: pd.Series | pd.DataFrame,
    *,
    times: Sequence[float] | None = None,
    better: Literal["naik", "turun"] = "naik",
    smallest: float | None = None,
) -> SustainmentIndex:
    r"""Compute the Sustainment Index from values before, at the end of, and after the support.

    :math:`SI = 1 + b_{after} / b_{during}` with slopes per unit of time between the three times.
    0: undone at the pace of the gain (back to the baseline where both spans are equal), 1: plateau,
    2: same pace as before. Three points give no interval, and it claims no causation.

    Parameters
    ----------
    series : Series or DataFrame
        Values by time (a number, e.g. year): a Series of one object, or a frame with one row per
        object and a column per time. What lies at other times is not used.
    times : sequence of 3 numbers, optional
        Before, end of support, after; by default the only three there are.
    better : {"naik", "turun"}
        Which way is an improvement.
    smallest : float, optional
        Smallest change before–end that counts as one, in the unit of the values; by default 5 % of
        the larger of both (ours).

    Raises
    ------
    ParameterError
        For times that are not three, not rising, or not on file, and for an unknown `better`.

    References
    ----------
    BMC Health Services Research (2018) 18, doi 10.1186/s12913-018-3340-2.
    """
    wide = series.to_frame().T if isinstance(series, pd.Series) else series
    chosen = _times(wide, times)
    if better not in ("naik", "turun"):
        problem = _("Arah “{word}” tidak dikenal.").format(word=better)
        raise ParameterError(problem, _("Pilih naik atau turun."))
    values = wide[list(chosen)].apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    sign = 1.0 if better == "naik" else -1.0
    rows = [_row(point, chosen, sign, smallest) for point in values]
    table = pd.DataFrame(rows, columns=["sebelum", "selama", "sesudah", "si", "arti", "alasan"])
    names = wide.index if wide.index.name or not isinstance(series, pd.Series) else [_name(series)]
    table.insert(0, "objek", list(names))
    known = provenance.of(series)
    if known is not None:
        provenance.stamp(table, known)
    told = (_("Tiga titik tidak memberi selang; indeks ini tidak menyatakan sebab."),)
    return SustainmentIndex(table, chosen, better, told)


def _name(series: pd.Series) -> str:
    return str(series.name) if series.name is not None else _("capaian")


def _times(wide: pd.DataFrame, times: Sequence[float] | None) -> tuple[Any, Any, Any]:
    chosen: list[Any] = sorted(wide.columns) if times is None else list(times)
    problem = ""
    if len(chosen) != _POINTS:
        problem = _("diberikan {n} waktu").format(n=len(chosen))
    elif [time for time in chosen if time not in wide.columns]:
        problem = _("waktu yang disebut tidak ada pada datanya")
    elif not chosen[0] < chosen[1] < chosen[2]:
        problem = _("waktunya tidak berurutan")
    if problem:
        raise ParameterError(
            _("Indeks keberlangsungan memerlukan tiga waktu: {problem}.").format(problem=problem),
            _("Sebutkan waktu sebelum, akhir dukungan, dan sesudahnya, misalnya 2019, 2021, 2024."),
        )
    return chosen[0], chosen[1], chosen[2]


def _row(
    point: np.ndarray, times: tuple[float, float, float], sign: float, smallest: float | None
) -> tuple[float, float, float, float, str, str]:
    before, end, after = (float(value) for value in point)
    undefined = (before, end, after, math.nan, "")
    if not all(map(math.isfinite, (before, end, after))):
        return *undefined, _("nilai sebelum, akhir, atau sesudah belum ada data")
    least = SMALLEST_SHARE * max(abs(before), abs(end)) if smallest is None else smallest
    if abs(end - before) <= least:
        told = _("perubahan selama dukungan ({change}) terlalu kecil: indeks tidak terdefinisi")
        return *undefined, told.format(change=number(end - before))
    if sign * (end - before) < 0:
        return *undefined, _("keadaan memburuk selama dukungan: indeks tidak bermakna")
    during = (end - before) / (times[1] - times[0])
    index = 1 + (after - end) / (times[2] - times[1]) / during
    return before, end, after, index, _meaning(index), ""


def _meaning(index: float) -> str:
    """Return words for an index: those of the nearest published mark (0, 1, 2)."""
    words = (
        (-0.5, _("memburuk lebih cepat daripada membaiknya dulu")),
        (0.5, _("memburuk secepat membaiknya dulu")),
        (1.5, _("bertahan")),
        (2.5, _("terus membaik dengan laju yang sama")),
        (math.inf, _("membaik lebih cepat daripada dulu")),
    )
    return next(word for upper, word in words if index < upper)
