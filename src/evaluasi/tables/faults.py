"""Faults in data: a closed list of reasons, and one table that holds every fault of a run."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.text import _

COLUMNS = ("berkas", "lembar", "baris", "kolom", "nilai", "alasan", "kalimat")
_SHOWN_LENGTH = 60


class Reason(StrEnum):
    """Why a cell, a row or a file is not taken; the value stands in column ``alasan``."""

    NO_FILE = "berkas_hilang"
    UNREADABLE = "berkas_tak_terbaca"
    DELIMITER = "pemisah_salah"
    MISSING_COLUMN = "kolom_hilang"
    EXTRA_COLUMN = "kolom_asing"
    REPEATED_COLUMN = "kolom_ganda"
    CELL_COUNT = "jumlah_sel"
    EMPTY = "kosong"
    NOT_INTEGER = "bukan_bilangan_bulat"
    NOT_NUMBER = "bukan_angka"
    NOT_DATE = "bukan_tanggal"
    NOT_MONTH = "bukan_bulan"
    NOT_LISTED = "di_luar_daftar"
    LOST_ZERO = "nol_hilang"
    PATTERN = "pola_salah"
    OUT_OF_RANGE = "di_luar_batas"
    REPEATED_KEY = "kunci_ganda"
    NO_SUCH_KEY = "rujukan_hilang"
    UNIT = "satuan_salah"
    WRONG_KIND = "jenis_berkas_salah"
    ENCRYPTED = "berkas_terkunci"
    BROKEN = "berkas_rusak"
    TOO_LARGE = "terlalu_besar"
    NO_HEADER = "judul_tak_dikenal"
    NO_VALUE = "rumus_tanpa_nilai"
    ERROR_CELL = "sel_galat"
    UNKNOWN_REGION = "wilayah_tak_dikenal"
    AMBIGUOUS_REGION = "wilayah_ganda"
    CONTEXT = "keterangan_kurang"
    CONFLICT = "bertentangan"


class Fault(NamedTuple):
    """One fault of a file or of one row of it; ``baris`` counts as a spreadsheet does."""

    berkas: str
    alasan: Reason
    kalimat: str
    lembar: str = ""
    baris: int | None = None
    kolom: str = ""
    nilai: str = ""


def table(faults: Iterable[Fault] = ()) -> pd.DataFrame:
    """Lay faults out as a table with columns `COLUMNS`."""
    return _typed(pd.DataFrame(list(faults), columns=list(Fault._fields)))


def at_rows(
    text: pd.DataFrame,
    rows: npt.NDArray[np.intp],
    column: str,
    reasons: Iterable[Reason],
    sentences: Iterable[str],
) -> pd.DataFrame:
    """Lay out faults in one column of a frame of text.

    Parameters
    ----------
    text : pandas.DataFrame
        Its index (berkas, lembar, baris) says where each row stands.
    rows : array of int, shape (n,)
        Positions of the faulty rows.
    column : str
        The column at fault; several columns of one key are joined by a comma.
    reasons, sentences : iterables of length n
    """
    place = text.index[rows]
    return _typed(
        pd.DataFrame(
            {
                **{name: place.get_level_values(name) for name in COLUMNS[:3]},
                "kolom": column,
                "nilai": text[column].to_numpy()[rows] if column in text else "",
                "alasan": list(reasons),
                "kalimat": list(sentences),
            }
        )
    )


def join(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Put tables of faults together, in the order in which a reader of the files meets them."""
    # Leaving empty tables out keeps the column types.
    found = [part for part in tables if len(part)]
    if not found:
        return table()
    return (
        pd.concat(found)
        .sort_values(["berkas", "lembar", "baris"], kind="stable")
        .reset_index(drop=True)
    )


def lines(faults: pd.DataFrame) -> tuple[str, ...]:
    """Tell each fault in one line: where it stands, then the sentence."""
    rows = [None if pd.isna(row) else int(row) for row in faults["baris"]]
    places = zip(faults["berkas"], faults["lembar"], rows, faults["kolom"], strict=True)
    told = zip(places, faults["kalimat"], strict=True)
    return tuple(f"{_where(*place)}: {sentence}" for place, sentence in told)


def shown(value: str) -> str:
    """Shorten a value so that it fits in a sentence."""
    flat = " ".join(value.split())
    return flat if len(flat) <= _SHOWN_LENGTH else flat[: _SHOWN_LENGTH - 1] + "…"


def _where(file: str, sheet: str, row: int | None, column: str) -> str:
    place = [file]
    if sheet:
        place.append(_("lembar {sheet}").format(sheet=sheet))
    if row is not None:
        place.append(_("baris {row}").format(row=row))
    if column:
        place.append(_("kolom {column}").format(column=column))
    return ", ".join(place)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    kinds = dict.fromkeys(COLUMNS, "str") | {"baris": "Int64"}
    return frame[list(COLUMNS)].astype(kinds)
