"""The command line: words in, calls out.

Exit codes: 0 good, 1 some reports failed, 2 wrong call, 130 interrupted. What a command needs is
imported when it runs, so that ``evaluasi --help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import Any

from evaluasi import __version__
from evaluasi.errors import EvaluasiError
from evaluasi.text import _

WRONG_CALL = 2
INTERRUPTED = 130

# The words of argparse itself. A test holds that none of them is left in English.
_ARGPARSE_WORDS = {
    "usage: ": "pemakaian: ",
    "positional arguments": "argumen",
    "options": "pilihan",
    "subcommands": "perintah",
    "show this help message and exit": "tampilkan bantuan ini lalu selesai",
    " (default: %(default)s)": " (bawaan: %(default)s)",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "%(prog)s: warning: %(message)s\n": "%(prog)s: peringatan: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "not allowed with argument %s": "tidak boleh bersama %s",
    "ignored explicit argument %r": "tidak menerima nilai %r",
    "expected one argument": "perlu satu nilai",
    "expected at most one argument": "paling banyak satu nilai",
    "expected at least one argument": "perlu paling sedikit satu nilai",
    "expected %s argument": "perlu %s nilai",
    "expected %s arguments": "perlu %s nilai",
    "ambiguous option: %(option)s could match %(matches)s": (
        "pilihan %(option)s bermakna ganda: %(matches)s"
    ),
    "unexpected option string: %s": "pilihan tidak dikenal: %s",
    "invalid %(type)s value: %(value)r": "nilai %(value)r tidak sesuai",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r tidak dikenal (pilih dari %(choices)s)"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r tidak dikenal, mungkin maksudnya %(closest)r? (pilih dari %(choices)s)"
    ),
    "unrecognized arguments: %s": "argumen tidak dikenal: %s",
    "one of the arguments %s is required": "salah satu dari %s wajib diisi",
    "the following arguments are required: %s": "wajib diisi: %s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "perintah %(parser_name)r tidak dikenal (pilih dari %(choices)s)"
    ),
    "can't open '%(filename)s': %(error)s": "'%(filename)s' tidak dapat dibuka: %(error)s",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old console lacks some signs: never crash
            stream.reconfigure(errors="replace")
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except EvaluasiError as fault:
        print(f"evaluasi: {fault}", file=sys.stderr)
        return WRONG_CALL
    except KeyboardInterrupt:
        told = _(
            "evaluasi: dihentikan. Yang sudah selesai tersimpan; perintah yang sama melanjutkan."
        )
        print(told, file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _reports(arguments: argparse.Namespace) -> int:
    from evaluasi.reports import formats, planning
    from evaluasi.reports.selection import Choice

    plan = planning.plan(
        arguments.notebook,
        Choice(_split(arguments.wilayah), arguments.provinsi, arguments.semua),
        year=arguments.tahun,
        formats=_split([arguments.format]) if arguments.format else None,
        out=arguments.keluaran,
        data=arguments.data,
        force=arguments.paksa,
    )
    if arguments.kering:
        print(plan.summary())
        return 0
    if not arguments.format and (note := formats.left_out()):
        print(note, file=sys.stderr)
    from evaluasi.reports import batch, progress

    made = batch.make(plan, workers=arguments.j, progress=progress.for_terminal())
    print(made.summary())
    return made.exit_code


def _explore(_arguments: argparse.Namespace) -> int:
    from evaluasi.reports.explore.lab import open_lab

    return open_lab()


def _split(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def _parser() -> argparse.ArgumentParser:
    _speak_indonesian()
    parser = argparse.ArgumentParser(
        prog="evaluasi",
        description=_("Meja kerja riset dan evaluasi inovasi daerah."),
        epilog=_("Bantuan tiap perintah: evaluasi PERINTAH --help"),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"evaluasi {__version__}",
        help=_("tampilkan versi lalu selesai"),
    )
    commands = parser.add_subparsers(title=_("perintah"), metavar="PERINTAH", required=True)
    _add_reports(commands)
    _add_explore(commands)
    return parser


def _add_reports(commands: Any) -> None:
    command = commands.add_parser(
        "laporan",
        help=_("buat laporan per wilayah"),
        description=_(
            "Buat satu laporan evaluasi per wilayah, beserta indeksnya. Tanpa pilihan: semua "
            "kabupaten/kota pada provinsi utama dataset."
        ),
        epilog=_("Contoh: evaluasi laporan --wilayah 35.79,Banyuwangi --tahun 2024 -j 2"),
    )
    command.set_defaults(command=_reports)
    scope = command.add_mutually_exclusive_group()
    scope.add_argument(
        "--wilayah",
        type=_filled,
        action="append",
        default=[],
        metavar="KODE|NAMA",
        help=_("wilayah yang dilaporkan; boleh diulang atau dipisah koma"),
    )
    scope.add_argument(
        "--provinsi",
        type=_filled,
        metavar="KODE|NAMA",
        help=_("semua kabupaten/kota di provinsi ini"),
    )
    scope.add_argument(
        "--semua", action="store_true", help=_("semua provinsi, kabupaten, dan kota dalam dataset")
    )
    command.add_argument(
        "--tahun", type=_year, metavar="TAHUN", help=_("tahun laporan (bawaan: tahun terakhir)")
    )
    command.add_argument(
        "--notebook",
        type=_filled,
        default="laporan_wilayah",
        metavar="NAMA",
        help=_("notebook yang dijalankan (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--data",
        type=_filled,
        default="data/jatim",
        metavar="FOLDER",
        help=_("folder dataset (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--keluaran",
        type=_filled,
        default="reports",
        metavar="FOLDER",
        help=_("folder hasil (bawaan: %(default)s)"),
    )
    command.add_argument(
        "--format",
        type=_filled,
        metavar="FORMAT",
        help=_("format laporan, dipisah koma (bawaan: html,pdf; tanpa paket typst: html)"),
    )
    command.add_argument(
        "-j", type=_count, metavar="N", help=_("jumlah laporan yang dibuat bersamaan")
    )
    scope = command.add_mutually_exclusive_group()
    scope.add_argument(
        "--lanjut",
        action="store_true",
        help=_("buat hanya yang baru, gagal, berubah, atau hilang (inilah bawaannya)"),
    )
    scope.add_argument(
        "--paksa", action="store_true", help=_("buat ulang semua, juga yang masih segar")
    )
    command.add_argument(
        "--kering",
        action="store_true",
        help=_("hanya tampilkan apa yang akan dibuat, dan mengapa"),
    )


def _add_explore(commands: Any) -> None:
    command = commands.add_parser(
        "jelajah",
        help=_("buka notebook penjelajahan di JupyterLab"),
        description=_("Buka notebook penjelajahan data di JupyterLab."),
    )
    command.set_defaults(command=_explore)


def _filled(word: str) -> str:
    if not word.replace(",", "").strip():
        raise argparse.ArgumentTypeError(_("tidak boleh kosong"))
    return word


def _year(word: str) -> int:
    if not re.fullmatch(r"\d{4}", word.strip()):
        raise argparse.ArgumentTypeError(
            _("%r bukan tahun; tulis empat angka, misalnya 2024") % word
        )
    return int(word)


def _count(word: str) -> int:
    count = int(word)
    if count < 1:
        raise argparse.ArgumentTypeError(_("paling sedikit 1"))
    return count


def _speak_indonesian() -> None:
    """Give argparse our words: it looks its own up by these two names in its module."""

    def one(message: str) -> str:
        return _ARGPARSE_WORDS.get(message, message)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    vars(argparse).update(_=one, ngettext=many)
