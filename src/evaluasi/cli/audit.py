"""`evaluasi audit`: how firm the ranks of the regions are, and what moves them."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import add_data, count, filled, seed, year
from evaluasi.cli.telling import progress
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "audit",
        help=_("seberapa kokoh peringkat wilayah, dan asumsi mana yang menggesernya"),
        description=_(
            "Susun indeks audit dari level yang ada pada satu edisi (bukan indeks resmi), lalu uji "
            "bobot, cara merata-rata, dan normalisasinya: selang peringkat, kepekaan, dan susunan "
            "indikatornya."
        ),
        epilog=_("Contoh: evaluasi audit --data data/simulasi --tahun 2026"),
    )
    command.set_defaults(command=_run)
    add_data(command, "data/input")
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("edisi inovasinya (bawaan: yang terakhir)")
    )
    command.add_argument(
        "--tarikan",
        type=count,
        default=10_000,
        metavar="N",
        help=_("banyaknya tarikan (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--benih", type=seed, default=1, metavar="N", help=_("benih acak (bawaan: %(default)s)")
    )
    command.add_argument(
        "--keluaran",
        type=filled,
        default="reports/audit.xlsx",
        metavar="BERKAS.xlsx",
        help=_("buku kerja hasil (bawaan: %(default)s)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.reports.workbooks import audit
    from evaluasi.tables import load

    with progress() as tell:
        tell(_("membaca dataset"))
        ds = load(arguments.data)
        book = audit.audit(ds, arguments.tahun, arguments.tarikan, arguments.benih, tell)
        tell(_("menulis buku kerja"))
        path = book.save(Path(arguments.keluaran))
    print(book.summary())
    print(audit.lines(book))
    print(_("\nBuku kerja: {path}").format(path=path))
    return 0
