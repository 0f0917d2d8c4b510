"""`evaluasi periksa`: every fault of every file, on screen, as CSV, and marked in a copy."""

from __future__ import annotations

import argparse
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from evaluasi.cli.arguments import filled
from evaluasi.cli.context import add_context
from evaluasi.cli.telling import progress
from evaluasi.text import _

if TYPE_CHECKING:
    from pathlib import Path

    from evaluasi.tables.intake import Intake


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "periksa",
        help=_("periksa berkas Excel, ODS, atau CSV: semua kesalahan sekaligus"),
        description=_(
            "Periksa berkas seperti yang dikirim orang: ekspor portal, formulir, templat, tabel "
            "BPS. Setiap kesalahan disebut dengan sel, isi, harapan, dan perbaikannya; berkas "
            "asli tidak diubah."
        ),
        epilog=_("Contoh: evaluasi periksa daftar.xlsx --edisi 2026 --wilayah 35.79"),
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
    command.add_argument(
        "--keluaran",
        type=filled,
        metavar="FOLDER",
        help=_("folder daftar kesalahan dan salinan bertanda (bawaan: di samping berkasnya)"),
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi.tables.intake import printing

    found = _checked(arguments)
    folder = Path(arguments.keluaran) if arguments.keluaran else None
    print(printing.totals(found))
    if not found.clean:
        print(printing.fault_list(found))
        hidden = len(found.rejected) - printing.MAX_FAULTS
        if hidden > 0:
            print(_("… dan {n} kesalahan lagi pada daftar berikut.").format(n=hidden))
    print()
    print(found.summary(brief=True))
    for path in _written(found, folder):
        print(_("Tertulis: {path}").format(path=path))
    return 0 if found.clean else 1


def _checked(arguments: argparse.Namespace) -> Intake:
    """Check the files; a terminal sees which one is being read."""
    from evaluasi.tables.intake import check

    with progress() as tell:
        return check(
            arguments.berkas,
            arguments.tabel,
            edition=arguments.edisi,
            region=arguments.wilayah,
            indicator=arguments.indikator,
            source=arguments.sumber,
            tell=lambda name: tell(_("Memeriksa {file}").format(file=name)),
        )


def _written(found: Intake, folder: Path | None) -> list[Path]:
    """Write the list of faults of each file, and its marked copy; a sound file gets neither."""
    from evaluasi.tables.outlet.annotate import annotate
    from evaluasi.tables.outlet.book import csv_bytes
    from evaluasi.tables.outlet.saving import write_atomic

    lists: list[Path] = []
    for book in found.books:
        own = found.rejected[found.rejected["berkas"] == book.file]
        if len(own):
            stem = (folder or book.path.parent) / f"{book.path.stem}_kesalahan.csv"
            names = chain([stem], (stem.with_stem(f"{stem.stem} ({n})") for n in count(2)))
            path = next(name for name in names if name not in lists)
            lists.append(write_atomic(path, csv_bytes(own)))
    return [*lists, *annotate(found, folder)]
