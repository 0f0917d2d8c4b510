"""Bytes to text: UTF-8, UTF-16, and for bytes that are neither Windows-1252, one by one."""

from __future__ import annotations

import codecs

from evaluasi.text import _

_HANDLER = "evaluasi.windows"
_SAMPLE = 4096


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode a text file and say what had to be supposed; no byte stops the reading.

    A byte that is not valid UTF-8 is read as Windows-1252, alone: one damaged letter in a
    UTF-8 file leaves the others what they are, and a file wholly in Windows-1252 comes out right
    too, since its accented letters do not form valid UTF-8.
    """
    notes = []
    encoding = _wide(content)
    if encoding:
        text = content.decode(encoding, errors="replace")
    else:
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            text = content.decode("utf-8", errors=_HANDLER)
            notes.append(
                _(
                    "sebagian huruf tidak berkode UTF-8 dan dibaca sebagai Windows-1252; periksa "
                    "huruf beraksen"
                )
            )
    if "\x00" in text:
        text = text.replace("\x00", "")
        notes.append(_("berkas ini memuat byte nol; byte itu diabaikan"))
    return text.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}"), tuple(notes)


def _wide(content: bytes) -> str:
    """Name the UTF-16 in which a text stands: by its mark, or by the zeros beside its letters."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    sample = content[:_SAMPLE]
    half = len(sample) // 2
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if half and odd > 0.8 * half and even == 0:
        return "utf-16-le"
    if half and even > 0.8 * half and odd == 0:
        return "utf-16-be"
    return ""


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    damaged = error.object[error.start : error.end]
    return damaged.decode("cp1252", errors="replace"), error.end


codecs.register_error(_HANDLER, _windows)
