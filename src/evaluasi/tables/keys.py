"""Keys: what no two rows may share, and what must stand in another table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import faults
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.schemas import ForeignKey, Schema
from evaluasi.text import _

_ROWS_NAMED = 5


class Repeated(NamedTuple):
    """Rows that share a key with another row: positions and faults."""

    rows: npt.NDArray[np.intp]
    faults: pd.DataFrame


def repeated(text: pd.DataFrame, schema: Schema) -> Repeated:
    """Find rows that share a key; all of them are at fault, for choosing one would be a guess."""
    rows = [np.array([], dtype=np.intp)]
    found = []
    for key in schema.keys:
        columns = text[list(key)]
        shared = columns.duplicated(keep=False).to_numpy() & _filled(columns, schema)
        places = np.flatnonzero(shared)
        if len(places):
            rows.append(places)
            found.append(_repeated_faults(text, places, key))
    return Repeated(np.unique(np.concatenate(rows)), faults.join(found))


def missing_targets(
    texts: Mapping[str, pd.DataFrame], schema: Schema, key: ForeignKey
) -> pd.DataFrame:
    """Find rows whose foreign key stands in no row of the table it points to.

    Parameters
    ----------
    texts : mapping of table name to frame of text
        Text, not typed rows: a target row with a fault elsewhere is still a target.
    schema : Schema
        Of the table that owns the key.
    key : ForeignKey
        One of the schema's.
    """
    text, target = texts[schema.name], texts[key.table]
    columns = text[list(key.columns)]
    known = _joined(columns).isin(_joined(target[list(key.target)])).to_numpy()
    rows = np.flatnonzero(~known & _filled(columns, schema))
    sentence = _("“{value}” tidak ada pada tabel {table}")
    values = [", ".join(map(shown, record)) for record in columns.to_numpy()[rows]]
    return faults.at_rows(
        text,
        rows,
        ", ".join(key.columns),
        [Reason.NO_SUCH_KEY] * len(rows),
        [sentence.format(value=value, table=key.table) for value in values],
    )


def _repeated_faults(
    text: pd.DataFrame, rows: npt.NDArray[np.intp], key: tuple[str, ...]
) -> pd.DataFrame:
    groups = _joined(text.iloc[rows][list(key)]).to_numpy()
    numbers = text.index.get_level_values("baris").to_numpy()[rows]
    shared = pd.Series(numbers).groupby(groups).agg(list)
    values = [", ".join(map(shown, record)) for record in text[list(key)].to_numpy()[rows]]
    return faults.at_rows(
        text,
        rows,
        ", ".join(key),
        [Reason.REPEATED_KEY] * len(rows),
        [
            _("“{value}” dipakai {n} kali, pada baris {rows}").format(
                value=value, n=len(shared[group]), rows=_named(shared[group])
            )
            for value, group in zip(values, groups, strict=True)
        ],
    )


def _named(numbers: list[int]) -> str:
    more = ", …" if len(numbers) > _ROWS_NAMED else ""
    return ", ".join(str(number) for number in numbers[:_ROWS_NAMED]) + more


def _joined(columns: pd.DataFrame) -> pd.Series:
    """One text per row; a unit separator keeps ("a", "bc") apart from ("ab", "c")."""
    first, *rest = (columns[name] for name in columns)
    for column in rest:
        first = first + "\x1f" + column
    return first


def _filled(columns: pd.DataFrame, schema: Schema) -> npt.NDArray[np.bool_]:
    filled: npt.NDArray[np.bool_] = ~columns.isin(schema.missing).any(axis=1).to_numpy()
    return filled
