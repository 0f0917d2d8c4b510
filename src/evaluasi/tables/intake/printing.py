"""The outcome of a check as text for a terminal."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Sequence

import pandas as pd
from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from evaluasi.tables.faults import shown
from evaluasi.tables.intake.result import Intake
from evaluasi.text import _, number

MAX_FAULTS = 40
_WIDEST = 160
_NARROWEST = 60
_TOTALS = ("dibaca", "diterima", "dikarantina", "dilewati")


def totals(intake: Intake) -> str:
    """Lay out what was read, taken and held, per file and sheet."""
    head = (_("Berkas"), _("Lembar"), _("Tabel"), _("Tata letak"), *map(str.capitalize, _TOTALS))
    names = ("berkas", "lembar", "tabel", "tata_letak")
    rows = [
        [*(str(row[name]) for name in names), *(number(row[name]) for name in _TOTALS)]
        for row in intake.counts.to_dict("records")
    ]
    if len(rows) > 1:
        sums = [number(intake.total(name)) for name in _TOTALS]
        rows.append([_("Jumlah"), "", "", "", *sums])
    return _printed([_table(head, rows, numeric=4)]) if rows else ""


def fault_list(intake: Intake) -> str:
    """Lay out the first faults, sheet by sheet: cell, column, value, what is wrong, what to do."""
    first = intake.rejected.head(MAX_FAULTS)
    parts: list[RenderableType] = []
    for (file, sheet), group in first.groupby(["berkas", "lembar"], sort=False):
        place = _("{file}, lembar {sheet}").format(file=file, sheet=sheet) if sheet else str(file)
        head = (_("Sel"), _("Kolom"), _("Nilai"), _("Kesalahan dan perbaikannya"))
        parts += [Text(f"\n{place}", style="bold"), _table(head, _rows(group))]
    return _printed(parts)


def _rows(group: pd.DataFrame) -> Iterable[Sequence[str]]:
    for fault in group.to_dict("records"):
        row = "" if pd.isna(fault["baris"]) else _("baris {row}").format(row=fault["baris"])
        sentence = f"{fault['kalimat'].rstrip('.')}. {fault['perbaikan']}".strip()
        yield fault["sel"] or row, fault["kolom"], shown(fault["nilai"]), sentence


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numeric: int = 0) -> Table:
    """Lay out a table, its last columns set right where they are numbers."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for place, name in enumerate(head):
        right = place >= len(head) - numeric
        table.add_column(name, justify="right" if right else "left", overflow="fold")
    for row in rows:
        # Text, not a string: brackets in a cell are no markup.
        table.add_row(*(Text(cell) for cell in row))
    return table


def _printed(parts: Iterable[RenderableType]) -> str:
    width = min(max(shutil.get_terminal_size((120, 40)).columns, _NARROWEST), _WIDEST)
    console = Console(file=io.StringIO(), width=width, color_system=None)
    for part in parts:
        console.print(part)
    file = console.file
    assert isinstance(file, io.StringIO)
    return "\n".join(line.rstrip() for line in file.getvalue().strip("\n").splitlines())
