"""`evaluasi skor`: the index of each region, or why it cannot be computed."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import add_data, filled, year
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "skor",
        help=_("indeks inovasi tiap wilayah, menurut aturan edisinya"),
        description=_(
            "Hitung kematangan tiap inovasi dan Indeks Inovasi Daerah tiap wilayah menurut aturan "
            "edisinya; yang aturannya belum ada disebut tidak dapat dihitung, dengan alasannya."
        ),
        epilog=_("Contoh: evaluasi skor --data data/simulasi --tahun 2026 --keluaran skor.xlsx"),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("edisi inovasinya (bawaan: yang terakhir)")
    )
    command.add_argument(
        "--edisi", type=year, metavar="TAHUN", help=_("nilai menurut aturan edisi lain")
    )
    command.add_argument(
        "--aturan", type=filled, metavar="BERKAS.toml", help=_("berkas aturan sendiri")
    )
    command.add_argument(
        "--spd",
        type=filled,
        metavar="BERKAS",
        help=_("skor SPD yang sudah diketahui: kolom kode, spd (misalnya untuk edisi 2023)"),
    )
    add_data(command, "data/input")
    command.add_argument(
        "--keluaran", type=filled, metavar="BERKAS.xlsx", help=_("simpan juga sebagai buku kerja")
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.workbooks import score
    from evaluasi.tables import load

    rules = Path(arguments.aturan) if arguments.aturan else None
    spd = score.spd_of(Path(arguments.spd)) if arguments.spd else None
    book = score.score(load(arguments.data), arguments.tahun, arguments.edisi, rules, spd)
    print(book.summary())
    print(score.lines(book))
    if arguments.keluaran:
        print(_("\nBuku kerja: {path}").format(path=book.save(Path(arguments.keluaran))))
    return 0
