"""Names of offices (OPD) as people type them: what is one office, and what may be.

Two spellings are one office where they differ only in case, spaces and punctuation, or in the
region's own name at the end. Anything nearer to a guess is proposed in words, never merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz

from evaluasi.text import _

NOT_GIVEN = "(OPD belum diisi)"
"""Stands for the office of innovations that name none."""

SIMILAR = 88.0
"""From this share of equal letters on (percent), two names are proposed as one office."""

_KINDS = {"kota": ("kota",), "kabupaten": ("kabupaten", "kab"), "provinsi": ("provinsi", "prov")}
_BEARS_A_NAME = frozenset({"kecamatan", "kelurahan", "desa", "puskesmas", "upt", "uptd", "rsud"})
_UNSPOKEN = frozenset({"dan", "serta"})
_SHORTENED = {"dinas": "dis"}
_LONGEST_ABBREVIATION = 16


class Place(NamedTuple):
    """The region whose offices are named: its name, and its type (tingkat)."""

    name: str
    kind: str


class Proposal(NamedTuple):
    """Two names that may be one office, and why."""

    first: str
    second: str
    why: str


def folded(name: str, place: Place) -> str:
    """Return what two spellings of one office share.

    "Dinas  Kesehatan" and "DINAS KESEHATAN KOTA BATU" give the same text in Kota Batu. The
    region's name is taken off only together with its type, and not where it is the office's own
    name: "Kecamatan Batu" keeps it.
    """
    words = _words(name)
    bare = _words(place.name)
    if bare and bare[0] in _KINDS:
        bare = bare[1:]
    for kind in _KINDS.get(place.kind, ()):
        tail = [kind, *bare]
        rest = words[: -len(tail)]
        if words[-len(tail) :] == tail and rest and rest[-1] not in _BEARS_A_NAME:
            return " ".join(rest)
    return " ".join(words)


def spelled(typed: pd.Series, keys: pd.Series) -> dict[str, str]:
    """Return the spelling to show for each key: the most frequent one, else the first in order.

    Parameters
    ----------
    typed, keys : Series, shape (innovations,)
        Names as typed and the key of each.
    """
    counts = Counter(zip(keys, tidied(typed), strict=True))
    shown: dict[str, str] = {}
    for key, name in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        shown.setdefault(key, name)
    return shown


def tidied(typed: pd.Series) -> pd.Series:
    """Return names with single spaces."""
    return typed.str.split().str.join(" ")


def proposals(names: Mapping[str, str], place: Place) -> tuple[Proposal, ...]:
    """Return the pairs of offices that may be one.

    Parameters
    ----------
    names : mapping of key (see `folded`) to the name to show
    place : Place
    """
    bare = " ".join(word for word in _words(place.name) if word not in _KINDS)
    found = []
    for one, other in combinations(sorted(names, key=lambda key: (names[key], key)), 2):
        why = _why(one, other, bare)
        if why:
            found.append(Proposal(names[one], names[other], why))
    return tuple(found)


def _why(one: str, other: str, bare: str) -> str:
    """Say why two keys may be one office; nothing where they are not alike."""
    if one == f"{other} {bare}" or other == f"{one} {bare}":
        return _("hanya berbeda nama wilayah")
    if abbreviates(one, other) or abbreviates(other, one):
        return _("yang satu tampak sebagai singkatan yang lain")
    if _numbers(one) == _numbers(other) and fuzz.ratio(one, other) >= SIMILAR:
        return _("ejaannya hampir sama")
    return ""


def abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is made of the beginnings of all words of another: bappeda, dpupr."""
    letters = short.replace(" ", "")
    words = [word for word in long.split() if word not in _UNSPOKEN]
    if len(words) < 2 or len(letters) > _LONGEST_ABBREVIATION or len(letters) >= len(long):
        return False
    return _made_of(letters, words)


def _made_of(letters: str, words: list[str]) -> bool:
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    return any(
        letters.startswith(piece) and _made_of(letters[len(piece) :], rest)
        for piece in _beginnings(first)
    )


def _beginnings(word: str) -> Iterable[str]:
    yield from (word[:length] for length in range(1, len(word) + 1))
    if word in _SHORTENED:
        yield _SHORTENED[word]


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.casefold().replace("_", " "))


def _numbers(key: str) -> list[str]:
    """Return what tells "SMPN 1" from "SMPN 2", in digits or Roman figures."""
    return re.findall(r"\b(?:\d+|[ivx]+)\b", key)
