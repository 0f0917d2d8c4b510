"""`evaluasi templat`: a workbook to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from evaluasi.cli.arguments import filled, year
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "templat",
        help=_("buat buku kerja isian untuk satu wilayah dan edisi"),
        description=_(
            "Buat buku kerja isian Indeks Inovasi Daerah: satu baris satu inovasi, dengan daftar "
            "pilihan, arti tiap level, dan hitungan kelengkapan per perangkat daerah. Hasil "
            "isiannya dibaca kembali oleh evaluasi periksa dan evaluasi impor."
        ),
        epilog=_(
            "Contoh: evaluasi templat isian-batu-2026.xlsx --wilayah 35.79 --edisi 2026; "
            "evaluasi templat kunjungan.xlsx --kunjungan --wilayah 35.79"
        ),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "keluaran", type=filled, metavar="KELUARAN.xlsx", help=_("berkas yang dibuat")
    )
    command.add_argument(
        "--edisi",
        type=year,
        metavar="TAHUN",
        help=_("edisi Indeks Inovasi Daerah (bawaan: edisi terakhir yang aturannya ada)"),
    )
    command.add_argument(
        "--wilayah", type=filled, metavar="KODE|NAMA", help=_("wilayah yang mengisi")
    )
    command.add_argument(
        "--opd",
        type=filled,
        metavar="DAFTAR",
        help=_("daftar perangkat daerah: teks, satu nama satu baris, atau tabel berkolom OPD"),
    )
    kind = command.add_mutually_exclusive_group()
    kind.add_argument(
        "--kunjungan",
        action="store_true",
        help=_("lembar kunjungan: inovasi wilayah itu dan status terakhirnya, untuk tindak lanjut"),
    )
    kind.add_argument(
        "--kecamatan",
        type=filled,
        metavar="KODE|NAMA",
        help=_("buku kerja satu inovasi kecamatan pemenang SKK, untuk laporan kecamatan"),
    )
    command.add_argument(
        "--data",
        type=filled,
        metavar="FOLDER",
        help=_("dataset yang isinya dipakai (bawaan: data/input, dengan --kecamatan data/jatim)"),
    )
    command.add_argument(
        "--timpa", action="store_true", help=_("ganti berkas yang sudah ada, juga bila sudah diisi")
    )


def _run(arguments: argparse.Namespace) -> int:
    if arguments.kunjungan:
        return _visits(arguments)
    if arguments.kecamatan:
        return _kecamatan(arguments)
    from evaluasi.tables import template

    offices = template.read_offices(Path(arguments.opd)) if arguments.opd else ()
    subject = template.subject(arguments.edisi, arguments.wilayah, offices)
    path = template.write(Path(arguments.keluaran), subject, replace=arguments.timpa)
    print(template.told(path, subject))
    return 0


def _visits(arguments: argparse.Namespace) -> int:
    from evaluasi.errors import ParameterError
    from evaluasi.tables import load
    from evaluasi.tables.template import visits

    if not arguments.wilayah:
        problem = _("Lembar kunjungan memerlukan wilayah.")
        raise ParameterError(problem, _("Tambahkan --wilayah, misalnya --wilayah 35.79."))
    found = visits.known(load(arguments.data or "data/input"), arguments.wilayah)
    path = visits.write(Path(arguments.keluaran), found, overwrite=arguments.timpa)
    print(visits.told(path, found))
    return 0


def _kecamatan(arguments: argparse.Namespace) -> int:
    from evaluasi.tables import load
    from evaluasi.tables.template import kecamatan

    data = load(arguments.data or "data/jatim")
    known = kecamatan.known(data, arguments.kecamatan, arguments.edisi)
    path = kecamatan.write(Path(arguments.keluaran), known, overwrite=arguments.timpa)
    print(kecamatan.told(path, known))
    return 0
