"""The first sheet: how to fill the workbook, what happens next, and what the rules rest on."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from evaluasi.rubrics import label
from evaluasi.tables.template import completeness, entry, style, themes
from evaluasi.tables.template.forms import define, height, print_on_a4, protect
from evaluasi.tables.template.innovations import region_reference
from evaluasi.tables.template.subject import Subject
from evaluasi.text import _, number

SHEET = "Petunjuk"

_MARGIN, _WIDTH = 18, 100


def add(workbook: Workbook, subject: Subject) -> None:
    """Add the sheet."""
    sheet = workbook.create_sheet(SHEET)
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = _MARGIN, _WIDTH
    sheet["A1"] = _("Templat isian Indeks Inovasi Daerah")
    sheet["A1"].font = style.TITLE
    sheet.row_dimensions[1].height = 24
    sheet["A2"], sheet["A3"] = region_reference(subject), subject.edition_line
    sheet["A2"].font = sheet["A3"].font = style.HEADING
    row = _deadline(workbook, sheet)
    for title, entries in (
        (_("Cara mengisi"), _steps(subject)),
        (_("Yang terjadi sesudahnya"), _next(subject)),
        (_("Lembar"), _sheets()),
    ):
        row = _section(sheet, row, title, entries)
    row = _colours(sheet, row, subject)
    _section(sheet, row, _("Aturan edisi ini dan sumbernya"), _rules(subject))
    protect(sheet)
    print_on_a4(sheet, landscape=False)


def _deadline(workbook: Workbook, sheet: Worksheet) -> int:
    sheet["A5"], sheet["A5"].font = _("Tenggat"), style.HEADING
    cell = sheet["B5"]
    cell.fill, cell.border = style.fill(style.ENTRY), style.UNDER
    cell.protection, cell.number_format = style.UNLOCKED, style.DATE
    cell.alignment = style.LEFT
    guard = entry.deadline()
    guard.add("B5")
    sheet.add_data_validation(guard)
    define(workbook, completeness.DEADLINE, f"'{SHEET}'!$B$5")
    sheet["B6"] = _("Tanggal terakhir isian ini dikumpulkan; diisi oleh admin daerah.")
    sheet["B6"].font = style.NOTE
    return 8


def _section(sheet: Worksheet, row: int, title: str, entries: Iterator[tuple[str, str]]) -> int:
    sheet.cell(row, 1, title).font = style.HEADING
    for word, sentence in entries:
        row += 1
        sheet.cell(row, 1, word).alignment = style.WRAPPED
        sheet.cell(row, 2, sentence).alignment = style.WRAPPED
        sheet.row_dimensions[row].height = height(((word, _MARGIN), (sentence, _WIDTH)))
    return row + 2


def _steps(subject: Subject) -> Iterator[tuple[str, str]]:
    place = _(
        "Tulis kode dan nama wilayah pada sel A2 lembar Inovasi, sesudah “Wilayah:”, misalnya "
        "Wilayah: 35.79 Kota Batu."
    )
    sentences = (
        *(() if subject.region else (place,)),
        _("Tulis nama perangkat daerah pada lembar Daftar OPD, satu nama satu baris."),
        _(
            "Pada lembar Inovasi tulis satu inovasi pada satu baris. Sel yang berdaftar dipilih "
            "dengan panah di kanannya; tanggal ditulis hari-bulan-tahun, misalnya 21-10-2024."
        ),
        _(
            "Isi level 0 sampai 3 untuk tiap indikator. Arahkan penunjuk ke judul kolom untuk "
            "membaca artinya. Biarkan kosong bila belum diketahui; tulis 0 hanya bila indikator "
            "itu tidak dipilih atau tidak ada buktinya."
        ),
        _("Pada lembar Bukti tulis satu dokumen pada satu baris; judul inovasinya dipilih."),
        _("Pada lembar Kapasitas isi level indikator pemerintah daerah (SPD)."),
        _(
            "Lihat lembar Kelengkapan: apa yang masih kosong pada tiap perangkat daerah. Baris "
            "boleh disisipkan (di bawah baris isian pertama), diurutkan, disaring, dan dihapus; "
            "judul kolom terkunci tanpa kata sandi."
        ),
        _("Nama orang tidak diminta. Kolom Inisiator berisi golongan, bukan nama."),
    )
    for n, sentence in enumerate(sentences, start=1):
        yield f"{n}.", sentence


def _next(subject: Subject) -> Iterator[tuple[str, str]]:
    region = "" if subject.region else " --wilayah KODE"
    yield (
        "evaluasi periksa",
        _(
            "Ketik: evaluasi periksa NAMA_BERKAS.xlsx{region}. Semua kesalahan disebut sekaligus, "
            "dengan lembar, baris, kolom, dan cara memperbaikinya. Berkas Anda tidak diubah."
        ).format(region=region),
    )
    yield (
        "evaluasi impor",
        _(
            "Ketik: evaluasi impor NAMA_BERKAS.xlsx{region}. Baris yang benar masuk ke dataset "
            "data/input; baris yang salah menunggu di berkas karantina sampai diperbaiki. "
            "Mengimpor dua kali tidak menggandakan apa pun; isian yang berubah sesudah diimpor "
            "diganti dengan --perbarui."
        ).format(region=region),
    )


def _sheets() -> Iterator[tuple[str, str]]:
    yield "Arti level", _("bobot, arti tiap level, dan bukti tiap indikator inovasi; untuk dicetak")
    yield "Inovasi", _("satu baris satu inovasi, dengan level 20 indikatornya")
    yield "Bukti", _("satu baris satu dokumen bukti")
    yield "Kapasitas", _("indikator Satuan Pemerintah Daerah (SPD)")
    yield "Kelengkapan", _("hitungan otomatis per perangkat daerah")
    yield "Daftar OPD", _("nama perangkat daerah untuk daftar pilihan")


def _colours(sheet: Worksheet, row: int, subject: Subject) -> int:
    variables = dict.fromkeys(i.variabel for i in subject.innovation_indicators if i.variabel)
    samples = [
        (style.MANDATORY, _("“wajib” di atas judul kolom: harus diisi")),
        (style.MISSING, _("sel wajib yang masih kosong pada baris yang sudah dimulai")),
        (style.ENTRY, _("sel tunggal untuk diisi")),
        (style.IDENTITY, _("judul: identitas")),
        (style.DATES, _("judul: waktu dan dokumen")),
        *(
            (style.INDICATORS.get(name, style.OTHER), _("judul: variabel {name}").format(name=name))
            for name in variables
        ),
        (style.OTHER, _("judul: keterangan dan lain-lain")),
    ]
    sheet.cell(row, 1, _("Arti warna")).font = style.HEADING
    for colour, sentence in samples:
        row += 1
        sheet.cell(row, 1).fill, sheet.cell(row, 1).border = style.fill(colour), style.GRID
        sheet.cell(row, 2, sentence).alignment = style.INDENTED
    return row + 2


def _rules(subject: Subject) -> Iterator[tuple[str, str]]:
    rubric = subject.rubric
    if not subject.has_levels:
        yield (
            _("Indikator"),
            _(
                "Tabel indikator edisi {edition} belum ada pada berkas aturan. Level 0 sampai 3 "
                "tetap dapat diisi, tetapi arti dan bobotnya tidak ditampilkan dan tidak diduga."
            ).format(edition=subject.edition),
        )
    if rubric is not None:
        yield _("Catatan"), rubric.catatan
        for name in ("bobot_sid", "maksimum_kematangan", "indikator_wajib"):
            rule = rubric.rule(name)
            told = (
                _("belum ada: {reason}").format(reason=rule.belum_ada)
                if rule.nilai is None
                else _("{value} (keyakinan {confidence})").format(
                    value=number(rule.nilai), confidence=rule.keyakinan
                )
            )
            if rule.catatan:
                told += f"; {rule.catatan}"
            yield _("Aturan"), f"{label(name)}: {told}"
        used = dict.fromkeys(key for i in (*rubric.sid, *rubric.spd) for key in i.sumber)
        for citation in rubric.citations(used):
            yield _("Sumber"), citation
    found = themes.of_edition(subject.edition)
    yield (
        _("Tema"),
        _("{source} (keyakinan {confidence})").format(
            source=found.sumber, confidence=found.keyakinan
        )
        if found
        else _("daftar tema edisi ini belum ada: kolom Tema diisi bebas"),
    )
    yield (
        _("Keyakinan"),
        _(
            "A = angka resmi, atau dua sumber yang berdiri sendiri sepakat; B = satu sumber baik; "
            "C = disimpulkan."
        ),
    )
