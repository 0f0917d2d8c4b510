"""Rows that wait: a workbook per table that can be mended in Excel and imported again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

from evaluasi.errors import DatasetError
from evaluasi.tables import schemas
from evaluasi.tables.neutral import restored
from evaluasi.tables.outlet import held
from evaluasi.tables.outlet.book import SheetOut, save
from evaluasi.tables.outlet.saving import unwritable
from evaluasi.tables.outlet.sheets import heading
from evaluasi.tables.provenance import Provenance
from evaluasi.tables.schemas import Schema
from evaluasi.text import _, is_missing

ORIGIN = "asal"
SEAL = "sidik"
"""Digest of a row as it was written: a row that differs from it was mended by hand."""
_LOOK = 40


@dataclass(frozen=True, eq=False, slots=True)
class Outcome:
    """What one import says about the rows of a table.

    Attributes
    ----------
    held : pandas.DataFrame
        Rows that were not accepted: text in the schema's columns behind `held.REASONS`; index
        (berkas, lembar, baris).
    accepted : pandas.DataFrame
        Text of all rows that were accepted, same index.
    taken : pandas.DataFrame
        Of these, the rows that are new or replaced another.
    here : str
        Name under which the quarantine itself was among the files; "" where it was not.
    """

    held: pd.DataFrame
    accepted: pd.DataFrame
    taken: pd.DataFrame
    here: str = ""


def path_of(folder: Path, table: str) -> Path:
    """Return where the rows of a table wait."""
    return folder / f"karantina_{table}.xlsx"


def read(path: Path, table: str) -> pd.DataFrame:
    """Read the rows that wait, as they stand in the workbook.

    Returns
    -------
    pandas.DataFrame
        Columns `ORIGIN`, `held.REASONS`, `SEAL`, those of the schema, then others under their
        headings; index: number of the sheet's row. Without rows where there is no such file.

    Raises
    ------
    DatasetError
        Where the file is not as we wrote it: what it holds must not be lost.
    """
    headings = _headings(table)
    if not path.exists():
        return pd.DataFrame(columns=list(headings), dtype=object)
    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
        rows = [list(row) for row in workbook.worksheets[0].iter_rows(values_only=True)]
    except Exception as fault:  # openpyxl answers odd files with any error of Python's
        raise _foreign(path) from fault
    wanted = list(headings.values())
    found = (n for n, row in enumerate(rows[:_LOOK]) if row[: len(wanted)] == wanted)
    header = next(found, None)
    if header is None:
        raise _foreign(path)
    more = rows[header][len(wanted) :]
    columns = [*headings, *(str(name) if name else f"({n})" for n, name in enumerate(more))]
    body = {
        number: [_given(cell) for cell in row]
        for number, row in enumerate(rows[header + 1 :], header + 2)
        if any(cell is not None for cell in row[3:])
    }
    return pd.DataFrame.from_dict(body, orient="index", columns=columns, dtype=object)


def settle(waiting: pd.DataFrame, outcome: Outcome, table: str) -> pd.DataFrame:
    """Return the rows that wait after an import: what was accepted since leaves, what came joins.

    A waiting row leaves where it was read again from the quarantine itself, where a row with its
    key was taken, or where its own file was read again and its row there is still much the same.
    Nothing else leaves; a row that was mended here and not imported yet is not replaced by what
    its own file still says.
    """
    schema = schemas.get(table)
    columns = list(schema.columns)
    extra = [name for name in outcome.held if name not in (held.REASONS, *columns)]
    coming = outcome.held.rename(columns={name: heading(name) for name in extra})
    coming.insert(0, ORIGIN, [_origin(place, waiting, outcome.here) for place in coming.index])
    coming.insert(2, SEAL, [_seal(_texts(row, columns)) for _place, row in coming.iterrows()])
    reread = {
        row
        for rows in (outcome.held, outcome.accepted)
        for file, _sheet, row in rows.index
        if outcome.here and file == outcome.here
    }
    keys = {tuple(record) for record in outcome.taken[list(schema.primary_key)].to_numpy()}
    again: dict[str, list[list[str]]] = {}
    for rows in (outcome.accepted, outcome.held):
        for place, record in zip(rows.index, rows[columns].to_numpy().tolist(), strict=True):
            again.setdefault(held.origin(place), []).append(record)
    same = {tuple(record) for record in coming[columns].to_numpy()}
    texts = [_texts(row, columns) for _number, row in waiting.iterrows()]
    mended = [_plain(seal) != _seal(own) for seal, own in zip(waiting[SEAL], texts, strict=True)]
    stays = [
        number not in reread
        and tuple(_plain(row[name]) for name in schema.primary_key) not in keys
        and (by_hand or not _alike(own, again.get(_plain(row[ORIGIN]), []), schema))
        and tuple(own) not in same
        for own, by_hand, (number, row) in zip(texts, mended, waiting.iterrows(), strict=True)
    ]
    # What a mended row was before shall not join it.
    before = {_plain(seal) for seal, stay in zip(waiting[SEAL], stays, strict=True) if stay}
    coming = coming[~coming[SEAL].isin(before)]
    # A blank cell is read back as None.
    cells = [[cell or None for cell in row] for row in coming.to_numpy(dtype=object).tolist()]
    joining = pd.DataFrame(cells, columns=coming.columns, dtype=object)
    parts = [part for part in (waiting[stays], joining) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else waiting.iloc[:0]


def store(path: Path, table: str, rows: pd.DataFrame, origin: Provenance) -> None:
    """Write the rows that wait; without rows the file goes."""
    if rows.empty:
        try:
            path.unlink(missing_ok=True)
        except OSError as fault:
            raise unwritable(path, fault) from fault
        return
    title = _("Karantina: {table}").format(table=schemas.get(table).title)
    notes = [
        _("Baris di bawah ini belum masuk dataset. Sebabnya ada pada kolom Kesalahan."),
        _(
            "Perbaiki isinya, simpan, lalu impor berkas ini ke folder yang sama: "
            "evaluasi impor {path} --tabel {table} --ke {folder}"
        ).format(path=path, table=table, folder=path.parent),
        _(
            "Baris yang Anda ubah tetap seperti Anda tulis, juga bila berkas asalnya diimpor lagi. "
            "Kolom Sidik menandai keadaan semula; biarkan."
        ),
        _("Baris yang dihapus dari lembar ini tidak ditanyakan lagi."),
    ]
    headings = _headings(table)
    shown = rows.rename(columns=headings)
    widths = {headings[ORIGIN]: 28.0, headings[held.REASONS]: 50.0, headings[SEAL]: 8.0}
    save(path, [SheetOut(table, shown, title, notes, widths)], origin)


def _headings(table: str) -> Mapping[str, str]:
    titles = {field.name: field.title or field.name for field in schemas.get(table).fields}
    ours = {ORIGIN: _("Asal baris"), held.REASONS: _("Kesalahan"), SEAL: _("Sidik")}
    return ours | titles


def _seal(texts: list[str]) -> str:
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()[:12]


def _origin(place: tuple[str, str, int], waiting: pd.DataFrame, here: str) -> str:
    """Return where a row came from first, also after it waited here."""
    file, _sheet, number = place
    known = here and file == here and number in waiting.index
    return _plain(waiting.at[number, ORIGIN]) if known else held.origin(place)


def _given(cell: Any) -> Any:
    return restored(cell) if isinstance(cell, str) else cell


def _plain(cell: Any) -> str:
    if is_missing(cell):
        return ""
    return f"{cell:%Y-%m-%d}" if isinstance(cell, dt.datetime) else str(cell)


def _texts(row: Any, columns: list[str]) -> list[str]:
    return [_plain(row[name]) for name in columns]


def _alike(row: list[str], others: list[list[str]], schema: Schema) -> bool:
    """Tell whether a row is among others that stand where it stood.

    Alone there, it may have lost its key to mending: then half of what either fills must agree.
    """
    if len(others) != 1:
        key = [schema.columns.index(name) for name in schema.primary_key]
        return any(all(row[n] == other[n] for n in key) for other in others)
    pairs = [(mine, its) for mine, its in zip(row, others[0], strict=True) if mine or its]
    return 2 * sum(mine == its for mine, its in pairs) >= len(pairs)


def _foreign(path: Path) -> DatasetError:
    return DatasetError(
        _("Berkas karantina {path} tidak lagi tersusun seperti semula.").format(path=path),
        _("Pindahkan berkas itu ke folder lain (isinya tidak disentuh), lalu ulangi."),
    )
