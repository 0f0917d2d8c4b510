"""`evaluasi simulasi`: a dataset with known truth."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import filled, seed
from evaluasi.cli.telling import progress
from evaluasi.text import _

SCALES = ("kecil", "jatim", "nasional")


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "simulasi",
        help=_("buat dataset rekaan yang kebenarannya diketahui"),
        description=_(
            "Buat dataset rekaan lengkap untuk wilayah nyata, dengan kebenarannya tersimpan di "
            "sampingnya. Semuanya bertanda SIMULASI."
        ),
        epilog=_("Contoh: evaluasi simulasi --keluaran data/input/coba --benih 1 --skala jatim"),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "--keluaran",
        type=filled,
        required=True,
        metavar="FOLDER",
        help=_("folder baru atau kosong; hasil simulasi terdahulu di sana diganti"),
    )
    command.add_argument(
        "--benih",
        type=seed,
        default=1,
        metavar="N",
        help=_("bilangan bulat mulai dari 0; benih sama, hasil sama (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--skala",
        choices=SCALES,
        default="jatim",
        help=_("kecil: 6 daerah; jatim: 38; nasional: 552 (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--data",
        type=filled,
        default="data/nasional",
        metavar="FOLDER",
        help=_("dataset asal nama dan kode wilayah (bawaan: %(default)s)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from evaluasi.reports.folders import locate
    from evaluasi.simulation import making

    with progress() as tell:
        made = making.make(
            arguments.keluaran,
            data=locate(arguments.data),
            scale=arguments.skala,
            seed=arguments.benih,
            tell=tell,
        )
    print(made)
    return 0
