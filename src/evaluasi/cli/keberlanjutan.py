"""`evaluasi keberlanjutan`: which innovations last, what holds them, which to visit first."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from evaluasi.cli.arguments import add_data, count, day, filled, year
from evaluasi.cli.telling import progress
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "keberlanjutan",
        help=_("inovasi mana yang bertahan, apa penopangnya, mana yang dikunjungi lebih dulu"),
        description=_(
            "Susun keadaan inovasi dari hasil kunjungan: status dan pertentangannya, kelangsungan "
            "dengan selangnya, kapasitas, kuadran, yang berisiko dengan alasannya, dan rencana "
            "kunjungan. Kapasitas dan keberlangsungan tidak pernah digabung menjadi satu angka."
        ),
        epilog=_("Contoh: evaluasi keberlanjutan --wilayah 35.79 --kunjungan 3"),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "--wilayah",
        type=filled,
        metavar="KODE|NAMA",
        help=_("hanya wilayah ini beserta yang di dalamnya (bawaan: semua)"),
    )
    add_data(command, "data/input")
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("hanya yang tercatat sampai tahun ini")
    )
    command.add_argument(
        "--tanggal", type=day, metavar="TANGGAL", help=_("tanggal keadaan (bawaan: hari ini)")
    )
    command.add_argument(
        "--kunjungan",
        type=count,
        default=5,
        metavar="K",
        help=_("hari kerja tim kunjungan (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--instrumen",
        type=filled,
        metavar="NAMA|BERKAS.toml",
        help=_("instrumen survei kapasitas (bawaan: yang ada pada tabel survei)"),
    )
    command.add_argument(
        "--keluaran",
        type=filled,
        default="reports/keberlanjutan.xlsx",
        metavar="BERKAS.xlsx",
        help=_("buku kerja hasil (bawaan: %(default)s)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.workbooks import sustainability_book as book
    from evaluasi.reports.workbooks.sustainability import review
    from evaluasi.rubrics import instruments
    from evaluasi.tables import load

    chosen = instruments.load(arguments.instrumen) if arguments.instrumen else None
    today = arguments.tanggal or dt.date.today()
    if arguments.tahun is not None and arguments.tanggal is None:
        today = min(today, dt.date(arguments.tahun, 12, 31))
    with progress() as tell:
        tell(_("Membaca dataset"))
        ds = load(arguments.data)
        tell(_("Menghitung kelangsungan dan kapasitas"))
        found = review(
            ds,
            arguments.wilayah,
            today=today,
            year=arguments.tahun,
            days=arguments.kunjungan,
            instrument=chosen,
        )
        tell(_("Menulis buku kerja"))
        path = book.save(found, Path(arguments.keluaran))
    print(found.summary())
    print(_("\nBuku kerja: {path}").format(path=path))
    return 0
