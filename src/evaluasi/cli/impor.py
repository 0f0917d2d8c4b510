"""`evaluasi impor`: the accepted rows of files into a dataset of one's own."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from evaluasi.cli.arguments import day, filled
from evaluasi.cli.context import add_context
from evaluasi.cli.telling import progress
from evaluasi.text import _

if TYPE_CHECKING:
    from evaluasi.tables.outlet.imported import Imported


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "impor",
        help=_("masukkan baris yang lolos pemeriksaan ke dataset sendiri"),
        description=_(
            "Periksa berkas, lalu masukkan baris yang diterima ke dataset sendiri. Baris yang "
            "belum diterima menunggu di karantina_TABEL.xlsx pada folder itu: perbaiki di Excel, "
            "lalu impor berkas itu dengan perintah yang sama. Mengulang impor tidak menggandakan "
            "apa pun."
        ),
        epilog=_(
            "Contoh: evaluasi impor daftar.xlsx --tabel inovasi --edisi 2026 --wilayah 35.79 "
            "--ke data/input/kota-batu"
        ),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "berkas",
        nargs="+",
        type=filled,
        metavar="BERKAS",
        help=_("berkas, atau folder berisi berkas"),
    )
    add_context(command)
    _add_target(command)


def _add_target(command: Any) -> None:
    """Add the options that say where the rows go."""
    command.add_argument(
        "--ke",
        type=filled,
        default="data/input",
        metavar="FOLDER",
        help=_("folder dataset tujuan (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--dasar",
        type=filled,
        default="data/jatim",
        metavar="FOLDER",
        help=_("dataset awal bila tujuan belum berisi dataset (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--perbarui",
        action="store_true",
        help=_("ganti baris yang kuncinya sama tetapi isinya lain"),
    )
    command.add_argument(
        "--tanggal",
        type=day,
        metavar="TANGGAL",
        help=_("tanggal impor yang dicatat, misalnya 2026-11-22 (bawaan: tidak dicatat)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    imported = _imported(arguments)
    print(imported.summary())
    return 0 if imported.rejected.empty else 1


def _imported(arguments: argparse.Namespace) -> Imported:
    """Check the files and take their rows in; a terminal sees what is going on."""
    from evaluasi.reports.folders import locate
    from evaluasi.tables.intake import check
    from evaluasi.tables.outlet.importing import bring_in

    with progress() as tell:
        found = check(
            arguments.berkas,
            arguments.tabel,
            edition=arguments.edisi,
            region=arguments.wilayah,
            indicator=arguments.indikator,
            source=arguments.sumber,
            tell=lambda name: tell(_("Memeriksa {file}").format(file=name)),
        )
        tell(_("Mengimpor"))
        return bring_in(
            found,
            arguments.ke,
            locate(arguments.dasar),
            table=arguments.tabel,
            update=arguments.perbarui,
            source=arguments.sumber or "",
            day=arguments.tanggal.isoformat() if arguments.tanggal else "",
        )
