"""Reading the tables of the index: rows of one edition, levels 0 to 3, each fault with its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.errors import ParameterError
from evaluasi.rubrics import MAX_LEVEL
from evaluasi.tables import provenance
from evaluasi.text import _, listing, number

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

COMPUTED = "dihitung"
NOTED = "dihitung dengan catatan"
NOT_COMPUTABLE = "tidak dapat dihitung"
STATUSES = (COMPUTED, NOTED, NOT_COMPUTABLE)


def require_columns(frame: pd.DataFrame, columns: Iterable[str], table: str) -> None:
    """Refuse a frame that lacks a column, naming all of them."""
    lacking = [column for column in columns if column not in frame.columns]
    if lacking:
        raise ParameterError(
            _("Tabel {table} tidak punya kolom {columns}.").format(
                table=table, columns=listing(lacking)
            ),
            _("Tambahkan kolom itu; isinya boleh kosong bila memang belum ada."),
        )


def holds_edition(frame: pd.DataFrame, edition: int) -> bool:
    """Tell whether a table has rows of an edition, or does not say of which edition it is."""
    return "tahun" not in frame.columns or bool((frame["tahun"] == edition).fillna(False).any())


def of_edition(frame: pd.DataFrame, edition: int, table: str) -> pd.DataFrame:
    """Keep the rows of one edition; a frame without column ``tahun`` is taken as that edition.

    Raises
    ------
    ParameterError
        Where rows exist and none is of the edition: rules of one edition never score another's.
    """
    if "tahun" not in frame.columns or frame.empty:
        return frame
    rows = frame[(frame["tahun"] == edition).fillna(False)]
    if rows.empty:
        held = sorted(int(year) for year in frame["tahun"].dropna().unique())
        raise ParameterError(
            _("Tabel {table} tidak memuat edisi {year}; isinya edisi {held}.").format(
                table=table, year=edition, held=listing(held)
            ),
            _(
                "Pakai aturan edisi yang sama, atau `rescore` untuk menilai ulang inovasi edisi "
                "lain."
            ),
        )
    return rows


def region_codes(frame: pd.DataFrame, table: str) -> pd.Series:
    """Return the column of codes as text; refuse rows without one, naming them."""
    require_columns(frame, ["kode"], table)
    lacking = frame["kode"].isna()
    if lacking.any():
        raise ParameterError(
            _("Tabel {table} memuat baris tanpa kode wilayah.").format(table=table),
            _("Isi kolom kode dengan kode Kemendagri."),
            [_("baris {row}").format(row=row) for row in names_of_rows(frame)[lacking]],
        )
    return frame["kode"].astype("str")


def names_of_rows(frame: pd.DataFrame) -> pd.Series:
    """Return what names each row to its user: its id, else its label in the frame."""
    if "id" in frame.columns:
        return frame["id"].astype("str")
    return pd.Series(frame.index.astype("str"), index=frame.index)


def level_matrix(frame: pd.DataFrame, columns: Sequence[str], table: str = "inovasi") -> Floats:
    """Return the levels as floats, rows × columns; an empty cell is NaN.

    Raises
    ------
    ParameterError
        Where a column is missing, or a cell is neither empty nor one of 0, 1, 2, 3: names the row
        and column of each.
    """
    require_columns(frame, columns, table)
    matrix = np.empty((len(frame), len(columns)))
    faults: list[str] = []
    for position, column in enumerate(columns):
        cells = frame[column]
        matrix[:, position] = values = to_floats(cells)
        wrong = cells.notna().to_numpy() & ~np.isin(values, range(MAX_LEVEL + 1))
        if wrong.any():
            faults += _wrong_cells(frame, column, wrong)
    if faults:
        raise wrong_levels(table, faults)
    return matrix


def to_floats(cells: pd.Series) -> Floats:
    """Return cells as floats; what is empty or no number becomes NaN."""
    return pd.to_numeric(cells, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def bare_rows(matrix: Floats) -> Flags:
    """Return which rows have no value at all."""
    return np.asarray(np.isnan(matrix).all(axis=1), dtype=np.bool_)


def wrong_levels(table: str, faults: Iterable[str]) -> ParameterError:
    """Make the error for levels outside 0 to 3."""
    return ParameterError(
        _("Tabel {table} memuat level di luar 0, 1, 2, 3.").format(table=table),
        _("Perbaiki sel itu; kosongkan bila belum diisi."),
        faults,
    )


def shown(value: Any) -> str:
    """Write a value that a user may have typed."""
    return number(value) if isinstance(value, int | float | np.number) else f"“{value}”"


def by_case(tell: Callable[..., str], *columns: Sequence[Any] | npt.NDArray[Any]) -> list[str]:
    """Tell each row of some columns, building each distinct sentence once."""
    rows = list(zip(*(list(column) for column in columns), strict=True))
    sentences = {case: tell(*case) for case in dict.fromkeys(rows)}
    return [sentences[case] for case in rows]


def merged_provenance(frames: Iterable[pd.DataFrame | None]) -> provenance.Provenance | None:
    """Return the union of where frames come from; None where that of one of them is lost."""
    parts = [provenance.of(frame) for frame in frames if frame is not None and len(frame)]
    known = [part for part in parts if part is not None]
    return provenance.Provenance.merge(*known) if known and len(known) == len(parts) else None


def _wrong_cells(frame: pd.DataFrame, column: str, wrong: Flags) -> list[str]:
    rows = names_of_rows(frame)[wrong]
    return [
        _("baris {row}, kolom {column}: {value}").format(row=row, column=column, value=shown(value))
        for row, value in zip(rows, frame.loc[wrong, column], strict=True)
    ]
