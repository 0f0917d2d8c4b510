"""`evaluasi cakupan`: what each office has entered, and what it still lacks."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from evaluasi.cli.arguments import add_data, day, filled, year
from evaluasi.cli.telling import progress
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "cakupan",
        help=_("kelengkapan isian per OPD, yang paling perlu perhatian lebih dahulu"),
        description=_(
            "Hitung kelengkapan laporan inovasi satu wilayah: inovasi, level, isian wajib, bukti, "
            "kuota, dan urusan pelayanan dasar, per OPD dan per inovasi."
        ),
        epilog=_("Contoh: evaluasi cakupan --wilayah 35.79 --opd opd.csv --tenggat 2026-08-22"),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "--wilayah", type=filled, required=True, metavar="KODE|NAMA", help=_("wilayah pemiliknya")
    )
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("edisi (bawaan: edisi terakhir wilayah itu)")
    )
    add_data(command, "data/input")
    command.add_argument(
        "--opd",
        type=filled,
        metavar="BERKAS",
        help=_("daftar OPD: kolom opd, unit (jumlah unit eselon III), alias; CSV, XLSX, atau TOML"),
    )
    command.add_argument(
        "--kuota-opd", type=_quota, metavar="N", help=_("inovasi yang diminta per OPD (bawaan: 1)")
    )
    command.add_argument(
        "--kuota-unit",
        type=_quota,
        metavar="N",
        help=_("tambahan per unit eselon III (bawaan: 1, seperti Kota Batu)"),
    )
    command.add_argument(
        "--tenggat", type=day, metavar="TANGGAL", help=_("batas pelaporan, misalnya 2026-08-22")
    )
    command.add_argument(
        "--tanggal", type=day, metavar="TANGGAL", help=_("tanggal keadaan (bawaan: hari ini)")
    )
    command.add_argument(
        "--keluaran", type=filled, metavar="BERKAS.xlsx", help=_("simpan juga sebagai buku kerja")
    )


def _quota(word: str) -> int:
    if not (word.isascii() and word.isdigit()):
        raise argparse.ArgumentTypeError(_("%r bukan bilangan bulat dari 0 ke atas") % word)
    return int(word)


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.quality import Quota, coverage, coverage_book
    from evaluasi.tables import load

    quota = Quota.read(arguments.opd) if arguments.opd else Quota()
    quota = quota.changed(arguments.kuota_opd, arguments.kuota_unit)
    with progress() as tell:
        tell(_("Membaca dataset"))
        found = coverage(
            load(arguments.data),
            arguments.wilayah,
            arguments.tahun,
            quota=quota,
            deadline=arguments.tenggat,
            today=arguments.tanggal or dt.date.today(),
        )
    print(found.summary())
    if arguments.keluaran:
        saved = coverage_book.save(found, Path(arguments.keluaran))
        print(_("\nBuku kerja: {path}").format(path=saved))
    return 0
