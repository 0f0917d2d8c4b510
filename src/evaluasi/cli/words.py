"""The words of argparse in Indonesian."""

from __future__ import annotations

import argparse

# The words of argparse itself. A test holds that none of them is left in English.
ARGPARSE_WORDS = {
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


def speak_indonesian() -> None:
    """Give argparse our words: it looks its own up by these two names in its module."""

    def one(message: str) -> str:
        return ARGPARSE_WORDS.get(message, message)

    def many(singular: str, plural: str, count: int) -> str:
        return one(singular if count == 1 else plural)

    vars(argparse).update(_=one, ngettext=many)
