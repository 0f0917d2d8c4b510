"""What is told of the columns of a sheet: not used, not known, missing, there twice."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from evaluasi.tables import schemas
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files.grid import Grid
from evaluasi.tables.intake import header, indicators, layouts, plain
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.header import Header
from evaluasi.tables.intake.rows import Body
from evaluasi.text import _, listing, number

_NAMED = 8
_RUPIAH = "rupiah"
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|jpe?g|png|zip)$|^https?:", re.IGNORECASE)

Note = Callable[[str], None]


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


def own_labels(head: Header) -> list[str]:
    """List the headings that tell a layout: indicators look alike in all."""
    columns = head.match.columns
    return [
        label
        for index, label in enumerate(head.labels)
        if label and not indicators.is_code(columns.get(index, ""))
    ]


def without_documents(head: Header, body: Body) -> Header:
    """Leave out a budget column that holds documents: on profile forms it is a file."""
    match = head.match
    names = schemas.get(match.table)
    for index, name in match.columns.items():
        field = names.field(name)
        if field is None or field.unit != _RUPIAH:
            continue
        texts = [text for text in map(plain.text, body.cells[:, index]) if text]
        if texts and all(map(_DOCUMENT.search, texts)):
            kept = {place: other for place, other in match.columns.items() if place != index}
            unused = tuple(sorted((*match.unused, index)))
            return replace(head, match=replace(match, columns=kept, unused=unused))
    return head


def remark(head: Header, note: Note) -> None:
    """Note the columns that are not taken."""
    told = (
        (head.match.unused, _("kolom tidak dipakai: {columns}")),
        (head.match.unknown, _("kolom dengan judul tak dikenal, tidak dipakai: {columns}")),
    )
    for indices, sentence in told:
        if indices:
            columns = _shortened([head.labels[index] for index in indices])
            note(sentence.format(columns=columns))
    if head.match.persons:
        words = _("{n} kolom berisi nama atau kontak orang tidak diambil")
        note(words.format(n=number(len(head.match.persons))))


def faults(grid: Grid, head: Header, body: Body, note: Note) -> tuple[Fault, ...]:
    """Tell the columns that are missing or there twice, and cells that cannot be taken."""
    return (
        *_missing(grid, head),
        *_without_heading(grid, head, body, note),
        *_repeated(grid, head, body, note),
        *_without_value(grid, head, body),
    )


def _repeated(grid: Grid, head: Header, body: Body, note: Note) -> list[Fault]:
    """Tell columns that are there twice, unless they hold the same."""
    found = []
    for indices in head.match.repeated.values():
        first, *others = (body.cells[:, index] for index in indices)
        names = listing(f"“{head.labels[index]}”" for index in indices)
        if all(_same(first, other) for other in others):
            note(_("kolom {names} sama isinya; dibaca sekali").format(names=names))
            continue
        letters = listing(layouts.letters(index + 1) for index in indices)
        sentence = _("kolom {names} (kolom {letters}) berarti sama, tetapi isinya berbeda").format(
            names=names, letters=letters
        )
        found.append(
            Fault(
                grid.file,
                Reason.REPEATED_COLUMN,
                sentence,
                lembar=grid.sheet,
                kolom=head.labels[indices[0]],
            )
        )
    return found


def _same(first: npt.NDArray[np.object_], other: npt.NDArray[np.object_]) -> bool:
    pairs = zip(first.tolist(), other.tolist(), strict=True)
    return all(type(a) is type(b) and a == b for a, b in pairs)


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


def _without_heading(grid: Grid, head: Header, body: Body, note: Note) -> list[Fault]:
    """Tell what stands under no heading.

    In a text file a delimiter inside a value (55,4) moves the rest of its row to the right, so
    that a row longer than its header may hold each value in the wrong column.
    """
    filled = {
        index: np.array([bool(plain.text(cell)) for cell in body.cells[:, index]], dtype=bool)
        for index, label in enumerate(head.labels)
        if not label
    }
    filled = {index: cells for index, cells in filled.items() if cells.any()}
    last = max((index for index, label in enumerate(head.labels) if label), default=0)
    beyond = [cells for index, cells in filled.items() if index > last and not grid.sheet]
    inside = [layouts.letters(index + 1) for index in filled if index < last or grid.sheet]
    if inside:
        note(_("kolom tanpa judul, tidak dipakai: {letters}").format(letters=listing(inside)))
    sentence = _("baris ini lebih panjang daripada baris judulnya; isinya mungkin bergeser")
    return [
        Fault(grid.file, Reason.CELL_COUNT, sentence, baris=int(body.numbers[row]))
        for row in (np.flatnonzero(np.any(beyond, axis=0)) if beyond else ())
    ]


def _named(group: Sequence[str], table: str) -> str:
    """Name the headings of which one is needed."""
    names = dict.fromkeys(layouts.headings_of(name, table) for name in group)
    return _(" atau ").join(f"“{name}”" for name in names)


def _shortened(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return _("{shown}, dan {n} lagi").format(shown=shown, n=more) if more > 0 else shown
