"""Coverage as a workbook: what a coaching team opens in the morning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter, range_boundaries

from evaluasi.quality.coverage import Coverage
from evaluasi.quality.coverage_cells import BLANK, ZERO
from evaluasi.tables import provenance
from evaluasi.tables.outlet.saving import save_workbook
from evaluasi.tables.outlet.sheets import SheetOut, add_sheet
from evaluasi.text import _, date

# Light to dark of one hue, and orange against it: told apart without colour vision.
_LOW, _HIGH, _ALARM, _SOFT_ALARM = "FFFFFF", "90B4D8", "F6AD55", "FEEBC8"
_NUMBER_WIDTH, _INDICATOR_WIDTH = 12.0, 15.0


def save(found: Coverage, path: Path) -> Path:
    """Write a coverage as a workbook; the same coverage gives the same bytes.

    Raises
    ------
    OutputError
        When the file can't be written.
    """
    workbook = Workbook(write_only=True)
    origin = provenance.of(found.offices)
    for sheet, paint in _sheets(found):
        target = add_sheet(workbook, sheet, origin)
        if len(sheet.frame):
            paint(target, target.auto_filter.ref, list(sheet.frame.columns))
    return save_workbook(workbook, path)


def _sheets(found: Coverage) -> list[tuple[SheetOut, Any]]:
    about = _("{name} ({code}), edisi {year}").format(
        name=found.name, code=found.region, year=found.edition
    )
    title = _("{what}: {about}")
    innovations, lacking = found.innovations, found.lacking
    return [
        (
            SheetOut(
                _("Ringkasan"),
                found.overview().set_axis([_("Ukuran"), _("Nilai"), _("Keterangan")], axis=1),
                title.format(what=_("Cakupan laporan"), about=about),
                _notes(found),
            ),
            _plain,
        ),
        (
            SheetOut(
                _("Per OPD"),
                _named(found.offices, _office_headings()),
                title.format(what=_("Cakupan per OPD"), about=about),
                [_("Yang paling memerlukan perhatian berdiri paling atas."), *_count_notes()],
                _widths(_office_headings(), opd=30, perhatian=48, paling_kurang=48),
            ),
            _paint_offices,
        ),
        (
            SheetOut(
                _("Per inovasi"),
                _named(innovations, _innovation_headings()),
                title.format(what=_("Cakupan per inovasi"), about=about),
                _count_notes(),
                _widths(_innovation_headings(), opd=28, judul=44, tahapan=11, urusan=26, id=18),
            ),
            _paint_innovations,
        ),
        (
            SheetOut(
                _("Yang kurang"),
                _named(lacking, _lacking_headings()),
                title.format(what=_("Yang masih kurang, wajib lebih dahulu"), about=about),
                [_("Bukti yang diminta menurut pedoman edisi ini; kosong bila belum diketahui.")],
                _widths(
                    _lacking_headings(), opd=28, judul=44, nama=34, keadaan=13, bukti=44, id=18
                ),
            ),
            _paint_lacking,
        ),
        (
            SheetOut(
                _("Kisi indikator"),
                _strip(found),
                title.format(what=_("Persen inovasi dengan level 1 ke atas"), about=about),
                [_("Makin gelap makin banyak inovasi OPD itu yang sudah punya level.")],
                dict.fromkeys(_strip(found).columns[1:], _INDICATOR_WIDTH) | {_("OPD"): 30},
            ),
            _paint_strip,
        ),
        (
            SheetOut(
                _("SPD"),
                _named(found.capacity.table, _capacity_headings()),
                title.format(what=_("Indikator Satuan Pemerintah Daerah"), about=about),
                [found.capacity.reason] if found.capacity.reason else [],
                _widths(_capacity_headings(), nama=52, keadaan=14, bukti=40, catatan=40),
            ),
            _paint_capacity,
        ),
        (
            SheetOut(
                _("Urusan dasar"),
                _named(found.affairs.table, _affair_headings()),
                title.format(what=_("Urusan pelayanan dasar"), about=about),
                [_("Urusan beririsan tidak dihitung untuk syarat; disebut sebagai petunjuk.")],
            ),
            _paint_affairs,
        ),
    ]


def _notes(found: Coverage) -> list[str]:
    made = [] if found.today is None else [_("Keadaan per {day}.").format(day=date(found.today))]
    return [*made, *found.warnings]


def _count_notes() -> list[str]:
    return [
        _("Kosong berarti belum diisi; level 0 berarti terisi tetapi tanpa nilai."),
        _("Sel kosong pada kuota, wajib, dan bukti berarti belum diketahui, bukan nol."),
    ]


def _named(frame: pd.DataFrame, headings: dict[str, str]) -> pd.DataFrame:
    return frame[list(headings)].rename(columns=headings)


def _widths(headings: Mapping[str, str], **wide: float) -> dict[str, float]:
    """Return the width of each column by its heading: counts are narrow, texts as told."""
    return {heading: wide.get(name, _NUMBER_WIDTH) for name, heading in headings.items()}


def _office_headings() -> dict[str, str]:
    return {
        "opd": _("OPD"),
        "perhatian": _("Perhatian"),
        "inovasi": _("Inovasi"),
        "kuota": _("Kuota"),
        "kurang_kuota": _("Kurang"),
        "inisiatif": _("Inisiatif"),
        "uji_coba": _("Uji coba"),
        "penerapan": _("Penerapan"),
        "level_terisi": _("Level terisi"),
        "level_nol": _("Terisi level 0"),
        "level_kosong": _("Level kosong"),
        "wajib_kosong": _("Wajib kosong"),
        "wajib_nol": _("Wajib level 0"),
        "bukti_ada": _("Ada bukti"),
        "bukti_kurang": _("Tanpa bukti"),
        "kematangan": _("Rata-rata kematangan"),
        "paling_kurang": _("Paling banyak belum (inovasi)"),
    }


def _innovation_headings() -> dict[str, str]:
    return {
        "opd": _("OPD"),
        "judul": _("Judul"),
        "tahapan": _("Tahapan"),
        "urusan": _("Urusan"),
        "level_terisi": _("Level terisi"),
        "level_nol": _("Terisi level 0"),
        "level_kosong": _("Level kosong"),
        "wajib_kosong": _("Wajib kosong"),
        "wajib_nol": _("Wajib level 0"),
        "bukti_ada": _("Ada bukti"),
        "bukti_kurang": _("Tanpa bukti"),
        "kematangan": _("Kematangan sementara"),
        "id": _("Pengenal"),
    }


def _lacking_headings() -> dict[str, str]:
    return {
        "opd": _("OPD"),
        "judul": _("Judul"),
        "wajib": _("Wajib"),
        "indikator": _("Indikator"),
        "nama": _("Nama indikator"),
        "keadaan": _("Keadaan"),
        "dokumen": _("Dokumen yang ada"),
        "bukti": _("Bukti yang diminta"),
        "bobot": _("Bobot"),
        "id": _("Pengenal"),
    }


def _capacity_headings() -> dict[str, str]:
    return {
        "indikator": _("Nomor"),
        "nama": _("Indikator"),
        "wajib": _("Wajib"),
        "keadaan": _("Keadaan"),
        "level": _("Level"),
        "nilai_mentah": _("Nilai mentah"),
        "bukti": _("Bukti yang diminta"),
        "catatan": _("Catatan"),
    }


def _affair_headings() -> dict[str, str]:
    return {
        "urusan": _("Urusan"),
        "inovasi": _("Inovasi (urusan utama)"),
        "beririsan": _("Hanya sebagai urusan beririsan"),
    }


def _strip(found: Coverage) -> pd.DataFrame:
    """Return offices × indicators in percent, with the names of both."""
    names = {entry.code: f"{entry.code[1:]} {entry.name}" for entry in found.asked}
    shares = (100 * found.heat).round(0).rename(columns=names)
    shares.insert(0, _("OPD"), found.offices["opd"])
    return shares.reset_index(drop=True)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour, end_color=colour)


def _column(area: str, columns: Sequence[str], heading: str) -> tuple[str, str]:
    """Return the cells of one column below its heading, and the first of them."""
    _left, top, _right, bottom = range_boundaries(area)
    letter = get_column_letter(columns.index(heading) + 1)
    return f"{letter}{top + 1}:{letter}{bottom}", f"${letter}{top + 1}"


def _plain(_target: Any, _area: str, _columns: Sequence[str]) -> None:
    """Leave a sheet as it is."""


def _paint_offices(target: Any, area: str, columns: Sequence[str]) -> None:
    headings = _office_headings()
    names, _first = _column(area, columns, headings["opd"])
    _cells, entered = _column(area, columns, headings["inovasi"])
    target.conditional_formatting.add(
        names, FormulaRule([f"{entered}=0"], fill=_fill(_ALARM), stopIfTrue=True)
    )
    _paint_counts(target, area, columns, ("kurang_kuota", "wajib_kosong", "wajib_nol"), headings)


def _paint_innovations(target: Any, area: str, columns: Sequence[str]) -> None:
    _paint_counts(target, area, columns, ("wajib_kosong", "wajib_nol"), _innovation_headings())


def _paint_counts(
    target: Any, area: str, columns: Sequence[str], names: Sequence[str], headings: dict[str, str]
) -> None:
    for name in names:
        cells, first = _column(area, columns, headings[name])
        rule = FormulaRule([f"AND(ISNUMBER({first}),{first}>0)"], fill=_fill(_SOFT_ALARM))
        target.conditional_formatting.add(cells, rule)


def _paint_lacking(target: Any, area: str, columns: Sequence[str]) -> None:
    cells, _first = _column(area, columns, _lacking_headings()["wajib"])
    rule = CellIsRule("equal", [f'"{_("ya")}"'], fill=_fill(_ALARM))
    target.conditional_formatting.add(cells, rule)


def _paint_strip(target: Any, area: str, columns: Sequence[str]) -> None:
    first, _cell = _column(area, columns, columns[1])
    last, _cell = _column(area, columns, columns[-1])
    scale = ColorScaleRule("num", 0, _LOW, end_type="num", end_value=100, end_color=_HIGH)
    target.conditional_formatting.add(f"{first.split(':')[0]}:{last.split(':')[1]}", scale)


def _paint_capacity(target: Any, area: str, columns: Sequence[str]) -> None:
    cells, first = _column(area, columns, _capacity_headings()["keadaan"])
    for state, colour in ((BLANK, _ALARM), (ZERO, _SOFT_ALARM)):
        rule = FormulaRule([f'{first}="{state}"'], fill=_fill(colour))
        target.conditional_formatting.add(cells, rule)


def _paint_affairs(target: Any, area: str, columns: Sequence[str]) -> None:
    cells, first = _column(area, columns, _affair_headings()["inovasi"])
    target.conditional_formatting.add(cells, FormulaRule([f"{first}=0"], fill=_fill(_ALARM)))
