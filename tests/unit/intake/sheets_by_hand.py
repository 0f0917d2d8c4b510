"""Sheets built by hand, as `files.open_file` would give them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd

from evaluasi.tables.files.grid import Book, Grid
from evaluasi.tables.intake.checking import check_books
from evaluasi.tables.intake.context import Context

FILE = "berkas.xlsx"
PORTAL = (
    "No",
    "Judul Inovasi",
    "Pemda",
    "Admin OPD",
    "Inisiator",
    "Nama Inisiator",
    "Bentuk Inovasi",
    "Jenis",
    "Asta Cipta",
    "Urusan Utama",
    "Urusan lain yang beririsan",
    "Kematangan",
    "Tahapan Inovasi",
    "Tanggal Input",
    "Tanggal Penerapan",
    "Tanggal Pengembangan",
    "Video",
)
ENTRY = (
    1,
    "SIPADU",
    "Kota Batu",
    "Dinas Kesehatan",
    "OPD",
    "Budi Santoso",
    "Pelayanan Publik",
    "Digital",
    "Asta Cita 4",
    "Kesehatan",
    "Sosial; Pangan",
    84.5,
    "Penerapan",
    "2026-02-01",
    dt.date(2024, 3, 1),
    None,
    "https://contoh.id/v",
)


def grid(*rows, sheet="Lembar1", file=FILE, **more):
    """Make the rows rectangular, as a grid has them."""
    width = max(map(len, rows), default=0)
    cells = [[*row, *[None] * (width - len(row))] for row in rows]
    return Grid(file, sheet, cells, **more)


def book(*grids, file=FILE, **more):
    return Book(Path(file), file, "xlsx", grids, **more)


def check(*rows, context=None, **more):
    """Check one sheet."""
    return check_books([book(grid(*rows, **more))], context or Context())


def reasons(found):
    """List place and reason of each fault: (row or None, heading, reason)."""
    rows = [None if pd.isna(row) else int(row) for row in found.rejected["baris"]]
    return list(zip(rows, found.rejected["kolom"], found.rejected["alasan"], strict=True))


def skipped(found):
    return dict(zip(found.skipped["baris"], found.skipped["sebab"], strict=True))
