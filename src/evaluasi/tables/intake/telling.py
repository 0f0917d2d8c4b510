"""Faults as the user reads them: own headings, the cell, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import pandas as pd

from evaluasi.tables import schemas
from evaluasi.tables.faults import Fault, Reason
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


def table(lines: Iterable[Line], sheets: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Lay faults out in the order in which a reader of the files meets them, each once.

    A cell that went into several rows of a table would be told once for each.

    Parameters
    ----------
    lines : iterable of tuple
    sheets : sequence of (str, str)
        Every file and sheet in the order in which they were opened.
    """
    frame = pd.DataFrame(list(dict.fromkeys(lines)), columns=list(REJECTED))
    frame = frame.astype(dict.fromkeys(REJECTED, "str") | {"baris": "Int64"})
    met = {place: order for order, place in enumerate(dict.fromkeys(sheets))}
    places = zip(frame["berkas"], frame["lembar"], strict=True)
    # A fault of a whole file comes before those of its sheets.
    order = pd.Series([met.get(place, -1) for place in places], index=frame.index, dtype="int64")
    files = {file: order for order, (file, _sheet) in reversed(list(enumerate(sheets)))}
    keys = pd.DataFrame(
        {
            "file": frame["berkas"].map(lambda file: files.get(file, -1)).astype("int64"),
            "sheet": order,
            "row": frame["baris"].fillna(0).astype("int64"),
        }
    )
    ranked = keys.sort_values(["file", "sheet", "row"], kind="stable").index
    return frame.loc[ranked].reset_index(drop=True)


@cache
def _words(table_name: str, column: str, reason: Reason, value: str) -> tuple[str, str]:
    field = schemas.get(table_name).field(column)
    expected = wording.expected(field) if field is not None else ""
    return expected, wording.remedy(reason, field, value)
