"""Checking files: every fault of every file in one run, and typed rows of what is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from evaluasi import regions
from evaluasi.errors import ParameterError
from evaluasi.tables import provenance, schemas
from evaluasi.tables.faults import Fault, Reason
from evaluasi.tables.files import Book, open_file
from evaluasi.tables.intake import (
    across,
    filling,
    preparing,
    references,
    result,
    sheets,
    telling,
    verdict,
)
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.draft import Draft
from evaluasi.tables.intake.result import COUNTS, SKIPPED, Intake, Opened
from evaluasi.tables.intake.sheets import Sheet
from evaluasi.tables.provenance import Provenance
from evaluasi.text import _

Paths = str | Path | Iterable[str | Path]
Tell = Callable[[str], None]

KINDS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv")
_OWN = "pengguna"
_CHECKED = "_diperiksa"


@dataclass(slots=True)
class _Run:
    """What a run has gathered so far."""

    context: Context
    books: list[Opened] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    lines: list[telling.Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    opened: list[tuple[str, str]] = field(default_factory=list)


def check(
    paths: Paths,
    table: str | None = None,
    *,
    edition: int | None = None,
    region: str | None = None,
    indicator: str | None = None,
    source: str | None = None,
    tell: Tell | None = None,
) -> Intake:
    """Check spreadsheets as people send them; every fault of every file is told in one run.

    Parameters
    ----------
    paths : path or iterable of paths
        Files (xlsx, xls, ods, csv), or folders of them.
    table : str, optional
        The only table to read; by default whichever the headings show.
    edition : int, optional
        Edition of the index, for rows that name none.
    region : str, optional
        Code or name, for rows that name no region.
    indicator : str, optional
        Code of ``capaian.indikator``, for tables that print it only in words.
    source : str, optional
        What stands in column ``sumber`` where a file has none; by default the file's name.
    tell : callable, optional
        Is given the name of each file before it is read.

    Returns
    -------
    Intake
        Typed rows, quarantined rows, faults, counts.

    Raises
    ------
    ParameterError
        For a path that does not exist, or an unknown table, region, or indicator.
    """
    context = _context(table, edition, region, indicator, source)
    return check_books(_opened(_files(paths), tell), context)


def check_books(books: Iterable[Book], context: Context) -> Intake:
    """Check files that are open already; see `check`.

    Parameters
    ----------
    books : iterable of Book
        Read one at a time: the cells of one are let go before the next is opened.
    context : Context
    """
    run = _Run(context)
    seen: dict[str, str] = {}
    for book in books:
        _take(run, book, seen)
    _prepare(run)
    return _result(run)


def _context(
    table: str | None,
    edition: int | None,
    region: str | None,
    indicator: str | None,
    source: str | None,
) -> Context:
    for name, known, words in (
        (table, schemas.NAMES, _("Tabel “{name}” tidak dikenal.")),
        (indicator, _outcomes(), _("Indikator “{name}” tidak dikenal.")),
    ):
        if name is not None and name not in known:
            raise ParameterError(
                words.format(name=name),
                _("Pilih salah satu: {known}.").format(known=", ".join(known)),
            )
    return Context(table, edition, regions.resolve(region) if region else None, indicator, source)


def _outcomes() -> tuple[str, ...]:
    field = schemas.get("capaian").field("indikator")
    return field.enum if field is not None else ()


def _files(paths: Paths) -> list[Path]:
    """List the files meant; of a folder its spreadsheets, without our own checked copies."""
    given = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    missing = [str(path) for path in given if not path.exists()]
    if missing:
        raise ParameterError(
            _("Berkas atau folder tidak ada."), _("Periksa nama dan foldernya."), missing
        )
    found: list[Path] = []
    for path in given:
        found += sorted(filter(_is_sheet, path.iterdir())) if path.is_dir() else [path]
    if not found:
        raise ParameterError(
            _("Tidak ada berkas untuk diperiksa."),
            _("Sebut berkas atau folder yang memuat .xlsx, .xls, .ods, atau .csv."),
        )
    return list(dict.fromkeys(found))


def _is_sheet(path: Path) -> bool:
    own = path.stem.endswith((_CHECKED, "_kesalahan"))
    hidden = path.name.startswith(("~$", "."))
    return path.is_file() and path.suffix.lower() in KINDS and not own and not hidden


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


def _opened(paths: Iterable[Path], tell: Tell | None) -> Iterator[Book]:
    for path in paths:
        if tell:
            tell(path.name)
        yield open_file(path)


def _take(run: _Run, opened: Book, seen: dict[str, str]) -> None:
    """Read the sheets of a file."""
    book = _named_apart(opened, [book.file for book in run.books])
    run.books.append(Opened(book.path, book.file, book.kind, book.fragile))
    run.notes += [f"{book.file}: {note}" for note in book.notes]
    run.opened += [(book.file, ""), *((book.file, grid.sheet) for grid in book.grids)]
    digest = _digest(book.path)
    if digest and digest in seen:
        sentence = _("{file}: isinya sama dengan {other}, jadi dibaca sekali saja")
        run.notes.append(sentence.format(file=book.file, other=seen[digest]))
        run.lines += map(telling.line_of_sheet, book.faults)
        return
    seen[digest] = book.file
    read = [sheets.read(grid, run.context) for grid in book.grids]
    left = _bar_rows(book, read)
    run.lines += map(telling.line_of_sheet, left)
    for sheet in read:
        run.notes += sheet.notes
        run.lines += map(telling.line_of_sheet, sheet.faults)
        grid = sheet.grid
        run.drafts += [
            Draft(across.unfolded(extract), grid.file, grid.sheet) for extract in sheet.extracts
        ]
    _tell_unread(run, book, read)


def _named_apart(book: Book, taken: Sequence[str]) -> Book:
    """Name a file with its folder where another file of the run bears its name."""
    name, parents = book.file, list(book.path.resolve().parent.parts)
    while name in taken and parents:
        name = f"{parents.pop()}/{name}"
    if name == book.file:
        return book
    return replace(
        book,
        file=name,
        grids=tuple(replace(grid, file=name) for grid in book.grids),
        faults=tuple(fault._replace(berkas=name) for fault in book.faults),
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _tell_unread(run: _Run, book: Book, read: Sequence[Sheet]) -> None:
    """Tell the sheets that nothing was read from: a fault where the file gave nothing at all."""
    gave = any(sheet.extracts or sheet.faults for sheet in read)
    passed = []
    for sheet in read:
        if sheet.faults and not sheet.extracts:
            run.unread.append((book.file, sheet.grid.sheet))
        if sheet.extracts or sheet.faults or sheet.others or sheet.passed:
            continue
        if not gave and (sheet.grid.rows or len(read) == 1):
            fault = sheets.refusal(sheet.grid, run.context)
            run.unread.append((book.file, sheet.grid.sheet))
            run.lines.append(telling.line_of_sheet(fault))
        else:
            passed.append(sheet.grid.sheet)
    if passed:
        sentence = _("{file}: lembar tanpa tabel yang dikenal dilewati: {sheets}")
        run.notes.append(sentence.format(file=book.file, sheets=", ".join(passed)))
    if not gave:
        _tell_nothing(run, book, read)


def _tell_nothing(run: _Run, book: Book, read: Sequence[Sheet]) -> None:
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


def _prepare(run: _Run) -> None:
    """Turn cells into text and fill in what the files leave unsaid, innovations first."""
    for draft in run.drafts:
        preparing.read_cells(draft, run.context)
        preparing.place(draft, run.context)
    own = [draft for draft in run.drafts if draft.schema.name == "inovasi"]
    for draft in own:
        filling.fill_innovation(draft)
    known = references.Innovations.of(own)
    for draft in run.drafts:
        if draft.schema.name in references.TABLES:
            references.fill(draft, known)
        filling.fill_rest(draft, run.context)
        filling.check_sense(draft)
        if draft.length:
            filling.require(draft)
    preparing.code_persons(run.drafts)


def _result(run: _Run) -> Intake:
    tables: dict[str, pd.DataFrame] = {}
    held: dict[str, pd.DataFrame] = {}
    counts: dict[int, int] = {}
    names = [name for name in schemas.NAMES if any(d.schema.name == name for d in run.drafts)]
    simulated = any(draft.extract.above.simulated for draft in run.drafts)
    for name in names:
        drafts = [draft for draft in run.drafts if draft.schema.name == name]
        given = [draft for draft in drafts if draft.length]
        if given:
            found = verdict.judge(given)
            origin = _origin(given, simulated=simulated)
            tables[name] = provenance.stamp(found.typed, origin)
            if len(found.quarantined):
                held[name] = provenance.stamp(found.quarantined, origin)
            run.lines += found.lines
            counts |= dict(zip(map(id, given), found.taken, strict=True))
        for draft in drafts:
            if not draft.length:
                sentence = _("{file}{sheet}: judul kolom tabel {table} ada, tetapi tanpa isi")
                where = _(", lembar {sheet}").format(sheet=draft.sheet) if draft.sheet else ""
                run.notes.append(
                    sentence.format(file=draft.file, sheet=where, table=draft.schema.name)
                )
    if not tables and len(names) == 1:
        tables[names[0]] = result.without_rows(names[0])
    return Intake(
        tables=tables,
        rejected=telling.table(run.lines, run.opened),
        quarantined=held,
        counts=_counts(run, counts),
        skipped=_skipped(run),
        notes=tuple(dict.fromkeys(run.notes)),
        books=tuple(run.books),
        asked=run.context.table,
    )


def _origin(drafts: Sequence[Draft], *, simulated: bool) -> Provenance:
    kinds = (_OWN, provenance.SIMULATED) if simulated else (_OWN,)
    return Provenance(kinds=kinds, titles=tuple(dict.fromkeys(d.file for d in drafts)))


def _counts(run: _Run, taken: dict[int, int]) -> pd.DataFrame:
    rows = []
    for draft in run.drafts:
        extract, good = draft.extract, taken.get(id(draft), 0)
        rows.append(
            (
                *(draft.file, draft.sheet, extract.table, extract.layout),
                *(draft.length, good, draft.length - good, len(extract.skipped)),
            )
        )
    rows += [(file, sheet, "", _("tidak dikenali"), 0, 0, 0, 0) for file, sheet in run.unread]
    frame = pd.DataFrame(rows, columns=list(COUNTS))
    kinds = dict.fromkeys(COUNTS[:4], "str") | dict.fromkeys(COUNTS[4:], "int64")
    return frame.astype(kinds)


def _skipped(run: _Run) -> pd.DataFrame:
    rows = [line for draft in run.drafts for line in draft.extract.skipped]
    frame = pd.DataFrame(rows, columns=list(SKIPPED))
    return frame.astype(dict.fromkeys(SKIPPED, "str") | {"baris": "int64"})
