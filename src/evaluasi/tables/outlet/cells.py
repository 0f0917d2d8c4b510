"""What a value becomes in a cell of a workbook: real numbers, real dates, text that stays text."""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Any

import numpy as np
import pandas as pd

from evaluasi.tables.neutral import neutral
from evaluasi.text import _, is_missing

MAX_LENGTH = 32_767
# What XML 1.0 can't carry: control characters, halves of surrogate pairs, non-characters.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?")
_DATE = "dd-mm-yyyy"
_TIME = "dd-mm-yyyy hh:mm"
_DEFAULT_PLACES = 3
# A whole number of four digits reads well without a mark, and a year must not get one.
_UNMARKED = 10_000

Plain = str | int | float | dt.datetime | None


def plain(value: Any) -> Plain:
    """Return what a cell can hold: a number, a date, safe text, or None for missing."""
    if isinstance(value, str):
        return safe(value)
    if is_missing(value):
        return None
    if isinstance(value, bool | np.bool_):
        return _("ya") if value else _("tidak")
    if isinstance(value, dt.date):
        # Excel counts days from 1900; an earlier date can only stand as text.
        day = pd.Timestamp(value)
        return day.to_pydatetime() if day.year >= 1900 and day.tz is None else str(value)
    if isinstance(value, int | np.integer):
        number = int(value)
        # Beyond 15 digits Excel would round: an identity number must keep them all.
        return number if abs(number) < 10**15 else str(number)
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else str(value)
    return safe(str(value))


def safe(text: str) -> str:
    """Return text that a workbook can carry and that can't run as a formula.

    Signs that no XML can hold are dropped; what is beyond the length of a cell is cut off with
    “…” (`overlong` tells whether).
    """
    clean = neutral(_LINE_ENDS.sub("\n", _ILLEGAL.sub("", text)))
    if overlong(clean):
        units = clean.encode("utf-16-le")[: 2 * (MAX_LENGTH - 1)]
        clean = units.decode("utf-16-le", errors="ignore") + "…"
    return clean


def overlong(value: Any) -> bool:
    """Tell whether a text does not fit in a cell; Excel counts 16-bit units."""
    return (
        isinstance(value, str)
        and 2 * len(value) > MAX_LENGTH
        and len(value.encode("utf-16-le", errors="replace")) > 2 * MAX_LENGTH
    )


def number_format(column: pd.Series) -> str:
    """Return the format of a column; Excel shows it with the marks of the user's own language."""
    if pd.api.types.is_bool_dtype(column):
        return "General"
    if pd.api.types.is_datetime64_any_dtype(column):
        days = column.dropna()
        return _DATE if bool((days == days.dt.normalize()).all()) else _TIME
    if pd.api.types.is_integer_dtype(column):
        sizes = column.dropna().abs()
        return "0" if sizes.empty or sizes.max() < _UNMARKED else "#,##0"
    if pd.api.types.is_float_dtype(column):
        return _decimal_format(column.dropna().to_numpy(dtype="float64"))
    return "General"


def value_format(value: Plain, column_format: str) -> str:
    """Return the format of one cell: a date among other things must not show as a number."""
    if isinstance(value, dt.datetime) and column_format == "General":
        return _DATE if value.time() == dt.time() else _TIME
    return column_format


def _decimal_format(values: Any) -> str:
    sizes = np.abs(values[np.isfinite(values)])
    if not len(sizes):
        return "General"
    top = sizes.max()
    # Small shares and probabilities need as many places as their largest has to show.
    most = max(_DEFAULT_PLACES, 2 - math.floor(math.log10(top))) if top else 0
    exact = (p for p in range(most) if np.allclose(np.round(sizes, p), sizes, rtol=0, atol=1e-9))
    places = next(exact, most)
    mark = "0" if top < _UNMARKED else "#,##0"
    return f"{mark}.{'0' * places}" if places else mark
