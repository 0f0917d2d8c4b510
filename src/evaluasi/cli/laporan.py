"""`evaluasi laporan`: a batch of reports."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from evaluasi.cli.arguments import add_data, count, filled, split, year
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "laporan",
        help=_("buat laporan per wilayah"),
        description=_(
            "Buat satu laporan evaluasi per wilayah, beserta indeksnya. Tanpa pilihan: semua "
            "kabupaten/kota pada provinsi utama dataset; dengan --notebook laporan_kecamatan "
            "kecamatan pemenang SKK di provinsi itu."
        ),
        epilog=_("Contoh: evaluasi laporan --wilayah 35.79,Banyuwangi --tahun 2024 -j 2"),
    )
    command.set_defaults(command=_run)
    scope = command.add_mutually_exclusive_group()
    scope.add_argument(
        "--wilayah",
        type=filled,
        action="append",
        default=[],
        metavar="KODE|NAMA",
        help=_("wilayah yang dilaporkan; boleh diulang atau dipisah koma"),
    )
    scope.add_argument(
        "--provinsi",
        type=filled,
        metavar="KODE|NAMA",
        help=_("semua kabupaten/kota di provinsi ini"),
    )
    scope.add_argument(
        "--semua", action="store_true", help=_("semua provinsi, kabupaten, dan kota dalam dataset")
    )
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("tahun laporan (bawaan: tahun terakhir)")
    )
    command.add_argument(
        "--notebook",
        type=filled,
        default="laporan_wilayah",
        metavar="NAMA",
        help=_("notebook yang dijalankan (bawaan: %(default)s)"),
    )
    add_data(command, "data/jatim")
    command.add_argument(
        "--keluaran",
        type=filled,
        default="reports",
        metavar="FOLDER",
        help=_("folder hasil (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--format",
        type=filled,
        metavar="FORMAT",
        help=_("format laporan, dipisah koma (bawaan: html,pdf; tanpa paket typst: html)"),
    )
    command.add_argument(
        "-j", type=count, metavar="N", help=_("jumlah laporan yang dibuat bersamaan")
    )
    scope = command.add_mutually_exclusive_group()
    scope.add_argument(
        "--lanjut",
        action="store_true",
        help=_("buat hanya yang baru, gagal, berubah, atau hilang (inilah bawaannya)"),
    )
    scope.add_argument(
        "--paksa", action="store_true", help=_("buat ulang semua, juga yang masih segar")
    )
    command.add_argument(
        "--kering",
        action="store_true",
        help=_("hanya tampilkan apa yang akan dibuat, dan mengapa"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from evaluasi.reports import formats, planning
    from evaluasi.reports.selection import Choice

    plan = planning.plan(
        arguments.notebook,
        Choice(split(arguments.wilayah), arguments.provinsi, arguments.semua),
        year=arguments.tahun,
        formats=split([arguments.format]) if arguments.format else None,
        out=arguments.keluaran,
        data=arguments.data,
        force=arguments.paksa,
    )
    if arguments.kering:
        print(plan.summary())
        return 0
    for note in plan.notes:
        print(note, file=sys.stderr)
    if not arguments.format and (note := formats.left_out()):
        print(note, file=sys.stderr)
    from evaluasi.reports import batch, progress

    made = batch.make(plan, workers=arguments.j, progress=progress.for_terminal())
    print(made.summary())
    return made.exit_code
