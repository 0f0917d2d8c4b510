"""The shared texts of a workbook: stored once, but laid out in every cell that points to them.

A text of a megabyte in ten thousand cells is a small file and ten gigabytes of memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from evaluasi.tables.files import limits
from evaluasi.tables.files.refusal import too_large_unpacked

_ITEM = re.compile(rb"<(?:\w+:)?si[\s/>]")
_POINTER = re.compile(rb"\st\s*=\s*[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>\s*(\d{1,9})")
_MOST_CARRIED = 200


def lengths(part: bytes) -> list[int]:
    """Give the bytes that each shared text takes in its part, markup included."""
    starts = [found.start() for found in _ITEM.finditer(part)]
    if len(starts) > limits.MOST_STRINGS:
        raise too_large_unpacked()
    ends = [*starts[1:], len(part)]
    return [end - start for start, end in zip(starts, ends, strict=False)]


def require_bounded(sizes: list[int], filled: int, sheets: Iterable[Iterable[bytes]]) -> None:
    """Refuse a workbook whose cells hold more text than fits in memory.

    Parameters
    ----------
    sizes : list of int
        From `lengths`.
    filled : int
        Number of filled cells of all sheets.
    sheets : iterable of iterables of bytes
        The XML of the sheets; read only where the longest text in every cell would be too much.
    """
    if max(sizes, default=0) * filled <= limits.MOST_TEXT_LAID_OUT:
        return
    total = 0
    for chunks in sheets:
        carried = b""
        for chunk in chunks:
            piece = carried + chunk
            end = 0
            for found in _POINTER.finditer(piece):
                number, end = int(found[1]), found.end()
                total += sizes[number] if number < len(sizes) else 0
            # A pointer torn by the end of the piece is found with the next one.
            carried = piece[max(end, len(piece) - _MOST_CARRIED) :]
            if total > limits.MOST_TEXT_LAID_OUT:
                raise too_large_unpacked()
