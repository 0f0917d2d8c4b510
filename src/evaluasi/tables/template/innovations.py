"""The sheet of innovations: one row per innovation, its twenty levels side by side."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from evaluasi.rubrics import Indicator
from evaluasi.tables.schemas import Field
from evaluasi.tables.template import entry, lists, meaning, style, themes
from evaluasi.tables.template.fields import field as of_schema
from evaluasi.tables.template.forms import FIRST_ROW, REGION_ROW, Column, Form
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

SHEET = "Inovasi"
TITLES, AFFAIRS, LEVELS = "isian_judul", "isian_urusan", "isian_level"
OFFICES = "isian_opd"
"""Names of the filled columns, the heading included."""
ROWS = 1_000

_CLASSIFIED_SINCE = 2025
_WIDTHS = {
    "judul": 44,
    "opd": 32,
    "bentuk": 26,
    "klasifikasi": 19,
    "tema": 26,
    "urusan": 34,
    "urusan_beririsan": 34,
    "jenis": 13,
    "tahapan": 13,
    "anggaran": 18,
}
_WIDTH = 15.5
_LEVEL_WIDTH = 14.5
_AFFAIR = ("urusan", "urusan_beririsan", "tahapan")
_DATES = ("tanggal_uji_coba", "tanggal_penerapan", "tanggal_pengembangan")


def form(subject: Subject) -> Form:
    """Describe the sheet for an edition."""
    shown = (
        "judul",
        "opd",
        "inisiator",
        "bentuk",
        "jenis",
        *(("klasifikasi",) if subject.edition >= _CLASSIFIED_SINCE else ()),
        "tema",
        "urusan",
        "urusan_beririsan",
        "tahapan",
    )
    return Form(
        name=SHEET,
        title=_("Daftar inovasi daerah"),
        hint=_(
            "Satu baris untuk satu inovasi, mulai baris {row}. Arti tiap level: arahkan penunjuk "
            "ke judul kolomnya, atau buka lembar Arti level."
        ).format(row=FIRST_ROW),
        columns=(
            *(_identity(name, subject) for name in shown),
            *(_dated(name, subject) for name in _DATES),
            *(_number(name) for name in ("anggaran", "penerima")),
            *(_level(indicator) for indicator in subject.innovation_indicators),
        ),
        rows=ROWS,
        breaks=("tema", "penerima", "i25"),
    )


def region_reference(subject: Subject) -> str:
    """Return the line with the region for another sheet; it follows what is written here."""
    return subject.region_line if subject.region else f"='{SHEET}'!$A${REGION_ROW}"


def _identity(name: str, subject: Subject) -> Column:
    field = of_schema("inovasi", name)
    title = name == "judul"
    return Column(
        key=name,
        heading=field.title,
        width=_WIDTHS.get(name, _WIDTH),
        group=_("Urusan dan tahapan") if name in _AFFAIR else _("Identitas"),
        colour=style.IDENTITY,
        required=title,
        remark=_("wajib") if title else _("boleh kosong"),
        note=_described(field),
        entry=_let_in(field, subject),
    )


def _described(field: Field) -> str:
    more = {
        "judul": _("Judul yang sama pada edisi mana pun dibaca sebagai inovasi yang sama."),
        "opd": _("Nama pada daftar diisi di lembar Daftar OPD."),
        "inisiator": _("Nama orang tidak diminta dan tidak disimpan."),
    }
    return "\n".join(filter(None, (field.description, more.get(field.name))))


def _let_in(field: Field, subject: Subject) -> DataValidation | None:
    if field.enum:
        return entry.chosen(lists.named(field.name))
    if field.name == "judul":
        return entry.unrepeated(TITLES, f"$A{FIRST_ROW}")
    if field.name == "opd":
        sentence = _("Nama ini belum ada pada lembar Daftar OPD. Tetap dipakai?")
        return entry.chosen(lists.OFFICES, strict=False, sentence=sentence)
    if field.name == "tema" and themes.of_edition(subject.edition):
        sentence = _("Tema ini tidak ada pada daftar yang tercatat. Tetap dipakai?")
        return entry.chosen(lists.THEMES, strict=False, sentence=sentence)
    return None


def _dated(name: str, subject: Subject) -> Column:
    field = of_schema("inovasi", name)
    return Column(
        key=name,
        heading=field.title,
        width=_WIDTH,
        group=_("Waktu"),
        colour=style.DATES,
        remark=_("boleh kosong"),
        note=field.description,
        shape=style.DATE,
        entry=entry.dated(subject.edition),
    )


def _level(indicator: Indicator) -> Column:
    title = meaning.title(indicator)
    return Column(
        key=indicator.kode,
        heading=title,
        width=_LEVEL_WIDTH,
        group=indicator.variabel or _("Indikator"),
        colour=style.INDICATORS.get(indicator.variabel, style.OTHER),
        required=bool(indicator.wajib),
        remark=meaning.weighed(indicator) or _("level 0 sampai 3"),
        note=meaning.note(indicator),
        shape="0",
        entry=entry.prompted(entry.chosen(lists.LEVELS), title, meaning.prompt(indicator)),
    )


def _number(name: str) -> Column:
    field = of_schema("inovasi", name)
    return Column(
        key=name,
        heading=field.title,
        width=_WIDTHS.get(name, _WIDTH),
        group=_("Lain-lain"),
        remark=field.unit,
        note=field.description,
        shape="#,##0",
        entry=entry.whole() if field.type == "integer" else entry.amount(),
    )
