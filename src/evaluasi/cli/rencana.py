"""`evaluasi rencana`: the cheapest steps to a target index."""

from __future__ import annotations

import argparse
from typing import Any

from evaluasi.cli.arguments import add_data, filled, split, year
from evaluasi.text import _


def add(commands: Any) -> None:
    """Add the command and its options."""
    command = commands.add_parser(
        "rencana",
        help=_("langkah termurah menuju sasaran indeks satu wilayah"),
        description=_(
            "Susun langkah menaikkan level inovasi dan SPD yang mencapai sasaran dengan biaya "
            "terkecil, berurut menurut kenaikan per biaya, beserta bukti yang diminta."
        ),
        epilog=_('Contoh: evaluasi rencana --wilayah 35.79 --target "Sangat Inovatif"'),
    )
    command.set_defaults(command=_run)
    command.add_argument(
        "--wilayah", type=filled, required=True, metavar="KODE|NAMA", help=_("wilayahnya")
    )
    command.add_argument(
        "--target",
        type=filled,
        required=True,
        metavar="PREDIKAT|INDEKS",
        help=_("predikat atau angka indeks yang dituju"),
    )
    command.add_argument(
        "--substantif",
        action="store_true",
        help=_("hanya langkah yang mengubah inovasinya, bukan berkasnya saja"),
    )
    command.add_argument(
        "--hasil",
        action="store_true",
        help=_("boleh memilih indikator SPD yang diukur pihak lain (BPS, BPK)"),
    )
    command.add_argument(
        "--tarik", action="store_true", help=_("boleh menarik inovasi (mengubah pembagi)")
    )
    command.add_argument(
        "--kunci",
        type=filled,
        action="append",
        default=[],
        metavar="ID",
        help=_("inovasi terkunci"),
    )
    command.add_argument(
        "--biaya", type=filled, metavar="BERKAS", help=_("biaya: kolom indikator, ke, biaya")
    )
    command.add_argument("--anggaran", type=float, metavar="N", help=_("biaya paling banyak"))
    command.add_argument(
        "--beban",
        type=filled,
        metavar="BERKAS",
        help=_("biaya paling banyak tiap OPD: kolom opd, beban"),
    )
    command.add_argument(
        "--pada",
        type=year,
        metavar="TAHUN",
        help=_("tahun sasaran: tampilkan juga laju yang diperlukan dan yang terlihat"),
    )
    command.add_argument(
        "--tahun", type=year, metavar="TAHUN", help=_("edisi (bawaan: edisi terakhir wilayah itu)")
    )
    command.add_argument(
        "--aturan", type=filled, metavar="BERKAS.toml", help=_("berkas aturan sendiri")
    )
    add_data(command, "data/input")
    command.add_argument(
        "--keluaran", type=filled, metavar="BERKAS.xlsx", help=_("simpan juga sebagai buku kerja")
    )


def _run(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from evaluasi import scoring as sc
    from evaluasi.reports.workbooks import plan
    from evaluasi.tables import load

    ds, target = load(arguments.data), _target(arguments.target)
    way = None
    if arguments.pada is not None:
        way = plan.path_of(ds, arguments.wilayah, target, arguments.pada)
        print(way.summary() + "\n")
    rules = Path(arguments.aturan) if arguments.aturan else None
    inovasi, kapasitas, rubric = plan.tables_of(ds, arguments.wilayah, arguments.tahun, rules)
    made = sc.action_plan(
        inovasi,
        kapasitas,
        rubric,
        target,
        plan.costs_of(Path(arguments.biaya)) if arguments.biaya else None,
        budget=arguments.anggaran,
        effort=plan.effort_of(Path(arguments.beban)) if arguments.beban else None,
        locked=split(arguments.kunci),
        withdraw=arguments.tarik,
        substantive=arguments.substantif,
        outcomes=arguments.hasil,
    )
    print(plan.title_of(made))
    print(made.summary())
    print(plan.lines(made))
    if arguments.keluaran:
        saved = plan.save(made, Path(arguments.keluaran), way)
        print(_("\nBuku kerja: {path}").format(path=saved))
    return 0 if made.reached else 1


def _target(word: str) -> str | float:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return word
