"""Typed rows as the text of a dataset's CSV files: one value has one way to be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from evaluasi.tables import reading, schemas
from evaluasi.tables.neutral import neutral
from evaluasi.tables.schemas import Field


def canonical(rows: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """Write typed rows as text that `tables.cells` reads back as the same values.

    Parameters
    ----------
    rows : pandas.DataFrame, shape (n_rows, n_columns)
        Typed as the fields say; a field without a column is blank.
    fields : sequence of Field

    Returns
    -------
    pandas.DataFrame, shape (n_rows, n_fields)
        Object columns of text with the same index; what is missing is "".
    """
    blank = pd.Series("", index=rows.index, dtype=object)
    columns = {
        field.name: _column(rows[field.name], _WRITERS[field.type]) if field.name in rows else blank
        for field in fields
    }
    return pd.DataFrame(columns, index=rows.index, dtype=object)


def neutralised(rows: pd.DataFrame, fields: Sequence[Field]) -> pd.DataFrame:
    """Return rows of text as read from a dataset with what could run as a formula neutralised."""
    texts = [field.name for field in fields if field.type == "string" and field.name in rows]
    return rows.assign(**{name: rows[name].map(neutral) for name in texts})


def empty(table: str) -> pd.DataFrame:
    """Return a table of text without rows, laid out as rows of a file are."""
    return reading.frame("", list(schemas.get(table).columns), [])


def _column(values: pd.Series, write: Callable[[Any], str]) -> pd.Series:
    # Each distinct value is written once: columns repeat themselves.
    codes, distinct = pd.factorize(values.astype(object), use_na_sentinel=True)
    written = [*(write(value) for value in distinct), ""]
    return pd.Series([written[code] for code in codes], index=values.index, dtype=object)


def _number(value: Any) -> str:
    """Write a float with as few digits as tell it from every other."""
    return repr(float(value)).removesuffix(".0")


_WRITERS: dict[str, Callable[[Any], str]] = {
    "string": lambda value: str(neutral(str(value))),
    "integer": lambda value: str(int(value)),
    "number": _number,
    "date": lambda value: f"{value:%Y-%m-%d}",
    "yearmonth": lambda value: f"{value:%Y-%m}",
}
