"""Identity of an innovation where a file has no identifier."""

from __future__ import annotations

import hashlib
import unicodedata

_DIGITS = 8


def innovation_id(kode: str, judul: str) -> str:
    """Name an innovation by its region and title: ``35.79-1f0a9c3e``.

    The same title in the same region is the same innovation in every edition, whatever its case,
    spaces and punctuation. A renamed innovation gets another identifier: the questions of
    authenticity find those.

    Parameters
    ----------
    kode : str
        Kemendagri code of the region.
    judul : str
        Title as printed.
    """
    digest = hashlib.sha256(folded_title(judul).encode()).hexdigest()
    return f"{kode}-{digest[:_DIGITS]}"


def folded_title(judul: str) -> str:
    """Reduce a title to its letters and digits; a title of signs alone stays as it is."""
    plain = unicodedata.normalize("NFKC", judul).casefold()
    return "".join(filter(str.isalnum, plain)) or plain
