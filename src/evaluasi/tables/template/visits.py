"""The visit sheet: a region's innovations with what was last recorded, and places to fill."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi import regions
from evaluasi.regions import Region
from evaluasi.tables.dataset import Dataset
from evaluasi.tables.neutral import neutral
from evaluasi.tables.outlet.sheets import SIMULATED
from evaluasi.tables.template import entry, style
from evaluasi.tables.template.fields import field as of_schema
from evaluasi.tables.template.forms import (
    FIRST_ROW,
    Column,
    Form,
    height,
    lay_out,
    print_on_a4,
    protect,
)
from evaluasi.tables.template.saving import write_form
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _, date, number

SHEET = "Kunjungan"
MORE_ROWS = 200
"""Free rows below the innovations on file."""
_LAST_YEAR = 2100
_WIDTH = 100
_KNOWN = ("judul", "id_inovasi", "opd", "tercatat")
_ASKED = ("tanggal", "status", "bukti")


@dataclass(frozen=True, slots=True)
class Visits:
    """Whom a visit sheet is for.

    Attributes
    ----------
    region : Region
    edition : int or None
        Latest edition on file; None where no innovation is.
    simulated : bool
        Whether any of it is simulated; the sheet then says so.
    rows : DataFrame
        judul, id_inovasi, opd, tercatat (last state and day, in words): never visited first, then
        those whose last visit is longest ago.
    """

    region: Region
    edition: int | None
    simulated: bool
    rows: pd.DataFrame


def known(data: Dataset, region: str) -> Visits:
    """Gather the innovations of a region, and of what lies in it, with their last record.

    Raises
    ------
    RegionError
        When the region is unknown or its name is ambiguous.
    """
    found = regions.get(regions.resolve(region))
    entries = data.inovasi.sort_values("tahun", kind="stable").drop_duplicates("id", keep="last")
    own = entries[(entries["kode"] + ".").str.startswith(f"{found.kode}.")]
    last = data.tindak_lanjut.sort_values("tanggal", kind="stable")
    last = last.drop_duplicates("id_inovasi", keep="last")[["id_inovasi", "tanggal", "status"]]
    rows = own.rename(columns={"id": "id_inovasi"}).merge(last, on="id_inovasi", how="left")
    rows = rows.sort_values(["tanggal", "judul"], na_position="first", ignore_index=True)
    told = [
        _("belum pernah diperiksa") if pd.isna(day) else f"{status}, {date(day)}"
        for status, day in zip(rows["status"], rows["tanggal"], strict=True)
    ]
    table = pd.DataFrame({**{name: rows[name] for name in _KNOWN[:3]}, "tercatat": told})
    edition = int(own["tahun"].max()) if len(own) else None
    return Visits(found, edition, data.provenance.simulated, table)


def write(path: Path, visits: Visits, overwrite: bool = False) -> Path:
    """Write the workbook; the same innovations give the same bytes.

    Raises
    ------
    ParameterError
        For another kind of file than .xlsx.
    OutputError
        When a different file is there already, or nothing can be written.
    """
    return write_form(path, build(visits), "kunjungan-35.79.xlsx", overwrite)


def told(path: Path, visits: Visits) -> str:
    """Say what was written, and how it comes back."""
    lines = [
        _("{path}: lembar kunjungan {name}, {n} inovasi.").format(
            path=path, name=visits.region.label, n=number(len(visits.rows))
        )
    ]
    if visits.rows.empty:
        lines.append(_("Belum ada inovasi wilayah ini pada data; tulis judulnya sendiri."))
    back = _("Sesudah diisi: evaluasi impor {path} --tabel tindak_lanjut")
    return "\n".join([*lines, back.format(path=path)])


def build(visits: Visits) -> Workbook:
    """Build the workbook in memory."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _instructions(workbook, visits)
    subject = Subject(visits.edition or 0, visits.region, None, ())
    sheet = lay_out(workbook, _form(visits), subject)
    if visits.edition is None:
        sheet["A3"] = None  # no edition is on file
    _fill(sheet, visits.rows)
    workbook.properties.title = _("Lembar kunjungan inovasi")
    return workbook


