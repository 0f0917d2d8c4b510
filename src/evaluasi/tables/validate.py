"""A sheet of text against a schema: typed rows, and a table of every fault.

Each distinct text of a column is read once and the result spread over its rows: columns repeat
themselves, so this is as fast as vectorised checks and says exactly what is wrong with a cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import cells, faults, keys
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.reading import Sheet
from evaluasi.tables.schemas import Field, Schema
from evaluasi.text import _

# What stands in a required column of a row that is not taken; it never leaves this module.
_FILLER = 0


@dataclass(frozen=True, eq=False)
class Checked:
    """What became of the rows: ``len(rows) + len(rejected)`` rows were read.

    Attributes
    ----------
    rows : pandas.DataFrame
        Typed rows without a fault.
    rejected : pandas.DataFrame
        Text of the rows with at least one fault.
    faults : pandas.DataFrame
        One row per fault, columns `faults.COLUMNS`.
    """

    rows: pd.DataFrame
    rejected: pd.DataFrame
    faults: pd.DataFrame


def check_header(sheet: Sheet, schema: Schema) -> list[Fault]:
    """Tell which columns a sheet lacks, has twice, or has without a place in the schema."""
    header, wanted = sheet.header, schema.columns
    if len(header) == 1 and len(wanted) > 1 and ";" in header[0]:
        sentence = _("kolom dipisahkan titik koma; simpan ulang sebagai CSV dengan koma")
        return [Fault(sheet.file, Reason.DELIMITER, sentence)]
    missing = [name for name in wanted if name not in header]
    extra = [name for name in dict.fromkeys(header) if name not in wanted]
    repeated = [name for name in dict.fromkeys(header) if header.count(name) > 1]
    told = [
        (Reason.MISSING_COLUMN, missing, _("kolom ini disebut deskriptor, tetapi tidak ada")),
        (
            Reason.EXTRA_COLUMN,
            extra,
            _("kolom ini tidak disebut deskriptor; hapus, atau jelaskan pada “fields”"),
        ),
        (Reason.REPEATED_COLUMN, repeated, _("kolom ini ada lebih dari sekali")),
    ]
    return [
        Fault(sheet.file, reason, sentence, baris=1, kolom=name)
        for reason, names, sentence in told
        for name in names
    ]


def check_rows(text: pd.DataFrame, schema: Schema) -> Checked:
    """Type the rows of a sheet of text; columns must be those of the schema, in any order.

    Parameters
    ----------
    text : pandas.DataFrame
        Text as `reading` gives it, index (berkas, lembar, baris).
    schema : Schema
        What the rows must satisfy; foreign keys are checked by `keys.missing_targets`.
    """
    columns: dict[str, Any] = {}
    found = []
    good = np.ones(len(text), dtype=bool)
    for field in schema.fields:
        values, unfit = _read_column(text[field.name].to_numpy(), field, schema.missing)
        columns[field.name] = values
        rows = np.flatnonzero(unfit != None)  # noqa: E711 - elementwise over an object array
        if len(rows):
            good[rows] = False
            found.append(_cell_faults(text, rows, field.name, unfit[rows]))
    repeated = keys.repeated(text, schema)
    good[repeated.rows] = False
    typed = pd.DataFrame(columns, index=text.index)
    return Checked(typed[good], text[~good], faults.join([*found, repeated.faults]))


def empty(schema: Schema) -> pd.DataFrame:
    """Return the table without rows, its columns typed."""
    return pd.DataFrame({field.name: _array([], field) for field in schema.fields})


def missing_column(field: Field, length: int) -> Any:
    """Return a column of missing values of the field's type."""
    return _array([None] * length, field)


def _read_column(
    text: npt.NDArray[np.object_], field: Field, missing: tuple[str, ...]
) -> tuple[Any, npt.NDArray[np.object_]]:
    """Return the typed column and, per row, what is wrong with the cell or None."""
    codes, distinct = pd.factorize(text)
    read = cells.reader(field, missing)
    values: list[Any] = []
    unfit = np.full(len(distinct), None, dtype=object)
    for place, cell in enumerate(distinct):
        try:
            values.append(read(cell))
        except cells.CellError as fault:
            values.append(None)
            unfit[place] = fault
    return _array(values, field).take(codes), unfit[codes]


def _array(values: list[Any], field: Field) -> Any:
    if field.type == "integer":
        if field.required:
            return np.array([_FILLER if v is None else v for v in values], dtype="int64")
        return pd.array(values, dtype="Int64")
    if field.type == "number":
        return np.array([np.nan if v is None else v for v in values], dtype="float64")
    if field.type in ("date", "yearmonth"):
        return pd.array(values, dtype="datetime64[s]")
    return pd.array(values, dtype="str")


def _cell_faults(
    text: pd.DataFrame, rows: npt.NDArray[np.intp], column: str, unfit: npt.NDArray[np.object_]
) -> pd.DataFrame:
    return faults.at_rows(
        text,
        rows,
        column,
        [fault.reason for fault in unfit],
        [fault.sentence for fault in unfit],
    )
