"""The whole workbook, sheet by sheet, and writing it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from evaluasi.tables.template import (
    capacity,
    completeness,
    evidence,
    innovations,
    instructions,
    levels,
    lists,
    offices,
    tally,
)
from evaluasi.tables.template.forms import REGION_ROW, define, lay_out
from evaluasi.tables.template.saving import write_form
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _


def write(path: Path, subject: Subject, replace: bool = False) -> Path:
    """Write a workbook to fill in; the same subject gives the same bytes.

    Parameters
    ----------
    path : Path
        Ends in ``.xlsx``.
    subject : Subject
        See `subject.subject`.
    replace : bool
        Whether a file that is there already, and may have been filled, gives way.

    Raises
    ------
    ParameterError
        For another kind of file.
    OutputError
        When a different file is there already, or nothing can be written.
    """
    return write_form(path, build(subject), "templat-2026.xlsx", replace)


def told(path: Path, subject: Subject) -> str:
    """Say what was written, and what is not on file for its edition."""
    place = subject.region.label if subject.region else _("wilayah belum disebut")
    lines = [
        _("{path}: templat edisi {edition}, {place}.").format(
            path=path, edition=subject.edition, place=place
        )
    ]
    if not subject.has_levels:
        lines.append(
            _(
                "Arti level edisi {edition} belum ada pada berkas aturan; levelnya tetap diisi."
            ).format(edition=subject.edition)
        )
    return "\n".join(lines)


def build(subject: Subject) -> Workbook:
    """Build the workbook in memory."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    instructions.add(workbook, subject)
    levels.add(workbook, subject)
    _forms(workbook, subject)
    completeness.add(workbook, subject)
    offices.add(workbook, subject)
    lists.add(workbook, subject)
    tally.add(workbook, subject)
    _name_entries(workbook)
    # Formulas carry no results yet: a spreadsheet program computes them when it opens the file.
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.title = _("Templat isian Indeks Inovasi Daerah {edition}").format(
        edition=subject.edition
    )
    return workbook


def _forms(workbook: Workbook, subject: Subject) -> None:
    forms = (innovations.form(subject), evidence.form(subject), capacity.form(subject))
    for form in forms:
        sheet = lay_out(workbook, form, subject)
        if form.name != innovations.SHEET:
            sheet.cell(REGION_ROW, 1, innovations.region_reference(subject))
        if form.name == capacity.SHEET:
            capacity.fill(sheet, subject)
    innovation, document, region = forms
    levels_of = subject.innovation_indicators
    for name, place in (
        (innovations.TITLES, innovation.span("judul")),
        (innovations.OFFICES, innovation.span("opd")),
        (innovations.AFFAIRS, innovation.span("urusan")),
        (innovations.LEVELS, innovation.span(levels_of[0].kode, levels_of[-1].kode)),
        (evidence.TITLES, document.span("judul")),
        (capacity.LEVELS, region.span("level")),
        (offices.NAMES, offices.form().span("nama")),
    ):
        define(workbook, name, place)


def _name_entries(workbook: Workbook) -> None:
    define(workbook, lists.TITLES, lists.growing(innovations.TITLES))
    define(workbook, lists.OFFICES, lists.growing(offices.NAMES))
