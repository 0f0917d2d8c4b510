"""Rows that come in beside rows that are there: new, known, replaced, or in conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import faults, keys, reading, schemas
from evaluasi.tables.faults import Reason, shown
from evaluasi.tables.reading import PLACE
from evaluasi.tables.schemas import Schema
from evaluasi.text import _

NEW, KNOWN, REPLACED, CONFLICT = "baru", "sudah_ada", "diperbarui", "bertentangan"
# Who says a thing is not the thing: the same value from another source is the same value.
_ORIGIN = frozenset({"sumber", "keyakinan", "catatan"})
_COLUMNS_NAMED = 3


@dataclass(frozen=True, eq=False, slots=True)
class Merged:
    """One table after rows came in.

    Attributes
    ----------
    text : pandas.DataFrame
        All rows, those that were there first; index as `reading.PLACE`, of rows that were there
        a place that no file has.
    kinds : numpy.ndarray of str, shape (n_incoming,)
        What became of each row: `NEW`, `KNOWN`, `REPLACED` or `CONFLICT`.
    conflicts : pandas.DataFrame
        One fault per row in conflict, columns `faults.COLUMNS`.
    """

    text: pd.DataFrame
    kinds: npt.NDArray[np.object_]
    conflicts: pd.DataFrame

    def rows(self, incoming: pd.DataFrame, *kinds: str) -> pd.DataFrame:
        """Return the incoming rows of these kinds."""
        return incoming[np.isin(self.kinds.astype(str), kinds)]


def merge(
    present: pd.DataFrame,
    written: pd.DataFrame,
    incoming: pd.DataFrame,
    schema: Schema,
    *,
    update: bool,
) -> Merged:
    """Put incoming rows beside those that are there.

    Parameters
    ----------
    present : pandas.DataFrame
        Text of the rows that are there, as `texts.canonical` writes it.
    written : pandas.DataFrame
        The same rows as their file has them; what is not replaced stays so.
    incoming : pandas.DataFrame
        Text of the rows that come, no two with one key; index as `reading.PLACE`.
    schema : Schema
        The project's own, for the key.
    update : bool
        Whether a row with the key of another but other content replaces it.
    """
    coming = incoming.reindex(columns=present.columns, fill_value="")
    at = _positions(present, coming, schema.primary_key)
    differs = _differs(present, coming, at)
    kinds = np.full(len(coming), NEW, dtype=object)
    kinds[at >= 0] = KNOWN
    # A row that leaves a cell blank says less than the one that is there, not something else.
    against = differs & (update | (coming.to_numpy(dtype=object) != ""))
    kinds[against.any(axis=1)] = REPLACED if update else CONFLICT
    values, places = coming.to_numpy(dtype=object), list(coming.index)
    text, at_home = written.to_numpy(dtype=object), [("", "", n) for n in range(len(written))]
    for row in np.flatnonzero(kinds == REPLACED).tolist():
        text[at[row]] = values[row]
        at_home[at[row]] = places[row]
    new = np.flatnonzero(kinds == NEW).tolist()
    index = [*at_home, *(places[row] for row in new)]
    whole = pd.DataFrame(
        np.concatenate([text, values[new]]),
        index=pd.MultiIndex.from_arrays(
            list(zip(*index, strict=True)) or [[], [], []], names=PLACE
        ),
        columns=present.columns,
    )
    return Merged(whole, kinds, _conflicts(present, coming, at, against & (not update), schema))


def unfit(merged: Mapping[str, pd.DataFrame], taken: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Tell which incoming rows lack what they point to, or share what no two rows may share.

    Parameters
    ----------
    merged : mapping of table name to frame of text
        Every table as it would be after the merge.
    taken : mapping of table name to frame of text
        The incoming rows that the merge would take.
    """
    found = []
    for name, rows in taken.items():
        schema = schemas.get(name)
        here = [keys.repeated(merged[name], schema).faults]
        for key in schema.foreign_keys:
            target = merged.get(key.table)
            known = reading.frame("", list(key.target), []) if target is None else target
            here.append(keys.missing_targets({key.table: known, name: merged[name]}, schema, key))
        told = faults.join(here)
        own = set(rows.index)
        places = zip(*(told[level] for level in PLACE), strict=True)
        found.append(told[[place in own for place in places]].assign(tabel=name))
    return pd.concat(found) if found else faults.table().assign(tabel="")


def _positions(
    present: pd.DataFrame, coming: pd.DataFrame, key: tuple[str, ...]
) -> npt.NDArray[np.intp]:
    """Return for each row that comes the position of the row with its key, or -1."""
    there = pd.Index(_joined(present, key))
    return there.get_indexer(pd.Index(_joined(coming, key)))


def _joined(rows: pd.DataFrame, key: tuple[str, ...]) -> list[str]:
    return ["\x1f".join(record) for record in rows[list(key)].to_numpy()]


def _differs(
    present: pd.DataFrame, coming: pd.DataFrame, at: npt.NDArray[np.intp]
) -> npt.NDArray[np.bool_]:
    """Return where a row that comes says something else than the row with its key."""
    told = np.zeros(coming.shape, dtype=bool)
    known = at >= 0
    if known.any():
        told[known] = coming.to_numpy()[known] != present.to_numpy()[at[known]]
        told[:, [name in _ORIGIN for name in coming.columns]] = False
    return told


def _conflicts(
    present: pd.DataFrame,
    coming: pd.DataFrame,
    at: npt.NDArray[np.intp],
    differs: npt.NDArray[np.bool_],
    schema: Schema,
) -> pd.DataFrame:
    """Tell for each row in conflict in what it differs; the row that is there stays."""
    rows = np.flatnonzero(differs.any(axis=1))
    old, new = present.to_numpy(dtype=object), coming.to_numpy(dtype=object)
    titles = [field.title if (field := schema.field(str(name))) else str(name) for name in coming]
    sentences = []
    for row in rows.tolist():
        columns = np.flatnonzero(differs[row]).tolist()
        parts = [
            _("{column}: tersimpan “{old}”, berkas ini “{new}”").format(
                column=titles[column],
                old=shown(old[at[row], column]),
                new=shown(new[row, column]),
            )
            for column in columns[:_COLUMNS_NAMED]
        ]
        more = len(columns) - _COLUMNS_NAMED
        parts += [_("dan {n} kolom lain").format(n=more)] if more > 0 else []
        sentences.append(_("sudah ada dengan isi lain; {parts}").format(parts="; ".join(parts)))
    reasons = [Reason.CONFLICT] * len(rows)
    return faults.at_rows(coming, rows, ", ".join(schema.primary_key), reasons, sentences)
