"""Titles of fictitious innovations, with acronyms made the way offices make them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluasi.tables.intake.ids import folded_title

_SYLLABLE = re.compile(r"[^aiueo]*[aiueo]", re.IGNORECASE)
_CLOSED = re.compile(r"[^aiueo]*[aiueo][^aiueo]?", re.IGNORECASE)
_LONGEST = 12
_STYLES = 5
_MORE = ("Tahap Lanjut", "Angkatan Baru", "Wilayah Timur", "Wilayah Barat", "Jilid Dua")

Strings = npt.NDArray[np.object_]


@cache
def words() -> dict[str, Any]:
    """Return the pools of words, and offices and subjects by affair."""
    file = resources.files("evaluasi.simulation") / "words.toml"
    found: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    return found


def titles(rng: np.random.Generator, affairs: Strings) -> Strings:
    """Make up one title per affair given; they may repeat.

    Parameters
    ----------
    rng : Generator
    affairs : ndarray of str, shape (n,)
        Names of affairs, as in ``words.toml``.

    Returns
    -------
    ndarray of str, shape (n,)
    """
    pools = words()
    n = len(affairs)
    heads = _picked(rng, pools["kepala"], n)
    doings = _picked(rng, pools["kerja"], n)
    manners = _picked(rng, pools["sifat"], n)
    scopes = _picked(rng, pools["lingkup"], n)
    places = rng.random(n)
    styles = rng.integers(0, _STYLES, n)
    made = np.empty(n, dtype=object)
    for i, affair in enumerate(affairs):
        subjects = pools["urusan"][affair]["sasaran"]
        subject = subjects[int(places[i] * len(subjects))]
        name = f"{heads[i]} {doings[i]} {subject} {manners[i]} {scopes[i]}".rstrip()
        made[i] = _styled(name, f"{heads[i]} {doings[i]} {subject} {manners[i]}", styles[i])
    return made


def acronym(name: str) -> str:
    """Join the first syllables of the words: Gerakan Peduli Stunting Terpadu → GEPESTUTER."""
    spoken = [word for word in re.findall(r"[A-Za-z]+", name) if word[0].isupper()]
    syllables = [_first(_SYLLABLE, word) for word in spoken[:-1]] + [_first(_CLOSED, spoken[-1])]
    return "".join(syllables).upper()[:_LONGEST]


def distinct(names: Iterable[str], keys: Iterable[str]) -> list[str]:
    """Lengthen titles that stand twice under one key (a region), so that each is one innovation.

    Two titles are the same if they differ only in case, spaces and signs.
    """
    seen: set[tuple[str, str]] = set()
    told = []
    for name, key in zip(names, keys, strict=True):
        title, number = name, 0
        while (key, folded_title(title)) in seen:
            more = _MORE[number % len(_MORE)]
            title = f"{title} {more}"
            number += 1
        seen.add((key, folded_title(title)))
        told.append(title)
    return told


def renamed(rng: np.random.Generator, title: str) -> tuple[str, str]:
    """Give a title another name, the way it is done, and say how.

    Returns
    -------
    title : str
    kind : str
        ``akronim lain``, ``padanan kata``, ``versi``, ``tanpa akronim`` or ``susunan kata``.
    """
    pools = words()
    long = _long_name(title)
    for way in rng.permutation(5):
        if way == 0 and long != title:
            extra = str(rng.choice(pools["plesetan"]))
            return f"{acronym(long)} {extra.upper()} ({long})", "akronim lain"
        if way == 1:
            for word, other in pools["padanan"]:
                if word in title:
                    return title.replace(word, other), "padanan kata"
        if way == 2:
            return f"{title} {rng.choice(['2.0', 'Versi 2', 'Jilid II'])}", "versi"
        if way == 3 and long != title:
            return long, "tanpa akronim"
        if way == 4 and len(long.split()) > 3:
            first, second, *rest = long.split()
            return " ".join([*rest, first, second]), "susunan kata"
    return f"{title} 2.0", "versi"


def _picked(rng: np.random.Generator, pool: Sequence[str], n: int) -> Strings:
    return np.array(pool, dtype=object)[rng.integers(0, len(pool), n)]


def _styled(name: str, core: str, style: int) -> str:
    short = acronym(core)
    return (
        f"{short} ({name})",
        f"{short}: {name}",
        name,
        f"{name} ({short})",
        f"{short[:2]}-{short[2:]} ({name})",
    )[style]


def _long_name(title: str) -> str:
    """Return the title without its acronym."""
    if title.endswith(")") and "(" in title:
        before, inner = title[:-1].split("(", 1)
        return before.strip() if inner.isupper() else inner
    before, colon, after = title.partition(": ")
    return after if colon and before.isupper() else title


def _first(pattern: re.Pattern[str], word: str) -> str:
    found = pattern.match(word)
    return found.group() if found else word[:2]
