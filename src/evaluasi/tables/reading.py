"""Reading files as text: nothing is interpreted here, so nothing can be misread.

A sheet of text carries in its index where each row stands (berkas, lembar, baris), so that every
later fault can name its place, also after several files were put together.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd

from evaluasi.tables.faults import Fault, Reason
from evaluasi.text import _

PLACE = ("berkas", "lembar", "baris")


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of text.

    Attributes
    ----------
    file : str
        Name of the file, as shown to the user.
    header : tuple of str
        Names as printed in the first row.
    rows : pandas.DataFrame
        One text column per name of the header; index levels `PLACE`.
    faults : tuple of Fault
        What could not be read.
    """

    file: str
    header: tuple[str, ...]
    rows: pd.DataFrame
    faults: tuple[Fault, ...] = ()


def read_csv(content: bytes, file: str, delimiter: str = ",") -> Sheet:
    """Read a UTF-8 CSV file; blank lines are left out but keep their row number.

    Parameters
    ----------
    content : bytes
        The whole file, with or without a byte order mark.
    file : str
        The name under which faults are told.
    delimiter : str
        One character.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _unreadable(file, _("berkas tidak berkode UTF-8; simpan ulang sebagai “CSV UTF-8”"))
    try:
        # Strict: a quote out of place must not silently swallow the rows after it.
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        return _unreadable(file, _("tanda kutip di dalam berkas tidak berpasangan"))
    if not records or not records[0]:
        return _unreadable(file, _("berkas kosong: baris judul kolom tidak ada"))
    header = records[0]
    numbered = [(number, record) for number, record in enumerate(records[1:], 2) if record]
    whole = [(number, record) for number, record in numbered if len(record) == len(header)]
    ragged = [
        Fault(file, Reason.CELL_COUNT, _cell_count(len(record), len(header)), baris=number)
        for number, record in numbered
        if len(record) != len(header)
    ]
    return Sheet(file, tuple(header), frame(file, header, whole), tuple(ragged))


def frame(file: str, header: list[str], rows: list[tuple[int, list[str]]]) -> pd.DataFrame:
    """Lay numbered rows of text out as columns, with their places as the index."""
    columns = (
        zip(*(record for _number, record in rows), strict=True) if rows else [()] * len(header)
    )
    numbers = [number for number, _record in rows]
    place = pd.MultiIndex.from_arrays(
        [
            pd.Index([file] * len(rows), dtype=object),
            [""] * len(rows),
            pd.Index(numbers, dtype=int),
        ],
        names=PLACE,
    )
    # Object columns: converting to pandas text here would only cost time before typing.
    data = {
        name: np.array(cells, dtype=object) for name, cells in zip(header, columns, strict=True)
    }
    return pd.DataFrame(data, index=place, columns=pd.Index(list(data), dtype=object))


def _cell_count(found: int, expected: int) -> str:
    return _("baris ini berisi {found} sel, seharusnya {expected}").format(
        found=found, expected=expected
    )


def _unreadable(file: str, sentence: str) -> Sheet:
    return Sheet(file, (), frame(file, [], []), (Fault(file, Reason.UNREADABLE, sentence),))
