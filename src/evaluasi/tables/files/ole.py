"""OLE containers (old .xls, encrypted .xlsx): names, streams, and chains that surely end.

Layout after [MS-CFB]. Calamine follows the chains of a damaged container without end or out of
the file, so they are walked here, each sector at most once, and calamine gets a new container
around the one stream that it needs.
"""

from __future__ import annotations

import struct
from array import array
from typing import NamedTuple

from evaluasi.tables.files.refusal import broken

_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_IN_HEADER = 109
_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_ROOT = 5
_STREAM = 2
_END_OF_CHAIN = 0xFFFFFFFE
_OF_TABLE = 0xFFFFFFFD
_FREE = 0xFFFFFFFF
_NEW_SHIFT = 12


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


class Container:
    """An OLE container in memory.

    Raises
    ------
    RefusedError
        Where a chain of sectors runs in a circle or out of the file.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise broken()
        self._content = content
        (shift, mini_shift) = struct.unpack_from("<HH", content, 30)
        if shift not in _SHIFTS or mini_shift != _MINI_SHIFT:
            raise broken()
        self._size = 1 << shift
        first_directory, _signature, self._cutoff = struct.unpack_from("<III", content, 48)
        first_mini, _minis, first_double, _doubles = struct.unpack_from("<IIII", content, 60)
        self._next = self._table(self._fat_sectors(first_double))
        self._entries = self._directory(self._stream(first_directory))
        self._mini_next = _words(self._stream(first_mini))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini = self._stream(root.start) if root else b""

    @property
    def names(self) -> tuple[str, ...]:
        """Names of streams and storages."""
        return tuple(entry.name for entry in self._entries)

    def read(self, name: str) -> bytes:
        """Give the bytes of a stream."""
        entry = next((e for e in self._entries if e.name == name and e.kind == _STREAM), None)
        if entry is None:
            raise broken()
        if entry.size >= self._cutoff:
            return self._stream(entry.start)[: entry.size]
        width = 1 << _MINI_SHIFT
        pieces = [
            self._mini[sector * width : (sector + 1) * width]
            for sector in _chain(entry.start, self._mini_next)
        ]
        return b"".join(pieces)[: entry.size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise broken()
        return self._content[start : start + self._size]

    def _fat_sectors(self, first: int) -> list[int]:
        """Number the sectors of the allocation table: 109 in the header, more in a chain."""
        numbers = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        seen: set[int] = set()
        while first < _LAST_SECTOR:
            words = _words(self._sector(first))
            if first in seen or not words:
                raise broken()
            seen.add(first)
            numbers += words[:-1]
            first = words[-1]
        return [number for number in numbers if number < _LAST_SECTOR]

    def _table(self, sectors: list[int]) -> array[int]:
        if len(set(sectors)) != len(sectors):
            raise broken()
        return _words(b"".join(map(self._sector, sectors)))

    def _stream(self, start: int) -> bytes:
        return b"".join(map(self._sector, _chain(start, self._next)))

    def _directory(self, content: bytes) -> list[_Entry]:
        entries = []
        for place in range(0, len(content) - _ENTRY + 1, _ENTRY):
            raw = content[place : place + _ENTRY]
            length, kind = struct.unpack_from("<HB", raw, 64)
            start, size = struct.unpack_from("<II", raw, 116)
            if kind:
                name = raw[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
                entries.append(_Entry(name, kind, start, size))
        return entries


def _words(content: bytes) -> array[int]:
    words = array("I")
    words.frombytes(content[: len(content) // 4 * 4])
    return words


def _chain(start: int, following: array[int]) -> list[int]:
    """List the sectors of a chain."""
    chain = []
    seen = bytearray(len(following))
    while start < _LAST_SECTOR:
        if start >= len(following) or seen[start]:
            raise broken()
        seen[start] = 1
        chain.append(start)
        start = following[start]
    return chain


def container_of(name: str, stream: bytes) -> bytes:
    """Write a container that holds one stream.

    Sectors: the stream, then one for the short streams (there are none), the directory, and the
    allocation table. With sectors of 4 kB the table of the header suffices for 450 MB.
    """
    size = 1 << _NEW_SHIFT
    # A shorter stream would belong among the short ones.
    count = max(-(-len(stream) // size), 2)
    tables = -(-(count + 2) // (size // 4 - 1))
    chain = [*range(1, count), _END_OF_CHAIN, _END_OF_CHAIN, _END_OF_CHAIN, *[_OF_TABLE] * tables]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(tables * size, b"\xff")
    places = [*range(count + 2, count + 2 + tables)]
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 4, 0xFFFE, _NEW_SHIFT, _MINI_SHIFT),
        *(1, tables, count + 1, 0, size, _END_OF_CHAIN, 0, _END_OF_CHAIN, 0),
        *places,
        *[_FREE] * (_IN_HEADER - tables),
    )
    directory = _entry("Root Entry", _ROOT, count, size, child=1) + _entry(
        name, _STREAM, 0, max(len(stream), size)
    )
    return b"".join(
        [
            header.ljust(size, b"\0"),
            stream.ljust(count * size, b"\0"),
            bytes(size),
            directory.ljust(size, b"\0"),
            table,
        ]
    )


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    links = (_FREE, _FREE, child)
    return struct.pack("<64sHBBIII36xIQ", letters, len(letters), kind, 1, *links, start, size)
