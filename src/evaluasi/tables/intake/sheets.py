"""From one sheet to the tables on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from evaluasi.tables import schemas
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files.grid import Grid
from evaluasi.tables.intake import bps, forms, header, indicators, layouts, plain, preamble, rows
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.extract import Extract, Skipped, Spot
from evaluasi.tables.intake.header import Header
from evaluasi.tables.intake.preamble import Preamble
from evaluasi.tables.intake.rows import Body
from evaluasi.tables.reading import PLACE
from evaluasi.text import _, listing, number

_OUTCOMES = "capaian"
_TITLE_ROWS = 10
_NAMED = 8
_RUPIAH = "rupiah"
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|zip)$|^https?:", re.IGNORECASE)
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


def refusal(grid: Grid, context: Context) -> Fault:
    """Say that a sheet has no header that is known, and what comes nearest."""
    if not grid.rows:
        sentence = _("lembar ini kosong")
        return Fault(grid.file, Reason.NO_HEADER, sentence, lembar=grid.sheet)
    sentence = _("tidak ada baris judul kolom yang dikenal")
    nearest = header.nearest(grid, context.table)
    # What may be a row of data is not repeated here: it may name persons.
    if nearest and header.is_of_texts(grid, nearest.last):
        columns = enumerate(nearest.labels)
        found = [text for index, text in columns if text and index not in nearest.match.persons]
        words = _("judul kolom tidak dikenal: {found}; paling dekat dengan tabel {table}")
        sentence = words.format(found=_shortened(found), table=nearest.match.table)
        lacking = [_named(group, nearest.match.table) for group in nearest.match.missing_marks]
        if lacking:
            sentence += _(", tetapi kolom {lacking} tidak ada").format(lacking=listing(lacking))
    return Fault(grid.file, Reason.NO_HEADER, sentence, lembar=grid.sheet)


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
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else None
    return isinstance(first, str) and first.startswith(_("Hasil pemeriksaan"))


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
    head = _without_documents(head, body)
    grid, match = sheet.grid, head.match
    frame = pd.DataFrame(
        {name: body.cells[:, index] for index, name in match.columns.items()},
        index=places(grid.file, grid.sheet, body.numbers),
        dtype=object,
    )
    _note_columns(sheet, head)
    hidden = int(np.isin(body.numbers, list(grid.hidden_rows)).sum())
    if hidden:
        sheet.note(_("{n} baris tersembunyi ikut dibaca").format(n=number(hidden)))
    labels = {name: head.labels[index] for index, name in match.columns.items()}
    return Extract(
        table=match.table,
        layout=layouts.name_of(match.table, _own_labels(head)),
        rows=frame,
        headings=labels,
        skipped=tuple(Skipped(grid.file, grid.sheet, *line) for line in body.skipped),
        faults=(
            *_missing(grid, head),
            *_repeated(sheet, head, body),
            *_without_value(grid, head, body),
        ),
        spots={name: Spot(index + 1) for index, name in match.columns.items()},
        above=above,
    )


def _without_documents(head: Header, body: Body) -> Header:
    """Leave out a budget column that holds documents: on profile forms it is a file."""
    match = head.match
    names = schemas.get(match.table)
    for index, name in match.columns.items():
        field = names.field(name)
        if field is None or field.unit != _RUPIAH or not len(body.cells):
            continue
        texts = [text for text in map(plain.text, body.cells[:, index]) if text]
        if texts and all(map(_DOCUMENT.search, texts)):
            kept = {place: other for place, other in match.columns.items() if place != index}
            unused = tuple(sorted((*match.unused, index)))
            return replace(head, match=replace(match, columns=kept, unused=unused))
    return head


def _own_labels(head: Header) -> list[str]:
    """List the headings that tell a layout: indicators look alike in all."""
    columns = head.match.columns
    return [
        label
        for index, label in enumerate(head.labels)
        if label and not indicators.is_code(columns.get(index, ""))
    ]


def _note_columns(sheet: Sheet, head: Header) -> None:
    told = (
        (head.match.unused, _("kolom tidak dipakai: {columns}")),
        (head.match.unknown, _("kolom dengan judul tak dikenal, tidak dipakai: {columns}")),
    )
    for indices, sentence in told:
        if indices:
            columns = _shortened([head.labels[index] for index in indices])
            sheet.note(sentence.format(columns=columns))
    if head.match.persons:
        words = _("{n} kolom berisi nama atau kontak orang tidak diambil")
        sheet.note(words.format(n=number(len(head.match.persons))))


def _repeated(sheet: Sheet, head: Header, body: Body) -> list[Fault]:
    """Tell columns that are there twice, unless they hold the same."""
    found = []
    for indices in head.match.repeated.values():
        first, *others = (body.cells[:, index] for index in indices)
        names = listing(f"“{head.labels[index]}”" for index in indices)
        if all(_same(first, other) for other in others):
            sheet.note(_("kolom {names} sama isinya; dibaca sekali").format(names=names))
            continue
        letters = listing(layouts.letters(index + 1) for index in indices)
        sentence = _("kolom {names} (kolom {letters}) berarti sama, tetapi isinya berbeda").format(
            names=names, letters=letters
        )
        found.append(
            Fault(
                sheet.grid.file,
                Reason.REPEATED_COLUMN,
                sentence,
                lembar=sheet.grid.sheet,
                kolom=head.labels[indices[0]],
            )
        )
    return found


def _missing(grid: Grid, head: Header) -> list[Fault]:
    """Tell the columns without which the table is not whole."""
    sentence = _("kolom {names} wajib ada, tetapi tidak ditemukan")
    return [
        Fault(
            grid.file,
            Reason.MISSING_COLUMN,
            sentence.format(names=_named(group, head.match.table)),
            lembar=grid.sheet,
            kolom=layouts.headings_of(group[0], head.match.table),
        )
        for group in head.match.missing_marks
    ]


def _named(group: Sequence[str], table: str) -> str:
    """Name the headings of which one is needed."""
    names = dict.fromkeys(layouts.headings_of(name, table) for name in group)
    return _(" atau ").join(f"“{name}”" for name in names)


def _same(first: npt.NDArray[np.object_], other: npt.NDArray[np.object_]) -> bool:
    pairs = zip(first.tolist(), other.tolist(), strict=True)
    return all(type(a) is type(b) and a == b for a, b in pairs)


def _without_value(grid: Grid, head: Header, body: Body) -> list[Fault]:
    """Tell the formulas whose result the file does not hold."""
    sentence = _("sel berisi rumus yang hasilnya tidak tersimpan dalam berkas")
    return [
        Fault(
            grid.file,
            Reason.NO_VALUE,
            sentence,
            lembar=grid.sheet,
            baris=int(body.numbers[row]),
            kolom=head.labels[column],
        )
        for row, column in body.no_value
        if column in head.match.columns
    ]


def _shortened(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return _("{shown}, dan {n} lagi").format(shown=shown, n=more) if more > 0 else shown
