"""What files sent by others may leave unsaid, as options of the commands that read them."""

from __future__ import annotations

from typing import Any

from evaluasi.cli.arguments import filled, year
from evaluasi.text import _


def add_context(command: Any) -> None:
    """Add the options that say what the files do not."""
    command.add_argument(
        "--tabel", type=filled, metavar="NAMA", help=_("tabel yang dibaca, misalnya inovasi")
    )
    command.add_argument(
        "--edisi", type=year, metavar="TAHUN", help=_("edisi IID bagi baris yang tidak menyebutnya")
    )
    command.add_argument(
        "--wilayah",
        type=filled,
        metavar="KODE|NAMA",
        help=_("wilayah bagi baris yang tidak menyebutnya"),
    )
    command.add_argument(
        "--indikator", type=filled, metavar="KODE", help=_("indikator capaian pada tabel BPS")
    )
    command.add_argument(
        "--sumber",
        type=filled,
        metavar="TEKS",
        help=_("pembuat berkas, disebut sebagai sumber (bawaan: nama berkas)"),
    )
