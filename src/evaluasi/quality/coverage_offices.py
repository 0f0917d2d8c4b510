"""Names of offices (OPD) as people type them: what is one office, and what may be.

Two spellings are one office where they differ only in case, spaces and punctuation, or in the
region's own name at the end. Anything nearer to a guess is proposed in words, never merged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

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
    """Return the pairs of offices that may be one, by name.

    Parameters
    ----------
    names : mapping of key (see `folded`) to the name to show
    place : Place
    """
    found: dict[frozenset[str], str] = {}
    for pairs, why in (
        (_with_region(names, place), _("hanya berbeda nama wilayah")),
        (_shortened(names), _("yang satu tampak sebagai singkatan yang lain")),
        (_misspelt(names), _("ejaannya hampir sama")),
    ):
        for pair in pairs:
            found.setdefault(frozenset(pair), why)
    told = []
    for keys, why in found.items():
        first, second = sorted(names[key] for key in keys)
        told.append(Proposal(first, second, why))
    return tuple(sorted(told))


def _with_region(names: Mapping[str, str], place: Place) -> Iterator[tuple[str, str]]:
    """Give pairs of which one has the region's bare name at its end, and the other has not."""
    bare = " ".join(word for word in _words(place.name) if word not in _KINDS)
    yield from ((key, f"{key} {bare}") for key in names if f"{key} {bare}" in names)


def _shortened(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    by_letter: dict[str, list[str]] = {}
    for key in names:
        by_letter.setdefault(key[:1], []).append(key)
    for short in names:
        if len(short.replace(" ", "")) <= _LONGEST_ABBREVIATION:
            yield from ((short, long) for long in by_letter[short[:1]] if abbreviates(short, long))


def _misspelt(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    keys = list(names)
    scores = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=SIMILAR)
    for one, other in np.argwhere(np.triu(scores, 1)):
        if _numbers(keys[one]) == _numbers(keys[other]):
            yield keys[one], keys[other]


def abbreviates(short: str, long: str) -> bool:
    """Tell whether a name is made of the beginnings of all words of another: bappeda, dpupr."""
    letters = short.replace(" ", "")
    words = [word for word in long.split() if word not in _UNSPOKEN]
    return len(words) > 1 and len(letters) < len(long.replace(" ", "")) and _made_of(letters, words)


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
