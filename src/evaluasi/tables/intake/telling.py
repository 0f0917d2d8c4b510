"""Faults as the user reads them: own headings, the cell, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd

from evaluasi.tables import schemas
from evaluasi.tables.faults import COLUMNS, Fault, Reason
from evaluasi.tables.intake import wording
from evaluasi.tables.intake.draft import CellFault, Draft
from evaluasi.tables.intake.result import REJECTED

Line = tuple[object, ...]


def line_of_cell(draft: Draft, fault: CellFault) -> Line:
    """Lay out the fault of a cell; several columns of a key are joined by a comma."""
    file, sheet, number = draft.extract.rows.index[fault.row]
    columns = fault.column.split(", ")
    shown = dict.fromkeys(draft.heading(column, fault.row) for column in columns)
    spots = dict.fromkeys(draft.spot(column, fault.row) for column in columns)
    expected, remedy = _words(draft.schema.name, columns[-1], fault.reason, fault.value)
    return (
        *(file, sheet, int(number), ", ".join(shown), fault.value, fault.reason.value),
        *(fault.sentence, expected, remedy, ", ".join(spot for spot in spots if spot)),
    )


def line_of_sheet(fault: Fault) -> Line:
    """Lay out the fault of a file, of a sheet, or of a row nothing was taken from."""
    remedy = wording.remedy(fault.alasan)
    return (
        *(fault.berkas, fault.lembar, fault.baris, fault.kolom, fault.nilai, fault.alasan.value),
        *(fault.kalimat, "", remedy, ""),
    )


def table(lines: Iterable[Line]) -> pd.DataFrame:
    """Lay faults out in the order in which a reader of the files meets them."""
    frame = pd.DataFrame(list(lines), columns=list(REJECTED))
    frame = frame.astype(dict.fromkeys(REJECTED, "str") | {"baris": "Int64"})
    order = [*COLUMNS[:3]]
    return frame.sort_values(order, kind="stable", na_position="first").reset_index(drop=True)


@cache
def _words(table_name: str, column: str, reason: Reason, value: str) -> tuple[str, str]:
    field = schemas.get(table_name).field(column)
    expected = wording.expected(field) if field is not None else ""
    return expected, wording.remedy(reason, field, value)
