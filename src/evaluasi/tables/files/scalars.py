"""Values of cells as spreadsheet programs store them, as plain Python values."""

from __future__ import annotations

import datetime as dt
import math

from evaluasi.tables.files.grid import Cell

# Spreadsheets keep 15 digits: a whole number beyond them is not exact.
_MOST_EXACT = 1e15
_DAY = dt.timedelta(days=1)


def number(value: float) -> Cell:
    """Give a stored number; whole ones as int, since 2024.0 is a year that was typed as 2024."""
    if not math.isfinite(value):
        return str(value)
    return int(value) if value.is_integer() and abs(value) < _MOST_EXACT else value


def span(value: dt.timedelta) -> Cell:
    """Give a time of day, or a span beyond one as text, the way it is shown: 30:00:00."""
    if dt.timedelta(0) <= value < _DAY:
        return (dt.datetime.min + value).time()
    seconds = round(abs(value).total_seconds())
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{'-' if value < dt.timedelta(0) else ''}{hours}:{minute:02d}:{second:02d}"
