"""The workbook for one kecamatan's innovation: what its report has empty places for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi import regions
from evaluasi.errors import ParameterError
from evaluasi.tables import schemas
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.neutral import neutral
from evaluasi.tables.outlet.sheets import SIMULATED
from evaluasi.tables.schemas import Field
from evaluasi.tables.template import entry, style
from evaluasi.tables.template.fields import field as of_schema
from evaluasi.tables.template.forms import (
    EDITION_ROW,
    FIRST_ROW,
    TITLE_ROW,
    Column,
    Form,
    height,
    lay_out,
    print_on_a4,
    protect,
)
from evaluasi.tables.template.saving import write_form
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _

LEVEL: Final = "kecamatan"
AWARD, TITLE = "skk", "judul_inovasi"
ROWS = 200
_TITLES = 20
_LAST_YEAR = 2100
_WIDE, _NARROW = 40, 16
_MARGIN, _WIDTH = 22, 96
_INNOVATION = (
    "judul", "tahapan", "tanggal_penerapan", "jenis", "urusan", "anggaran", "penerima",
)  # fmt: skip
_NEVER_ASKED = ("id_inovasi", "kode")


@dataclass(frozen=True, slots=True)
class Filled:
    """What is known beforehand of a kecamatan and its innovation.

    Attributes
    ----------
    subject : Subject
        The kecamatan, with the year of its award as edition.
    home : str
        The kabupaten or kota it lies in.
    title : str
        Of the innovation; empty where no source on file names it.
    simulated : bool
        Whether any of it is simulated; each sheet then says so.
    """

    subject: Subject
    home: str
    title: str
    simulated: bool = False


def known(data: Dataset, kecamatan: str, year: int | None = None) -> Filled:
    """Gather what a dataset knows of a kecamatan.

    Parameters
    ----------
    data : Dataset
    kecamatan : str
        Code or name.
    year : int, optional
        Of the award; by default that of the latest on file, else the latest year of the dataset.

    Raises
    ------
    RegionError
        When the kecamatan is unknown or its name is ambiguous.
    """
    region = regions.get(regions.resolve(kecamatan, levels=(LEVEL,)))
    awards = data.penghargaan
    years = awards.loc[(awards["ajang"] == AWARD) & (awards["kode"] == region.kode), "tahun"]
    span = data.years
    latest = int(years.max()) if len(years) else span[1] if span else None
    edition = year or latest
    if edition is None:
        raise ParameterError(
            _("Tahun penghargaan {name} tidak tercatat.").format(name=region.label),
            _("Sebut tahunnya dengan --edisi, misalnya --edisi 2024."),
        )
    facts = data.kasus
    told = facts[(facts["kode"] == region.kode) & (facts["ukuran"] == TITLE)].sort_values("tahun")
    titles = told["teks"].dropna()
    title = str(titles.iloc[-1]) if len(titles) else ""
    subject = Subject(edition, region, None, ())
    home = regions.get(region.induk).label
    return Filled(subject, home, title, data.provenance.simulated)


def write(path: Path, filled: Filled, overwrite: bool = False) -> Path:
    """Write the workbook; the same knowledge gives the same bytes.

    Raises
    ------
    ParameterError
        For another kind of file than .xlsx.
    OutputError
        When a different file is there already, or nothing can be written.
    """
    return write_form(path, build(filled), "isian-35.79.03.xlsx", overwrite)


def told(path: Path, filled: Filled) -> str:
    """Say what was written, and what is not on file."""
    region = filled.subject.region
    assert region is not None
    lines = [
        _("{path}: templat {name}, {home}, penghargaan {year}.").format(
            path=path, name=region.label, home=filled.home, year=filled.subject.edition
        )
    ]
    if not filled.title:
        lines.append(_("Judul inovasinya tidak tercatat; tulis pada lembar Inovasi."))
    return "\n".join(lines)


def build(filled: Filled) -> Workbook:
    """Build the workbook in memory."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _instructions(workbook, filled)
    for name, form in _forms().items():
        sheet = lay_out(workbook, form, filled.subject)
        if filled.simulated:
            sheet.cell(TITLE_ROW, 1, f"{SIMULATED} – {form.title}")
        if name == "inovasi":
            if filled.title:
                sheet.cell(FIRST_ROW, 1, neutral(filled.title))
        else:
            sheet.cell(EDITION_ROW, 1, _title_line(filled))
    workbook.calculation.fullCalcOnLoad = True
    workbook.properties.title = _("Templat evaluasi inovasi kecamatan")
    return workbook


def _title_line(filled: Filled) -> str:
    """Name the innovation above a table; unknown, it follows what is typed on sheet Inovasi."""
    word = _("Judul inovasi")
    if filled.title:
        return f"{word}: {filled.title}"
    return f"=\"{word}: \"&'{_sheet_names()['inovasi']}'!$A${FIRST_ROW}"


def _sheet_names() -> dict[str, str]:
    return {
        "inovasi": _("Inovasi"),
        "tindak_lanjut": _("Kunjungan"),
        "layanan": _("Ukuran"),
        "teori_perubahan": _("Teori perubahan"),
        "klaim": _("Klaim"),
        "rencana_pengembangan": _("Rencana pengembangan"),
        "rekomendasi": _("Matriks tindak lanjut"),
    }


