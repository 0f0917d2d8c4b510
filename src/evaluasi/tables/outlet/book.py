"""Tables as a workbook or a CSV file that is safe to open and good to read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from openpyxl import Workbook

from evaluasi.errors import OutputError
from evaluasi.tables.neutral import neutral
from evaluasi.tables.outlet.saving import save_workbook
from evaluasi.tables.outlet.sheets import SheetOut, add_sheet, require_fit
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

__all__ = ["SheetOut", "csv_bytes", "save", "save_workbook"]


def save(path: Path, sheets: Sequence[SheetOut], provenance: Provenance | None = None) -> Path:
    """Write tables as a workbook, one sheet each; the same tables give the same bytes.

    Text that could run as a formula is neutralised. Simulated data carry the word SIMULASI.

    Parameters
    ----------
    path : pathlib.Path
        The xlsx file; its folder is made as needed.
    sheets : sequence of SheetOut
        At least one.
    provenance : Provenance, optional
        Of all sheets; by default of each frame its own.

    Raises
    ------
    OutputError
        For another kind of file, when the file can't be written, or a table is larger than a sheet
        can be.
    """
    if path.suffix.lower() != ".xlsx":
        raise OutputError(
            _("Hasil ini ditulis sebagai buku kerja .xlsx, bukan {name}.").format(name=path.name),
            _("Tulis nama yang berakhir .xlsx pada --keluaran."),
        )
    # All of them first: a sheet that is begun must be finished.
    for sheet in sheets:
        require_fit(sheet)
    workbook = Workbook(write_only=True)
    for sheet in sheets:
        add_sheet(workbook, sheet, provenance)
    return save_workbook(workbook, path)


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV for Excel: UTF-8 with its mark, CRLF, no text that could run.

    The index is not written; headings stay as they are.
    """
    shown = frame.rename(columns=neutral)
    for place in range(shown.shape[1]):
        column = shown.iloc[:, place]
        if not pd.api.types.is_numeric_dtype(column):
            shown.isetitem(place, column.astype(object).map(neutral).array)
    text: str = shown.to_csv(index=False, lineterminator="\r\n")
    # Half a surrogate pair is no character; Excel would refuse the whole file for it.
    return b"\xef\xbb\xbf" + text.encode("utf-8", errors="replace")
