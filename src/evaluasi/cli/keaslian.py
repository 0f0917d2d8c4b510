"""`evaluasi keaslian`: what a dataset leaves to ask, for internal use."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import add_data, filled, year
from evaluasi.cli.telling import progress
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "keaslian",
        help=_("pertanyaan keaslian, untuk penggunaan internal"),
        description=_(
            "Susun pertanyaan tentang inovasi yang berganti nama, masuk berulang, bertanggal di "
            "luar jendela, melonjak jumlahnya, atau tidak bertahan saat diverifikasi, beserta "
            "buktinya. Ini pertanyaan untuk ditelaah, bukan tuduhan dan bukan putusan."
        ),
        epilog=_("Contoh: evaluasi keaslian --data data/simulasi --tahun 2025 --wilayah 35.79"),
    )
    command.set_defaults(command=_run)
    add_data(command, "data/input")
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("hanya yang menyangkut edisi ini")
    )
    command.add_argument(
        "--wilayah",
        type=filled,
        metavar="KODE|NAMA",
        help=_("hanya wilayah ini beserta yang di dalamnya; yang lain tetap pembanding"),
    )
    command.add_argument(
        "--keluaran",
        type=filled,
        default="reports/keaslian.xlsx",
        metavar="BERKAS.xlsx",
        help=_("buku kerja hasil (bawaan: %(default)s)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from evaluasi.quality import authenticity
    from evaluasi.tables import load

    with progress() as tell:
        tell(_("membaca dataset"))
        ds = load(arguments.data)
        found = authenticity(ds, arguments.tahun, arguments.wilayah, tell=tell)
        tell(_("menulis buku kerja"))
        path = found.save(arguments.keluaran)
    print(found.summary())
    print(_("\nBuku kerja: {path}").format(path=path))
    return 0