def _forms() -> dict[str, Form]:
    hints = {
        "inovasi": _("Satu baris untuk inovasi ini, pada baris {row}."),
        "tindak_lanjut": _("Satu baris untuk satu kunjungan, mulai baris {row}."),
        "layanan": _(
            "Satu baris untuk satu nilai sebulan, mulai baris {row}; ukuran ditulis dengan huruf "
            "kecil dan garis bawah, misalnya kunjungan_wisatawan."
        ),
        "teori_perubahan": _("Satu baris untuk satu mata rantai, mulai baris {row}."),
        "klaim": _("Satu baris untuk satu klaim dengan penjelasan lainnya, mulai baris {row}."),
        "rencana_pengembangan": _("Satu baris untuk satu kegiatan, mulai baris {row}."),
        "rekomendasi": _("Satu baris untuk satu temuan, mulai baris {row}."),
    }
    return {
        name: Form(
            name=sheet,
            title=schemas.get(name).title,
            hint=hints[name].format(row=FIRST_ROW),
            columns=(*_chosen(name), *(_column(name, field) for field in _fields(name))),
            rows=ROWS,
        )
        for name, sheet in _sheet_names().items()
    }


def _chosen(table: str) -> tuple[Column, ...]:
    """Return the column that says which innovation was visited: visits are known by it."""
    if table != "tindak_lanjut":
        return ()
    sheet = _sheet_names()["inovasi"]
    sentence = _("Judul ini belum ada pada lembar Inovasi. Tulis dahulu di sana.")
    titles = f"'{sheet}'!$A${FIRST_ROW}:$A${FIRST_ROW + _TITLES}"
    return (
        replace(
            _column("inovasi", of_schema("inovasi", "judul")),
            entry=entry.chosen(titles, sentence=sentence),
        ),
    )


def _fields(table: str) -> Iterator[Field]:
    for field in schemas.get(table).fields:
        asked = field.name in _INNOVATION if table == "inovasi" else field.name not in _NEVER_ASKED
        if asked:
            yield field


def _column(table: str, field: Field) -> Column:
    words = field.type == "string" and not field.enum
    return Column(
        key=field.name,
        heading=field.title,
        width=_WIDE if words else _NARROW,
        group=schemas.get(table).title,
        colour=style.DATES if field.type in ("date", "yearmonth") else style.IDENTITY,
        required=field.required,
        remark=_("wajib") if field.required else field.unit or _("boleh kosong"),
        note=field.description,
        shape=_shape(field),
        entry=_let_in(field),
    )


def _shape(field: Field) -> str:
    if field.type == "date":
        return style.DATE
    return "#,##0" if field.type == "number" and field.unit else style.TYPED


def _let_in(field: Field) -> DataValidation | None:
    inline = '"' + ",".join(field.enum) + '"'
    if field.enum and len(inline) <= 255:  # what a spreadsheet allows for a list of its own
        return entry.chosen(inline)
    if field.type == "date":
        return entry.dated(_LAST_YEAR)
    if field.type == "integer":
        return entry.whole()
    if field.type == "number":
        return entry.amount() if field.minimum == 0 else entry.measured()
    return None


def _instructions(workbook: Workbook, filled: Filled) -> None:
    sheet = workbook.create_sheet(_("Petunjuk"))
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _MARGIN, _WIDTH
    sheet["A1"], sheet["A1"].font = _("Templat evaluasi inovasi kecamatan"), style.TITLE
    sheet["A2"], sheet["A2"].font = filled.subject.region_line, style.HEADING
    sheet["A3"], sheet["A3"].font = _title_line(filled), style.HEADING
    row = 4
    for word, sentence in _steps(filled):
        row += 1
        _line(sheet, row, word, sentence)
    protect(sheet)
    print_on_a4(sheet, landscape=False)


def _line(sheet: Worksheet, row: int, word: str, sentence: str) -> None:
    sheet.cell(row, 1, word).alignment = style.WRAPPED
    sheet.cell(row, 2, sentence).alignment = style.WRAPPED
    sheet.row_dimensions[row].height = height(((word, _MARGIN), (sentence, _WIDTH)))


def _steps(filled: Filled) -> Iterator[tuple[str, str]]:
    region = filled.subject.region
    assert region is not None
    for name, sheet in _sheet_names().items():
        yield sheet, schemas.get(name).description
    yield (
        _("Cara mengisi"),
        _(
            "Lembar yang belum ada isinya dibiarkan kosong. Nama orang tidak diminta: tulis "
            "jabatan atau unit kerja. Tanggal ditulis hari-bulan-tahun, misalnya 21-10-2024."
        ),
    )
    yield (
        _("Tahun edisi"),
        _(
            "Tahun {year} di atas lembar Inovasi adalah tahun penghargaan kecamatan, bukan edisi "
            "Indeks Inovasi Daerah."
        ).format(year=filled.subject.edition),
    )
    yield (
        _("Sesudahnya"),
        _(
            "evaluasi periksa NAMA_BERKAS.xlsx, lalu evaluasi impor NAMA_BERKAS.xlsx, lalu "
            "evaluasi laporan --notebook laporan_kecamatan --data data/input --wilayah {kode}."
        ).format(kode=region.kode),
    )
