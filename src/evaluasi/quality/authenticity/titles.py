"""Titles of innovations folded to what a rename leaves alone.

Offices rename by changing case, punctuation, a year, a version, a generic word ("Aplikasi",
"Inovasi"), the name of their own region, or by showing only one half of "SIPINTER (Sistem …)".
Folding takes all of that away; the halves are kept as variants beside the whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from evaluasi import regions
from evaluasi.errors import RegionError
from evaluasi.quality.authenticity.common_words import IN_TITLES

FULL, NAME, EXPANSION = 0, 1, 2
"""Kinds of variants: the whole title, its short name, what the short name stands for."""

_SEPARATED = re.compile(r"[()\[\]{}\"“”„«»|;:]|\s[-–—=/]+\s|,\s")
_NUMBERING = re.compile(r"^\s*(?:no\.?\s*)?\d{1,4}\s*[.)\-:]\s+(?=\S)", re.IGNORECASE)
_VERSION = re.compile(
    r"\b(?:v|ver|versi|version|jilid|vol|volume|edisi|seri|tahap)\.?\s*(?:\d+(?:\.\d+)*|[ivx]+)\b"
    r"|\b\d+\.\d+\b"
    r"|(?<=[a-z])\s+(?:i{1,3}|iv|vi{0,3}|ix)\s*$"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = re.compile(r"(?<=\w)['`´‘’ʼ](?=\w)")
_NAME_TOKENS, _EXPANSION_TOKENS = 2, 3


@dataclass(frozen=True, slots=True)
class Title:
    """A folded title.

    Attributes
    ----------
    tokens : tuple of str
        Words of the whole, in order.
    name, expansion : tuple of str
        Words of the short name and of what it stands for; empty where the title does not show
        both.
    """

    tokens: tuple[str, ...]
    name: tuple[str, ...] = ()
    expansion: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Letters and digits of the whole: equal for titles that differ only in dressing."""
        return "".join(self.tokens)

    @property
    def numbers(self) -> frozenset[str]:
        """Numbers among the words."""
        return frozenset(word for word in self.tokens if word.isdigit())

    def variants(self) -> list[tuple[int, tuple[str, ...]]]:
        """Return kind and words of each variant, the whole first."""
        both = [(NAME, self.name), (EXPANSION, self.expansion)] if self.name else []
        return [(FULL, self.tokens), *both]


def fold(title: str, kode: str = "") -> Title:
    """Fold a title.

    Parameters
    ----------
    title : str
        As reported.
    kode : str, optional
        Region of the innovation: "Kota Batu" says nothing in a title from Kota Batu.
    """
    whole = _ascii(title)
    plain = _NUMBERING.sub("", whole)
    own = _own_names(kode)
    parts = [words for part in _SEPARATED.split(plain) if (words := _words(part, own))]
    tokens = tuple(word for part in parts for word in part)
    if not tokens:  # nothing but dressing: then the dressing is the name
        return Title(tuple(_WORD.findall(whole)))
    return Title(tokens, *_halves(parts))


def _halves(parts: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return short name and expansion where a title shows both."""
    if len(parts) < 2:
        return (), ()
    short, long = sorted(parts[:2], key=len)
    if len(short) <= _NAME_TOKENS and len(long) >= _EXPANSION_TOKENS and len("".join(short)) > 2:
        return short, long
    return (), ()


def _words(part: str, own: Sequence[str]) -> tuple[str, ...]:
    """Return the telling words of a part."""
    text = _VERSION.sub(" ", part)
    for name in own:
        text = re.sub(rf"\b{name}\b", " ", text)
    words = [_bare(word) for word in _WORD.findall(text)]
    return tuple(word for word in words if word and word not in IN_TITLES)


def _bare(word: str) -> str:
    """Return a word without a year: alone it vanishes, at the end of a name it is cut off."""
    if _YEAR.fullmatch(word):
        return ""
    return re.sub(r"(?<=[a-z]{3})(?:19|20)\d{2}$", "", word)


def _ascii(title: str) -> str:
    """Return lower-case text in plain letters; an apostrophe within a word joins."""
    joined = _APOSTROPHES.sub("", unicodedata.normalize("NFKC", title).replace("&", " dan "))
    spread = unicodedata.normalize("NFKD", joined)
    return "".join(sign for sign in spread if not unicodedata.combining(sign)).casefold()


@lru_cache(maxsize=2048)
def _own_names(kode: str) -> tuple[str, ...]:
    """Return patterns of a region's own name with its type, and of the region above it."""
    found: list[str] = []
    while kode:
        try:
            name = regions.get(kode).nama
        except RegionError:
            return tuple(found)
        spoken = r"\s+".join(_WORD.findall(_ascii(name)))
        if not spoken.startswith(("kota", "kabupaten")):
            spoken = rf"(?:provinsi|prov|kecamatan|kec)\.?\s+{spoken}"
        found.append(spoken.replace("kabupaten", r"(?:kabupaten|kab\.?)", 1))
        kode = kode.rpartition(".")[0]
    return tuple(found)
