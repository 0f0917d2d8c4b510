"""A study of one service as a workbook: every table behind the report."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi.reports.service import happenings, presenting, tables
from evaluasi.reports.service.lines import lines
from evaluasi.reports.service.question import origin
from evaluasi.reports.service.study import Study
from evaluasi.tables.outlet.book import SheetOut
from evaluasi.tables.outlet.book import save as save_book
from evaluasi.text import _


def save(study: Study, path: Path) -> Path:
    """Write a study as a workbook; the same study gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    unit = _("Satuan: {unit}.").format(unit=study.question.unit)
    parts: list[tuple[str, pd.DataFrame, str]] = [
        (_("Data"), tables.facts(study), ""),
        (_("Deret"), tables.path(study), unit),
        (_("Perubahan"), tables.terms(study), ""),
        (_("Pembacaan lain"), tables.sensitivity(study), ""),
        (_("Patahan palsu"), tables.placebos(study), ""),
        (_("Autokorelasi"), tables.autocorrelation(study), ""),
        (_("Inovasi di sekitar patahan"), happenings.rivals(study.question), ""),
        (_("Tingkat bukti"), tables.grade(study), ""),
        (_("Sumber"), presenting.sources(study), ""),
        (_("Pengaturan"), presenting.settings(study), ""),
    ]
    title = presenting.title(study)
    told = pd.DataFrame({_("Ringkasan"): lines(study).splitlines()})
    sheets = [SheetOut(_("Ringkasan"), told, title)]
    sheets += [
        SheetOut(name, frame, title, [note] if note else [])
        for name, frame, note in parts
        if len(frame)
    ]
    return save_book(path, sheets, origin(study.question))
