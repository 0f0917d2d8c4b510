"""The sheet of evidence: one row per document that supports one indicator of one innovation."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from evaluasi.tables.template import entry, lists, style
from evaluasi.tables.template.fields import field as of_schema
from evaluasi.tables.template.forms import FIRST_ROW, Column, Form
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

SHEET = "Bukti"
TITLES = "isian_judul_bukti"
ROWS = 3_000

_WIDTHS = {"dokumen": 44, "nomor": 28, "tanggal": 15.5, "tentang": 52}


def form(subject: Subject) -> Form:
    """Describe the sheet for an edition."""
    return Form(
        name=SHEET,
        title=_("Dokumen bukti"),
        hint=_(
            "Satu baris untuk satu dokumen yang mendukung satu indikator, mulai baris {row}. Judul "
            "dipilih dari yang sudah ditulis pada lembar Inovasi."
        ).format(row=FIRST_ROW),
        columns=(_innovation(), _indicator(), *(_document(n, subject) for n in _WIDTHS)),
        rows=ROWS,
    )


def _innovation() -> Column:
    return Column(
        key="judul",
        heading=of_schema("inovasi", "judul").title,
        width=44,
        group=_("Inovasi"),
        colour=style.IDENTITY,
        required=True,
        remark=_("wajib"),
        note=_("Inovasi yang didukung dokumen ini."),
        entry=entry.chosen(
            lists.TITLES,
            sentence=_("Judul ini belum ada pada lembar Inovasi. Tulis dahulu di sana."),
        ),
    )


def _indicator() -> Column:
    return Column(
        key="indikator",
        heading=of_schema("bukti", "indikator").title,
        width=34,
        group=_("Inovasi"),
        colour=style.IDENTITY,
        required=True,
        remark=_("wajib"),
        note=_("Indikator inovasi yang didukung dokumen ini."),
        entry=entry.chosen(lists.EVIDENCED),
    )


def _document(name: str, subject: Subject) -> Column:
    field = of_schema("bukti", name)
    let_in: DataValidation | None = entry.dated(subject.edition) if field.type == "date" else None
    return Column(
        key=name,
        heading=field.title,
        width=_WIDTHS[name],
        group=_("Dokumen"),
        colour=style.DATES,
        required=field.required,
        remark=_("wajib") if field.required else _("boleh kosong"),
        note=field.description,
        shape=style.DATE if field.type == "date" else style.TYPED,
        entry=let_in,
    )
