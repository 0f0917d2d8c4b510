"""Sheets drawn as text: cells between bars, a blank cell where nothing stands."""

from __future__ import annotations

from pathlib import Path

from evaluasi.tables.files.grid import Book, Grid
from evaluasi.tables.intake.checking import check_books
from evaluasi.tables.intake.context import Context


def cell(text):
    """Numbers become numbers; everything else is text, nothing is blank."""
    bare = text.strip()
    try:
        return int(bare) if bare.lstrip("-").isdigit() else float(bare)
    except ValueError:
        return bare or None


def grid(drawing, sheet="Lembar1", **more):
    """Read a drawing; a line that holds only a dot is a blank row."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    rows = [[None] if line == "." else [cell(part) for part in line.split("|")] for line in lines]
    width = max(map(len, rows))
    return Grid(
        "berkas.xlsx", sheet, [[*row, *[None] * (width - len(row))] for row in rows], **more
    )


def check(drawing, sheet="Lembar1", merged=(), **known):
    drawn = grid(drawing, sheet, merged=merged)
    book = Book(Path("berkas.xlsx"), "berkas.xlsx", "xlsx", (drawn,))
    return check_books([book], Context(**known))


def told(found):
    """List the faults as they would be drawn: baris | kolom | alasan."""
    columns = (found.rejected[name] for name in ("sel", "kolom", "alasan"))
    return [" | ".join(fault) for fault in zip(*columns, strict=True)]


def passed(found):
    return [f"{row} {why}" for row, why in found.skipped[["baris", "sebab"]].to_numpy()]


def values(frame, *columns):
    """Write the rows of some columns as text, the places left out."""
    shown = frame[list(columns)].astype(object).where(frame[list(columns)].notna(), "")
    return [" | ".join(str(value) for value in row) for row in shown.to_numpy()]