def _form(visits: Visits) -> Form:
    title = _("Lembar kunjungan inovasi")
    return Form(
        name=SHEET,
        title=f"{SIMULATED} – {title}" if visits.simulated else title,
        hint=_(
            "Isi tanggal, status, dan bukti pada baris inovasi yang dikunjungi; baris lain "
            "dibiarkan. Inovasi yang belum ada didaftarkan dahulu pada tabel inovasi."
        ),
        columns=(*map(_known, _KNOWN), *map(_asked, _ASKED)),
        rows=len(visits.rows) + MORE_ROWS,
    )


def _known(name: str) -> Column:
    table = "tindak_lanjut" if name == "id_inovasi" else "inovasi"
    headings = {"opd": _("OPD"), "tercatat": _("Yang terakhir tercatat")}
    return Column(
        key=name,
        heading=headings.get(name) or of_schema(table, name).title,
        width={"judul": 52, "opd": 30}.get(name, 24),
        group=_("Sudah tercatat"),
        remark=_("jangan diubah") if name == "id_inovasi" else _("dari data"),
        colour=style.IDENTITY,
    )


def _asked(name: str) -> Column:
    field = of_schema("tindak_lanjut", name)
    lets_in = {
        "tanggal": entry.dated(_LAST_YEAR),
        "status": entry.chosen('"' + ",".join(field.enum) + '"'),
    }
    return Column(
        key=name,
        heading=field.title,
        width=44 if name == "bukti" else 20,
        group=_("Diisi saat kunjungan"),
        remark=_("wajib bila dikunjungi") if field.required else _("sangat dianjurkan"),
        colour=style.DATES,
        note=field.description,
        shape=style.DATE if field.type == "date" else style.TYPED,
        entry=lets_in.get(name),
    )


def _fill(sheet: Worksheet, rows: pd.DataFrame) -> None:
    for place, row in enumerate(rows.itertuples(index=False), start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(place, column, None if pd.isna(value) else neutral(str(value)))
            cell.protection, cell.number_format = style.UNLOCKED, style.TYPED
            cell.alignment = style.WRAPPED
        shown = ((str(row[0]), 52.0), (str(row[2]), 30.0))
        sheet.row_dimensions[place].height = height(shown)


def _instructions(workbook: Workbook, visits: Visits) -> None:
    sheet = workbook.create_sheet(_("Petunjuk"))
    title = _("Lembar kunjungan inovasi, {name}").format(name=visits.region.label)
    sheet["A1"] = f"{SIMULATED} – {title}" if visits.simulated else title
    sheet["A1"].font = style.TITLE
    for place, (word, meaning) in enumerate(_words(), start=3):
        sheet.cell(place, 1, word).font = style.HEADING
        cell = sheet.cell(place, 2, meaning)
        cell.font, cell.alignment = style.TEXT, style.WRAPPED
        sheet.row_dimensions[place].height = height([(meaning, _WIDTH)])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, _WIDTH
    protect(sheet)
    print_on_a4(sheet, landscape=False)


def _words() -> tuple[tuple[str, str], ...]:
    return (
        (_("Yang dicatat"), _("Keadaan inovasi yang dilihat sendiri pada hari kunjungan.")),
        ("berkembang", _("masih dipakai, cakupan atau mutunya bertambah sejak pemeriksaan lalu")),
        ("tetap", _("masih dipakai seperti sebelumnya")),
        ("melemah", _("masih dipakai, tetapi makin jarang, makin sedikit, atau tersendat")),
        ("berhenti", _("tidak dipakai lagi")),
        ("diserap", _("menjadi layanan biasa, atau diganti penerusnya; bukan kegagalan")),
        ("tak_terverifikasi", _("sudah didatangi, tetapi keadaannya tidak dapat dipastikan")),
        (_("Bukti"), _("dokumen, foto, atau cara pemeriksaan; tanpa nama orang")),
        (_("Dikunjungi lagi"), _("tulis baris baru dengan judul dan pengenal yang sama")),
    )
