"""Ratings as an array, every fault told with its place."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.text import _

Floats = npt.NDArray[np.float64]


def matrix(ratings: pd.DataFrame | npt.NDArray[Any]) -> Floats:
    """Return ratings as floats, NaN where there is none.

    Raises
    ------
    ParameterError
        For text and infinite values, by row and column, and for what is no table.
    """
    frame = pd.DataFrame(ratings)
    values = np.full(frame.shape, np.nan)
    faults = []
    for place, column in enumerate(frame):
        cells = frame.iloc[:, place]
        numbers = pd.to_numeric(cells, errors="coerce").to_numpy(np.float64, na_value=np.nan)
        wrong = (np.isnan(numbers) & cells.notna().to_numpy()) | np.isinf(numbers)
        told = _("baris {row}, kolom {column}: {value}")
        faults += [
            told.format(row=row, column=column, value=cells.loc[row]) for row in frame.index[wrong]
        ]
        values[:, place] = numbers
    if faults:
        raise ParameterError(
            _("Penilaian memuat isi yang bukan angka."),
            _("Isi dengan angka; kosongkan bila tidak dinilai."),
            faults,
        )
    return values
