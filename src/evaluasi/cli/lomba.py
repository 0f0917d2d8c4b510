"""`evaluasi lomba`: a contest judged stage by stage, with the doubt its ratings carry."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from evaluasi.cli.arguments import count, filled, seed
from evaluasi.text import _

if TYPE_CHECKING:
    import pandas as pd


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "lomba",
        help=_("nilai lomba inovasi per tahap: kesepakatan penilai, peringkat, peluang lolos"),
        description=_(
            "Nilai sebuah lomba dari skor para penilainya: kesepakatan lebih dahulu, lalu skor "
            "mentah di samping skor yang disesuaikan dengan kerasnya penilai, selang peringkat, "
            "dan peluang tiap peserta untuk lolos."
        ),
        epilog=_("Contoh: evaluasi lomba nilai.xlsx --lomba skk-jatim --bobot bobot.csv"),
    )
    command.set_defaults(command=_run)
    source = command.add_mutually_exclusive_group()
    source.add_argument(
        "berkas", nargs="?", type=filled, metavar="BERKAS", help=_("berkas skor penilai")
    )
    source.add_argument(
        "--data",
        type=filled,
        default="data/input",
        metavar="FOLDER",
        help=_("folder dataset dengan tabel penilaian (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--lomba",
        type=filled,
        required=True,
        metavar="NAMA|BERKAS.toml",
        help=_("iga-2023, kiks, skk-jatim, atau berkas lomba sendiri"),
    )
    command.add_argument(
        "--bobot",
        type=filled,
        metavar="BERKAS|sama",
        help=_("bobot kriteria yang belum diketahui: berkas, atau “sama” untuk menyamakannya"),
    )
    command.add_argument(
        "--lolos",
        type=count,
        metavar="N",
        help=_("banyaknya yang lolos, bila lombanya tidak menyebutnya"),
    )
    command.add_argument(
        "--benih", type=seed, default=1, metavar="N", help=_("benih acak (bawaan: %(default)s)")
    )
    command.add_argument(
        "--keluaran", type=filled, metavar="BERKAS.xlsx", help=_("simpan juga sebagai buku kerja")
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.workbooks import contest as book
    from evaluasi.rubrics import contests
    from evaluasi.scoring.contest import run_contest

    contest = contests.load(arguments.lomba)
    weights = book.weights_of(arguments.bobot) if arguments.bobot else None
    ratings, names, faults = _ratings(arguments)
    found = run_contest(
        ratings, contest, weights=weights, first=arguments.lolos, seed=arguments.benih
    )
    print(found.summary())
    print()
    print(book.lines(found, names))
    if faults:
        told = _("{n} kesalahan pada berkas: baris itu tidak dinilai. Lihat `evaluasi periksa`.")
        print(told.format(n=faults))
    if arguments.keluaran:
        saved = book.save(found, Path(arguments.keluaran), names)
        print(_("\nBuku kerja: {path}").format(path=saved))
    return 1 if faults else 0


def _ratings(arguments: argparse.Namespace) -> tuple[pd.DataFrame, dict[str, str], int]:
    """Return the ratings, names of what they rate, and how many faults the file had."""
    from pathlib import Path

    from evaluasi.reports.workbooks import contest as book
    from evaluasi.tables import load

    if arguments.berkas:
        rows, faults = book.ratings_of_file(Path(arguments.berkas))
        return rows, {}, faults
    ds = load(arguments.data)
    return ds.penilaian, book.names_of(ds), 0
