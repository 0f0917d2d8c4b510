"""Kinds of arguments that several commands take."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from evaluasi.text import _


def filled(word: str) -> str:
    """Take a word that says something."""
    if not word.replace(",", "").strip():
        raise argparse.ArgumentTypeError(_("tidak boleh kosong"))
    return word


def year(word: str) -> int:
    """Take a year of four digits."""
    if not re.fullmatch(r"\d{4}", word.strip()):
        raise argparse.ArgumentTypeError(
            _("%r bukan tahun; tulis empat angka, misalnya 2024") % word
        )
    return int(word)


def count(word: str) -> int:
    """Take a number from 1 on."""
    number = int(word)
    if number < 1:
        raise argparse.ArgumentTypeError(_("paling sedikit 1"))
    return number


def seed(word: str) -> int:
    """Take a whole number from 0 on, from which draws start."""
    if not re.fullmatch(r"[0-9]{1,18}", word.strip()):
        raise argparse.ArgumentTypeError(_("%r bukan benih; tulis bilangan bulat dari 0") % word)
    return int(word)


def day(word: str) -> dt.date:
    """Take a day, year first or day first."""
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return dt.datetime.strptime(word.strip(), pattern).date()
        except ValueError:
            continue
    raise argparse.ArgumentTypeError(
        _("%r bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-08-22") % word
    )


def split(words: Sequence[str]) -> tuple[str, ...]:
    """Split words at commas; what is empty is left out."""
    return tuple(part.strip() for word in words for part in word.split(",") if part.strip())


def add_data(command: Any, default: str) -> None:
    """Add the dataset that a command works on."""
    command.add_argument(
        "--data",
        type=filled,
        default=default,
        metavar="FOLDER",
        help=_("folder dataset (bawaan: %(default)s)"),
    )
