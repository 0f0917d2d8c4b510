"""The command line: words in, calls out; one file per command.

Exit codes: 0 good, 1 some items failed, 2 wrong call, 130 interrupted. What a command needs is
imported when it runs, so that ``evaluasi --help`` answers at once.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from evaluasi import __version__
from evaluasi.cli import (
    audit,
    cakupan,
    dampak,
    impor,
    jelajah,
    keaslian,
    keberlanjutan,
    laporan,
    lomba,
    periksa,
    rencana,
    simulasi,
    skor,
    templat,
)
from evaluasi.cli.words import speak_indonesian
from evaluasi.errors import EvaluasiError
from evaluasi.text import _

WRONG_CALL = 2
INTERRUPTED = 130
COMMANDS = (
    laporan,
    periksa,
    impor,
    cakupan,
    keaslian,
    jelajah,
    templat,
    simulasi,
    skor,
    rencana,
    audit,
    lomba,
    dampak,
    keberlanjutan,
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an old console lacks some signs: never crash
            stream.reconfigure(errors="replace")
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.command(arguments)
        _tell_of_simulation()
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


def _tell_of_simulation() -> None:
    """Say of whatever a command printed that it rests on simulated data."""
    provenance = sys.modules.get("evaluasi.tables.provenance")  # not loaded: no data either
    origin = provenance.loaded() if provenance else None
    if origin is not None and origin.simulated:
        print(_("SIMULASI: angka di atas berasal dari data simulasi, bukan keadaan sebenarnya."))


def _parser() -> argparse.ArgumentParser:
    speak_indonesian()
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
    for command in COMMANDS:
        command.add(commands)
    return parser
