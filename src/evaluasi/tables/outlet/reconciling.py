"""Incoming rows against a whole dataset: which are taken, and which must wait and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import faults, reading, schemas
from evaluasi.tables.outlet import merging, sourcing, texts
from evaluasi.tables.outlet.merging import NEW, REPLACED, Merged
from evaluasi.tables.outlet.package import Package
from evaluasi.tables.outlet.sourcing import Sent, Told

# Stands in no name of a sheet.
_MARK = "\x1f"


@dataclass(frozen=True, eq=False, slots=True)
class Reconciled:
    """What an import would make of a dataset.

    Attributes
    ----------
    accepted : mapping of table name to frame of text
        Incoming rows that the dataset has now: new, known or replaced.
    merged : mapping of table name to Merged
        Those tables with their rows in.
    sources : pandas.DataFrame
        Rows that table ``sumber`` gains.
    held : mapping of table name to frame of text
        Incoming rows that must wait.
    faults : pandas.DataFrame
        Why, columns `faults.COLUMNS` and ``tabel``.
    """

    accepted: Mapping[str, pd.DataFrame]
    merged: Mapping[str, Merged]
    sources: pd.DataFrame
    held: Mapping[str, pd.DataFrame]
    faults: pd.DataFrame

    def taken(self, name: str) -> pd.DataFrame:
        """Return the rows of a table that are new or replace others."""
        return self.merged[name].rows(self.accepted[name], NEW, REPLACED)

    def changed(self) -> dict[str, pd.DataFrame]:
        """Return the whole text of each table that is not as it was."""
        whole = {name: part.text for name, part in self.merged.items() if len(self.taken(name))}
        if len(self.sources):
            whole["sumber"] = self.sources
        return whole


def reconcile(
    start: Package,
    incoming: Mapping[str, pd.DataFrame],
    files: Mapping[str, Sent],
    told: Told,
    *,
    update: bool,
) -> Reconciled:
    """Merge rows into a dataset until none is left that can't be in it.

    A row that must wait may be what another one points to; so this goes on until all that is left
    holds together.

    Parameters
    ----------
    start : Package
    incoming : mapping of table name to frame of text
        Canonical text, index (berkas, lembar, baris).
    files : mapping of file name to Sent
    told : Told
    update : bool
        Whether rows replace those with the same key.
    """
    numbered = {name: _numbered(rows) for name, rows in incoming.items()}
    left = dict(numbered)
    found: list[pd.DataFrame] = []
    while True:
        merged = {name: _merge(start, name, rows, update=update) for name, rows in left.items()}
        taken = {name: merged[name].rows(rows, NEW, REPLACED) for name, rows in left.items()}
        whole = dict(start.written) | {name: part.text for name, part in merged.items()}
        listed = whole.get("sumber", texts.empty("sumber"))
        added = sourcing.source_rows(taken, files, told, listed["sumber"])
        sources = _joined(listed, added)
        whole["sumber"] = sources
        conflicts = [part.conflicts.assign(tabel=name) for name, part in merged.items()]
        round_ = pd.concat([*conflicts, merging.unfit(whole, taken)], ignore_index=True)
        if round_.empty:
            break
        found.append(round_)
        left = {name: rows[~_at_fault(rows, round_, name)] for name, rows in left.items()}
    late = pd.concat(found, ignore_index=True) if found else faults.table().assign(tabel="")
    held = {name: rows[_at_fault(rows, late, name)] for name, rows in numbered.items()}
    return Reconciled(
        accepted={name: _placed(rows) for name, rows in left.items()},
        merged=merged,
        sources=sources if len(added) else texts.empty("sumber"),
        held={name: _placed(rows) for name, rows in held.items()},
        faults=late.assign(lembar=[_sheet(name) for name in late["lembar"]]),
    )


def _numbered(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell rows apart that came from one row of a sheet (a value per year): number their sheet."""
    number = rows.groupby(level=list(reading.PLACE), sort=False).cumcount().to_numpy()
    file, sheet, row = (rows.index.get_level_values(level) for level in reading.PLACE)
    marked = [f"{name}{_MARK}{n}" if n else name for name, n in zip(sheet, number, strict=True)]
    return rows.set_axis(pd.MultiIndex.from_arrays([file, marked, row], names=reading.PLACE))


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows the sheet's own name back."""
    file, marked, row = (rows.index.get_level_values(level) for level in reading.PLACE)
    sheet = [_sheet(name) for name in marked]
    return rows.set_axis(pd.MultiIndex.from_arrays([file, sheet, row], names=reading.PLACE))


def _sheet(marked: Any) -> str:
    return str(marked).partition(_MARK)[0]


def _merge(start: Package, name: str, rows: pd.DataFrame, *, update: bool) -> Merged:
    present = start.present.get(name, texts.empty(name))
    written = start.written.get(name, texts.empty(name))
    return merging.merge(present, written, rows, schemas.get(name), update=update)


def _at_fault(rows: pd.DataFrame, found: pd.DataFrame, table: str) -> npt.NDArray[np.bool_]:
    own = found[found["tabel"] == table]
    places = set(zip(*(own[level] for level in reading.PLACE), strict=True))
    return np.array([place in places for place in rows.index], dtype=bool)


def _joined(listed: pd.DataFrame, added: pd.DataFrame) -> pd.DataFrame:
    added = added.reindex(columns=listed.columns, fill_value="")
    added.index = pd.MultiIndex.from_arrays([[""] * len(added)] * 3, names=reading.PLACE)
    return pd.concat([listed, added]) if len(added) else listed
