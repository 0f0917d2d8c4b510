"""An impact study as a workbook: every table behind the report, and a form where one is needed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from evaluasi.reports.impact import (
    alone_told,
    bending_told,
    doubting,
    presenting,
    refused,
    tables,
    words,
)
from evaluasi.reports.impact.study import Study, origin
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
    unit = _("Satuan: {unit}.").format(unit=tables.unit(study))
    values = _("Satuan: {unit}.").format(unit=study.question.series.satuan)
    told = words.lines(study).splitlines()
    summary = pd.DataFrame({_("Ringkasan"): told})
    parts: list[tuple[str, pd.DataFrame, str]] = [
        (_("Data"), tables.facts(study), ""),
        (_("Perlakuan"), tables.records(study), ""),
        (_("Nilai tidak dipakai"), tables.excluded(study), ""),
        (_("Rancangan"), tables.feasibility(study), ""),
        (_("Taksiran"), tables.estimates(study), unit),
        (_("Per angkatan"), tables.cohorts(study), unit),
        (_("Tahun demi tahun"), tables.events(study), unit),
        (_("Inferensi"), tables.inferences(study), unit),
        (_("Cakupan"), tables.coverage(study), ""),
        (_("Pembacaan lain"), tables.sensitivity(study), unit),
        (_("Goodman-Bacon"), tables.decomposition(study), unit),
        (_("Tren sebelum"), doubting.pretrend(study), unit),
        (_("Tahun palsu"), doubting.dates(study), unit),
        (_("Capaian palsu"), doubting.outcomes(study), ""),
        (_("Tanpa satu wilayah"), doubting.one_out(study), unit),
        (_("Tetangga"), doubting.neighbours(study), unit),
        (_("Tren tidak sejajar"), bending_told.table(study), unit),
        (_("Satu wilayah"), alone_told.table(study), unit),
        (_("Satu wilayah, uji"), alone_told.tests(study), unit),
        (_("Satu wilayah, pembacaan"), alone_told.readings(study), ""),
        (_("Satu wilayah, donor"), alone_told.donors(study), ""),
        (_("Satu wilayah, prediktor"), alone_told.balance(study), ""),
        (_("Satu wilayah, jalur"), alone_told.paths(study), values),
        (_("Terkecil terlihat"), doubting.detectable(study), unit),
        (_("Tingkat bukti"), tables.grade(study), ""),
        (_("capaian (templat)"), refused.template(study), ""),
        (_("Sumber"), presenting.sources(study), ""),
        (_("Pengaturan"), presenting.settings(study), ""),
    ]
    title = presenting.title(study)
    sheets = [SheetOut(_("Ringkasan"), summary, title)]
    sheets += [
        SheetOut(name, frame, title, [note] if note else [])
        for name, frame, note in parts
        if len(frame)
    ]
    return save_book(path, sheets, origin(study))


def has_form(study: Study) -> bool:
    """Whether there are rows to fill, so that the question could be answered."""
    return len(refused.template(study)) > 0


def save_form(study: Study, path: Path) -> Path:
    """Write the rows to fill as a workbook of their own, in the layout that `impor` reads."""
    frame = refused.template(study)
    return save_book(path, [SheetOut("capaian", frame)], origin(study))
