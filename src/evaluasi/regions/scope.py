"""The regions that are searched, indexed by name without type, case and spaces."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from evaluasi.regions.listing import Region, get, regions

Types = frozenset[str]

UPPER: Types = frozenset({"provinsi", "kabupaten", "kota"})

TYPE_WORDS: dict[str, Types] = {
    word: frozenset({level})
    for level, words in {
        "provinsi": "provinsi propinsi prov prop pemprov dki di",
        "kabupaten": "kabupaten kab pemkab",
        "kota": "kota kotamadya kodya pemkot",
        "kecamatan": "kecamatan kec",
    }.items()
    for word in words.split()
}
_FILLERS = frozenset({"pemerintah", "pemda", "daerah", "administrasi", "adm"})
_ABBREVIATIONS = {"kep": "kepulauan", "&": "dan", "diy": "di yogyakarta"}
_PHRASES = {
    "daerah khusus ibukota": "dki",
    "daerah khusus ibu kota": "dki",
    "daerah istimewa": "di",
}


@dataclass(frozen=True, eq=False)  # compared and hashed by identity, for caches
class Scope:
    """Regions by code, with their names.

    Attributes
    ----------
    regions : dict
        Code to region.
    bare : dict
        Code to name in plain words without the type: 35.79 to "batu".
    by_name : dict
        Bare name without spaces to the codes that bear it.
    by_full_name : dict
        Name with its type, without spaces, to the codes: "kotabatu" to 35.79.
    """

    regions: dict[str, Region]
    bare: dict[str, str]
    by_name: dict[str, list[str]]
    by_full_name: dict[str, list[str]]

    def named(self, name: str, types: Types | None = None) -> tuple[str, ...]:
        """Give the codes that bear a name; without a type, kecamatan only if nothing else does."""
        key = joined(name)
        codes = self.by_name.get(key) or self.by_full_name.get(key, [])
        if types is not None:
            return tuple(kode for kode in codes if self.regions[kode].tingkat in types)
        upper = [kode for kode in codes if self.regions[kode].tingkat in UPPER]
        return tuple(upper or codes)


@cache
def scope_of(within: str | None, levels: Types | None) -> Scope:
    """Index a region and all that lies in it (default: all), of some levels (default: all)."""
    top = None if within is None else get(within).kode
    return indexed(
        region
        for kode, region in regions().items()
        if (top is None or kode == top or kode.startswith(f"{top}."))
        and (levels is None or region.tingkat in levels)
    )


def indexed(chosen: Iterable[Region]) -> Scope:
    """Index the chosen regions by their names."""
    scope = Scope({}, {}, defaultdict(list), defaultdict(list))
    for region in chosen:
        spoken = words(region.nama)
        name = " ".join(spoken) if region.tingkat == "kecamatan" else partings(spoken)[0][1]
        scope.regions[region.kode] = region
        scope.bare[region.kode] = name
        scope.by_name[joined(name)].append(region.kode)
        scope.by_full_name["".join(spoken)].append(region.kode)
    return scope


def words(text: str) -> list[str]:
    """Split a text into plain lower-case words, abbreviations written out."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    plain = re.sub(r"\b([a-z])\.\s?(?=[a-z]\b)", r"\1", plain)  # d.i. is one word
    plain = re.sub(r"['’`]", "", plain)
    spoken = " ".join(_ABBREVIATIONS.get(w, w) for w in re.findall(r"[a-z0-9]+|&", plain))
    for phrase, short in _PHRASES.items():
        spoken = re.sub(rf"\b{phrase}\b", short, spoken)
    return spoken.split()


def joined(name: str) -> str:
    """Drop the spaces, so that Fak Fak and Fakfak are one name."""
    return name.replace(" ", "")


def partings(spoken: list[str]) -> list[tuple[Types | None, str]]:
    """List the ways to part type words from the name, the most type words first.

    "kabupaten kota baru" may be the kabupaten or kota "baru", the kabupaten "kota baru", or a
    region of any type called "kabupaten kota baru".
    """
    ways: list[tuple[Types | None, str]] = []
    types: Types | None = None
    for position, word in enumerate(spoken):
        if word in _FILLERS:
            continue
        ways.insert(0, (types, " ".join(spoken[position:])))
        wider = TYPE_WORDS.get(word, frozenset()) | (types or frozenset())
        # Two different types contradict each other, save in "Kab/Kota Malang".
        if word not in TYPE_WORDS or (len(wider) > 1 and wider != {"kabupaten", "kota"}):
            break
        types = wider
    return ways
