"""From a DataFrame to the columns and JSON scalars of a block."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from evaluasi import text
from evaluasi.reports.blocks import NO_VALUE, Column, Data, Kind

MAX_INFERRED_DECIMALS = 2
_YEAR_NAMES = frozenset({"tahun", "edisi", "tahun_dasar", "tahun_data", "tahun_seri"})
# Text that is a formatted number: it lines up on the right as numbers do.
_NUMBER_LIKE = re.compile(r"(Rp)?[+\-−]?(Rp)?\d[\d.,]*(\s?%)?$")


def tabulate(
    frame: pd.DataFrame,
    labels: Mapping[str, str] | None = None,
    decimals: int | Mapping[str, int] | None = None,
) -> Data:
    """Turn a frame into a table of JSON scalars.

    Parameters
    ----------
    frame : DataFrame
        A named (or multi-level) index becomes the first columns; an unnamed running index is
        dropped.
    labels : mapping of column name to heading, optional
    decimals : int or mapping of column name to int, optional
        Decimals of the float columns; by default as many as the column needs, at most two.

    Returns
    -------
    Data
        Years and codes are told apart from amounts, so that neither gets a thousands mark.
    """
    flat = _with_index(frame)
    labels = labels or {}
    columns = [
        _column(flat.iloc[:, i], _name(name), labels, decimals)
        for i, name in enumerate(flat.columns)
    ]
    values = [[_scalar(value) for value in flat.iloc[:, i]] for i in range(flat.shape[1])]
    return Data(tuple(columns), tuple(zip(*values, strict=True)))


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    index = frame.index
    if isinstance(index, pd.RangeIndex) and index.name is None:
        return frame
    if index.nlevels == 1 and index.name is None:
        if pd.api.types.is_integer_dtype(index.dtype):
            return frame  # what a filter or a sort leaves of a running index
        frame = frame.rename_axis(index="")
    return frame.reset_index(allow_duplicates=True)


def _name(name: Any) -> str:
    if isinstance(name, tuple):
        return " – ".join(str(part) for part in name if part != "")
    return str(name)


def _column(
    values: pd.Series,
    name: str,
    labels: Mapping[str, str],
    decimals: int | Mapping[str, int] | None,
) -> Column:
    kind = _kind(values, name)
    places = decimals.get(name) if isinstance(decimals, Mapping) else decimals
    if kind == "number":
        places = _places(values) if places is None or _whole(values) else places
    else:
        places = None
    right = kind == "number" or (kind == "text" and _looks_numeric(values))
    label = labels.get(name, _humanised(name))
    return Column(name, label, "right" if right else "left", places, kind)


def _kind(values: pd.Series, name: str) -> Kind:
    present = values.dropna()
    mixed = pd.api.types.is_object_dtype(values.dtype) and len(present) > 0

    def holds(*types: type) -> bool:
        return mixed and all(isinstance(value, types) for value in present)

    if pd.api.types.is_bool_dtype(values.dtype) or holds(bool, np.bool_):
        return "flag"
    if pd.api.types.is_datetime64_any_dtype(values.dtype) or holds(date):
        return "date"
    if pd.api.types.is_numeric_dtype(values.dtype) or holds(int, float, np.number):
        return "year" if name.lower() in _YEAR_NAMES else "number"
    return "text"


def _whole(values: pd.Series) -> bool:
    return pd.api.types.is_integer_dtype(values.dtype)


def _places(values: pd.Series) -> int:
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    numbers = numbers[np.isfinite(numbers)]
    for places in range(MAX_INFERRED_DECIMALS):
        if np.allclose(numbers, np.round(numbers, places), rtol=0, atol=1e-9):
            return places
    return MAX_INFERRED_DECIMALS


def _looks_numeric(values: pd.Series) -> bool:
    blanks = ("", NO_VALUE, text.MISSING)
    present = [str(value) for value in values.dropna() if value not in blanks]
    # A Kemendagri or BPS code is digits too, but it is a name.
    coded = str(values.name).lower().startswith("kode")
    return bool(present) and not coded and all(_NUMBER_LIKE.match(v) for v in present)


def _humanised(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _scalar(value: Any) -> Any:
    """Return the JSON scalar for a cell; NaN, NaT, NA and infinities are missing."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None
    if isinstance(value, date):  # datetime and Timestamp are dates too
        return value.isoformat()[:10]
    return str(value)
