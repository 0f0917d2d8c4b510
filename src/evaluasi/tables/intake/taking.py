"""From an opened file to drafts of its tables, and what is told of the sheets that gave none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import Book
from evaluasi.tables.intake import across, arrivals, columns, sheets, telling
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.draft import Draft
from evaluasi.tables.intake.result import Opened
from evaluasi.tables.intake.sheets import Sheet
from evaluasi.text import _


@dataclass(slots=True)
class Run:
    """What a run has gathered so far.

    Attributes
    ----------
    context : Context
    books : list of Opened
    drafts : list of Draft
    lines : list of tuple
        Faults, see `telling`.
    notes : list of str
    unread : list of (str, str)
        File and sheet of sheets that look like tables and gave nothing.
    opened : list of (str, str)
        File and sheet of all, in the order in which they were opened.
    digests : dict of str to str
        Content of a file → the name under which it was read.
    """

    context: Context
    books: list[Opened] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    lines: list[telling.Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)


def take(run: Run, opened: Book) -> None:
    """Read the sheets of a file."""
    book = arrivals.named_apart(opened, [book.file for book in run.books])
    run.books.append(Opened(book.path, book.file, book.kind, book.fragile))
    run.notes += [f"{book.file}: {note}" for note in book.notes]
    run.opened += [(book.file, ""), *((book.file, grid.sheet) for grid in book.grids)]
    digest = arrivals.digest(book.path)
    if digest and digest in run.digests:
        sentence = _("{file}: isinya sama dengan {other}, jadi dibaca sekali saja")
        run.notes.append(sentence.format(file=book.file, other=run.digests[digest]))
        run.lines += map(telling.line_of_sheet, book.faults)
        return
    run.digests[digest] = book.file
    read = [sheets.read(grid, run.context) for grid in book.grids]
    left = _bar_rows(book, read)
    run.lines += map(telling.line_of_sheet, left)
    for sheet in read:
        run.notes += sheet.all_notes
        run.lines += map(telling.line_of_sheet, sheet.faults)
        grid = sheet.grid
        run.drafts += [
            Draft(across.unfolded(extract), grid.file, grid.sheet) for extract in sheet.extracts
        ]
    _tell_unread(run, book, read)


def _bar_rows(book: Book, read: Sequence[Sheet]) -> list[Fault]:
    """Hand the faults of single rows to what was read from them; return the others."""
    left = []
    for fault in book.faults:
        extracts = [
            (sheet, place)
            for sheet in read
            for place, extract in enumerate(sheet.extracts)
            if sheet.grid.sheet == fault.lembar
            and fault.baris in extract.rows.index.get_level_values("baris")
        ]
        for sheet, place in extracts[:1]:
            extract = sheet.extracts[place]
            sheet.extracts[place] = replace(extract, faults=(*extract.faults, fault))
        if not extracts:
            left.append(fault)
    return left


def _tell_unread(run: Run, book: Book, read: Sequence[Sheet]) -> None:
    """Tell the sheets that nothing was read from: a fault where the file gave nothing at all."""
    gave = any(sheet.extracts or sheet.faults for sheet in read)
    passed = []
    for sheet in read:
        if sheet.faults and not sheet.extracts:
            run.unread.append((book.file, sheet.grid.sheet))
        if sheet.extracts or sheet.faults or sheet.others or sheet.passed:
            continue
        if not gave and (sheet.grid.rows or len(read) == 1):
            fault = columns.refusal(sheet.grid, run.context)
            run.unread.append((book.file, sheet.grid.sheet))
            run.lines.append(telling.line_of_sheet(fault))
        else:
            passed.append(sheet.grid.sheet)
    if passed:
        sentence = _("{file}: lembar tanpa tabel yang dikenal dilewati: {sheets}")
        run.notes.append(sentence.format(file=book.file, sheets=", ".join(passed)))
    if not gave:
        _tell_nothing(run, book, read)


def _tell_nothing(run: Run, book: Book, read: Sequence[Sheet]) -> None:
    """Say why a file gave nothing, where no sheet says it."""
    others = sorted({name for sheet in read for name in sheet.others})
    sentence = ""
    if others:
        sentence = _("tidak ada tabel {asked}; berkas ini memuat {others}").format(
            asked=run.context.table, others=", ".join(others)
        )
    elif not book.faults and not any(sheet.grid.rows for sheet in read) and len(read) != 1:
        sentence = _("tidak ada isinya")
    if sentence:
        run.lines.append(telling.line_of_sheet(Fault(book.file, Reason.NO_HEADER, sentence)))
