"""Read what people type as a region: by code, by name, or by both."""

from __future__ import annotations

import math
import re
from functools import cache, lru_cache
from itertools import product
from typing import Literal, NamedTuple

from evaluasi.regions.listing import regions
from evaluasi.regions.scope import TYPE_WORDS, UPPER, Scope, Types, indexed, joined, partings, words

SPELLING_THRESHOLD = 0.85
SPELLING_MARGIN = 0.1
PARTIAL_CONFIDENCE = 0.9

_PARTIAL_LETTERS = 5
# One edit in five letters: what an incomplete name may be a misspelling of.
_RIVAL_THRESHOLD = 0.8
_SUGGESTION_THRESHOLD = 0.6
_MAX_SUGGESTIONS = 5
_PAPUA = "9"

Scheme = Literal["kemendagri", "bps"]
Why = Literal[
    "exact",
    "partial",
    "spelling",
    "ambiguous",
    "ambiguous_code",
    "lost_zero",
    "other_type",
    "contradiction",
    "outside",
    "unknown",
    "empty",
]


_Near = tuple[str, float]


class Reading(NamedTuple):
    """How a text was read: one code with a confidence, or the candidates without one."""

    why: Why
    codes: tuple[str, ...] = ()
    confidence: float = math.nan

    @property
    def accepted(self) -> bool:
        """Whether the text names one region."""
        return not math.isnan(self.confidence)


def read(text: str, scope: Scope, scheme: Scheme | None = None) -> Reading:
    """Read a text that holds a code, a name, or a code with its name."""
    numbers = re.findall(r"\d+(?:[.,]\d+)*", text)
    spoken = words(re.sub(r"\d[\d.,]*", " ", text))
    if not numbers:
        return read_name(spoken, scope) if spoken else Reading("empty")
    if len(numbers) > 1:
        return Reading("unknown", read_name(spoken, scope).codes)
    coded = read_code(numbers[0].replace(",", "."), scope, scheme)
    if not spoken or coded.why == "outside":
        return coded
    agreed = read_name(spoken, indexed(scope.regions[kode] for kode in coded.codes))
    if agreed.accepted:
        return agreed
    both = dict.fromkeys((*coded.codes, *read_name(spoken, scope).codes))
    return Reading("contradiction", tuple(both))


def read_code(code: str, scope: Scope, scheme: Scheme | None = None) -> Reading:
    """Read digits, with dots (Kemendagri) or without (either list, unless `scheme` says which)."""
    code = re.sub(r"^(\d+)\.0+$", r"\1", code)  # 3579.0 is a whole number from a spreadsheet
    if "." not in code:
        reading = _read_digits(code, scheme)
    elif code in regions():
        reading = Reading("exact", (code,), 1.0)
    else:
        repaired = _with_zeros(code)
        reading = Reading("lost_zero" if repaired else "unknown", repaired)
    inside = tuple(kode for kode in reading.codes if kode in scope.regions)
    if reading.codes and not inside:
        return Reading("outside", reading.codes)
    return reading._replace(codes=inside)


def _read_digits(digits: str, scheme: Scheme | None) -> Reading:
    schemes: tuple[Scheme, ...] = (scheme,) if scheme else ("kemendagri", "bps")
    found = [_by_digits(name).get(digits) for name in schemes]
    codes = tuple(dict.fromkeys(kode for kode in found if kode is not None))
    if not codes:
        return Reading("unknown")
    # BPS renumbered Papua after 2022; those codes are not on file and may clash with this one.
    uncertain = digits.startswith(_PAPUA) and None in found
    if len(codes) > 1 or uncertain:
        return Reading("ambiguous_code", codes)
    return Reading("exact", codes, 1.0)


@cache
def _by_digits(scheme: Scheme) -> dict[str, str]:
    if scheme == "bps":
        return {r.kode_bps: r.kode for r in regions().values() if r.kode_bps}
    return {kode.replace(".", ""): kode for kode in regions()}


