"""The sheet of the region's own indicators (Satuan Pemerintah Daerah)."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.rubrics import Indicator
from evaluasi.tables.template import entry, lists, meaning, style
from evaluasi.tables.template.fields import field as of_schema
from evaluasi.tables.template.forms import FIRST_ROW, Column, Form, height
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

SHEET = "Kapasitas"
LEVELS = "isian_level_kapasitas"
ROWS = 40

_FILLED = ("level", "nilai_mentah")


def form(subject: Subject) -> Form:
    """Describe the sheet for an edition."""
    hint = (
        _("Isi level dan nilai mentah tiap indikator. Arti level: lihat kolom di kanannya.")
        if subject.region_indicators
        else _("Tabel indikator edisi ini belum ada pada berkas aturan: tulis nomornya sendiri.")
    )
    return Form(
        name=SHEET,
        title=_("Indikator Satuan Pemerintah Daerah (SPD)"),
        hint=hint,
        columns=(
            _entry("indikator", 12, style.IDENTITY),
            _told("nama", _("Nama indikator"), 38),
            _entry("level", 9, style.DATES),
            _entry("nilai_mentah", 15.5, style.DATES),
            _told("satuan", _("Satuan"), 13),
            _told("bobot", _("Bobot"), 18),
            _told("arti", _("Arti level"), 52),
            _told("ukuran", _("Yang diukur"), 40),
            _told("bukti", _("Bukti"), 28),
        ),
        rows=ROWS,
    )


def fill(sheet: Worksheet, subject: Subject) -> None:
    """Write down the indicators that are on file; the rows below stay open for others."""
    columns = form(subject).columns
    for row, indicator in enumerate(subject.region_indicators, start=FIRST_ROW):
        values = _shown(indicator)
        for number, column in enumerate(columns, start=1):
            cell = sheet.cell(row, number, values.get(column.key))
            given = column.key in values
            cell.protection = style.LOCKED if given else style.UNLOCKED
            cell.font, cell.alignment = style.TEXT, style.WRAPPED
            if column.key in ("indikator", *_FILLED):
                cell.alignment = style.MIDDLE
            if not given:
                cell.fill = style.fill(style.ENTRY)
        sheet.row_dimensions[row].height = height(
            (str(values.get(column.key) or ""), column.width) for column in columns
        )


def _shown(indicator: Indicator) -> dict[str, str | int | None]:
    number = indicator.kode
    return {
        # A number typed as text would carry Excel's warning sign.
        "indikator": int(number) if number.isdigit() else number,
        "nama": indicator.nama,
        "satuan": indicator.satuan or None,
        "bobot": meaning.weighed(indicator) or None,
        "arti": "\n".join(meaning.levels(indicator)) or None,
        "ukuran": indicator.ukuran or None,
        "bukti": indicator.bukti or None,
    }


def _entry(name: str, width: float, colour: str) -> Column:
    field = of_schema("kapasitas", name)
    key = name == "indikator"
    return Column(
        key=name,
        heading=field.title,
        width=width,
        group=_("Indikator") if key else _("Diisi"),
        colour=colour,
        remark=_("nomor") if key else _("diisi"),
        note=field.description,
        shape=style.TYPED if key else "General",
        entry=None if key else entry.chosen(lists.LEVELS) if name == "level" else entry.measured(),
    )


def _told(key: str, heading: str, width: float) -> Column:
    return Column(
        key=key,
        heading=heading,
        width=width,
        group=_("Indikator") if key == "nama" else _("Keterangan dari aturan edisi ini"),
        colour=style.IDENTITY if key == "nama" else style.OTHER,
        remark=_("keterangan"),
    )
