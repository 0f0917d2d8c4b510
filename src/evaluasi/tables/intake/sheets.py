"""From one sheet to the tables on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files.grid import Grid
from evaluasi.tables.intake import bps, columns, forms, header, layouts, preamble, rows
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import Extract, Skipped, Spot
from evaluasi.tables.intake.header import Header
from evaluasi.tables.intake.preamble import Preamble
from evaluasi.tables.intake.rows import Body
from evaluasi.tables.reading import PLACE
from evaluasi.text import _, listing, number

_OUTCOMES = "capaian"
_TITLE_ROWS = 10
# No BPS table and no form is wider; looking at each cell of a wider sheet takes minutes.
_WIDEST = 300


@dataclass(slots=True)
class Sheet:
    """What came of one sheet; mutable while it is being read."""

    grid: Grid
    extracts: list[Extract] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    """Tables on the sheet that were not asked for."""
    passed: bool = False
    """Whether the sheet is our own list of faults, in a copy that was mended and sent again."""

    @property
    def place(self) -> str:
        """Words for the sheet, to begin a note with."""
        if not self.grid.sheet:
            return self.grid.file
        return _("{file}, lembar {sheet}").format(file=self.grid.file, sheet=self.grid.sheet)

    @property
    def all_notes(self) -> list[str]:
        """Notes on the sheet and those that its readers left, each with the place."""
        left = [f"{self.place}: {note}" for extract in self.extracts for note in extract.notes]
        return [*self.notes, *left]

    def note(self, sentence: str) -> None:
        """Add a note that begins with the place."""
        self.notes.append(f"{self.place}: {sentence}")


def read(grid: Grid, context: Context) -> Sheet:
    """Read every table on a sheet.

    Parameters
    ----------
    grid : Grid
    context : Context
        Its table, where given, is the only one that is read.
    """
    sheet = Sheet(grid)
    if _is_own(grid):
        sheet.passed = True
        return sheet
    _read_lists(sheet, context)
    if sheet.extracts and not grid.visible:
        sheet.note(_("lembar ini tersembunyi, tetapi ikut dibaca"))
    return sheet


def places(file: str, sheet: str, numbers: npt.NDArray[np.intp]) -> pd.MultiIndex:
    """Build the index that says where rows stand."""
    names = [np.array([name] * len(numbers), dtype=object) for name in (file, sheet)]
    return pd.MultiIndex.from_arrays([*names, numbers], names=PLACE)


def _read_lists(sheet: Sheet, context: Context) -> None:
    """Read the tables whose headings stand in a row, one below the other."""
    grid, start, first = sheet.grid, 0, Preamble()
    while start < len(grid.rows):
        said = _said(grid, start)
        head = header.find(grid, start, context.table, said)
        if head is None and not start and not _reads_otherwise(sheet, context):
            head = header.find_near(grid, context.table, said)
        if head is None:
            break
        above = _inherited(preamble.above(grid, head.first, start), first)
        first = first if start else above
        body = rows.body(grid, head, partial(_is_other, grid, head, context))
        table = head.match.table
        if context.table and table != context.table:
            sheet.others.append(table)
            words = _("dikenali sebagai tabel {table}; tidak dibaca karena yang diminta {asked}")
            sheet.note(words.format(table=table, asked=context.table))
        elif len(head.rivals) > 1:
            sheet.faults.append(_undecided(grid, head))
        else:
            sheet.extracts.append(_extract(sheet, head, body, above))
        start = body.end
    if len(sheet.extracts) > 1:
        words = _("memuat {n} tabel, masing-masing dibaca sendiri")
        sheet.note(words.format(n=number(len(sheet.extracts))))


def _reads_otherwise(sheet: Sheet, context: Context) -> bool:
    """Read a sheet without a row of headings: a BPS table, or a form of labels and values."""
    if len(sheet.grid.rows[0]) > _WIDEST:
        return False
    found = bps.read(sheet.grid, context) if context.table in (None, _OUTCOMES) else None
    if found is None:
        found = forms.read(sheet.grid, context)
    if found is not None:
        sheet.extracts.append(found)
    return found is not None


def _is_own(grid: Grid) -> bool:
    """Whether a sheet is the list of faults that a check put into its copy of the workbook."""
    if not grid.sheet.startswith(_("Pemeriksaan")):
        return False
    own = (_("Sel"), _("Lembar"), _("Baris"))
    return any(tuple(row[: len(own)]) == own for row in grid.rows[:_TITLE_ROWS])


def _said(grid: Grid, start: int) -> str:
    texts = [cell for row in grid.rows[start : start + _TITLE_ROWS] for cell in row]
    titles = [text for text in texts if isinstance(text, str) and " " in text]
    return " ".join([grid.sheet, *titles]).casefold()


def _inherited(own: Preamble, first: Preamble) -> Preamble:
    """Let a lower table on a sheet share what the top of the sheet says."""
    return replace(
        own,
        texts=(*first.texts, *own.texts),
        region=own.region or first.region,
        edition=own.edition or first.edition,
    )


def _is_other(grid: Grid, head: Header, context: Context, row: int) -> bool:
    """Whether another table begins at a row."""
    other = header.at(grid, row, context.table)
    if other is None or other.labels == head.labels:
        return False
    labels = [label for label in other.labels if label]
    return len(other.match.columns) > len(labels) / 2 and len(labels) > 2


def _undecided(grid: Grid, head: Header) -> Fault:
    words = _("judul kolom cocok dengan beberapa tabel: {tables}; sebut tabelnya dengan --tabel")
    return Fault(
        grid.file,
        Reason.CONTEXT,
        words.format(tables=listing(head.rivals)),
        lembar=grid.sheet,
        baris=grid.first + head.first,
    )


def _extract(sheet: Sheet, head: Header, body: Body, above: Preamble) -> Extract:
    head = columns.without_documents(head, body)
    grid, match = sheet.grid, head.match
    frame = pd.DataFrame(
        {name: body.cells[:, index] for index, name in match.columns.items()},
        index=places(grid.file, grid.sheet, body.numbers),
        dtype=object,
    )
    columns.remark(head, sheet.note)
    hidden = int(np.isin(body.numbers, list(grid.hidden_rows)).sum())
    if hidden:
        sheet.note(_("{n} baris tersembunyi ikut dibaca").format(n=number(hidden)))
    labels = {name: head.labels[index] for index, name in match.columns.items()}
    return Extract(
        table=match.table,
        layout=layouts.name_of(match.table, columns.own_labels(head)),
        rows=frame,
        headings=labels,
        skipped=tuple(Skipped(grid.file, grid.sheet, *line) for line in body.skipped),
        faults=columns.faults(grid, head, body, sheet.note),
        spots={name: Spot(index + 1) for index, name in match.columns.items()},
        above=above,
    )
