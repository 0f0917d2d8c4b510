"""Zip archives within bounds: what they claim is checked before anything is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from evaluasi.tables.files import limits
from evaluasi.tables.files.refusal import broken, encrypted, too_large_unpacked

CHUNK = 1 << 20
_FEED = 1 << 16
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
# What breaks inside the standard library when an archive is damaged.
_DAMAGED = (
    zipfile.BadZipFile,
    NotImplementedError,
    OverflowError,
    ValueError,
    EOFError,
    OSError,
    KeyError,
    struct.error,
)


class Archive:
    """A zip archive in memory that never unpacks more than it claims to hold.

    Raises
    ------
    RefusedError
        Where the archive is damaged, encrypted, or claims more than `limits` allow.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
        except _DAMAGED as error:
            raise broken() from error
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise encrypted()
        claimed = sum(member.file_size for member in members)
        if len(members) > limits.MOST_MEMBERS or claimed > limits.MOST_UNPACKED:
            raise too_large_unpacked()
        # A name that stands twice could show one part to the check and another to the reader.
        self._members = {member.filename: member for member in members}
        if len(self._members) != len(members):
            raise broken()

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the members, in order."""
        return tuple(self._members)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Unpack a member piece by piece; what claims too little is refused, not unpacked."""
        member = self._members.get(name)
        if member is None:
            raise broken()
        unpacked = 0
        for piece in self._unpacked(member):
            unpacked += len(piece)
            if unpacked > member.file_size:
                raise too_large_unpacked()
            yield piece
        if unpacked != member.file_size:
            raise broken()

    def read(self, name: str, most: int = limits.MOST_IN_MEMORY) -> bytes:
        """Unpack a member as a whole."""
        member = self._members.get(name)
        if member is not None and member.file_size > most:
            raise too_large_unpacked()
        return b"".join(self.chunks(name))

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        first = self._start(member)
        packed = memoryview(self._content)[first : first + member.compress_size]
        pieces = (packed[start : start + _FEED] for start in range(0, len(packed), _FEED))
        if member.compress_type == zipfile.ZIP_STORED:
            yield from map(bytes, pieces)
            return
        if member.compress_type != zipfile.ZIP_DEFLATED:
            raise broken()
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for piece in pieces:
                rest: memoryview | bytes = piece
                while len(rest):
                    yield engine.decompress(rest, CHUNK)
                    rest = engine.unconsumed_tail
        except zlib.error as error:
            raise broken() from error

    def _start(self, member: zipfile.ZipInfo) -> int:
        """Give where the data of a member begins: after its own header, not the directory's."""
        end = member.header_offset + _LOCAL_HEADER
        header = self._content[max(member.header_offset, 0) : end]
        if len(header) < _LOCAL_HEADER:
            raise broken()
        name, extra = struct.unpack_from("<HH", header, _LOCAL_HEADER - 4)
        return end + int(name) + int(extra)