def _with_zeros(code: str) -> tuple[str, ...]:
    """Give the codes that lose a zero to become `code`: 35.1 may be 35.10 (a number) or 35.01."""
    choices = [(p + "0", "0" + p) if len(p) == 1 else (p,) for p in code.split(".")]
    return tuple(kode for kode in map(".".join, product(*choices)) if kode in regions())


def read_name(spoken: list[str], scope: Scope) -> Reading:
    """Read a name in plain words, with or without its type."""
    ways = partings(spoken)
    if not ways:
        return Reading("unknown")
    types, name = ways[0]
    way, codes = next(
        ((way, found) for way in ways if (found := scope.named(way[1], way[0]))), (ways[0], ())
    )
    if name in TYPE_WORDS:
        return _read_type_alone(way, codes)
    namesakes = scope.named(name) if types is not None else ()
    if codes and way[0] is None:
        # "Kota Sumenep" is a kecamatan, or a kabupaten under the wrong type.
        codes = tuple(dict.fromkeys((*codes, *namesakes)))
    if codes:
        return _one_of(codes, "exact", 1.0)
    if namesakes:
        return Reading("other_type", namesakes)
    near = _nearest(name, types, scope)
    return _partial(name, types, near, scope) or _spelled(near, types, scope)


def _read_type_alone(way: tuple[Types | None, str], codes: tuple[str, ...]) -> Reading:
    """Read "Kec. Kota", a kecamatan called Kota; "Kota" by itself names nothing."""
    if way[0] is None:
        return Reading("unknown", codes)
    return _one_of(codes, "exact", 1.0) if codes else Reading("unknown")


def _one_of(codes: tuple[str, ...], why: Why, confidence: float) -> Reading:
    return Reading(why, codes, confidence) if len(codes) == 1 else Reading("ambiguous", codes)


def _partial(name: str, types: Types | None, near: list[_Near], scope: Scope) -> Reading | None:
    """Read an incomplete name: one that begins at a word of a longer name.

    Not of kecamatan: their list covers one province, so a name that fits one there proves little.
    "Kab. Jembr" begins Jembrana, but may as well be Jember misspelt: then both are candidates.
    """
    if len(joined(name)) < _PARTIAL_LETTERS:
        return None
    levels = UPPER if types is None else types & UPPER
    codes = tuple(
        kode
        for kode, bare in scope.bare.items()
        if name in bare and f" {name}" in f" {bare}" and scope.regions[kode].tingkat in levels
    )
    if not codes:
        return None
    likely = [key for key, score in near if score >= _RIVAL_THRESHOLD]
    rivals = [kode for key in likely for kode in scope.named(key, types)]
    return _one_of(tuple(dict.fromkeys((*codes, *rivals))), "partial", PARTIAL_CONFIDENCE)


def _spelled(near: list[_Near], types: Types | None, scope: Scope) -> Reading:
    """Read a misspelt name that has one near name and no other close to it."""
    if not near:
        return Reading("unknown")
    best, score = near[0]
    rival = near[1][1] if len(near) > 1 else 0.0
    if score >= SPELLING_THRESHOLD and score - rival >= SPELLING_MARGIN:
        return _one_of(scope.named(best, types), "spelling", round(score, 2))
    return Reading("unknown", tuple(kode for key, _ in near for kode in scope.named(key, types)))


def _nearest(name: str, types: Types | None, scope: Scope) -> list[_Near]:
    """List the nearest names by edits: insert, delete, replace, or swap two neighbours."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(
        joined(name),
        _names(scope, types),
        scorer=OSA.normalized_similarity,
        score_cutoff=_SUGGESTION_THRESHOLD,
        limit=_MAX_SUGGESTIONS,
    )
    return [(key, score) for key, score, _ in found]


@lru_cache(maxsize=16)
def _names(scope: Scope, types: Types | None) -> list[str]:
    return [key for key in scope.by_name if types is None or scope.named(key, types)]
