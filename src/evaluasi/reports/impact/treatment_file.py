"""Treatment from a file of one's own: columns kode and tahun, one row per region."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from evaluasi.errors import DatasetError, ParameterError
from evaluasi.impact.panel.starts import NEVER_WORDS, UNKNOWN_WORD
from evaluasi.reports.impact.treatment import Treatment
from evaluasi.tables.files import Cell, open_file
from evaluasi.text import _

NEVER, NOT_ON_FILE = 0, -1


def from_file(path: Path, known: set[str]) -> Treatment:
    """Read a file of first treated years.

    A region that the file does not name, or names without a year, never started. The year is the
    first exposed one: no lag is added.

    Parameters
    ----------
    path : path
        CSV or spreadsheet.
    known : set of str
        Codes of the dataset.

    Raises
    ------
    ParameterError
        When the file can't be read or lacks the columns.
    DatasetError
        With every row that can't be used.
    """
    found: dict[str, int] = {}
    faults: list[str] = []
    for line, code, year in _rows(path):
        name = code.strip() if isinstance(code, str) else code
        if isinstance(name, float | int):
            told = _("baris {line}: kode {code} terbaca sebagai angka; tulis sebagai teks")
            faults.append(told.format(line=line, code=name))
        elif not isinstance(name, str) or name not in known:
            told = _("baris {line}: kode “{code}” tidak ada pada dataset")
            faults.append(told.format(line=line, code=name))
        elif name in found:
            told = _("baris {line}: kode {code} ditulis dua kali")
            faults.append(told.format(line=line, code=name))
        elif (value := _year(year)) is None:
            told = _("baris {line}: tahun “{year}” bukan tahun; kosongkan bila tidak pernah mulai")
            faults.append(told.format(line=line, year=year))
        else:
            found[name] = value
    if faults:
        raise DatasetError(
            _("Berkas perlakuan {file} belum dapat dipakai.").format(file=path.name),
            _("Perbaiki baris yang disebut, lalu jalankan lagi."),
            faults,
        )
    started = sorted((code, year) for code, year in found.items() if year > 0)
    frame = pd.DataFrame(started, columns=["kode", "tahun"]).assign(pasti=True, sumber=None)
    return Treatment(
        word=str(path),
        name=_("perlakuan menurut berkas {file}").format(file=path.name),
        short=path.stem,
        recorded=_("tahun mulai"),
        lag=0,
        lag_reason=_("tahun pada berkas adalah tahun terpapar pertama"),
        records=frame,
        complete=True,
        unknown=tuple(sorted(code for code, year in found.items() if year == NOT_ON_FILE)),
        remarks=(
            _("Wilayah yang tidak disebut berkas, atau tanpa tahun, dianggap tidak pernah mulai."),
        ),
    )


def _rows(path: Path) -> Iterable[tuple[int, Cell, Cell]]:
    """Return row number, code and year of each filled row of the sheet that has both columns."""
    book = open_file(path)
    if book.faults:
        told = [fault.kalimat for fault in book.faults]
        raise ParameterError(
            _("Berkas perlakuan {path} tidak terbaca.").format(path=path), "", told
        )
    for grid in book.grids:
        for place, row in enumerate(grid.rows):
            head = [str(cell or "").strip().casefold() for cell in row]
            if {"kode", "tahun"} <= set(head):
                return _filled(grid.rows[place + 1 :], head, grid.first + place + 1)
    raise ParameterError(
        _("Berkas {path} tidak punya kolom kode dan tahun.").format(path=path),
        _("Tulis satu baris per wilayah: kolom kode (teks, misalnya 35.79) dan tahun."),
    )


def _filled(
    rows: Sequence[Sequence[Cell]], head: list[str], first: int
) -> list[tuple[int, Cell, Cell]]:
    code, year = head.index("kode"), head.index("tahun")
    numbered = enumerate(rows, start=first)
    return [(line, row[code], row[year]) for line, row in numbered if row[code] is not None]


def _year(cell: Cell) -> int | None:
    """Return a year, `NEVER`, `NOT_ON_FILE`, or None for what is none of them."""
    text = "" if cell is None else str(cell).strip().lower().removesuffix(".0")
    if text in NEVER_WORDS or text == "0":
        return NEVER
    if text == UNKNOWN_WORD:
        return NOT_ON_FILE
    return int(text) if text.isdigit() and len(text) == 4 else None
