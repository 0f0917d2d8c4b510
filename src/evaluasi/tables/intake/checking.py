"""Checking files: every fault of every file in one run, and typed rows of what is right."""

from __future__ import annotations

from collections.abc import Iterable

from evaluasi import regions
from evaluasi.errors import ParameterError
from evaluasi.tables import schemas
from evaluasi.tables.files import Book
from evaluasi.tables.intake import arrivals, filling, outcome, preparing, references, taking
from evaluasi.tables.intake.arrivals import Paths, Tell
from evaluasi.tables.intake.context import Context
from evaluasi.tables.intake.result import Intake
from evaluasi.tables.intake.taking import Run
from evaluasi.text import _


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
    return check_books(arrivals.opened(arrivals.files(paths), tell), context)


def check_books(books: Iterable[Book], context: Context) -> Intake:
    """Check files that are open already; see `check`.

    Parameters
    ----------
    books : iterable of Book
        Read one at a time: the cells of one are let go before the next is opened.
    context : Context
    """
    run = Run(context)
    for book in books:
        taking.take(run, book)
    _prepare(run)
    return outcome.build(run)


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


def _prepare(run: Run) -> None:
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
